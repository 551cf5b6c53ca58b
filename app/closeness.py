"""How close sentences come to a statement: statement and candidates in, a measure for each candidate out.

Compares meanings and words, the rarer ones more, for the statement as a whole and clause by clause: a statement that
joins two facts is carried by sentences that each have one. Chooses nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.figures import figures
from app.lexicon import alike, base
from app.words import Word, clauses, content
from ingest.corpus import Article, Sentence
from ingest.embed import Vectors

Floats = NDArray[np.float64]

# All on tests/app/attributed.jsonl, 68 statements about the sample articles with the 233 sentences that carry them, as
# F1 at the best threshold (.81 with what is here).
FIGURE = 2.0  # how often a figure counts: with 1 .79, with 3 .81
MEANING = 0.4  # share of meaning against words in a clause; with .2 and .6 .80
RELATIVE = 0.3  # share of the comparison with the best candidate; with .2 and .4 the same, without it .79
# Candidates whose clauses are looked at, those that come closest as a whole. More find no further sentence, and cost
# 30 microseconds each.
READ = 80


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may carry a statement; articles of one `origin` carry one text."""

    article: Article
    sentence: Sentence
    keys: frozenset[str]  # base forms of its words
    origin: str


class Candidates:
    """Sentences that may carry statements, with their vectors, a row each."""

    def __init__(self, rows: Sequence[Candidate], vectors: Sequence[Vectors]) -> None:
        self.rows = tuple(rows)
        self.vectors: Vectors = np.stack(vectors) if vectors else np.zeros((0, 0), np.float32)
        self._holding = Counter(key for row in self.rows for key in row.keys)

    def rarity(self, key: str) -> float:
        """Return the inverse document frequency of a word, with the candidates for documents."""
        holding = max(self._holding[key], 1)
        return math.log(1 + (len(self.rows) - holding + 0.5) / (holding + 0.5))


@dataclass(frozen=True, slots=True)
class Closeness:
    """A row for each candidate: `own` looks at it alone, `score` also at how it does beside the best one."""

    own: Floats
    score: Floats


def closeness(statement: str, vector: Vectors, candidates: Candidates, language: str) -> Closeness:
    """Return how close each candidate comes to the statement, from 0 to 1; what is far off gets 0."""
    facts = content(statement, language)
    spelled = figures(statement, language)
    forms = [
        alike(word.stem).union(*(figure.forms for figure in spelled if figure.start <= word.start < figure.end))
        for word in facts
    ]
    held: Floats = np.array([[not form.isdisjoint(row.keys) for row in candidates.rows] for form in forms], np.float64)
    held = held.reshape(len(facts), len(candidates.rows))
    weights = np.array([word.weight * (FIGURE if word.number else 1.0) for word in facts]) * _rarity(held)
    meaning = np.asarray(candidates.vectors @ vector, np.float64)
    words = _share(held, weights)
    near = np.argsort(-(meaning + words), kind="stable")[:READ]
    parts = _parts(statement, facts, language)
    pieces, back = _pieces(candidates, near.tolist(), forms, weights, parts)
    own = (pieces + np.sqrt(words[near] * back) + words[near] + np.maximum(meaning[near], 0.0)) / 4
    by_clause = np.stack([_share(held[rows][:, near], weights[rows]) for rows in parts])
    by_clause = MEANING * np.maximum(meaning[near], 0.0) + (1 - MEANING) * by_clause
    beside = (_relative(own[None])[0] + _relative(by_clause).max(axis=0)) / 2
    out = Closeness(np.zeros(len(candidates.rows)), np.zeros(len(candidates.rows)))
    out.own[near] = own
    out.score[near] = (1 - RELATIVE) * own + RELATIVE * beside
    return out


def _rarity(held: Floats) -> Floats:
    """Return the inverse document frequency of each fact, in any of its forms."""
    holding = held.sum(axis=1)
    return np.asarray(np.log(1 + (held.shape[1] - holding + 0.5) / (holding + 0.5)))


def _share(held: Floats, weights: Floats) -> Floats:
    """Return the share of the facts' weight that each candidate holds."""
    whole = float(weights.sum())
    return np.asarray(weights @ held / whole) if whole else np.zeros(held.shape[1])


def _relative(rows: Floats) -> Floats:
    """Return each row as shares of its highest value."""
    return np.asarray(rows / np.maximum(rows.max(axis=1, keepdims=True), 1e-9))


def _parts(statement: str, facts: Sequence[Word], language: str) -> list[list[int]]:
    """Return which facts each clause of the statement has."""
    parts = [
        [number for number, word in enumerate(facts) if start <= word.start < end]
        for start, end in clauses(statement, language)
    ]
    return [part for part in parts if part] or [list(range(len(facts)))]


def _pieces(
    candidates: Candidates,
    near: Sequence[int],
    forms: Sequence[frozenset[str]],
    weights: Floats,
    parts: Sequence[Sequence[int]],
) -> tuple[Floats, Floats]:
    """Return how well some clause of each candidate matches some clause of the statement, and its weight in common.

    A match is the geometric mean of the share of the statement's clause and of the candidate's that are in both.
    """
    fact_of = {form: number for number, some in reversed(list(enumerate(forms))) for form in some}
    part_of = {number: place for place, part in enumerate(parts) for number in part}
    wholes = [float(weights[list(part)].sum()) for part in parts]
    matches, backs = np.zeros(len(near)), np.zeros(len(near))
    for row, place in enumerate(near):
        candidate = candidates.rows[place]
        text, language = candidate.sentence.text, candidate.article.language or "en"
        words = [(word.start, base(word.stem), word.weight) for word in content(text, language)]
        given = [(start, fact_of.get(key), weight * candidates.rarity(key)) for start, key, weight in words]
        common = sum(weight for _, fact, weight in given if fact is not None)
        backs[row] = common / (sum(weight for _, _, weight in given) or 1.0)
        if not common:
            continue
        for start, end in clauses(text, language):
            inside = [(fact, weight) for at, fact, weight in given if start <= at < end]
            size = sum(weight for _, weight in inside) or 1.0
            for part, whole in enumerate(wholes):
                shared = [(fact, weight) for fact, weight in inside if fact is not None and part_of.get(fact) == part]
                if shared and whole:
                    forward = sum(float(weights[fact]) for fact in {fact for fact, _ in shared}) / whole
                    backward = sum(weight for _, weight in shared) / size
                    matches[row] = max(matches[row], math.sqrt(forward * backward))
    return matches, backs
