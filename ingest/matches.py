"""What ranking reads of the record: which articles the words find, how rare words are, and the material."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ingest.catalogue import Filters
from ingest.corpus import Article, Passage
from ingest.filters import passing
from ingest.records import COLUMNS, article_from_row

SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Match:
    """An article that the index found, by its version's key; a higher score is better."""

    key: int
    score: float


@dataclass(frozen=True)
class Material:
    """What ranking needs of an article, without its text. Words are kept as they come from the index: see `lines`.

    What every question asks of the words is found out once: a material is read by many questions (see `materials`).
    """

    version: int
    published_at: int | None  # seconds since 1970, UTC
    passages: tuple[Passage, ...]
    title: str  # terms with a blank between them
    body: str  # the same, one sentence a line; furniture has an empty one
    sentence_vectors: NDArray[np.float16]  # [sentences, dimension]

    def lines(self, passage: Passage) -> tuple[tuple[str, ...], ...]:
        """Return the terms of each sentence of a passage."""
        return tuple(tuple(line.split()) for line in self.body.split("\n")[passage.first : passage.last + 1])

    @cached_property
    def row(self) -> str:
        """The terms of all sentences as one text, with SEPARATOR between two: no term holds a '|'."""
        return self.body.replace("\n", SEPARATOR)

    @cached_property
    def starts(self) -> NDArray[np.intp]:
        """Where each sentence begins in `row`."""
        sizes = [len(line) + len(SEPARATOR) for line in self.body.split("\n")]
        return np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)

    @cached_property
    def lengths(self) -> NDArray[np.float32]:
        """How many terms each sentence has."""
        return np.array([line.count(" ") + 1 if line else 0 for line in self.body.split("\n")], np.float32)

    @cached_property
    def title_length(self) -> int:
        """How many terms the title has."""
        return len(self.title.split())


def best_articles(
    db: sqlite3.Connection, terms: Sequence[str], k: int, filters: Filters, *, title_weight: float
) -> list[Match]:
    """Return the k articles, by version key, with the best BM25 score for any of the terms, best first."""
    if not terms:
        return []
    condition, values = passing(filters)
    found = db.execute(
        "SELECT version.key, bm25(article_terms, ?, 1.0) AS score FROM article_terms"
        " JOIN version ON version.key = article_terms.rowid JOIN article ON article.key = version.article"
        f" WHERE article_terms MATCH ? AND {condition} ORDER BY score LIMIT ?",
        (title_weight, _any_of(terms), *values, k),
    )
    return [Match(key, -score) for key, score in found]


def occurrences(db: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    """Return how often each term stands in the corpus; terms that stand nowhere have zero."""
    counted = {}
    for term in terms:
        row = db.execute("SELECT cnt FROM term WHERE term = ?", (term,)).fetchone()
        counted[term] = int(row[0]) if row else 0
    return counted


def versions_in(db: sqlite3.Connection, filters: Filters, most: int) -> list[int] | None:
    """Return the keys of all versions that pass the filters, or None if there are more than `most`."""
    condition, values = passing(filters)
    rows = db.execute(
        f"SELECT version.key FROM article JOIN version ON version.article = article.key WHERE {condition}"
        " ORDER BY version.key LIMIT ?",
        (*values, most + 1),
    ).fetchall()
    return None if len(rows) > most else [int(key) for (key,) in rows]


def versions_of(db: sqlite3.Connection, passages: Sequence[int]) -> dict[int, int]:
    """Return the version of each passage that is of a current one."""
    rows = db.execute(
        "SELECT passage.key, version FROM passage JOIN version ON version.key = passage.version"
        f" WHERE passage.key IN ({_marks(passages)}) AND state = 'current'",
        list(passages),
    )
    return dict(rows.fetchall())


def current_of(db: sqlite3.Connection, versions: Sequence[int]) -> set[int]:
    """Return which versions are the current ones of their articles."""
    rows = db.execute(
        f"SELECT key FROM version WHERE key IN ({_marks(versions)}) AND state = 'current'", list(versions)
    )
    return {key for (key,) in rows}


def read_material(db: sqlite3.Connection, versions: Sequence[int]) -> list[Material]:
    """Return what ranking needs of versions, in the order of the keys; those replaced meanwhile are left out."""
    passages: dict[int, list[Passage]] = {version: [] for version in versions}
    for version, first, last in db.execute(
        f"SELECT version, first, last FROM passage WHERE version IN ({_marks(versions)}) ORDER BY version, first",
        list(versions),
    ):
        passages[version].append(Passage(first, last))
    rows = db.execute(
        "SELECT version.key, published_at, article_terms.title, body, version.sentences, vector.sentences FROM version"
        " JOIN vector ON vector.version = version.key JOIN article_terms ON article_terms.rowid = version.key"
        f" WHERE version.key IN ({_marks(versions)}) AND state = 'current'",
        list(versions),
    )
    found = {
        key: Material(
            version=key,
            published_at=published_at,
            passages=tuple(passages[key]),
            title=title,
            body=body,
            sentence_vectors=np.frombuffer(vectors, np.float16).reshape(sentences, -1),
        )
        for key, published_at, title, body, sentences, vectors in rows
    }
    return [found[key] for key in versions if key in found]


def read_articles(db: sqlite3.Connection, versions: Sequence[int]) -> dict[int, Article]:
    """Return the articles of version keys."""
    rows = db.execute(
        f"SELECT version.key, {COLUMNS}, text, spans FROM version JOIN article ON article.key = version.article"
        f" WHERE version.key IN ({_marks(versions)})",
        list(versions),
    )
    return {key: article_from_row(tuple(rest)) for key, *rest in rows}


def _marks(keys: Sequence[int]) -> str:
    return ", ".join("?" * len(keys))


def _any_of(terms: Sequence[str]) -> str:
    return " OR ".join('"' + term.replace('"', '""') + '"' for term in terms)
