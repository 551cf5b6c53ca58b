"""Rows that were brought in before, so that the same row again costs one look-up: a raw article in, its id out.

A row is known by a digest of all that it gives, of the user's table of outlets, and of the code that makes an article
of it; whichever of these changes, the row is prepared anew. What is kept beside the digest is the very version that the
row led to, so a row is known only while that version is the visible one, whoever has changed or deleted the article.
The table is made when it is first needed. SQL and nothing else.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ingest.corpus import RawArticle

_TABLE = """
CREATE TABLE IF NOT EXISTS known_row (
    row     BLOB PRIMARY KEY,      -- digest of the row, the settings and the code
    mark    BLOB NOT NULL,         -- digest of the settings and the code alone
    version INTEGER NOT NULL REFERENCES version (key) ON DELETE CASCADE
) WITHOUT ROWID;
"""
_INDEX = "CREATE INDEX IF NOT EXISTS known_row_version ON known_row (version)"
# What reads languages, dates and pages: another release of one of them may read them otherwise.
_LIBRARIES = ("babel", "courlan", "htmldate", "justext", "lxml", "py3langid", "python-dateutil", "trafilatura")
_SIZE = 16  # bytes of a digest


@dataclass(frozen=True, slots=True)
class Known:
    """The visible article that a row led to, as it was brought in."""

    id: str
    external_id: str | None


def mark(outlets: Mapping[str, str]) -> bytes:
    """Return the digest of all that an article depends on beside its row."""
    table = "\n".join(f"{host}\t{name}" for host, name in sorted(outlets.items()))
    return blake2b(_code() + table.encode(), digest_size=_SIZE).digest()


def digest(raw: RawArticle, mark: bytes) -> bytes | None:
    """Return the digest of a row; None where the same row may be another article tomorrow.

    That is a page without a date of its own and of its fetching, whose dates are judged by today's.
    """
    if raw.html and not (raw.text or raw.published_at or raw.fetched_at or raw.archived_at):
        return None
    found = blake2b(mark, digest_size=_SIZE)
    for field in fields(raw):
        value = getattr(raw, field.name)
        if field.name != "source" and value is not None:  # what a report calls it is no part of it
            text = (value if isinstance(value, str) else repr(value)).encode("utf-8", "surrogatepass")
            found.update(f"{field.name} {len(text)} ".encode() + text)
    return found.digest()


def find(db: sqlite3.Connection, row: bytes) -> Known | None:
    """Return the article that a row led to, if it is there now as it was then."""
    try:
        there = db.execute(
            "SELECT id, external_id FROM known_row JOIN article ON article.current = known_row.version WHERE row = ?",
            (row,),
        ).fetchone()
    except sqlite3.OperationalError:
        if _is_made(db):
            raise
        return None
    return None if there is None else Known(*there)


def keep(db: sqlite3.Connection, rows: Iterable[tuple[bytes, str, str]], mark: bytes) -> None:
    """Remember digests of rows with the ids and the digests of the articles that they led to.

    An article that is another by now is left out, and what other settings or other code led to is forgotten.
    """
    if not _is_made(db):
        db.execute(_TABLE)
        db.execute(_INDEX)
    db.execute("DELETE FROM known_row WHERE mark != ?", (mark,))
    db.executemany(
        "INSERT OR REPLACE INTO known_row SELECT ?, ?, version.key FROM article JOIN version"
        " ON version.key = article.current WHERE article.id = ? AND version.digest = ?",
        [(row, mark, identity, digest) for row, identity, digest in rows],
    )


def _is_made(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'known_row_version'").fetchone() is not None


@cache
def _code() -> bytes:
    """Return a digest of this package and of the libraries that it reads with: 4 ms, once."""
    found = blake2b(sys.version.encode())
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in (".py", ".txt"):
            found.update(path.name.encode() + path.read_bytes())
    for library in _LIBRARIES:
        try:
            found.update(f"{library} {version(library)}".encode())
        except PackageNotFoundError:
            continue
    return found.digest()
