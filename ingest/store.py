"""The store: the record, the vector index and the lock, kept in step.

A write goes: record (pending), vectors, record (current). Whatever a crash leaves between two of these steps is
finished by the next start, so that nothing acknowledged is lost and nothing half there is ever seen.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from ingest import frozen, lexical, listing, matches, records
from ingest.catalogue import Counts, Filters, Origin, Page, VersionRow
from ingest.corpus import Article
from ingest.database import Database
from ingest.embed import Embedder, Vectors
from ingest.errors import EmbedderMismatchError, NotFoundError
from ingest.indexed import Indexed, embed_articles
from ingest.lock import StoreLock
from ingest.outlets import outlet_key
from ingest.vectors import PassageVector, VectorIndex

log = logging.getLogger(__name__)


class Store:
    """One process's store; its threads may share it. Opening repairs what a crash left."""

    def __init__(self, folder: Path, embedder: Embedder, *, url: str | None = None, rebuild: bool = False) -> None:
        """Take the lock and open; `rebuild` makes every vector again with this embedder.

        Raises:
            StoreHeldError: another process has the store.
            EmbedderMismatchError: it was built with another embedder.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.embedder = embedder
        self._lock = StoreLock(folder, url=url)
        self._writing = threading.RLock()
        try:
            self.database = Database(folder / "record.sqlite3")
            self._remember_embedder(rebuild=rebuild)
            self.vectors: VectorIndex = _open_vectors(folder, embedder)
            self._repair()
        except BaseException:
            self._lock.release()
            raise

    @property
    def embedder_name(self) -> str:
        """The embedder that made the index's vectors."""
        return self.embedder.name

    def close(self) -> None:
        """Let go of the files and the lock."""
        self.database.close()
        self._lock.release()

    # Reading.

    def counts(self) -> Counts:
        """Return what the corpus holds."""
        return listing.counts(self.database.connection)

    def article(self, article_id: str, *, version: int | None = None) -> Article:
        """Return an article: its current version, or an older one that a citation froze.

        Raises:
            NotFoundError, GoneError
        """
        db = self.database.connection
        records.article_key(db, article_id)
        if version is None:
            article = records.current_article(db, article_id)
        else:
            article = records.version_article(db, article_id, version)
        if article is None:
            raise NotFoundError(f"the article {article_id!r} has no version {version!r}")
        return article

    def versions(self, article_id: str) -> tuple[VersionRow, ...]:
        """Return an article's versions, newest first."""
        db = self.database.connection
        return listing.versions(db, records.article_key(db, article_id))

    def origin(self, article_id: str) -> Origin:
        """Return the group of articles that carry the same text."""
        db = self.database.connection
        return listing.origin(db, records.article_key(db, article_id))

    def page(
        self,
        *,
        outlet: str | None = None,
        q: str | None = None,
        published_from: datetime | None = None,
        published_to: datetime | None = None,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Page:
        """Return a page of articles, newest first."""
        return listing.page(
            self.database.connection,
            outlet=outlet,
            q=q,
            published_from=published_from,
            published_to=published_to,
            limit=limit,
            cursor=cursor,
        )

    def current(self, article_id: str) -> Article | None:
        """Return an article if there is one now."""
        return records.current_article(self.database.connection, article_id)

    def answer(self, answer_id: str) -> dict[str, Any]:
        """Return a kept answer."""
        return frozen.load(self.database.connection, answer_id)

    # What retrieval reads.

    def best_passages(
        self, terms: Sequence[str], k: int, filters: Filters, *, title_weight: float
    ) -> list[matches.Match]:
        """Return the k passages that the words find best."""
        return matches.best_passages(self.database.connection, terms, k, filters, title_weight=title_weight)

    def read_passages(self, keys: Sequence[int]) -> list[matches.FoundPassage]:
        """Return passages by key, in the order of the keys; those that were replaced meanwhile are left out."""
        return matches.read_passages(self.database.connection, keys)

    def read_articles(self, versions: Sequence[int]) -> dict[int, matches.FoundArticle]:
        """Return the articles of version keys, with their vectors."""
        return matches.read_articles(self.database.connection, list(dict.fromkeys(versions)))

    # Writing.

    def save_answer(self, answer_id: str, body: dict[str, Any], cites: Sequence[str]) -> None:
        """Keep an answer with its citations."""
        with self.database.transaction() as db:
            frozen.save(db, answer_id, body, cites)

    def write(self, items: Sequence[Indexed]) -> None:
        """Add new articles or new versions; when this returns, they are there and stay there.

        One article may stand in `items` once; what is already there as it is, is left alone.
        """
        with self._writing:
            items = [item for item in items if not self._is_there(item.article)]
            if not items:
                return
            with self.database.transaction() as db:
                written = [records.write_pending(db, item) for item in items]
            rows: list[PassageVector] = []
            vectors: list[Vectors] = []
            for item, keys in zip(items, written, strict=True):
                rows += [_passage_vector(key, keys.version, item.article) for key in keys.passages]
                vectors.append(item.passage_vectors())
            self.vectors.put(rows, np.concatenate(vectors))
            with self.database.transaction() as db:
                for item, keys in zip(items, written, strict=True):
                    _publish(db, keys.version, item.article)
            self._retire()

    def _is_there(self, article: Article) -> bool:
        current = self.current(article.id)
        return current is not None and current.digest == article.digest

    def delete(self, article_id: str) -> None:
        """Take an article out of everything at once, with its versions and the answers that quote it.

        Raises:
            NotFoundError, GoneError
        """
        with self._writing:
            with self.database.transaction() as db:
                key = records.article_key(db, article_id)
                for (version,) in db.execute("SELECT key FROM version WHERE article = ?", (key,)).fetchall():
                    lexical.remove(db, version)
                db.execute("UPDATE article SET current = NULL, deleted = 1 WHERE key = ?", (key,))
                db.execute("UPDATE version SET state = 'retiring' WHERE article = ?", (key,))
                frozen.forget(db, article_id)
            self._retire()

    def _retire(self) -> None:
        """Take replaced and deleted versions out of the vector index, then off the record's lists."""
        db = self.database.connection
        versions = records.versions_in(db, "retiring")
        if not versions:
            return
        self.vectors.remove([key for version in versions for key in records.passage_keys(db, version)])
        with self.database.transaction() as db:
            for version in versions:
                db.execute("DELETE FROM passage WHERE version = ?", (version,))
                db.execute("DELETE FROM vector WHERE version = ?", (version,))
                db.execute("UPDATE version SET state = 'past' WHERE key = ?", (version,))
            db.execute("DELETE FROM version WHERE article IN (SELECT key FROM article WHERE deleted)")

    # Opening.

    def _remember_embedder(self, *, rebuild: bool) -> None:
        mine = {"embedder": self.embedder.name, "dimension": str(self.embedder.dimension)}
        with self.database.transaction() as db:
            there = dict(db.execute("SELECT name, value FROM setting").fetchall())
            if there and there != mine and not rebuild:
                raise EmbedderMismatchError(
                    f"the index in {str(self.folder)!r} was built with {there['embedder']!r}"
                    f" ({there['dimension']} numbers a vector), not {self.embedder.name!r};"
                    " set CORROBORATE_EMBEDDER back, or rebuild it with: python -m ingest --rebuild"
                )
            db.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?)", mine.items())
            if rebuild:
                db.execute("DELETE FROM vector")

    def _repair(self) -> None:
        """Finish what a crash or a changed embedder left, until the vector index holds what the record says."""
        db = self.database.connection
        pending = records.versions_in(db, "pending")
        known = self.vectors.keys()
        wanted = records.wanted_passages(db)
        missing = {version for key, version in wanted.items() if key not in known}
        todo = sorted(missing | records.without_vectors(db) | set(pending))
        if todo:
            log.warning("repairing the index: %d articles to finish", len(todo))
        for version in todo:
            self._put_again(version)
        self.vectors.remove(known - wanted.keys())
        with self.database.transaction() as db:
            for version in pending:
                _publish(db, version, records.read_version(db, version))
        self._retire()

    def _put_again(self, version: int) -> None:
        """Write a version's passages into the vector index, embedding it where the record has no vectors."""
        db = self.database.connection
        keys = records.passage_keys(db, version)
        item = records.read_indexed(db, version)
        if item is None:
            (item,) = embed_articles([records.read_version(db, version)], self.embedder)
            with self.database.transaction() as db:
                records.write_vectors(db, version, item)
        self.vectors.put([_passage_vector(key, version, item.article) for key in keys], item.passage_vectors())


def _passage_vector(key: int, version: int, article: Article) -> PassageVector:
    return PassageVector(
        passage=key,
        version=version,
        article_id=article.id,
        outlet_key=outlet_key(article.outlet) if article.outlet else None,
        language=article.language,
        published_at=int(article.published_at.timestamp()) if article.published_at else None,
    )


def _publish(db: sqlite3.Connection, version: int, article: Article) -> None:
    """Make a pending version the visible one, and take the words of the one before out of the lexical index."""
    (key,) = db.execute("SELECT article FROM version WHERE key = ?", (version,)).fetchone()
    for (old,) in db.execute("SELECT key FROM version WHERE article = ? AND state = 'current'", (key,)).fetchall():
        lexical.remove(db, old)
        db.execute("UPDATE version SET state = 'retiring' WHERE key = ?", (old,))
    lexical.add(db, version, article)
    db.execute("UPDATE version SET state = 'current' WHERE key = ?", (version,))
    db.execute("UPDATE article SET current = ? WHERE key = ?", (version, key))


def _open_vectors(folder: Path, embedder: Embedder) -> VectorIndex:
    from ingest.vectors_chroma import ChromaIndex

    return ChromaIndex(folder / "chroma", f"{embedder.name} {embedder.dimension}")
