"""Why sentences that were read are not cited: measured sentences and what was chosen in, reasons in words out.

The reasons are the measures by which `evidence` chooses, looked at again once it is known what is cited: every sentence
that is left is too far from the best one, says the same as one that was chosen, or found no room. Reads no store.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

import numpy as np

from app.answers import Considered, Why
from app.evidence import (
    ABOUT_AS_MUCH,
    COPY,
    COSINE,
    COVERAGE,
    EDITED,
    FITS,
    LONGEST,
    MEANING,
    MOST,
    MOST_WORDS,
    NEARLY,
    SAME,
    TIMELINESS,
    TIMELY,
    Choice,
    answerability,
    differs,
    distinct,
    timely,
)
from app.question import Kind, Question, content_terms
from app.reading import Line

SHOWN = 12  # sentences that are kept with an answer: as many as a reader looks through

_SOUGHT = {
    Kind.NUMBER: "gives no number",
    Kind.PERSON: "names nobody",
    Kind.PLACE: "names no place",
    Kind.TIME: "gives no date",
}
_WORD = re.compile(r"[^\W_]+(?:[-'’&][^\W_]+)*")
_NO_CANDIDATE = "names nothing of what is asked for"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read for a question, what was chosen of it, and what became of that.

    `cited` are the numbers of the sentences cited, `offered` the keys of those that the answerer had; `writer` is the
    model's name where a model wrote.
    """

    lines: tuple[Line, ...]
    choice: Choice
    question: Question
    weights: Mapping[str, float]
    known: frozenset[str]
    cited: Mapping[tuple[str, int], int]
    offered: frozenset[tuple[str, int]]
    writer: str | None = None
    whole: bool = False  # the beginnings of articles were asked for


def considered(reading: Reading) -> tuple[Considered, ...]:
    """Return the sentences that came closest and are not cited, each with the reason."""
    explained = _after_choice(reading) if reading.choice.lines else _without_choice(reading)
    return tuple(
        Considered(line.article.id, line.article.version, line.sentence.index, why, detail)
        for line, why, detail in explained[:SHOWN]
    )


_Explained = list[tuple[Line, Why, str]]


def _after_choice(reading: Reading) -> _Explained:
    choice = reading.choice
    if reading.whole:
        later = [line for line in reading.lines if line.key not in reading.cited]
        return [(line, Why.LATER, "stands further down in its article than what was quoted") for line in later]
    scores = {line.key: score for line, score in zip(choice.ranked, choice.scores, strict=True)}
    # What was left out before the ranking stands where a sentence as close as it would stand.
    left = [line for line in reading.lines if line.key not in scores]
    ordered = [*choice.ranked, *sorted(left, key=lambda line: -(line.coverage + line.cosine))]
    rest = [line for line in ordered if line.key not in reading.cited]
    best = max(scores.values())
    return [(line, *_reason(line, scores.get(line.key), best, reading)) for line in rest]


def _reason(line: Line, score: float | None, best: float, reading: Reading) -> tuple[Why, str]:
    if line.asks:
        return Why.ASKS, "asks a question and tells nothing"
    if line.words > LONGEST:
        return Why.LONG, f"has {line.words} words; sentences of more than {LONGEST} are not quoted"
    if line.key in reading.offered and reading.writer:
        return Why.UNUSED, f"was shown to {reading.writer}, which made nothing of it that stands"
    if score is None:
        return Why.COPY, _copied(line, reading)
    chosen = reading.choice.lines
    if line.key in {one.key for one in chosen}:
        return Why.UNVERIFIED, "was chosen, but does not stand without the sentences around it"
    alike = [one for one in chosen if float(line.vector @ one.vector) > SAME]
    if alike and not any(differs(line, one, reading.question) for one in alike):
        return Why.SAME, f"says nearly the same as {_named(alike[0], reading)}"
    if newer := _newer(line, reading):
        return Why.OLDER, f"gives an older figure{_dated(line)} than {_named(newer, reading)}"
    if score < best - NEARLY:
        return Why.FURTHER, _gap(line, chosen[0], reading)
    return Why.LENGTH, f"comes close; an answer ends at {MOST} sentences or {MOST_WORDS} words"


def _named(line: Line, reading: Reading) -> str:
    """Return how a reason names another sentence: by its number where it is cited, else by its outlet."""
    number = reading.cited.get(line.key)
    if number is not None:
        return f"[{number}]"
    return f"a sentence of {line.article.outlet or 'an article without an outlet'}"


def _dated(line: Line) -> str:
    at = line.article.published_at
    day = at.astimezone(UTC) if at else None
    return f" ({day.day} {day:%b %Y})" if day else ""


def _copied(line: Line, reading: Reading) -> str:
    """Return of which sentence this is a copy: of one text, only what was published first counts."""
    others = [one for one in reading.choice.ranked if float(line.vector @ one.vector) >= EDITED]
    if not others:
        return "repeats another sentence of its article or of a reprint"
    nearest = max(others, key=lambda one: float(line.vector @ one.vector))
    exact = float(line.vector @ nearest.vector) >= COPY
    return f"{'a duplicate' if exact else 'an edited copy'} of {_named(nearest, reading)}; one origin counts once"


def _newer(line: Line, reading: Reading) -> Line | None:
    """Return a chosen sentence with a newer figure, if this one has an older figure for the same."""
    first, at = reading.choice.lines[0], line.article.published_at
    if reading.question.kind is not Kind.NUMBER or not line.candidates or at is None:
        return None
    if line.coverage < ABOUT_AS_MUCH * first.coverage:
        return None
    newer = [
        one
        for one in reading.choice.lines
        if one.candidates and one.article.published_at and one.article.published_at > at
    ]
    return next((one for one in newer if not set(line.candidates) <= set(one.candidates)), None)


def _gap(line: Line, best: Line, reading: Reading) -> str:
    """Return in what a sentence falls short of the best one most, as the ranking weighs it."""
    to = _named(best, reading)
    gaps = {
        f"is off the question: it has {line.coverage:.0%} of what is asked about, {to} {best.coverage:.0%}": COVERAGE
        * (best.coverage - line.coverage),
        f"is further from the question’s meaning than {to}": COSINE * (best.cosine - line.cosine),
        f"is older than {to}, or of another year than is asked about": TIMELINESS * (best.timeliness - line.timeliness),
    }
    widest = max(gaps, key=lambda words: gaps[words])
    return widest if gaps[widest] > 0 else "is borne out by fewer of the other articles"


def _without_choice(reading: Reading) -> _Explained:
    """Return what came closest to an answer that there is none of, and what each lacks."""
    lines = distinct([line for line in reading.lines if not line.asks])
    if not lines:
        return [(line, *_reason(line, None, 0.0, reading)) for line in reading.lines]
    worth = answerability(lines, reading.question, reading.weights, reading.known)
    ordered = [lines[row] for row in np.argsort(-worth, kind="stable").tolist()]
    if reading.choice.missing:
        names = _listed(reading.choice.missing)
        return [(line, Why.NO_ANSWER, f"does not mention {names}") for line in ordered]
    return [(line, Why.NO_ANSWER, _lack(line, reading.question)) for line in ordered]


def _lack(line: Line, question: Question) -> str:
    """Return what a sentence lacks to be taken for an answer: words of the question, else what weighs most."""
    meant = set(question.terms)
    words = {word: meant.intersection(content_terms(word, question.language)) for word in _WORD.findall(question.text)}
    asked = [word for word, terms in words.items() if terms]
    absent = [word for word in asked if not line.terms.intersection(words[word])]
    if asked and len(absent) == len(asked):
        return "has none of the question’s words"
    if absent:
        return f"does not say {_listed(absent)}"
    lacks = {
        "is about something else": MEANING * (1 - line.cosine),
        "is too old to be an answer to this": TIMELY * (1 - timely(line, question)),
        _SOUGHT.get(question.kind, _NO_CANDIDATE): FITS * (question.kind is not Kind.ACCOUNT and not line.candidates),
    }
    return max(lacks, key=lambda words: lacks[words])


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
