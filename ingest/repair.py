"""Opening a store: what a crash or a changed embedder left is finished, until the indexes hold what the record says.

Where nothing is to be done among 40,000 passages, finding that out takes about 0.2 s.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from ingest import origins, records, versions
from ingest.database import Database
from ingest.embed import Embedder
from ingest.errors import EmbedderMismatchError
from ingest.indexed import embed_articles
from ingest.vectors import VectorIndex

log = logging.getLogger(__name__)

BATCH_VERSIONS = 100  # embedded and written together: a killed rebuild goes on from the last hundred


def remember_embedder(database: Database, embedder: Embedder, *, rebuild: bool) -> None:
    """Note which embedder makes the index's vectors; `rebuild` forgets those that are there.

    Raises:
        EmbedderMismatchError: another one made them.
    """
    mine = {"embedder": embedder.name, "dimension": str(embedder.dimension)}
    with database.transaction() as db:
        there = dict(db.execute("SELECT name, value FROM setting").fetchall())
        if there and there != mine and not rebuild:
            raise EmbedderMismatchError(
                f"the index in {str(database.path.parent)!r} was built with {there['embedder']!r}"
                f" ({there['dimension']} numbers a vector), not {embedder.name!r};"
                " set CORROBORATE_EMBEDDER back, or rebuild it with: python -m ingest --rebuild"
            )
        db.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?)", mine.items())
        if rebuild:
            db.execute("DELETE FROM vector")


def repair(database: Database, vectors: VectorIndex, embedder: Embedder) -> None:
    """Finish what was begun, and bring the vector index in step with the record."""
    with database.transaction() as db:
        records.drop_overtaken(db)
    db = database.connection
    pending = records.versions_in(db, "pending")
    known = vectors.keys()
    wanted = records.wanted_passages(db)
    missing = {version for key, version in wanted.items() if key not in known}
    todo = sorted(missing | records.without_vectors(db) | set(pending))
    if todo:
        log.warning("repairing the index: %d articles to finish", len(todo))
    for first in range(0, len(todo), BATCH_VERSIONS):
        _put_again(database, vectors, embedder, todo[first : first + BATCH_VERSIONS])
    vectors.remove(known - wanted.keys())
    with database.transaction() as db:
        for version in pending:
            versions.publish(db, version, records.read_version(db, version))
    versions.retire(database, vectors)
    _group(database)


def _group(database: Database) -> None:
    """Tell the reprints of a record that was written before they were told; 1 ms an article."""
    todo = origins.ungrouped(database.connection)
    if todo:
        log.warning("grouping reprints: %d articles to compare", len(todo))
    for first in range(0, len(todo), BATCH_VERSIONS):
        with database.transaction() as db:
            for version in todo[first : first + BATCH_VERSIONS]:
                origins.add(db, version, records.read_version(db, version))


def _put_again(database: Database, vectors: VectorIndex, embedder: Embedder, keys: Sequence[int]) -> None:
    """Write versions' passages into the vector index, embedding those for which the record has no vectors."""
    db = database.connection
    items = {key: records.read_indexed(db, key) for key in keys}
    bare = [key for key, item in items.items() if item is None]
    made = embed_articles([records.read_version(db, key) for key in bare], embedder)
    with database.transaction() as db:
        for key, item in zip(bare, made, strict=True):
            records.write_vectors(db, key, item)
            items[key] = item
    versions.put(
        vectors,
        [(item, records.Written(key, tuple(records.passage_keys(db, key)))) for key, item in items.items() if item],
    )
