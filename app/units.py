"""What a summary is made of: version keys in, the sentences that may be evidence out, with their stored vectors.

Nothing is embedded: the vectors were made at ingest. Articles come oldest first, so that what is built on this has one
order for one store, whoever asks and in whatever order the articles were named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from ingest.corpus import Article, Role, Sentence
from ingest.embed import Vectors
from ingest.store import Store

# Articles that are read together: 50 of them hold some 2,000 vectors, and reading them takes 20 ms, after which whoever
# waits can be told how far it has come.
AT_ONCE = 50
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence that may be evidence, with what was stored about it; articles of one `origin` carry one text."""

    article: Article
    sentence: Sentence
    vector: Vectors  # [dimension], of length one
    terms: tuple[str, ...]  # as the index has them
    origin: str

    @property
    def key(self) -> tuple[str, int]:
        """Which sentence it is."""
        return self.article.id, self.sentence.index

    @property
    def words(self) -> int:
        """How long it is, in words; a script without blanks counts twelve characters as one."""
        return max(len(self.sentence.text.split()), len(self.sentence.text) // 12)


@dataclass(frozen=True, slots=True)
class Read:
    """An article that was read, with its units in order; without any, nothing in it is evidence."""

    article: Article
    origin: str
    title: frozenset[str]  # the title's terms
    units: tuple[Unit, ...]


def read_units(store: Store, versions: Sequence[int]) -> Iterator[tuple[Read, ...]]:
    """Yield the articles of these versions, some at a time, in the order of the keys; a deleted one is left out."""
    for first in range(0, len(versions), AT_ONCE):
        some = versions[first : first + AT_ONCE]
        articles = store.read_articles(some)
        origins = store.origins([article.id for article in articles.values()])
        yield tuple(
            _read(
                articles[material.version],
                origins.get(articles[material.version].id, articles[material.version].id),
                frozenset(material.title.split()),
                material.body,
                material.sentence_vectors.astype(np.float32),
            )
            for material in store.read_material(some)
            if material.version in articles
        )


def in_order(reads: Sequence[Read]) -> list[Read]:
    """Return articles oldest first, those without a date last."""
    return sorted(reads, key=lambda read: (read.article.published_at or _LAST, read.article.id))


def _read(article: Article, origin: str, title: frozenset[str], body: str, vectors: Vectors) -> Read:
    lines = body.split("\n")
    units = tuple(
        Unit(article, sentence, vectors[sentence.index], tuple(lines[sentence.index].split()), origin)
        for sentence in article.sentences
        if sentence.role is Role.BODY and sentence.index < len(lines)
    )
    return Read(article, origin, title, units)
