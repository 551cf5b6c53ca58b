"""An article's attributions as the record keeps them: an article in, JSON out, and back. Names stay in the text."""

from __future__ import annotations

import json

from ingest.corpus import Article, Attribution, AttributionKind, SourceKind


def stored_attributions(article: Article) -> str | None:
    """Return an article's attributions as JSON, None where nobody looked for them."""
    if article.attributions is None:
        return None
    rows = [(one.sentence, one.kind, one.source, one.start, one.end, one.told) for one in article.attributions]
    return json.dumps(rows, ensure_ascii=False)


def read_attributions(stored: str | None, text: str) -> tuple[Attribution, ...] | None:
    """Return stored attributions, their names from the text that they point into."""
    if stored is None:
        return None
    return tuple(
        Attribution(sentence, AttributionKind(kind), SourceKind(source), start, end, text[start:end], told)
        for sentence, kind, source, start, end, told in json.loads(stored)
    )
