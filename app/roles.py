"""Roles: who holds which office, and who does what to whom.

In: a statement and sentences. Out: findings where a name has another office than in the sources, where the two sides of
a verb have changed places, or where 'from' and 'to' have. Compares the order of words around a verb that both share; no
parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.findings import Finding, Kind, found
from app.lexicon import alike, base, is_irregular_past
from app.name_words import FIELDS, OFFICES
from app.names import Name, names
from app.number_words import SMALL
from app.words import Word, words

REACH = 4  # words before a name, or after its comma, in which its office stands
_AFTER_NAME = re.compile(r"(?:, | (?:is|was|became) |, who (?:is|was) )(?:the |a |an |its |their )?")
_STOPPERS = frozenset("and said told by of".split())
SIDE = 6  # words on each side of a verb that may be its subject or object
_PASSIVE = frozenset("is are was were been be being".split())
# Where one side of a verb ends: marks and joining words on both, a comma too behind the verb.
_EDGE = re.compile(r"[;:“”\"—–()]|\b(?:and|but|while|after|before|because|although|when|since|as|that)\b")
_EDGE_AFTER = re.compile(rf"{_EDGE.pattern}|,")
# Before a noun: 'the attack on', 'under attack from'.
_NOUN_SIGNS = frozenset("a an the this that of in on under with for from its their his her s".split())
_ARTICLES = frozenset("a an the".split())
# 'Met' says the same with its sides changed; 'closed' may stand on either side of what is closed.
_MUTUAL = frozenset(
    """meet marry face play fight clash collide merge agree talk join match draw tie border resemble equal divorce date
    negotiate share contact open close move start end begin stop change break rise fall increase drop""".split()
)
_FROM_TO = re.compile(r"\bfrom\s+([^,;:.]{1,40}?)\s+(?:up\s|down\s)?to\s+([^,;:.]{1,40})")


@dataclass(frozen=True, slots=True)
class Office:
    """What a name is said to be: the heads ('minister') and the fields ('finance')."""

    heads: frozenset[str]
    fields: frozenset[str]
    start: int
    end: int


@lru_cache(maxsize=1_500)
def offices(text: str, language: str = "en") -> dict[str, Office]:
    """Return the office of each name in a text by the stem of the last part of the name."""
    out: dict[str, Office] = {}
    everything = words(text, language)
    for name in names(text, language):
        person = [part for part in name.parts if part.low not in OFFICES | FIELDS]
        if person:
            office = _office(text, everything, name, person)
            if office is not None:
                out.setdefault(person[-1].stem, office)
    return out


def _office(text: str, everything: Sequence[Word], name: Name, person: Sequence[Word]) -> Office | None:
    """Return the office that stands right before the name or right after it."""
    near = _office_before(text, everything, person[0].start) or _office_after(text, everything, name.end)
    heads = frozenset(word.stem for word in near if word.low in OFFICES)
    fields = frozenset(word.stem for word in near if word.low in FIELDS)
    if not heads:
        return None
    return Office(heads, fields, min(word.start for word in near), max(word.end for word in near))


def _office_before(text: str, everything: Sequence[Word], start: int) -> list[Word]:
    near: list[Word] = []
    edge = start
    for word in reversed([word for word in everything if word.end <= start][-REACH:]):
        if word.low not in OFFICES | FIELDS or re.search(r"[.;:!?“”\"(),]", text[word.end : edge]):
            break
        near.append(word)
        edge = word.start
    return near


def _office_after(text: str, everything: Sequence[Word], end: int) -> list[Word]:
    joint = _AFTER_NAME.match(text, end)
    if joint is None:
        return []
    near = []
    for word in [word for word in everything if word.start >= joint.end()][: REACH + 2]:
        if word.low in _STOPPERS or re.search(r"[.;:!?“”\"(),]", text[joint.end() : word.start]):
            break
        if word.low in OFFICES | FIELDS:
            near.append(word)
        elif not word.weight:
            break  # 'who met the mayor'
    return near


def role_findings(
    statement: str, sources: Sequence[str], around: Sequence[str] = (), language: str = "en"
) -> tuple[Finding, ...]:
    """Return wrong offices and swapped sides."""
    return (
        *_wrong_offices(statement, (*sources, *around), language),
        *_swaps(statement, sources, language),
        *_reversed(statement, sources, language),
    )


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
    head = person[:4].capitalize()
    for match in re.finditer(rf"\b{re.escape(head)}", text) if head in text else ():
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

    def crosses(self, other: _Sides) -> bool:
        """Whether somebody of each side stands on the other's other side, and only there."""
        first = (self.left & other.right) - other.left
        second = (self.right & other.left) - other.right
        return bool(first and second)

    def agrees(self, other: _Sides) -> bool:
        """Whether both sides hold somebody of the same side."""
        return bool(self.left & other.left and self.right & other.right)


@lru_cache(maxsize=1_500)
def _verbs(text: str, language: str) -> tuple[tuple[Word, _Sides], ...]:
    """Return the words that may be verbs with something on both sides."""
    everything = words(text, language)
    out = []
    for place, word in enumerate(everything):
        counted = place > 0 and (everything[place - 1].number or everything[place - 1].low in SMALL)
        noun = place > 0 and (counted or everything[place - 1].low in _NOUN_SIGNS or _is_noun(everything, place))
        if word.weight != 1.0 or word.capital or word.number or noun or base(word.stem) in _MUTUAL:
            continue
        sides = _sides(text, everything, place)
        if sides.left and sides.right:
            out.append((word, sides))
    return tuple(out)


def _is_noun(everything: Sequence[Word], place: int) -> bool:
    """Whether a word ends a phrase such as 'a television channel' or 'the counter-attack'."""
    word, before = everything[place], everything[place - 1]
    bare = not (_is_past(word) or word.low.endswith("s") or before.low.endswith("s"))
    return bare and place > 1 and everything[place - 2].low in _ARTICLES


def _is_past(word: Word) -> bool:
    return word.low.endswith("ed") or is_irregular_past(word.stem)


def _sides(text: str, everything: Sequence[Word], place: int) -> _Sides:
    """Return what stands before and after a verb in its clause; a passive with 'by' is turned round."""
    verb = everything[place]
    before = [
        word for word in everything[max(0, place - SIDE) : place] if not _EDGE.search(text[word.end : verb.start])
    ]
    after = [
        word for word in everything[place + 1 : place + 1 + SIDE] if not _EDGE_AFTER.search(text[verb.end : word.start])
    ]
    by = next((at for at, word in enumerate(after) if word.low == "by"), None)
    passive = any(word.low in _PASSIVE for word in before[-3:])
    if by is not None and (passive or by == 0):
        return _Sides(_facts(after[by:]), _facts(before))
    if passive and _is_past(verb):
        return _Sides(frozenset(), _facts(before))  # who did it is not said
    if base(verb.stem) == "lose" and after and after[0].low == "to":
        return _Sides(_facts(after), _facts(before))  # who loses to another is beaten by it
    return _Sides(_facts(before), _facts(after))


def _facts(some: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in some if word.weight == 1.0 and not word.number)


def _swaps(statement: str, sources: Sequence[str], language: str) -> list[Finding]:
    """Return the verbs whose two sides have changed places in the sources and stand nowhere as they do here."""
    out = []
    for verb, stated in _verbs(statement, language):
        meant = alike(verb.stem) | ({"beat", "defeat"} if base(verb.stem) == "lose" else set())
        meant |= {"lose"} if base(verb.stem) in ("beat", "defeat") else set()
        given = [sides for text in sources for other, sides in _verbs(text, language) if base(other.stem) in meant]
        if any(map(stated.crosses, given)) and not any(map(stated.agrees, given)):
            detail = f"who and whom of {verb.text!r} are swapped"
            out.append(found(Kind.ROLE, statement, (verb.start, verb.end), detail, clash=True))
    return out


def _reversed(statement: str, sources: Sequence[str], language: str) -> list[Finding]:
    """Return 'from B to A' where the sources have 'from A to B'."""
    given = [_ends(match, language) for text in sources for match in _FROM_TO.finditer(text)]
    out = []
    for match in _FROM_TO.finditer(statement):
        start, end = _ends(match, language)
        if not start or not end or any(start & one and end & two for one, two in given):
            continue
        if any(start & two and end & one and not start & one and not end & two for one, two in given):
            detail = "the source gives the two ends the other way round"
            out.append(found(Kind.ROLE, statement, match.span(), detail, clash=True))
    return out


def _ends(match: re.Match[str], language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the facts of the two ends; where both have figures, these alone."""
    facts = [[word for word in words(end, language) if word.weight == 1.0] for end in match.groups()]
    if all(any(word.number for word in some) for some in facts):
        facts = [[word for word in some if word.number] for some in facts]
    one, two = (frozenset(word.stem for word in some) for some in facts)
    return one, two
