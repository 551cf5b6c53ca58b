"""Re-scoring: the articles that may answer a question in, all their passages out, best first, sentences scored.

draft
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    vector: Floats
    weights: Mapping[str, float]
    recency: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    title_terms: Sequence[str]
    sentence_terms: Sequence[Sequence[str]]
    sentence_vectors: Floats
    title_vector: Floats
    passages: Sequence[tuple[int, int]]
    published: float | None = None


K1, B = 1.2, 0.75
PASSAGE_TITLE, ARTICLE_TITLE = 1.0, 3.0
TITLE_SHARE = 0.3
LEAD = 5
HALF_LIFE = 4.0


def standardised(x: Floats) -> Floats:
    return (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-6)


def tally(words: Sequence[str], columns: Mapping[str, int], row: Floats) -> None:
    for word in columns.keys() & set(words) if len(words) > 60 else columns.keys() & set(words):
        row[columns[word]] = words.count(word)


def bm25(tf: Floats, lengths: Floats, weights: Floats) -> Floats:
    norm = K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1e-6))
    return (tf * (K1 + 1) / (tf + norm[:, None])) @ weights


def raw_features(query: Query, candidates: Sequence[Candidate]):
    columns = {t: i for i, t in enumerate(query.weights)}
    weights = np.array(list(query.weights.values()), np.float32)
    total = float(weights.sum()) or 1.0
    counts = [len(c.sentence_terms) for c in candidates]
    starts = np.concatenate([[0], np.cumsum(counts)])
    n = int(starts[-1])
    tf = np.zeros((n, len(columns)), np.float32)
    ttf = np.zeros((len(candidates), len(columns)), np.float32)
    lengths = np.zeros(n, np.float32)
    at = 0
    for a, c in enumerate(candidates):
        tally(c.title_terms, columns, ttf[a])
        for words in c.sentence_terms:
            lengths[at] = len(words)
            tally(words, columns, tf[at])
            at += 1
    cos = np.concatenate([c.sentence_vectors for c in candidates]) @ query.vector
    cos = np.where(lengths > 0, cos, -1)
    first = np.array([starts[a] + f for a, c in enumerate(candidates) for f, _ in c.passages])
    end = np.array([starts[a] + e for a, c in enumerate(candidates) for _, e in c.passages])
    art = np.array([a for a, c in enumerate(candidates) for _ in c.passages])
    csum = np.vstack([np.zeros((1, tf.shape[1]), np.float32), np.cumsum(tf, 0)])
    lsum = np.concatenate([[0], np.cumsum(lengths)])
    ptf = csum[end] - csum[first]
    plen = lsum[end] - lsum[first]
    atf = csum[starts[1:]] - csum[starts[:-1]]
    alen = lsum[starts[1:]] - lsum[starts[:-1]]
    tlen = np.array([len(c.title_terms) for c in candidates], np.float32)
    pb = bm25(ptf + PASSAGE_TITLE * ttf[art], plen + PASSAGE_TITLE * tlen[art], weights)
    ab = bm25(atf + ARTICLE_TITLE * ttf, alen + ARTICLE_TITLE * tlen, weights)
    acov = ((atf + ttf) > 0) @ weights / total
    pcov = (ptf > 0) @ weights / total
    scov = (tf > 0) @ weights / total
    best = np.array([cos[f:e].max() for f, e in zip(first, end)])
    bscov = np.array([scov[f:e].max() for f, e in zip(first, end)])
    abest = np.array([cos[starts[a] : starts[a + 1]].max() for a in range(len(candidates))])
    cost = []
    for c in candidates:
        for f, e in c.passages:
            v = c.sentence_vectors[f:e].mean(0)
            v = v / max(np.linalg.norm(v), 1e-6) + TITLE_SHARE * c.title_vector
            cost.append(v @ query.vector / max(np.linalg.norm(v), 1e-6))
    pos = 1 / (1 + (first - starts[art]) / LEAD)
    dates = np.array([np.nan if c.published is None else c.published for c in candidates])
    if query.recency and np.isfinite(dates).any():
        r = 0.5 ** ((np.nanmax(dates) - dates) / (365.25 * HALF_LIFE))
        r = np.where(np.isnan(r), np.nanmean(r), r)
    else:
        r = np.zeros(len(candidates))
    F = dict(
        pb=pb,
        ab=ab[art],
        acov=acov[art],
        best=best,
        cost=np.array(cost),
        abest=abest[art],
        pos=pos,
        scov=bscov,
        pcov=pcov,
        ptcov=((ptf + ttf[art]) > 0) @ weights / total,
    )
    return (
        F,
        r[art],
        (art, first - starts[art], end - starts[art]),
        (starts, cos, scov, tf, lengths),
        float(pcov.max(initial=0.0)),
    )
