"""Articles and stores for tests, made in one line; what a test does not name does not matter to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from langchain_core.embeddings import DeterministicFakeEmbedding, Embeddings

from ingest.catalogue import Filters
from ingest.corpus import Article, RawArticle, Role, Sentence, article_id
from ingest.embed import Embedder
from ingest.indexed import embed_articles
from ingest.report import Status
from ingest.store import Store

DIMENSION = 16
FAKE_NAME = "fake-16"


class Counting(Embeddings):
    """An embedder that remembers what it was asked for."""

    def __init__(self) -> None:
        self._inner = DeterministicFakeEmbedding(size=DIMENSION)
        self.texts: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.texts += texts
        return self._inner.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._inner.embed_query(text)


def fake(embeddings: Embeddings | None = None, *, name: str = FAKE_NAME, dimension: int = DIMENSION) -> Embedder:
    return Embedder(name=name, dimension=dimension, embeddings=embeddings or DeterministicFakeEmbedding(size=dimension))


def open_store(folder: Path, embedder: Embedder | None = None, **options: Any) -> Store:
    return Store(folder, embedder or fake(), **options)


def raw(text: str = "The harbour was closed. Nobody was hurt.", **fields: Any) -> RawArticle:
    return RawArticle(**{"source": "test", "language": "en", "text": text} | fields)


def sentences(*texts: str, roles: dict[int, Role] | None = None) -> tuple[Sentence, ...]:
    """Return these sentences as they stand in a text in which one blank parts them."""
    made: list[Sentence] = []
    at = 0
    for index, text in enumerate(texts):
        made.append(Sentence(index, at, at + len(text), text, (roles or {}).get(index, Role.BODY)))
        at += len(text) + 1
    return tuple(made)


def article(
    text: str = "The harbour was closed. Nobody was hurt.",
    *,
    external_id: str | None = "a",
    roles: dict[int, Role] | None = None,
    **fields: Any,
) -> Article:
    """Return an article whose sentences end at full stops."""
    found = [match.group() for match in re.finditer(r"[^ .][^.]*\.", text)]
    cut = sentences(*found, roles=roles)
    return Article(
        id=article_id(external_id=external_id, url=fields.get("url"), text=text),
        text=" ".join(found),
        sentences=cut,
        external_id=external_id,
        **{"language": "en", "published_at": datetime(2024, 11, 29, tzinfo=UTC)} | fields,
    )


def write(store: Store, *articles: Article) -> dict[str, Status]:
    return store.write(embed_articles(articles, store.embedder))


def near_keys(store: Store, text: str, k: int = 1000, filters: Filters | None = None) -> set[int]:
    return {near.passage for near in store.vectors.near(store.embedder.embed_query(text), k, filters or Filters())}


def found_by_word(store: Store, *terms: str) -> set[int]:
    """Return the keys of the passages of the articles that any of the analysed words finds."""
    versions = {match.key for match in store.best_articles(terms, 1000, Filters(), title_weight=1.0)}
    return {
        key
        for key, version in store.database.connection.execute("SELECT key, version FROM passage")
        if version in versions
    }


def in_step(store: Store) -> None:
    """Check that the record, the vector index and the lexical index hold the same, and nothing half done."""
    db = store.database.connection
    assert db.execute("SELECT count(*) FROM version WHERE state IN ('pending', 'retiring')").fetchone() == (0,)
    passages = {key for (key,) in db.execute("SELECT key FROM passage")}
    visible = {key for (key,) in db.execute("SELECT current FROM article WHERE current IS NOT NULL")}
    assert {version for (version,) in db.execute("SELECT version FROM passage")} <= visible
    assert {version for (version,) in db.execute("SELECT version FROM likeness")} == visible
    assert {version for (version,) in db.execute("SELECT version FROM likeness_sample")} <= visible
    assert store.vectors.keys() == passages
    assert {key for (key,) in db.execute("SELECT rowid FROM article_terms")} == visible
    assert {key for (key,) in db.execute("SELECT version FROM vector")} == visible
    for (key,) in db.execute("SELECT version.key FROM version WHERE state = 'current'").fetchall():
        assert key in visible


def reopened(store: Store, **options: Any) -> Store:
    store.close()
    return Store(store.folder, options.pop("embedder", store.embedder), **options)


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def ingested(folder: Path, items: Sequence[Article]) -> None:
    with closing(open_store(folder)) as store:
        write(store, *items)
