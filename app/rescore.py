"""Re-scoring: articles that may answer a question in, all their passages out, best first, with their sentences' scores.

Works on terms and vectors that were stored at ingest; reads no text and no store. Each measure sees something that the
others miss: the words of the whole article find the article, the best sentence's vector finds a paraphrase, the
coverage finds the passage that holds the question's words together, and news puts what matters first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.corpus import Passage
from ingest.matches import SEPARATOR, Material

Floats = NDArray[np.float32]
Whole = NDArray[np.intp]

# BM25's usual constants; k1 from .8 to 2 and b from .4 to .9 move MRR@10 by less than .01 on either set below.
K1, B = 1.2, 0.75
TITLE_TIMES = 3.0  # how often a title's words count in its article; 1 to 5 make no difference above .005
# Weights of the standardised measures. Measured as hit@1 / MRR@10 on 331 questions about 4,278 articles of 2023 (R) and
# 79 about 423 articles of 1963 (T), chosen round on a plateau: R .686/.777, T .633/.759. Without one of them:
ARTICLE_WORDS = 1.0  # R .647/.748, T .557/.723
BEST_SENTENCE = 1.0  # R .680/.768, T .506/.677
LEAD = 0.5  # R .683/.775, T .608/.744, and the answer in the first four passages .752 instead of .776
PASSAGE_WORDS = 0.25  # R .683/.775, T .608/.754
COVERAGE = 0.25  # each of sentence, passage and article; the first four passages .770
# What the newest article is ahead of one that is infinitely old. A news question without a date is about the last
# months. Without it R .650/.755, T .620/.750; half-lives from 1 to 4 years give the same.
RECENCY, HALF_LIFE = 2.0, 2.0
SECONDS_IN_YEAR = 365.25 * 86_400
LEAD_SENTENCES = 5
# Share of a sentence's own words against its meaning in its score, and what it takes over from its passage. The answer
# is in the five best sentences for .589 of R; with .35 or .65 of words .565 and .592, with .05 or .3 of the passage
# .571 and .595.
SENTENCE_WORDS, FROM_PASSAGE = 0.5, 0.15


@dataclass(frozen=True, slots=True)
class Query:
    """A question as ranking sees it: its vector, its terms with their weights, and whether newer is better."""

    vector: Floats
    weights: Mapping[str, float]
    recency: bool = True


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage of the article at `place` among those given; scores are comparable within one question."""

    place: int
    passage: Passage
    score: float
    sentence_scores: tuple[float, ...]


def rescore(query: Query, materials: Sequence[Material], most: int | None = None) -> list[Scored]:
    """Return the best `most` passages of the articles, else every one, best first; of equals, the first article's."""
    if not any(material.passages for material in materials):
        return []
    counts = _Counts(query, materials)
    scores = _passage_scores(query, materials, counts)
    order = np.argsort(-scores, kind="stable")
    sentences = _sentence_scores(query, counts)
    highest, lowest = float(scores.max()), float(scores.min())
    out = []
    for row in order[:most].tolist():
        share = (float(scores[row]) - lowest) / (highest - lowest) if highest > lowest else 1.0
        own = sentences[counts.first[row] : counts.end[row]] + FROM_PASSAGE * share
        out.append(Scored(int(counts.article[row]), counts.passages[row], float(scores[row]), tuple(map(float, own))))
    return out


class _Counts:
    """The question's terms counted in every sentence, and where passages and articles lie among the sentences."""

    def __init__(self, query: Query, materials: Sequence[Material]) -> None:
        terms = tuple(query.weights)
        self.weights: Floats = np.fromiter(query.weights.values(), np.float32, len(terms))
        self.total = float(self.weights.sum()) or 1.0
        sizes = [len(material.starts) for material in materials]
        self.starts: Whole = np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp)
        self.lengths: Floats = np.concatenate([material.lengths for material in materials])
        rows = [material.row for material in materials]
        self.terms = _counted(terms, rows, _places(rows).repeat(sizes) + np.concatenate([m.starts for m in materials]))
        titles = [material.title for material in materials]
        self.titles = _counted(terms, titles, _places(titles))
        self.title_lengths: Floats = np.array([material.title_length for material in materials], np.float32)
        vectors = np.concatenate([material.sentence_vectors for material in materials]).astype(np.float32)
        # Furniture has no terms: nothing of it is found.
        self.cosines: Floats = np.where(self.lengths > 0, vectors @ query.vector, -1.0).astype(np.float32)
        self.passages = [passage for material in materials for passage in material.passages]
        self.article: Whole = np.repeat(
            np.arange(len(materials)), [len(material.passages) for material in materials]
        ).astype(np.intp)
        self.position: Whole = np.array([passage.first for passage in self.passages], np.intp)
        self.first: Whole = self.starts[self.article] + self.position
        self.end: Whole = self.starts[self.article] + np.array([p.last + 1 for p in self.passages], np.intp)

    def share(self, counted: Floats) -> Floats:
        """Return the share of the question's weight that rows of counts cover."""
        return np.asarray((counted > 0) @ self.weights / self.total, np.float32)


def _places(rows: Sequence[str]) -> Whole:
    """Return where each row begins in the text that is made of them."""
    return np.concatenate([[0], np.cumsum([len(row) + len(SEPARATOR) for row in rows])[:-1]]).astype(np.intp)


def _counted(terms: Sequence[str], rows: Sequence[str], starts: Whole) -> Floats:
    """Return how often each term stands in each line, [lines, terms]; lines begin at `starts` of all rows together.

    All lines are searched as one text: five times faster than looking at every word of 6,000 sentences.
    """
    text = f" {SEPARATOR.join(rows)} "
    counted: Floats = np.zeros((len(starts), len(terms)), np.float32)
    for column, term in enumerate(terms):
        word, places, at = f" {term} ", [], -1
        while (at := text.find(word, at + 1)) >= 0:
            places.append(at)
        np.add.at(counted[:, column], np.searchsorted(starts, places, side="right") - 1, 1.0)
    return counted


def _passage_scores(query: Query, materials: Sequence[Material], counts: _Counts) -> Floats:
    """Return one score per passage: the weighted sum of its measures and its article's."""
    sums = np.vstack([np.zeros((1, counts.terms.shape[1]), np.float32), np.cumsum(counts.terms, axis=0)])
    lengths = np.concatenate([[0.0], np.cumsum(counts.lengths)]).astype(np.float32)
    passage_terms = sums[counts.end] - sums[counts.first]
    passage_lengths = lengths[counts.end] - lengths[counts.first]
    article_terms = sums[counts.starts[1:]] - sums[counts.starts[:-1]]
    article_lengths = lengths[counts.starts[1:]] - lengths[counts.starts[:-1]]
    article_words = _bm25(
        article_terms + TITLE_TIMES * counts.titles,
        article_lengths + TITLE_TIMES * counts.title_lengths,
        counts.weights,
    )
    title_terms, title_lengths = counts.titles[counts.article], counts.title_lengths[counts.article]
    passage_words = _bm25(passage_terms + title_terms, passage_lengths + title_lengths, counts.weights)
    sentence_share = counts.share(counts.terms)
    article_share = counts.share(article_terms + counts.titles)
    scores = (
        ARTICLE_WORDS * _standardised(article_words[counts.article])
        + PASSAGE_WORDS * _standardised(passage_words)
        + BEST_SENTENCE * _standardised(_best(counts.cosines, counts))
        + COVERAGE * _standardised(_best(sentence_share, counts))
        + COVERAGE * _standardised(counts.share(passage_terms))
        + COVERAGE * _standardised(article_share[counts.article])
        + LEAD * _standardised(np.asarray(1 / (1 + counts.position / LEAD_SENTENCES), np.float32))
    )
    if query.recency:
        scores = scores + RECENCY * _recency(materials)[counts.article]
    return np.asarray(scores, np.float32)


def _bm25(counted: Floats, lengths: Floats, weights: Floats) -> Floats:
    """Return BM25 (Robertson and Zaragoza 2009) of rows of term counts, without the query's side."""
    norm = K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1.0))
    return np.asarray((counted * (K1 + 1) / (counted + norm[:, None])) @ weights, np.float32)


def _best(values: Floats, counts: _Counts) -> Floats:
    """Return the highest of the sentences' values in each passage; no passage is empty."""
    bounds = np.stack([counts.first, counts.end], axis=1).ravel()
    # reduceat takes the pieces between the bounds too: every other one is a passage. A bound past the end is none.
    padded = np.append(values, np.float32(-1.0))
    return np.asarray(np.maximum.reduceat(padded, bounds)[::2], np.float32)


def _recency(materials: Sequence[Material]) -> Floats:
    """Return 1 for the newest article and less for older ones; one without a date gets the others' mean."""
    dates = np.array([np.nan if m.published_at is None else m.published_at for m in materials], np.float64)
    if not np.isfinite(dates).any():
        return np.zeros(len(materials), np.float32)
    years = (np.nanmax(dates) - dates) / SECONDS_IN_YEAR
    values = 0.5 ** (years / HALF_LIFE)
    return np.where(np.isnan(values), np.nanmean(values), values).astype(np.float32)


def _sentence_scores(query: Query, counts: _Counts) -> Floats:
    """Return one score per sentence: how much of the question's words it has, and how near its meaning is."""
    words = counts.share(counts.terms)
    return np.asarray(SENTENCE_WORDS * words + (1 - SENTENCE_WORDS) * counts.cosines, np.float32)


def _standardised(values: Floats) -> Floats:
    return np.asarray((values - values.mean()) / (values.std() + 1e-6), np.float32)
