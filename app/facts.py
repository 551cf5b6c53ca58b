"""Which sentences of different articles say the same: units in, facts out. No model is asked.

Two sentences are near by their stored vectors, by the words they share, weighed by how rare these are among the
sentences compared, and by their figures. Facts are grown from the nearest pairs by average linkage: a sentence that is
near to one of a fact's sentences alone does not join it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from app.quantities import ORDINAL, quantities
from app.sides import Fact, voices
from app.units import Unit
from ingest.embed import Vectors

# What the share of common words, a common figure and figures that differ count beside the cosine, and from where on two
# sentences are one fact: a logistic fit over the pairs of tests/evals/stories_gold.jsonl, each story told by the
# others, where .75 of the pairs found are right and .57 are found; with the cosine alone, .75 and .45.
WORDS, FIGURE, OTHER_FIGURE = 2.5, 0.4, -0.14
SAME = 0.84
# Sentences that each is compared with, the nearest by their vectors; all that the fit finds are among them.
NEIGHBOURS = 12
BLOCK = 1_000  # rows of the product that are held at a time: 60 MB for 15,000 sentences
UNKNOWN = 0.3  # what a pair counts that was not compared


def find_facts(units: Sequence[Unit]) -> tuple[Fact, ...]:
    """Return the facts that the sentences hold, each sentence in one fact; those with most voices first."""
    speaks = voices(units)
    facts = [_fact(rows, units, speaks) for rows in _groups(units)]
    return tuple(sorted(facts, key=lambda fact: (-len(fact.voices), -len(fact.origins), min(fact.rows))))


def _fact(rows: Sequence[int], units: Sequence[Unit], speaks: dict[str, str]) -> Fact:
    """Return a fact with the sentence first that is nearest to the others."""
    vectors = np.stack([units[row].vector for row in rows])
    central = (vectors @ vectors.sum(axis=0)).tolist()
    rows = [rows[at] for at in sorted(range(len(rows)), key=lambda at: (-central[at], rows[at]))]
    origins = tuple(dict.fromkeys(units[row].origin for row in rows))
    return Fact(tuple(rows), origins, tuple(dict.fromkeys(speaks[origin] for origin in origins)))


def _groups(units: Sequence[Unit]) -> list[list[int]]:
    """Return the rows of each fact."""
    pairs = sorted(_pairs(units), key=lambda pair: (-pair[2], pair[0], pair[1]))
    score = {(one, other): value for one, other, value in pairs}
    group = list(range(len(units)))
    rows: dict[int, list[int]] = {row: [row] for row in group}
    for one, other, value in pairs:
        a, b = group[one], group[other]
        if value < SAME or a == b:
            continue
        between = [
            score.get((min(x, y), max(x, y)), UNKNOWN)
            for x in rows[a]
            for y in rows[b]
            if units[x].article.id != units[y].article.id
        ]
        if sum(between) < SAME * len(between):
            continue
        for row in rows[b]:
            group[row] = a
        rows[a] += rows.pop(b)
    return list(rows.values())


def _pairs(units: Sequence[Unit]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of sentences of two articles, each with how near they are to saying the same."""
    if not units:
        return
    terms = [frozenset(unit.terms) for unit in units]
    seen = Counter(term for row in terms for term in row)
    weight = {term: math.log(1 + len(units) / number) for term, number in seen.items()}
    whole = [sum(weight[term] for term in row) for row in terms]
    figures = [_figures(unit) for unit in units]
    for one, other, cosine in _near(units):
        shared = sum(weight[term] for term in terms[one] & terms[other])
        value = cosine + WORDS * shared / (whole[one] + whole[other] - shared or 1.0)
        if figures[one] and figures[other]:
            value += OTHER_FIGURE if figures[one].isdisjoint(figures[other]) else FIGURE
        yield one, other, value


def near_pairs(units: Sequence[Unit], least: float) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences of two articles whose vectors are that near, of the nearest of each."""
    if not units:
        return
    found: dict[int, set[int]] = defaultdict(set)
    for first, alike in _blocks(units):
        rows, others = np.nonzero(alike >= least)
        starts = np.searchsorted(rows, np.arange(len(alike) + 1))
        for at in np.unique(rows).tolist():
            near = others[starts[at] : starts[at + 1]]
            if len(near) > NEIGHBOURS:
                near = near[np.argpartition(-alike[at, near], NEIGHBOURS - 1)[:NEIGHBOURS]]
            for other in near.tolist():
                one, two = min(first + at, other), max(first + at, other)
                if two not in found[one]:
                    found[one].add(two)
                    yield one, two


def _blocks(units: Sequence[Unit]) -> Iterator[tuple[int, Vectors]]:
    """Yield rows of the product of all vectors, some at a time, each with its first row; -1 within an article."""
    vectors = np.stack([unit.vector for unit in units])
    number = {article: at for at, article in enumerate(dict.fromkeys(unit.article.id for unit in units))}
    article = np.array([number[unit.article.id] for unit in units])
    for first in range(0, len(units), BLOCK):
        alike = vectors[first : first + BLOCK] @ vectors.T
        alike[article[first : first + BLOCK, None] == article] = -1.0
        yield first, alike


def _near(units: Sequence[Unit]) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of sentences of two articles of which one is among the other's nearest, with their cosine."""
    some = min(NEIGHBOURS, len(units))
    found: dict[int, set[int]] = defaultdict(set)
    for first, alike in _blocks(units):
        nearest = np.argpartition(-alike, some - 1, axis=1)[:, :some]
        for at in range(len(alike)):
            row = first + at
            for other in nearest[at].tolist():
                one, two = min(row, other), max(row, other)
                if units[row].article.id != units[other].article.id and two not in found[one]:
                    found[one].add(two)
                    yield one, two, float(alike[at, other])


def _figures(unit: Unit) -> frozenset[float]:
    read = quantities(unit.sentence.text, unit.article.language or "en")
    return frozenset(round(one.value, 3) for one in read if one.unit != ORDINAL)
