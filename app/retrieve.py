"""Finding what may answer: a question in, ranked passages with scored sentences out.

Words (FTS5) name articles and meaning (Chroma) names passages; their articles are fused by rank, and everything in
these articles is scored anew with what was stored at ingest (`rescore`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.answers import Found
from app.question import Question
from app.rescore import TITLE_TIMES, Query, rescore
from ingest.catalogue import Filters
from ingest.embed import Vectors
from ingest.store import Store

# Articles that are re-scored. Of 331 questions, a relevant article is among the first 40 for .976, 80 for .979, 100 for
# .982.
CANDIDATES = 80
NAMED = 150  # passages that the vectors name
# Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009); they used 60, where a list's tenth still counts as much as
# another's first.
RRF = 20


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a question found, best first; `weights` say how rare each term of the question is."""

    passages: tuple[Found, ...]
    question_vector: Vectors
    weights: dict[str, float]
    unknown: frozenset[str]  # terms of the question that stand nowhere in the corpus


def retrieve(question: Question, *, store: Store, filters: Filters, most: int) -> Retrieved:
    """Return up to `most` passages that may answer; fewer asked for are the first of more."""
    vector = store.embedder.embed_query(question.text)
    occurrences = store.occurrences(question.terms)
    weights = weights_of(occurrences, store.counts().sentences)
    versions = store.versions_in(filters, CANDIDATES)
    if versions is None:
        versions = _candidates(question.terms, vector, store, filters)
    materials = store.read_material(versions)
    scored = rescore(Query(vector, weights, recency=not question.years), materials, most)
    articles = store.read_articles(list(dict.fromkeys(materials[row.place].version for row in scored)))
    passages = tuple(
        Found(
            article=articles[material.version],
            passage=row.passage,
            score=row.score,
            sentence_scores=row.sentence_scores,
            terms=material.lines(row.passage),
            title_terms=frozenset(material.title.split()),
            vectors=material.sentence_vectors[row.passage.first : row.passage.last + 1].astype(np.float32),
        )
        for row in scored
        if (material := materials[row.place]).version in articles
    )
    unknown = frozenset(term for term, number in occurrences.items() if not number)
    return Retrieved(passages, vector, weights, unknown)


def weights_of(occurrences: dict[str, int], sentences: int) -> dict[str, float]:
    """Return how much each term tells: BM25's inverse document frequency, with sentences for documents.

    Over articles, a word that half of them mention in passing would count nothing; MRR@10 falls from .759 to .731 on 79
    questions about 423 long articles.
    """
    # A word that stands nowhere weighs like one that stands once: in a small corpus nearly every word is missing.
    counted = {term: max(number, 1) for term, number in occurrences.items()}
    return {term: math.log(1 + (max(sentences - n, 0) + 0.5) / (n + 0.5)) for term, n in counted.items()}


def _candidates(terms: Sequence[str], vector: Vectors, store: Store, filters: Filters) -> list[int]:
    """Return the versions that words and meaning name, fused by rank."""
    by_words = [match.key for match in store.best_articles(terms, CANDIDATES, filters, title_weight=TITLE_TIMES)]
    near = [near.passage for near in store.vectors.near(vector, NAMED, filters)] if np.any(vector) else []
    versions = store.versions_of(near)
    # Each article once, at the place of its best passage.
    by_meaning = list(dict.fromkeys(versions[passage] for passage in near if passage in versions))
    fused: dict[int, float] = defaultdict(float)
    for ranking in (by_words, by_meaning):
        for rank, version in enumerate(ranking):
            fused[version] += 1 / (RRF + rank)
    return sorted(fused, key=lambda version: -fused[version])[:CANDIDATES]
