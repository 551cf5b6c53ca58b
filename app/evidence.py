"""Choosing the sentences that answer, or finding that none does: measured sentences in, an ordered choice out.

A question that asks for a name or a number is mostly answered by what several articles say in sentences close to it, so
each article votes for what its sentences hold. Whether the best sentence is an answer at all is decided by measures
that do not depend on how many other sentences there are. Reads no store; quotes and merges nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from app.question import Kind, Question
from app.reading import Line

# What a sentence's measures count when sentences are ranked. Measured as the share of 331 questions about 4,278
# articles whose answer is among what is chosen: .58; each of them halved or doubled gives .56 to .59.
PLACE, COVERAGE, COSINE, TIMELINESS, LEAD, NOUN = 0.2, 0.5, 0.5, 0.2, 0.05, 0.05
# How much agreement counts (.477 without it where .520 with it, in shorter answers), and how fast a sentence's vote
# falls with its distance from the best one.
AGREEMENT, STEEPNESS = 0.2, 6.0
# A toll or a turnout is corrected later: of the sentences that fit best the newest is ahead, half as much a week
# earlier.
LATEST, FITTING, WEEK = 0.1, 8, 7 * 86_400.0
# Sentences as close as this say the same, or are one text with small edits. What an editor has shortened is a copy in a
# text known to be a reprint: all that the sample's three reprints took over is above .79.
SAME, COPY, EDITED = 0.75, 0.95, 0.78
REPRINTED, FEWEST_COPIES = 0.5, 2  # share of an article's sentences that are copies, and how many there must be
ABOUT_AS_MUCH = 0.75  # share of the best sentence's coverage from which on another answers the same question
OTHER_OUTLET = 0.03  # what a sentence of an outlet that was not chosen yet is ahead
# Chosen after the first: those nearly as good. On the 331 questions and on the sample corpus: with .3 and four
# statements the answer is there for .54 and .56 of the citations are right, with .4 and five .56 and .48; at 74 words.
NEARLY = 0.4
MOST, MOST_WORDS = 5, 80  # statements and words of an answer
LONGEST = 60  # words of a sentence that can still be shown

# Whether a sentence answers. Of 100 questions asked within articles on their subject that lack the answer (mostly since
# they are older than what is asked about) .61 are told, of 100 asked within articles on something else all, with .094
# of the answerable ones lost; on the sample corpus .91 and .24. Without timeliness .37 are told.
OWN_WORDS, MEANING, TIMELY, FITS = 0.25, 0.35, 0.35, 0.15
LACKING = 0.6  # what the share of the question counts that no sentence found has at all
# Timeliness from which on it makes no difference: nine months, or four where a question speaks of now.
TIMELY_FROM = 0.6
ANSWERS_FROM = 0.694


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences that answer, best first; or none, with the words of the question that no article has.

    `ranked` are all that could be quoted, best first, for an answerer that reads more than it quotes, and `scores` what
    they were ranked by.
    """

    lines: tuple[Line, ...]
    missing: tuple[str, ...] = ()
    ranked: tuple[Line, ...] = ()
    scores: tuple[float, ...] = ()


def choose(
    lines: Sequence[Line],
    question: Question,
    weights: Mapping[str, float],
    missing: Sequence[str],
    known: frozenset[str] = frozenset(),
) -> Choice:
    """Return what answers the question; `missing` are the words that none of the articles found has.

    `known` are words of the question that are not lacking wherever they stand: where only few articles were read, as
    the question asks, a word that they lack tells little. With 'last week' added to 114 questions about the sample
    articles gold is chosen for .702, and for .518 without this.
    """
    usable = distinct([line for line in lines if not line.asks and line.words <= LONGEST])
    if missing or not usable:
        return Choice((), tuple(missing))
    scores = _scores(usable)
    if question.kind is Kind.NUMBER:
        scores = scores + LATEST * _lateness(usable)
    scores = scores + AGREEMENT * _agreement(usable, scores)
    # An article that asks the question itself is about it, though what it asks is no answer.
    if float(answerability(lines, question, weights, known).max()) < ANSWERS_FROM:
        return Choice(())
    order = np.argsort(-scores, kind="stable").tolist()
    ranked = tuple(usable[row] for row in order)
    return Choice(_picked(usable, scores, question), ranked=ranked, scores=tuple(scores[order].tolist()))


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
    """Return the lines without what reprints copy; of copies the one published first stays, at the best one's place.

    Two outlets may well print one sentence each on its own, a quotation say: those both stay.
    """
    if not lines:
        return []
    vectors = np.stack([line.vector for line in lines])
    alike = vectors @ vectors.T
    near = alike >= COPY
    reprints = _reprints(lines, near)
    for one, other in _of_one_origin(lines):
        near[one, other] = near[other, one] = alike[one, other] >= EDITED
        reprints.add(frozenset((lines[one].article.id, lines[other].article.id)))
    kept: list[Line] = []
    taken: set[int] = set()
    for row, line in enumerate(lines):
        if row in taken:
            continue
        copies = {
            other
            for other in np.flatnonzero(near[row]).tolist()
            if other not in taken
            and frozenset((line.article.id, lines[other].article.id)) in reprints
            and set(lines[other].candidates) == set(line.candidates)
        } | {row}
        taken |= copies
        kept.append(min((lines[other] for other in copies), key=_published))
    return kept


def _reprints(lines: Sequence[Line], near: NDArray[np.bool_]) -> set[frozenset[str]]:
    """Return the pairs of articles that share half of what was read of the shorter one, and each by itself."""
    sizes = Counter(line.article.id for line in lines)
    shared: Counter[frozenset[str]] = Counter()
    for row, other in np.argwhere(np.triu(near, 1)).tolist():
        shared[frozenset((lines[row].article.id, lines[other].article.id))] += 1
    return {frozenset((one,)) for one in sizes} | {
        pair
        for pair, number in shared.items()
        if number >= FEWEST_COPIES and number >= REPRINTED * min(sizes[one] for one in pair)
    }


def _of_one_origin(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of lines of two articles that the store knows to carry one text."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, line in enumerate(lines):
        if line.origin is not None:
            rows[line.origin].append(row)
    for own in rows.values():
        yield from ((a, b) for a, b in combinations(own, 2) if lines[a].article.id != lines[b].article.id)


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


def _lateness(lines: Sequence[Line]) -> NDArray[np.float64]:
    """Return 1 for lines as new as the newest of those that fit best, half for a week before, 0 without a date."""
    fit = sorted(lines, key=lambda line: -(line.coverage + line.cosine))[:FITTING]
    newest = max((at.timestamp() for line in fit if (at := line.article.published_at)), default=0.0)
    dates = [line.article.published_at for line in lines]
    return np.array([0.5 ** max(0.0, (newest - at.timestamp()) / WEEK) if at else 0.0 for at in dates])


def answerability(
    lines: Sequence[Line], question: Question, weights: Mapping[str, float], known: frozenset[str]
) -> NDArray[np.float64]:
    """Return how much each line looks like an answer, whatever else was found."""
    held = known.union(*(line.terms | line.near for line in lines))
    whole = sum(weights.values()) or 1.0
    lacking = sum(weight for term, weight in weights.items() if term not in held) / whole
    return np.array(
        [
            OWN_WORDS * line.own
            + MEANING * line.cosine
            + TIMELY * timely(line, question)
            + FITS * (question.kind is Kind.ACCOUNT or bool(line.candidates))
            - LACKING * lacking
            for line in lines
        ]
    )


def timely(line: Line, question: Question) -> float:
    """Return 1 where the article is new enough; old ones may tell of old things if the sentence has all the words."""
    age = min(line.timeliness, TIMELY_FROM) / TIMELY_FROM
    return age if question.current else max(age, line.own**2)


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
        if any(float(line.vector @ other.vector) > SAME and not differs(line, other, question) for other in chosen):
            continue
        chosen.append(line)
        words += line.words
    if question.kind is Kind.ACCOUNT:
        first = {line.article.id: place for place, line in reversed(list(enumerate(chosen)))}
        chosen.sort(key=lambda line: (first[line.article.id], line.sentence.index))
    if question.kind is Kind.NUMBER:
        first_choice = chosen[0]
        chosen.sort(key=lambda line: _figure_order(line, first_choice))
    return tuple(chosen)


def differs(line: Line, other: Line, question: Question) -> bool:
    """Whether a sentence gives another figure than one that says nearly the same: both are shown, side by side."""
    return question.kind is Kind.NUMBER and not set(line.candidates) <= set(other.candidates)


def _figure_order(line: Line, best: Line) -> tuple[bool, float]:
    """Return where a figure stands in an answer: the newest report first, what only touches the question last."""
    fits = bool(line.candidates) and line.coverage >= ABOUT_AS_MUCH * best.coverage
    at = line.article.published_at
    return not fits, -at.timestamp() if fits and at else 0.0
