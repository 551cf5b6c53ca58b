"""The store: the record, the vector index and the lock, kept in step.

A write goes: record (pending), vectors, record (current). Whatever a crash leaves between two of these steps is
finished by the next start, so that nothing acknowledged is lost and nothing half there is ever seen.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from ingest import facets, frozen, lexical, listing, matches, origin_groups, origins, paging, records, versions
from ingest.catalogue import Counts, Facets, Filters, Origin, Page, Sort, Sought, VersionRow
from ingest.corpus import Article
from ingest.database import Database
from ingest.embed import Embedder
from ingest.errors import NotFoundError, StoreError
from ingest.indexed import Indexed
from ingest.lock import StoreLock
from ingest.materials import Materials
from ingest.origin_groups import Groups
from ingest.repair import remember_embedder, repair
from ingest.report import Status
from ingest.vectors import VectorIndex


class Store:
    """One process's store; its threads may share it. Opening repairs what a crash left."""

    def __init__(self, folder: Path, embedder: Embedder, *, url: str | None = None, rebuild: bool = False) -> None:
        """Take the lock and open; `rebuild` makes every vector again with this embedder.

        Raises:
            StoreHeldError: another process has the store.
            EmbedderMismatchError: it was built with another embedder.
            StoreError: the folder or a file in it can't be used.
        """
        self.folder = _made(folder)
        self.embedder = embedder
        self._writing = threading.RLock()
        self._changes = 0
        self._materials = Materials()
        self._counted: tuple[int, Counts | None] = (0, None)
        self._grouped: tuple[int, Groups | None] = (0, None)
        with ExitStack() as opened:
            lock = StoreLock(folder, url=url)
            opened.callback(lock.release)
            self.server_key = lock.key
            self.database = Database(folder / "record.sqlite3")
            opened.callback(self.database.close)
            remember_embedder(self.database, embedder, rebuild=rebuild)
            self.vectors: VectorIndex = _open_vectors(folder, embedder)
            opened.callback(self.vectors.close)
            repair(self.database, self.vectors, embedder)
            self._opened = opened.pop_all()

    @property
    def embedder_name(self) -> str:
        """The embedder that made the index's vectors."""
        return self.embedder.name

    def close(self) -> None:
        """Let go of the files and the lock."""
        self._opened.close()

    # Reading.

    def counts(self) -> Counts:
        """Return what the corpus holds."""
        # Kept until something changes: every question asks, and counting 4,000 articles takes 20 ms.
        changes, kept = self._counted
        if kept is None or changes != self._changes:
            changes = self._changes
            kept = listing.counts(self.database.connection)
            self._counted = (changes, kept)
        return kept

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

    def origins(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return the id of each article's origin; an article that is not there now has none."""
        return origins.of_articles(self.database.connection, article_ids)

    def page(
        self, sought: Sought | None = None, *, sort: Sort = Sort.NEWEST, limit: int = 100, cursor: str | None = None
    ) -> Page:
        """Return a page of the articles that are sought.

        Raises:
            FilterError: the cursor is not one that an earlier page in this order gave.
        """
        db = self.database.connection
        return paging.page(db, sought or Sought(), self._groups(), sort=sort, limit=limit, cursor=cursor)

    def facets(self, sought: Sought) -> Facets:
        """Return how many articles of each kind there are among those that are sought."""
        return facets.facets(self.database.connection, sought, self._groups().reprints)

    def matching(self, sought: Sought, most: int) -> tuple[str, ...]:
        """Return the ids of the articles that are sought, the newest first, `most` at most."""
        return facets.matching(self.database.connection, sought, self._groups().reprints, most)

    def _groups(self) -> Groups:
        """Return the origins of several articles; kept until something changes, as the counts are."""
        changes, kept = self._grouped
        if kept is None or changes != self._changes:
            changes = self._changes
            kept = origin_groups.groups(self.database.connection)
            self._grouped = (changes, kept)
        return kept

    def current(self, article_id: str) -> Article | None:
        """Return an article if there is one now."""
        return records.current_article(self.database.connection, article_id)

    def answer(self, answer_id: str) -> dict[str, Any]:
        """Return a kept answer."""
        return frozen.load(self.database.connection, answer_id)

    def answer_made_at(self, answer_id: str) -> datetime:
        """Return when a kept answer was made."""
        return frozen.made_at(self.database.connection, answer_id)

    # What retrieval reads.

    def occurrences(self, terms: Sequence[str]) -> dict[str, int]:
        """Return how often each term stands in the corpus."""
        return matches.occurrences(self.database.connection, terms)

    def best_articles(
        self, terms: Sequence[str], k: int, filters: Filters, *, title_weight: float
    ) -> list[matches.Match]:
        """Return the k articles, by version key, that the words find best."""
        return matches.best_articles(self.database.connection, terms, k, filters, title_weight=title_weight)

    def versions_in(self, filters: Filters, most: int) -> list[int] | None:
        """Return the keys of all versions that pass the filters, or None if there are more than `most`."""
        return matches.versions_in(self.database.connection, filters, most)

    def versions_of(self, passages: Sequence[int]) -> dict[int, int]:
        """Return the current version of each passage that has one."""
        return matches.versions_of(self.database.connection, passages)

    def read_material(self, versions: Sequence[int]) -> list[matches.Material]:
        """Return what ranking needs of versions, in the order of the keys."""
        return self._materials.read(self.database.connection, versions)

    def read_articles(self, versions: Sequence[int]) -> dict[int, Article]:
        """Return the articles of version keys."""
        return matches.read_articles(self.database.connection, versions)

    # Writing.

    def save_answer(self, answer_id: str, body: dict[str, Any], cites: Sequence[str]) -> None:
        """Keep an answer with its citations."""
        with self.database.transaction() as db:
            frozen.save(db, answer_id, body, cites)

    def write(self, items: Sequence[Indexed]) -> dict[str, Status]:
        """Add new articles or new versions; when this returns, they are there and stay there.

        One article may stand in `items` once; what is already there as it is, is left alone. Returns what was done
        with each article, by its id.
        """
        with self._writing:
            # First what a failed delete may have left, so that an article can't come back with its deleted versions.
            versions.retire(self.database, self.vectors)
            statuses = {item.article.id: self._status(item.article) for item in items}
            items = [item for item in items if statuses[item.article.id] is not Status.UNCHANGED]
            if not items:
                return statuses
            with self.database.transaction() as db:
                written = [records.write_pending(db, item) for item in items]
            try:
                versions.put(self.vectors, list(zip(items, written, strict=True)))
                with self.database.transaction() as db:
                    for item, keys in zip(items, written, strict=True):
                        versions.publish(db, keys.version, item.article)
            except BaseException:
                versions.withdraw(self.database, self.vectors, written)
                raise
            self._changes += 1
            self._materials.clear()
            versions.retire(self.database, self.vectors)
            return statuses

    def _status(self, article: Article) -> Status:
        """Return what writing this article does."""
        digest = records.current_digest(self.database.connection, article.id)
        if digest is None:
            return Status.ADDED
        return Status.UNCHANGED if digest == article.digest else Status.UPDATED

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
                    origins.remove(db, version)
                db.execute("UPDATE article SET current = NULL, deleted = 1 WHERE key = ?", (key,))
                db.execute("UPDATE version SET state = 'retiring' WHERE article = ?", (key,))
                frozen.forget(db, article_id)
            self._changes += 1
            self._materials.clear()
            versions.retire(self.database, self.vectors)
            # The words are no longer found; now they also leave the files.
            with self.database.transaction() as db:
                lexical.purge(db)
            self.database.checkpoint()


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the store's folder {str(folder)!r} can't be made ({error.strerror}); "
            "choose another with CORROBORATE_DATA_DIR"
        ) from error
    return folder


def _open_vectors(folder: Path, embedder: Embedder) -> VectorIndex:
    from ingest.vectors_chroma import ChromaIndex

    return ChromaIndex(folder / "chroma", f"{embedder.name} {embedder.dimension}")
