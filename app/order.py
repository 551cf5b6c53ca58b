"""Whether the words of a statement stand to its verbs as they do in a sentence: both in, findings out.

Stricter than `roles`, for what a model wrote: the sides of a verb reach as far as its sentence, and any verb counts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, pairwise

from app.dates_in_text import MONTHS, WEEKDAYS
from app.findings import Finding, Kind, found
from app.lexicon import alike, base, is_irregular_past
from app.names import is_known, known
from app.words import Word, words

_EDGE = re.compile(r"[;:“”\"—–]")
_BE = frozenset("is are was were be been being".split())
_THAT = re.compile(r"\s+that\b")
_SPEECH = frozenset("said says say told tell reported report announced warned denied estimated claimed".split())
_TIMES = frozenset(
    """hour hours minute minutes morning afternoon evening night noon midday day days week weeks month months year years
    time later earlier first last once twice ago p.m. a.m. p.m a.m""".split()
)
# Light words that act.
_ACTORS = frozenset("people person man men woman women group groups work works".split())
# Behind one of these, words tell when, where or of what; they may stand anywhere.
_OBLIQUE = frozenset("in on at from to of by with for after before about against under over into near since as".split())
_CLAUSE = re.compile(r",|\b(?:when|while|if|after|before|because|although|but|and|who|which|as)\b")


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands before a verb and after it; turned round where it is a passive with 'by'."""

    verb: Word
    left: frozenset[str]
    right: frozenset[str]
    passive: bool  # without 'by': who did it is not said
    by: bool


def order_findings(statement: str, text: str, language: str = "en") -> tuple[Finding, ...]:
    """Return the verbs whose sides have changed places, and names that have with one another."""
    if language != "en":
        return ()
    return (*_turned(statement, text), *_exchanged(statement, text), *_renamed(statement, text))


def _turned(statement: str, text: str) -> Iterator[Finding]:
    verbs = {base(word.stem) for one in (statement, text) for word in words(one, "en") if is_verb(word)}
    given = {base(around.verb.stem): around for around in _verbs(text, verbs)}
    for stated in _verbs(statement, verbs):
        other = given.get(base(stated.verb.stem))
        if other is None or (stated.passive != other.passive and not (stated.left and other.left)):
            continue
        left, right = (_named(side, other.left | other.right) for side in (stated.left, stated.right))
        first = (left & other.right) - other.left
        second = (right & other.left) - other.right
        # 'He dismissed opposition demands': whom he dismissed can't be who dismissed.
        moved = first and not left & other.left and not stated.passive and not other.passive
        hidden = stated.by and not left and other.left
        if (first and second) or moved or hidden:
            detail = f"who and whom of {stated.verb.text!r} are not the source's"
            yield found(Kind.ROLE, statement, (stated.verb.start, stated.verb.end), detail)


def _named(side: Set[str], given: Set[str]) -> Set[str]:
    """Return a side in the words that the text has for it."""
    return {next(iter(sorted(alike(stem) & given)), stem) if stem not in given else stem for stem in side}


def _verbs(text: str, verbs: Set[str]) -> Iterator[_Around]:
    """Yield the verbs that stand once in a text, with what stands on their sides."""
    everything = words(text, "en")
    often = Counter(base(word.stem) for word in everything)
    for place, word in enumerate(everything):
        key = base(word.stem)
        if key not in verbs or often[key] > 1 or word.capital or text[word.start - 1 : word.start] == "-":
            continue
        if word.low in _SPEECH and not _THAT.match(text, word.end):
            continue
        before = [other for other in everything[:place] if not _EDGE.search(text[other.end : word.start])]
        after = [other for other in everything[place + 1 :] if not _EDGE.search(text[word.end : other.start])]
        by = next((at for at, other in enumerate(after[:5]) if other.low == "by" and _acts(after[at + 1 :])), None)
        passive = any(other.low in _BE for other in before[-3:])
        if by is not None and (passive or by == 0):
            yield _Around(word, _facts(after[by:]), _facts((*before, *after[:by])), passive=False, by=True)
        elif passive:
            yield _Around(word, frozenset(), _facts((*before, *after)), passive=True, by=False)
        else:
            yield _Around(word, _facts(before), _facts(after), passive=False, by=False)


def _acts(some: Sequence[Word]) -> bool:
    """Whether somebody stands behind a 'by', and not by how much or when."""
    return bool(some) and not some[0].number and some[0].low not in ("about", "nearly", "some", "more", "almost")


def is_verb(word: Word) -> bool:
    """Whether a word looks like a verb in the past."""
    return word.low.endswith("ed") or is_irregular_past(word.stem)


def _facts(some: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in some if _is_fact(word))


def _is_fact(word: Word) -> bool:
    """Whether a word can be somebody or something that acts."""
    if not word.weight or (word.weight < 1 and word.low not in _ACTORS):
        return False
    if word.number or word.low in _TIMES or word.low in MONTHS or word.low in WEEKDAYS:
        return False
    return word.capital or not (is_verb(word) or word.low.endswith("ly"))


def _exchanged(statement: str, text: str) -> Iterator[Finding]:
    """Yield two that stand in one clause, neither behind a preposition, in another order than in the text."""
    here, there = _cores(statement), _cores(text)
    places = {word.stem: word for word in there}
    shared = [word for word in here if word.stem in places]
    passive = any(word.low in _BE for word in words(statement, "en"))
    if passive or any(word.low in _BE for word in words(text, "en")):
        return
    for one, two in combinations(shared, 2):
        first, second = places[one.stem], places[two.stem]
        if second.start >= first.start or first.end == second.start:
            continue
        if not _CLAUSE.search(statement[one.end : two.start]) and not _CLAUSE.search(text[second.end : first.start]):
            yield found(Kind.ROLE, statement, (one.start, one.end), f"the source has it behind {two.text!r}")
            return


def _renamed(statement: str, text: str) -> Iterator[Finding]:
    """Yield the names before a word that has another name before it in the text: 'the Syrian agency' for 'Russian'."""
    given: dict[str, list[str]] = defaultdict(list)
    for name, noun in _pairs(text):
        given[base(noun.stem)].append(name.text)
    for name, noun in _pairs(statement):
        others = given[base(noun.stem)]
        if others and not any(is_known(name, known(other)) for other in others):
            yield found(
                Kind.NAME, statement, (name.start, name.end), f"the source has {others[0]!r} before {noun.text!r}"
            )


def _pairs(text: str) -> Iterator[tuple[Word, Word]]:
    """Yield each name that stands right before a word that is none."""
    for one, two in pairwise(words(text, "en")):
        name = one.capital and one.weight == 1.0 and one.low not in MONTHS and one.low not in WEEKDAYS
        if name and two.weight and not two.capital and text[one.end : two.start] == " ":
            yield one, two


def _cores(text: str) -> list[Word]:
    """Return the words that can act and are no part of a phrase with a preposition."""
    out: list[Word] = []
    oblique = False
    for word in words(text, "en"):
        if word.low in _OBLIQUE:
            oblique = True
        elif _is_fact(word) and not oblique:
            out.append(word)
        elif not _is_fact(word) and word.low not in ("the", "a", "an", "its", "their", "his", "her"):
            oblique = False
    often = Counter(word.stem for word in out)
    return [word for word in out if often[word.stem] == 1]
