"""Choosing the sentences that answer, or finding that none does: measured sentences in, an ordered choice out.

A question that asks for a name or a number is mostly answered by what several articles say in sentences close to it, so
each article votes for what its sentences hold. Whether the best sentence is an answer at all is decided by measures
that do not depend on how many other sentences there are. Reads no store; quotes and merges nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.question import Kind, Question
from app.reading import Line

# What a sentence's measures count when sentences are ranked. Measured on 331 questions about 4,278 articles as the
# share whose answer is in 75 words of chosen sentences: .622; each of them halved or doubled gives .601 to .625.
PLACE, COVERAGE, COSINE, TIMELINESS, LEAD, NOUN = 0.2, 0.5, 0.5, 0.2, 0.1, 0.05
# How much agreement counts (.556 without it; .1 to .6 give .598 to .613), and how fast a sentence's vote falls with its
# distance from the best one.
AGREEMENT, STEEPNESS = 0.2, 6.0
# Sentences as close as this say the same (a vote and a statement once), or are one text with small edits.
SAME, COPY = 0.75, 0.95
OTHER_OUTLET = 0.03  # what a sentence of an outlet that was not chosen yet is ahead

# Whether a sentence answers. Of 100 questions asked within articles on their subject that lack the answer (mostly since
# they are older than what is asked about) .60 are told, of 100 asked within others all, with under .10 of the
# answerable ones lost. Without timeliness .37; with meaning alone .38; coverage of the surroundings adds nothing.
OWN_WORDS, MEANING = 0.2, 0.5
CURRENT, NOT_CURRENT = 0.25, 0.15  # what being timely counts where a question speaks of now, and where it does not
TIMELY_FROM = 0.6  # timeliness from which on it makes no difference: nine months without a date in the question
MISSING = 0.2  # what the share of the question counts that no article found has at all
ANSWERS_FROM = 0.5
# Chosen after the first: those nearly as good.
NEARLY = 0.12
MOST, MOST_WORDS = 4, 75  # statements and words of an answer; LONGEST is a sentence that no trimming will save
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences that answer, best first; or none, with the words of the question that no article has."""

    lines: tuple[Line, ...]
    missing: tuple[str, ...] = ()


def choose(lines: Sequence[Line], question: Question, weights: Mapping[str, float], missing: Sequence[str]) -> Choice:
    """Return what answers the question; `missing` are the words that none of the articles found has."""
    usable = distinct([line for line in lines if not line.asks and line.words <= LONGEST])
    if missing or not usable:
        return Choice((), tuple(missing))
    scores = _scores(usable)
    scores = scores + AGREEMENT * _agreement(usable, scores)
    answers = _answerability(usable, question, weights)
    if float(answers.max()) < ANSWERS_FROM:
        return Choice(())
    return Choice(_picked(usable, scores, question))


def leads(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return how the articles begin, one sentence of each in turn: the answer to 'what did X report?'."""
    by_article: dict[str, list[Line]] = defaultdict(list)
    for line in distinct([line for line in lines if line.words <= LONGEST]):
        by_article[line.article.id].append(line)
    rows = [sorted(own, key=lambda line: line.sentence.index) for own in by_article.values()]
    chosen: list[Line] = []
    for turn in range(max(map(len, rows), default=0)):
        for row in rows:
            if turn < len(row) and len(chosen) < MOST:
                chosen.append(row[turn])
    return tuple(chosen)


def distinct(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without copies; of copies the one that was published first stays, at the best one's place."""
    if not lines:
        return []
    vectors = np.stack([line.vector for line in lines])
    near = vectors @ vectors.T >= COPY
    kept: list[Line] = []
    taken = np.zeros(len(lines), bool)
    for row in range(len(lines)):
        if taken[row]:
            continue
        copies = [other for other in np.flatnonzero(near[row]).tolist() if not taken[other]]
        taken[copies] = True
        taken[row] = True
        kept.append(min((lines[other] for other in {row, *copies}), key=_published))
    return kept


def _published(line: Line) -> tuple[bool, float, str, int]:
    at = line.article.published_at
    return at is None, at.timestamp() if at else 0.0, line.article.id, line.sentence.index


def _scores(lines: Sequence[Line]) -> NDArray[np.float64]:
    return np.array(
        [
            PLACE * line.place
            + COVERAGE * line.coverage
            + COSINE * line.cosine
            + TIMELINESS * line.timeliness
            + LEAD * line.lead
            + NOUN * line.has_noun
            for line in lines
        ]
    )


def _agreement(lines: Sequence[Line], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far each line's best candidate is agreed on, 1 for the one with most votes.

    An article votes for each term of its candidates once, with the weight of its best sentence that holds it.
    """
    votes: dict[tuple[str, str], float] = {}
    ballots = np.exp(STEEPNESS * (scores - scores.max()))
    for line, ballot in zip(lines, ballots.tolist(), strict=True):
        for term in {term for candidate in line.candidates for term in candidate}:
            key = (term, line.article.id)
            votes[key] = max(votes.get(key, 0.0), ballot)
    totals: dict[str, float] = defaultdict(float)
    for (term, _), vote in votes.items():
        totals[term] += vote
    most = max(totals.values(), default=1.0)
    return np.array(
        [
            max((totals[term] for candidate in line.candidates for term in candidate), default=0.0) / most
            for line in lines
        ]
    )


def _answerability(lines: Sequence[Line], question: Question, weights: Mapping[str, float]) -> NDArray[np.float64]:
    """Return how much each line looks like an answer, whatever else was found."""
    timely = CURRENT if question.current else NOT_CURRENT
    whole = sum(weights.values()) or 1.0
    held = frozenset().union(*(line.terms | line.near for line in lines))
    lacking = sum(weight for term, weight in weights.items() if term not in held) / whole
    return np.array(
        [
            OWN_WORDS * line.own
            + MEANING * line.cosine
            + timely * min(line.timeliness, TIMELY_FROM) / TIMELY_FROM
            - MISSING * lacking
            for line in lines
        ]
    )


def _picked(lines: Sequence[Line], scores: NDArray[np.float64], question: Question) -> tuple[Line, ...]:
    """Return the best lines that say different things, within the length of an answer."""
    left = dict(enumerate(scores.tolist()))
    best = max(left.values())
    chosen: list[Line] = []
    words = 0
    while left and len(chosen) < MOST:
        outlets = {line.article.outlet for line in chosen}
        row = max(left, key=lambda row: (left[row] + OTHER_OUTLET * (lines[row].article.outlet not in outlets), -row))
        score, line = left.pop(row), lines[row]
        if chosen and score < best - NEARLY:
            continue
        if chosen and words + line.words > MOST_WORDS:
            continue
        if any(float(line.vector @ other.vector) > SAME for other in chosen):
            continue
        chosen.append(line)
        words += line.words
    if question.kind is Kind.ACCOUNT:
        first = {line.article.id: place for place, line in reversed(list(enumerate(chosen)))}
        chosen.sort(key=lambda line: (first[line.article.id], line.sentence.index))
    return tuple(chosen)
