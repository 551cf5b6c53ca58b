"""Answers as they were given: kept in the record with their citations, until an article they cite is deleted."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from ingest.errors import GoneError, NotFoundError


def save(db: sqlite3.Connection, answer_id: str, body: dict[str, Any], cites: Sequence[str]) -> None:
    """Keep an answer's JSON; `cites` are the ids of the articles that it quotes.

    Where one of these was deleted while the answer was made, the answer is forgotten at once.
    """
    text = json.dumps(body, ensure_ascii=False)
    db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (answer_id, text, int(time.time())))
    db.executemany(
        "INSERT OR IGNORE INTO answer_article (answer, article) VALUES (?, ?)",
        [(answer_id, article) for article in cites],
    )
    deleted = "SELECT article FROM answer_article JOIN article ON id = article WHERE answer = ? AND deleted"
    for (article,) in db.execute(deleted, (answer_id,)).fetchall():
        forget(db, article)


def load(db: sqlite3.Connection, answer_id: str) -> dict[str, Any]:
    """Return a kept answer.

    Raises:
        NotFoundError: there is none. GoneError: it quoted an article that was deleted since.
    """
    row = db.execute("SELECT body FROM answer WHERE id = ?", (answer_id,)).fetchone()
    if row is None:
        raise NotFoundError(f"no answer has the id {answer_id[:80]!r}; ask again with POST /api/ask")
    if row[0] is None:
        raise GoneError(f"the answer {answer_id!r} quoted an article that was deleted; ask again")
    body: dict[str, Any] = json.loads(row[0])
    return body


def made_at(db: sqlite3.Connection, answer_id: str) -> datetime:
    """Return when a kept answer was made.

    Raises:
        NotFoundError: there is none.
    """
    row = db.execute("SELECT created_at FROM answer WHERE id = ?", (answer_id,)).fetchone()
    if row is None:
        raise NotFoundError(f"no answer has the id {answer_id[:80]!r}; ask again with POST /api/ask")
    return datetime.fromtimestamp(row[0], UTC)


def forget(db: sqlite3.Connection, article_id: str) -> None:
    """Empty every answer that quotes an article: deleted means that its words are nowhere."""
    db.execute(
        "UPDATE answer SET body = NULL WHERE id IN (SELECT answer FROM answer_article WHERE article = ?)",
        (article_id,),
    )
