"""What the lexical index finds: ranked passages and articles, and how rare words are. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.catalogue import Filters
from ingest.corpus import Article, Passage
from ingest.embed import Vectors
from ingest.filters import passing
from ingest.records import COLUMNS, article_from_row


@dataclass(frozen=True, slots=True)
class Match:
    """A passage or article that the index found, by the record's key; a higher score is better."""

    key: int
    score: float


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with what ranking needs of it."""

    key: int
    version: int
    passage: Passage
    title_terms: tuple[str, ...]
    sentence_terms: tuple[tuple[str, ...], ...]  # one per sentence of the passage


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """The article of found passages, with its vectors."""

    version: int
    article: Article
    title_vector: Vectors  # [dimension]
    sentence_vectors: Vectors  # [sentences, dimension]


def best_passages(
    db: sqlite3.Connection, terms: Sequence[str], k: int, filters: Filters, *, title_weight: float
) -> list[Match]:
    """Return the k passages with the best BM25 score for any of the terms, best first."""
    if not terms:
        return []
    if filters.empty:
        found = db.execute(
            "SELECT rowid, bm25(passage_terms, ?, 1.0) AS score FROM passage_terms WHERE passage_terms MATCH ?"
            " ORDER BY score LIMIT ?",
            (title_weight, _any_of(terms), k),
        )
    else:
        condition, values = passing(filters)
        found = db.execute(
            "SELECT passage.key, bm25(passage_terms, ?, 1.0) AS score FROM passage_terms"
            " JOIN passage ON passage.key = passage_terms.rowid"
            " JOIN version ON version.key = passage.version JOIN article ON article.key = version.article"
            f" WHERE passage_terms MATCH ? AND {condition} ORDER BY score LIMIT ?",
            (title_weight, _any_of(terms), *values, k),
        )
    return [Match(key, -score) for key, score in found]


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


def frequencies(db: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    """Return in how many passages each term stands; terms that stand nowhere have zero."""
    counted = {}
    for term in terms:
        row = db.execute("SELECT doc FROM term WHERE term = ?", (term,)).fetchone()
        counted[term] = int(row[0]) if row else 0
    return counted


def passages_in(db: sqlite3.Connection, filters: Filters, most: int) -> list[int] | None:
    """Return the keys of all passages that pass the filters, or None if there are more than `most`."""
    condition, values = passing(filters)
    rows = db.execute(
        "SELECT passage.key FROM article JOIN version ON version.article = article.key"
        f" JOIN passage ON passage.version = version.key WHERE {condition} LIMIT ?",
        (*values, most + 1),
    ).fetchall()
    return None if len(rows) > most else [int(key) for (key,) in rows]


def read_passages(db: sqlite3.Connection, keys: Sequence[int]) -> list[FoundPassage]:
    """Return passages by key, those of current versions only, in the order of the keys."""
    marks = ", ".join("?" * len(keys))
    rows = db.execute(
        "SELECT passage.key, version, first, last, passage_terms.title, body FROM passage"
        " JOIN version ON version.key = passage.version"
        " JOIN passage_terms ON passage_terms.rowid = passage.key"
        f" WHERE passage.key IN ({marks}) AND state = 'current'",
        list(keys),
    )
    found = {
        key: FoundPassage(
            key=key,
            version=version,
            passage=Passage(first, last),
            title_terms=tuple(title.split()),
            sentence_terms=tuple(tuple(line.split()) for line in body.split("\n")),
        )
        for key, version, first, last, title, body in rows
    }
    return [found[key] for key in keys if key in found]


def read_articles(db: sqlite3.Connection, versions: Sequence[int]) -> dict[int, FoundArticle]:
    """Return the articles of version keys, with their vectors."""
    marks = ", ".join("?" * len(versions))
    rows = db.execute(
        f"SELECT version.key, vector.title, vector.sentences, {COLUMNS}, text, spans FROM version"
        " JOIN article ON article.key = version.article JOIN vector ON vector.version = version.key"
        f" WHERE version.key IN ({marks})",
        list(versions),
    )
    found = {}
    for key, title, sentences, *rest in rows:
        title_vector: Vectors = np.frombuffer(title, np.float16).astype(np.float32)
        found[key] = FoundArticle(
            version=key,
            article=article_from_row(tuple(rest)),
            title_vector=title_vector,
            sentence_vectors=np.frombuffer(sentences, np.float16).astype(np.float32).reshape(-1, len(title_vector)),
        )
    return found


def article_term_counts(
    db: sqlite3.Connection, versions: Sequence[int], terms: Iterable[str]
) -> dict[int, tuple[int, dict[str, int]]]:
    """Return, per version key, how many terms its article has and how often each of the given ones."""
    wanted = set(terms)
    marks = ", ".join("?" * len(versions))
    counted = {}
    for key, body in db.execute(
        f"SELECT rowid, body FROM article_terms WHERE rowid IN ({marks})",
        list(versions),
    ):
        words = body.split()
        tally: dict[str, int] = {}
        for word in words:
            if word in wanted:
                tally[word] = tally.get(word, 0) + 1
        counted[key] = (len(words), tally)
    return counted


def _any_of(terms: Sequence[str]) -> str:
    return " OR ".join('"' + term.replace('"', '""') + '"' for term in terms)
