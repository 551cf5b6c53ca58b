"""Where the sentences come from that may carry a statement: a store and filters in, candidates out.

Where few articles pass the filters every sentence of theirs is a candidate; where many do, they are searched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from app.closeness import Candidate, Candidates
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

    def candidates(self, query: str, language: str) -> Candidates:
        """Return the sentences that may carry a statement; `query` is the statement with what it leans on."""
        if self._all is not None:
            return self._all
        found = retrieve(read_question(query, language), store=self._store, filters=self._filters, most=READ)
        rows: dict[tuple[str, int], tuple[Candidate, Vectors]] = {}
        for hit in found.passages:
            lines = dict(enumerate(hit.terms, hit.passage.first))
            for one in self._of(hit.article, lines):
                vector = hit.vectors[one.sentence.index - hit.passage.first]
                rows.setdefault((one.article.id, one.sentence.index), (one, vector))
        return Candidates([one for one, _ in rows.values()], [vector for _, vector in rows.values()])

    def _every(self, versions: Sequence[int]) -> Candidates:
        articles = self._store.read_articles(versions)
        rows: list[Candidate] = []
        vectors: list[Vectors] = []
        for material in self._store.read_material(versions):
            if material.version in articles:
                lines = dict(enumerate(line.split() for line in material.body.split("\n")))
                some = self._of(articles[material.version], lines)
                rows += some
                vectors += list(material.sentence_vectors[[one.sentence.index for one in some]].astype(np.float32))
        return Candidates(rows, vectors)

    def _of(self, article: Article, lines: Mapping[int, Sequence[str]]) -> list[Candidate]:
        """Return the sentences of an article that have a line of terms and may be evidence."""
        if article.id not in self._origins:
            self._origins |= self._store.origins([article.id])
        origin = self._origins.get(article.id, article.id)  # deleted meanwhile, it stands alone
        return [
            Candidate(article, sentence, frozenset(map(base, lines[sentence.index])), origin)
            for sentence in article.sentences
            if sentence.index in lines and sentence.role is Role.BODY
        ]
