"""Roles: who holds which office, and who does what to whom.

In: a statement and sentences. Out: findings where a name has another office than in the sources, or where the two sides
of a verb have changed places. Compares the order of words around a verb that both share; no parse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.findings import Finding, Kind, found
from app.lexicon import alike, base
from app.names import Name, names
from app.words import Word, words

_OFFICES = frozenset(
    """president vice-president minister chancellor premier governor mayor senator congressman congresswoman mp ambassador king queen
    prince princess pope bishop archbishop judge justice prosecutor lawyer attorney secretary spokesman spokeswoman
    spokesperson chairman chairwoman chair chairperson chief executive ceo director boss founder owner manager coach
    captain player striker goalkeeper midfielder defender commander general colonel major sergeant inspector
    superintendent doctor nurse surgeon professor scientist researcher teacher headteacher student engineer analyst
    economist forecaster editor reporter journalist author writer actor actress singer musician director producer artist
    painter driver pilot farmer owner victim suspect leader head deputy candidate investigator officer treasurer
    mother father brother sister son daughter wife husband uncle aunt""".split()
)
_FIELDS = frozenset(
    """prime finance foreign interior defence defense transport health education justice labour labor home energy economy
    environment agriculture culture trade deputy former vice assistant chief executive general opposition""".split()
)
REACH = 4  # words before a name, or after its comma, in which its office stands
_PASSIVE = frozenset("is are was were been be being".split())


@dataclass(frozen=True, slots=True)
class Office:
    """What a name is said to be: the heads ('minister') and the fields ('finance')."""

    heads: frozenset[str]
    fields: frozenset[str]
    start: int
    end: int


@lru_cache(maxsize=10_000)
def offices(text: str, language: str = "en") -> dict[str, Office]:
    """Return the office of each name in a text by the stem of the last part of the name."""
    out: dict[str, Office] = {}
    everything = words(text, language)
    for name in names(text, language):
        person = [part for part in name.parts if part.text.lower() not in _OFFICES | _FIELDS]
        if person:
            found_here = _office(text, everything, name, person)
            if found_here is not None:
                out.setdefault(person[-1].stem, found_here)
    return out


def _office(text: str, everything: Sequence[Word], name: Name, person: Sequence[Word]) -> Office | None:
    """Return the office that stands right before the name or right after its comma."""
    near: list[Word] = []
    edge = person[0].start
    for word in reversed([word for word in everything if word.end <= person[0].start][-REACH:]):
        if re.search(r"[.;:!?“”\"()]|,\s+\S+\s", text[word.end : edge]) or word.text.lower() in (
            "and",
            "said",
            "told",
            "by",
            "of",
        ):
            break
        if word.text.lower() not in _OFFICES | _FIELDS:
            break
        near.append(word)
        edge = word.start
    if not near and text[name.end : name.end + 2] == ", ":
        for word in [word for word in everything if word.start > name.end][: REACH + 2]:
            if re.search(r"[.;:!?“”\"(),]", text[name.end + 2 : word.start]):
                break
            if word.text.lower() in _OFFICES | _FIELDS:
                near.append(word)
    heads = frozenset(word.stem for word in near if word.text.lower() in _OFFICES)
    fields = frozenset(word.stem for word in near if word.text.lower() in _FIELDS)
    if not heads:
        return None
    return Office(heads, fields, min(word.start for word in near), max(word.end for word in near))


def role_findings(
    statement: str, sources: Sequence[str], around: Sequence[str] = (), language: str = "en"
) -> tuple[Finding, ...]:
    """Return wrong offices and swapped sides."""
    return (*_wrong_offices(statement, (*sources, *around), language), *_swaps(statement, sources, language))


def _wrong_offices(statement: str, texts: Sequence[str], language: str) -> list[Finding]:
    out = []
    for person, office in offices(statement, language).items():
        known = [read for text in texts for read in _offices_near(text, person, language)]
        if known and not any(_same_office(office, other) for other in known):
            said = " ".join(sorted(known[0].fields | known[0].heads))
            detail = f"the statement says {statement[office.start : office.end]!r}, the source {said!r}"
            out.append(found(Kind.ROLE, statement, (office.start, office.end), detail, clash=True))
    return out


def _offices_near(text: str, person: str, language: str) -> list[Office]:
    """Return what a text calls a person, read from the surroundings of the name alone: articles are long."""
    out = []
    for match in re.finditer(rf"\b{re.escape(person[:4])}", text, re.IGNORECASE):
        piece = text[max(0, text.rfind(" ", 0, max(0, match.start() - 80)) + 1) : match.end() + 100]
        read = offices(piece, language).get(person)
        if read is not None:
            out.append(read)
    return out


def _same_office(one: Office, other: Office) -> bool:
    heads = any(alike(head) & other.heads for head in one.heads)
    return heads and (not one.fields or not other.fields or bool(one.fields & other.fields))


@dataclass(frozen=True, slots=True)
class _Sides:
    left: frozenset[str]
    right: frozenset[str]


def _sides(text: str, verb: Word, language: str) -> _Sides:
    """Return what stands before and after a verb in its clause; a passive with 'by' is turned round."""
    everything = words(text, language)
    left = [w for w in everything if w.end <= verb.start and not re.search(r"[;:“”\"—–]", text[w.end : verb.start])]
    right = [w for w in everything if w.start >= verb.end and not re.search(r"[;:“”\"—–]", text[verb.end : w.start])]
    before, after = left[-6:], right[:6]
    sides = _Sides(_facts(before), _facts(after))
    by = next((place for place, w in enumerate(after) if w.text.lower() == "by"), None)
    if by is not None and any(w.text.lower() in _PASSIVE for w in before[-3:]):
        return _Sides(_facts(after[by:]), _facts(before))
    return sides


def _facts(some: Sequence[Word]) -> frozenset[str]:
    return frozenset(w.stem for w in some if w.weight == 1.0 and not w.number)


def _swaps(statement: str, sources: Sequence[str], language: str) -> list[Finding]:
    """Return the verbs whose two sides have changed places in every source that has the verb."""
    out = []
    for verb in words(statement, language):
        if verb.weight != 1.0 or verb.capital or verb.number:
            continue
        stated = _sides(statement, verb, language)
        if not stated.left or not stated.right:
            continue
        verdicts = [
            _swapped(stated, _sides(text, other, language))
            for text in sources
            for other in words(text, language)
            if base(other.stem) == base(verb.stem) and not other.capital
        ]
        if verdicts and all(verdicts):
            out.append(
                found(
                    Kind.ROLE,
                    statement,
                    (verb.start, verb.end),
                    f"who and whom of {verb.text!r} are swapped",
                    clash=True,
                )
            )
    return out


def _swapped(stated: _Sides, given: _Sides) -> bool:
    crossed = (stated.left & given.right) and (stated.right & given.left)
    straight = (stated.left & given.left) | (stated.right & given.right)
    return bool(crossed) and not straight
