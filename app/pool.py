"""Where the sentences come from that may carry a statement: a store and filters in, candidates out.

Where few articles pass the filters every sentence of theirs is a candidate; where many do, they are searched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from app.cite import Candidate
from app.lexicon import base
from app.question import read_question
from app.retrieve import CANDIDATES, retrieve
from ingest.catalogue import Filters
from ingest.corpus import Article, Role
from ingest.embed import Vectors
from ingest.store import Store

READ = 30  # passages that are read for a statement, as for a question


class Pool:
    """The candidates for the statements of one draft."""

    def __init__(self, store: Store, filters: Filters) -> None:
        self._store, self._filters = store, filters
        self._origins: dict[str, str] = {}
        versions = store.versions_in(filters, CANDIDATES)
        self._all = None if versions is None else self._every(versions)

    def candidates(self, query: str, language: str) -> tuple[Candidate, ...]:
        """Return the sentences that may carry a statement; `query` is the statement with what it leans on."""
        if self._all is not None:
            return self._all
        found = retrieve(read_question(query, language), store=self._store, filters=self._filters, most=READ)
        once: dict[tuple[str, int], Candidate] = {}
        for hit in found.passages:
            lines = dict(enumerate(hit.terms, hit.passage.first))
            vectors = dict(enumerate(hit.vectors, hit.passage.first))
            for one in self._of(hit.article, lines, vectors):
                once.setdefault((one.article.id, one.sentence.index), one)
        return tuple(once.values())

    def _every(self, versions: Sequence[int]) -> tuple[Candidate, ...]:
        articles = self._store.read_articles(versions)
        out: list[Candidate] = []
        for material in self._store.read_material(versions):
            if material.version in articles:
                lines = dict(enumerate(line.split() for line in material.body.split("\n")))
                vectors = dict(enumerate(material.sentence_vectors.astype(np.float32)))
                out += self._of(articles[material.version], lines, vectors)
        return tuple(out)

    def _of(
        self, article: Article, lines: Mapping[int, Sequence[str]], vectors: Mapping[int, Vectors]
    ) -> list[Candidate]:
        if article.id not in self._origins:
            self._origins[article.id] = self._store.origin(article.id).id
        return [
            Candidate(
                article=article,
                sentence=sentence,
                vector=vectors[sentence.index],
                keys=frozenset(map(base, lines[sentence.index])),
                origin=self._origins[article.id],
            )
            for sentence in article.sentences
            if sentence.index in lines and sentence.role is Role.BODY
        ]
