"""Responses that may be gone on from: what was asked and the id of the answer it got go in; a chain of them comes out.

No word of an answer is kept here but where it is kept already, so that deleting an article empties it here too. The
table is made when the first is kept.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ingest.database import Database
from ingest.errors import NotFoundError

_TABLE = """
CREATE TABLE IF NOT EXISTS response (
    id         TEXT PRIMARY KEY,
    previous   TEXT,              -- the response that this one goes on from
    questions  TEXT NOT NULL,     -- JSON: what was asked since, the answered one last
    answer     TEXT NOT NULL,     -- the id of a kept answer
    shown      INTEGER NOT NULL,  -- characters of its text that were shown
    created_at INTEGER NOT NULL   -- seconds since 1970, UTC
) WITHOUT ROWID"""


@dataclass(frozen=True, slots=True)
class KeptResponse:
    """A response: the questions that led to it, the last of which it answers, and how much of the answer it shows."""

    id: str
    previous: str | None
    questions: tuple[str, ...]
    answer: str
    shown: int


def keep(database: Database, response: KeptResponse, *, at: datetime) -> None:
    """Keep a response."""
    questions = json.dumps(response.questions, ensure_ascii=False)
    row = (response.id, response.previous, questions, response.answer, response.shown, int(at.timestamp()))
    with database.transaction() as db:
        db.execute(_TABLE)
        db.execute("INSERT INTO response VALUES (?, ?, ?, ?, ?, ?)", row)


def chain(database: Database, response_id: str) -> Sequence[KeptResponse]:
    """Return a response with all that it goes on from, the oldest first.

    Raises:
        NotFoundError: there is none of this id.
    """
    found: list[KeptResponse] = []
    wanted: str | None = response_id
    while wanted is not None:
        response = _one(database.connection, wanted)
        found.append(response)
        wanted = response.previous
    return found[::-1]


def _one(db: sqlite3.Connection, response_id: str) -> KeptResponse:
    row = None
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'response'").fetchone():
        columns = "id, previous, questions, answer, shown"
        row = db.execute(f"SELECT {columns} FROM response WHERE id = ?", (response_id,)).fetchone()
    if row is None:
        raise NotFoundError(f"no response has the id {response_id[:80]!r}; send the whole conversation as 'input'")
    made, previous, questions, answer, shown = row
    return KeptResponse(made, previous, tuple(json.loads(questions)), answer, shown)
