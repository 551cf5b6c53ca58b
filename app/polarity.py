"""Negations, opposites and modality: does the statement say yes where its sources say no, or 'did' where they say 'may'?

In: a statement and sentences. Out: findings. Reads the words around a cue, not the grammar; in doubt it finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from app.dates_in_text import MONTHS, WEEKDAYS
from app.findings import Finding, Kind, found
from app.lexicon import alike, base, excluded
from app.number_words import SCALES, SMALL
from app.words import Word, words

_NEGATION = frozenset(
    """not no never none nobody nothing neither nor without cannot hardly barely unable nunca jamás sin ningún ninguna
    ni""".split()
)
# Verbs that say that what follows is not so, or was not done.
_DENIAL = frozenset("deny denied denies denying niega negó".split())
# The same before 'to': 'declined to comment', but 'sales declined'.
_DENIAL_TO = frozenset("fail failed fails failing refuse refused refuses refusing decline declined declines".split())
_UN = ("un", "in", "im", "il", "ir", "dis", "non")
_POSSIBLE = frozenset(
    """may might could can possibly perhaps maybe likely potential potentially considering suspected alleged allegedly
    reportedly apparently rumoured podría podrían quizá""".split()
)
_PLANNED = frozenset(
    """will would shall should plan plans planned planning intend intends intended expect expects expected aim aims
    hope hopes hoped propose proposes proposed due set scheduled going vow vows vowed threaten threatens threatened
    promise promises promised pledge pledges pledged try tries tried seek seeks sought want wants wanted if unless
    demand demands demanded consider considers ask asks asked urge urges urged call calls called""".split()
)
REACH = 4  # words that 'not' or 'may' reaches over; farther on something else has mostly begun
DENIED = 9  # words that 'denied that' reaches over: 'denied that the ship had been badly overloaded'
_STOPS = re.compile(
    r"[,;:.!?()—–“”\"]|\b(?:but|and|because|although|while|which|who|as|after|before|when|since|until|if)\b"
)
# Said in terms of days and numbers elsewhere.
_ELSEWHERE = frozenset({*MONTHS, *WEEKDAYS, *SCALES, *SMALL})


@dataclass(frozen=True, slots=True)
class Marked:
    """A content word with what its surroundings do to it."""

    word: Word
    key: str
    negated: bool
    mood: str  # 'fact', 'planned' or 'possible'


@lru_cache(maxsize=20_000)
def marked(text: str, language: str = "en") -> tuple[Marked, ...]:
    """Return the content words of a text, each with its polarity and mood."""
    everything = words(text, language)
    out = []
    for place, word in enumerate(everything):
        if not word.weight:
            continue
        clause = _before(everything, place, text)
        before = clause[:REACH]
        signs = sum(map(_negates, before)) + _denials(clause)
        negated = signs % 2 == 1
        low = {other.text.lower() for other in before}
        mood = "possible" if low & _POSSIBLE else "planned" if low & _PLANNED or _is_to(before) else "fact"
        out.append(Marked(word, base(word.stem), negated, mood))
    return tuple(out)


def _before(everything: Sequence[Word], place: int, text: str) -> list[Word]:
    """Return the words before one, nearest first, within reach and within its clause."""
    out: list[Word] = []
    for other in reversed(everything[max(0, place - DENIED) : place]):
        edge = out[-1].start if out else everything[place].start
        if _STOPS.search(text[other.end : edge]) or _STOPS.fullmatch(other.text.lower()):
            break
        out.append(other)
    return out


def _negates(word: Word) -> bool:
    low = word.text.lower().replace("’", "'")
    return low in _NEGATION or low.endswith("n't")


def _denials(clause: Sequence[Word]) -> int:
    """Count the denials in a clause whose words come nearest first."""
    low = [other.text.lower() for other in clause]
    refusals = sum(two in _DENIAL_TO and one == "to" for one, two in pairwise(low))
    return refusals + sum(word in _DENIAL for word in low)


def _is_to(before: Sequence[Word]) -> bool:
    """Whether 'is to', 'are to', 'was to' stands before: 'is to be raised in April'."""
    low = [other.text.lower() for other in reversed(before)]
    return any(one in ("is", "are", "was", "were") and two == "to" for one, two in pairwise(low))


def polarity_findings(statement: str, sources: Sequence[str], language: str = "en") -> tuple[Finding, ...]:
    """Return lost and added negations, opposites, and 'may' or 'plans to' turned into fact."""
    given: dict[str, list[Marked]] = {}
    for text in sources:
        for item in marked(text, language):
            given.setdefault(item.key, []).append(item)
    stated = marked(statement, language)
    keys = {item.key for item in stated}
    out = []
    for item in stated:
        if item.word.text.lower() in _ELSEWHERE or item.word.number or _is_name(item.word, statement):
            continue
        finding = _flipped(item, given, statement, keys) or _opposed(item, given, keys, statement)
        if finding is not None:
            out.append(finding)
    return tuple(out)


def _is_name(word: Word, statement: str) -> bool:
    return word.capital and bool(statement[: word.start].strip())


def _flipped(item: Marked, given: dict[str, list[Marked]], statement: str, keys: set[str]) -> Finding | None:
    """Return a finding where the source has the same word under another sign or mood everywhere."""
    same = given.get(item.key) or [other for key in alike(item.key) for other in given.get(key, ())]
    if not same:
        return None
    place = (item.word.start, item.word.end)
    if all(other.negated != item.negated for other in same) and not _balanced(item, given, keys):
        which = "negates" if item.negated else "does not negate"
        detail = f"the statement {which} {item.word.text!r}, the source does{' not' if item.negated else ''}"
        return found(Kind.POLARITY, statement, place, detail, clash=True)
    if (
        item.mood == "fact"
        and _verbal(item.word)
        and all(other.mood != "fact" and _verbal(other.word, loose=True) for other in same)
    ):
        mood = same[0].mood
        return found(Kind.MODALITY, statement, place, f"the source gives {item.word.text!r} as {mood}", clash=True)
    return None


def _balanced(item: Marked, given: dict[str, list[Marked]], keys: set[str]) -> bool:
    """Whether an opposite on either side makes up for the sign: 'did not rise' and 'failed to fall' apart."""
    return any(key in keys or key in given for key in excluded(item.key))


def _verbal(word: Word, *, loose: bool = False) -> bool:
    """Whether a word may be a verb in the past, or with `loose` any verb: not capital, not a plural."""
    low = word.text.lower()
    return not word.capital and (loose or low.endswith("ed") or base(word.stem) != word.stem)


def _opposed(item: Marked, given: dict[str, list[Marked]], keys: set[str], statement: str) -> Finding | None:
    """Return a finding where the source has what excludes the word, and neither the word nor one like it."""
    if item.key in given or any(key in given for key in alike(item.key)):
        return None
    prefixed = {prefix + item.key for prefix in _UN} | {
        item.key.removeprefix(prefix)
        for prefix in _UN
        if item.key.startswith(prefix) and len(item.key) > len(prefix) + 3
    }
    for key in sorted(excluded(item.key) | prefixed):
        rivals = [other for other in given.get(key, ()) if other.negated == item.negated]
        if rivals and key not in keys:
            detail = f"the statement says {item.word.text!r}, the source {rivals[0].word.text!r}"
            return found(Kind.POLARITY, statement, (item.word.start, item.word.end), detail, clash=True)
    return None
