"""What was read for a kept answer and not cited: the answer's JSON and a store in, rows with their sentences out.

The words come from the store at the moment somebody asks for them, so those of an article that was deleted, or of a
version that nothing cites any more, are not among them; how many rows that is, is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.render import rfc3339
from ingest.errors import GoneError, NotFoundError
from ingest.store import Store


def evidence_json(answer: Mapping[str, Any], store: Store) -> dict[str, Any]:
    """Return the sentences that came closest to an answer and are not cited in it, each with the reason."""
    rows = [_row(one, store) for one in answer.get("considered", ())]
    there = [row for row in rows if row is not None]
    return {"answer_id": answer["id"], "considered": there, "gone": len(rows) - len(there)}


def _row(one: Mapping[str, Any], store: Store) -> dict[str, Any] | None:
    try:
        article = store.article(one["article_id"], version=one["version"])
    except (GoneError, NotFoundError):
        return None
    sentence = article.sentences[one["sentence"]]
    return {
        **one,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published_at": rfc3339(article.published_at),
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
    }
