"""What was taken back: units in, updates out, in which what was said stands before what was said of it later.

A study that is retracted, a result that 'cannot be relied upon' and an outlet's note on its own mistake name what they
take back. The earlier sentences that say it are no longer facts; those that doubt it themselves stay.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from app.dates_in_text import dates, fits
from app.disputed import claim
from app.figure_roles import is_mistake
from app.groups import components
from app.lexicon import alike, base
from app.quantities import quantities
from app.sides import About, Claim, Side, Update, published
from app.telling import Telling
from app.units import Unit
from app.words import content

# What an earlier sentence must share of the words of what is taken back, by weight, and how near it must be; a note of
# the outlet that said it is surer than what somebody else says of a study.
SHARED, FEWEST, NEAR = 0.5, 3, 0.45
NEAR_NOTE = 0.3

_TAKES_BACK = re.compile(
    r"\b(?:retract(?:s|ed|ing|ion)?|withdr(?:aws?|ew|awn|awal)|(?:takes?|took|taken) back|disown(?:s|ed)"
    r"|(?:is|was|are|were) (?:a )?(?:fabricated|fake|hoax|invented)|no (?:\w+ )?(?:evidence|proof|indication)"
    r"|retira(?:do|da|n|ron)?|retiró|se retract\w+)\b",
    re.IGNORECASE,
)
# What is taken back, behind the word for it: 'a study which had claimed that', 'no evidence that', 'that found'.
_SAYING = re.compile(
    r"\b(?:(?:stud(?:y|ies)|papers?|articles?|reports?|stor(?:y|ies)|claims?|statements?|findings?|results?|evidence"
    r"|proof|indication|post|video|estudio|artículo|noticia|pruebas?)\b[^.;]{0,40}?\b(?:that|which|saying|claiming"
    r"|showing|alleging|que)|(?:had|has) (?:claimed|said|shown|found|reported) that)\s"
    r"(?:(?:which|that)\s)?(?:(?:had|has|have)\s)?(?:(?:claimed|said|found|showed|shown|reported|stated)\s)?(?:that\s)?",
    re.IGNORECASE,
)
_TITLE = re.compile(r"[\"“«]([^\"”»]{12,})[\"”»]")
_UNSOUND = re.compile(
    r"\b(?:can(?:not|['’]t|\sno longer)|could not|should not) be (?:relied|trusted|reproduced|repeated)"
    r"|\b(?:is|are|was|were) (?:no longer|not) (?:valid|reliable)|\bno longer (?:considers?|regards?|stands? by)"
    r"|\bunreliable\b",
    re.IGNORECASE,
)
_WRONGLY = re.compile(
    r"\b(?:earlier version|our (?:\w+ )?(?:report|article|story|headline)|this newspaper|we|this article)\b[^;.]{0,60}?"
    r"\b(?:said|reported|stated|gave|wrote|described|put|named|misstated|called|identified)\s(?:that\s)?",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:said|says|wrote|found|that|which)\b")
_END = re.compile(r"[;—–]|,(?!\d)|\.\s|\b(?:after|because|when|but)\b")
# Who doubts a thing does not state it.
_DOUBTS = re.compile(
    r"\b(?:doubt\w*|fail(?:s|ed)?|could not|cannot|never|not|no|question(?:s|ed)|sceptic\w*|skeptic\w*|den(?:y|ies|ied)"
    r"|reject\w*|wrong\w*|retract\w*|withdr\w+|correction|duda\w*|niega\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a sentence takes back: where it says so, the words and figures of it, and whether it is an outlet's note."""

    row: int
    start: int
    text: str
    note: bool


def retracted(telling: Telling) -> tuple[Update, ...]:
    """Return what was said with what took it back; notes on one sentence are one update."""
    units = telling.units
    rows: dict[str, list[int]] = defaultdict(list)
    edges: list[tuple[tuple[int, int], tuple[int, int]]] = []
    claims: dict[tuple[int, int], Claim] = {}
    for row, keys in enumerate(telling.facts):
        for key in keys:
            rows[key].append(row)
    for taken in (one for row, unit in enumerate(units) for one in _read(row, unit)):
        for row in _said_before(taken, rows, telling):
            unit, note = units[row], units[taken.row]
            claims[0, row] = claim(unit, 0, len(unit.sentence.text.rstrip(" .")))
            claims[1, taken.row] = claim(note, taken.start, len(note.sentence.text.rstrip(" .")))
            edges.append(((0, row), (1, taken.row)))
    names = sorted(claims)
    place = {name: at for at, name in enumerate(names)}
    out = []
    for group in components((place[one], place[two]) for one, two in edges):
        sides = []
        for which in (0, 1):
            own = [(published(units[names[at][1]]), names[at]) for at in group if names[at][0] == which]
            sides.append(Side(tuple(claims[name] for _, name in sorted(own))))
        out.append(Update(About.WHETHER, tuple(sides)))
    return tuple(out)


def _read(row: int, unit: Unit) -> Iterator[_Taken]:
    text = unit.sentence.text
    if is_mistake(text) and (match := _WRONGLY.search(text)):
        yield _Taken(row, match.start(), _part(text, match.end()), note=True)
        return
    match = _TAKES_BACK.search(text)
    if match is not None:
        title = _TITLE.search(text, match.end())
        saying = _SAYING.search(text, match.start())
        if title is not None:
            yield _Taken(row, match.start(), title[1], note=False)
        elif saying is not None:
            yield _Taken(row, match.start(), _part(text, saying.end()), note=False)
    elif (match := _UNSOUND.search(text)) is not None:
        said = max((one.end() for one in _SAID.finditer(text, 0, match.start())), default=0)
        yield _Taken(row, match.start(), text[said : match.start()], note=False)


def _part(text: str, start: int) -> str:
    end = _END.search(text, start)
    return text[start : end.start() if end else len(text)]


def _said_before(taken: _Taken, rows: dict[str, list[int]], telling: Telling) -> Iterator[int]:
    """Yield the earlier sentences that say what is taken back."""
    unit = telling.units[taken.row]
    language = unit.article.language or "en"
    keys = frozenset(base(word.stem) for word in content(taken.text, language) if word.weight == 1.0)
    whole = sum(telling.weight.get(key, 1.0) for key in keys)
    values = frozenset((one.value, one.unit) for one in quantities(taken.text, language) if one.unit)
    for row in sorted({row for key in keys for other in alike(key) for row in rows.get(other, ())}):
        earlier = telling.units[row]
        if published(earlier) >= published(unit) or not telling.one_story(row, taken.row):
            continue
        if _DOUBTS.search(earlier.sentence.text) or (taken.note and earlier.article.outlet != unit.article.outlet):
            continue
        near = float(earlier.vector @ unit.vector)
        both = [key for key in keys if not alike(key).isdisjoint(telling.facts[row])]
        says = len(both) >= FEWEST and sum(telling.weight.get(key, 1.0) for key in both) >= SHARED * whole
        if values or (taken.note and _same_day(taken.text, earlier.sentence.text)):
            given = {(one.value, one.unit) for one in quantities(earlier.sentence.text, language)}
            told = bool(both) and (not values or not values.isdisjoint(given)) and near >= NEAR_NOTE
        else:
            told = says and near >= (NEAR_NOTE if taken.note else NEAR)
        if told:
            yield row


def _same_day(text: str, earlier: str) -> bool:
    """Whether an earlier sentence gives the day that is taken back."""
    days = [one for one in dates(earlier) if one.day]
    return any(fits(one, other) for one in dates(text) if one.day for other in days)
