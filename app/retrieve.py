"""Finding what may answer: a question in, ranked passages with scored sentences out.

Words (FTS5) and meaning (Chroma) each name candidates, and the two lists are fused by rank.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.catalogue import Filters
from ingest.corpus import Article, Passage
from ingest.embed import Vectors
from ingest.store import Store
from ingest.terms import terms

CANDIDATES = 100
RRF = 60


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score and its sentences' scores."""

    article: Article
    passage: Passage
    score: float
    sentence_scores: tuple[float, ...]
    sentence_vectors: Vectors


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a question found, best first."""

    passages: tuple[Ranked, ...]
    query_vector: Vectors


def retrieve(query: str, *, store: Store, filters: Filters) -> Retrieved:
    """Return the passages that may answer, best first."""
    words = list(dict.fromkeys(terms(query, "en")))
    vector = store.embedder.embed_query(query)
    lexical = [match.key for match in store.best_passages(words, CANDIDATES, filters, title_weight=1.0)]
    dense = [near.passage for near in store.vectors.near(vector, CANDIDATES, filters)]
    fused: dict[int, float] = defaultdict(float)
    for ranking in (lexical, dense):
        for rank, key in enumerate(ranking):
            fused[key] += 1 / (RRF + rank)
    keys = sorted(fused, key=lambda key: -fused[key])[:CANDIDATES]
    found = store.read_passages(keys)
    articles = store.read_articles([row.version for row in found])
    ranked = []
    for row in found:
        whole = articles[row.version]
        vectors = whole.sentence_vectors[row.passage.first : row.passage.last + 1]
        scores = _sentence_scores(words, row.sentence_terms, np.asarray(vectors @ vector))
        ranked.append(Ranked(whole.article, row.passage, fused[row.key], scores, vectors))
    return Retrieved(tuple(ranked), vector)


def _sentence_scores(words: Sequence[str], sentences: Sequence[Sequence[str]], cosines: Vectors) -> tuple[float, ...]:
    coverage = [len(set(words) & set(sentence)) / max(len(words), 1) for sentence in sentences]
    return tuple(float(0.5 * c + 0.5 * cosine) for c, cosine in zip(coverage, cosines, strict=True))
