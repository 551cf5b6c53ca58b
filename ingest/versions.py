"""A version's way through the store: pending -> current -> retiring -> past, in the record and in the vector index.

Each function leaves a state from which `repair.py` can go on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np

from ingest import lexical, origins, records
from ingest.corpus import Article
from ingest.database import Database
from ingest.indexed import Indexed
from ingest.outlets import outlet_key
from ingest.vectors import PassageVector, VectorIndex


def put(vectors: VectorIndex, items: Sequence[tuple[Indexed, records.Written]]) -> None:
    """Write the passages of versions into the vector index."""
    if not items:
        return
    rows = [_row(key, written.version, item.article) for item, written in items for key in written.passages]
    vectors.put(rows, np.concatenate([item.passage_vectors() for item, _ in items]))


def publish(db: sqlite3.Connection, version: int, article: Article) -> None:
    """Make a pending version the visible one, in the group of its text; the one before is found no more."""
    (key,) = db.execute("SELECT article FROM version WHERE key = ?", (version,)).fetchone()
    for (old,) in db.execute("SELECT key FROM version WHERE article = ? AND state = 'current'", (key,)).fetchall():
        lexical.remove(db, old)
        origins.remove(db, old)
        db.execute("UPDATE version SET state = 'retiring' WHERE key = ?", (old,))
    lexical.add(db, version, article)
    origins.add(db, version, article)
    db.execute("UPDATE version SET state = 'current' WHERE key = ?", (version,))
    db.execute("UPDATE article SET current = ?, deleted = 0 WHERE key = ?", (version, key))


def withdraw(database: Database, vectors: VectorIndex, written: Iterable[records.Written]) -> None:
    """Undo pending versions that could not be published: nobody has seen them."""
    with database.transaction() as db:
        db.executemany("DELETE FROM version WHERE key = ?", [(one.version,) for one in written])
    vectors.remove([key for one in written for key in one.passages])


def retire(database: Database, vectors: VectorIndex) -> None:
    """Take replaced and deleted versions out of the vector index, then off the record's lists."""
    db = database.connection
    versions = records.versions_in(db, "retiring")
    if not versions:
        return
    vectors.remove([key for version in versions for key in records.passage_keys(db, version)])
    with database.transaction() as db:
        for version in versions:
            db.execute("DELETE FROM passage WHERE version = ?", (version,))
            db.execute("DELETE FROM vector WHERE version = ?", (version,))
            db.execute("UPDATE version SET state = 'past' WHERE key = ?", (version,))
        db.execute("DELETE FROM version WHERE article IN (SELECT key FROM article WHERE deleted)")


def _row(key: int, version: int, article: Article) -> PassageVector:
    return PassageVector(
        passage=key,
        version=version,
        article_id=article.id,
        outlet_key=outlet_key(article.outlet) if article.outlet else None,
        language=article.language,
        published_at=int(article.published_at.timestamp()) if article.published_at else None,
    )
