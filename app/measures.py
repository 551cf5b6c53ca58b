"""The figures of a sentence as claims: how much, of what, in which role, who says so. A unit in, measures out.

A figure is what is, what was before ('from 212', 'not 19'), what is expected, or a limit; only figures of one role are
ever compared. One that names nothing it counts ('the ministry has 18') means what the figure before it meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.dates_in_text import MONTHS, WEEKDAYS
from app.figure_roles import Role, role
from app.figure_scope import counted, is_article, named, time_of
from app.frames import framed
from app.holders import Holder, holder
from app.lexicon import base
from app.names import names
from app.number_words import SMALL
from app.quantities import AGE, MULTIPLE, ORDINAL, Quantity, quantities
from app.units import Unit
from app.words import Word, words

NEAR = 5  # content words on either side of a figure that say what it is of
# 'At least nine' holds up to half as many more, 'about 400' what lies within a twelfth of it.
AT_LEAST, ABOUT = 1.5, 0.08
_SKIPPED = frozenset({ORDINAL, AGE, MULTIPLE, "days", "months"})
_SEGMENT = re.compile(r"[;:()—–¿?]|,(?!\d)|\b(?:and|but|while|whereas|or|y|pero|mientras)\b", re.IGNORECASE)


# Means the figure that was named before: 'put it at', 'gives the loss as', 'the real number was', 'son solo'.
_MEANT = re.compile(
    r"[’']s?\s(?:own\s|official\s|earlier\s)?(?:figure|estimate|count|number|total|tally"
    r"|reckoning)\sof\s(?:\w+\s)?[$£€]?$"
    r"|\b(?:puts?|estimates?|estimated) the (?:\w+ ){1,3}at\s(?:\w+\s){0,3}[$£€]?$"
    r"|\b(?:it|them|that|this|lo|la|los|the(?:\s\w+)?\s(?:figure|number|toll|total|count|loss|losses|share|rate"
    r"|cost|damage|sum"
    r"|size|margin))\s(?:at|as|en)\s(?:\w+\s){0,3}[$£€]?$|\bthe(?:\s\w+)?\s(?:figure|number|toll|total"
    r"|count)\s(?:is|was)\s"
    r"(?:\w+\s)?[$£€]?$|\b(?:is|are|was|were|son|es|fue|fueron)\s(?:only|just|solo|sólo)\s$",
    re.IGNORECASE,
)
# 'Nine million a day'; and 'no more than', which is at most.
_RATE = re.compile(
    r"[\s\w%]{0,12}?\s(?P<each>an? (?:share|day|year|week|month|head|trip|night|hour)|each|per (?!cent)\w+)\b"
    r"(?!\s(?:earlier|ago|before|later|old))",
    re.IGNORECASE,
)
_NO_MORE = re.compile(r"\b(?:no|not)\s(?:more|less|fewer)\sthan\s$", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[;()—–]|,(?!\d|\s(?:from|up|down|not|compared|against)\b)|\b(?:and|but|while|whereas|which|y|pero)\b"
)
_PLACE = re.compile(
    r"\b(?:in|at|near|on|off|around|across|outside|en|cerca de)\s(?:the\s|its\s|el\s|la\s)?(?:\w+\s)?$", re.IGNORECASE
)
# Words of a sentence that only gives another's figure: it names nothing of its own.
_GIVES = frozenset(
    """put give gave has had have count number figur total toll real true actual say said estim list reckon set report
    record state tell told loss size share rate amount death be is are was were son solo cifra número sum it them only
    just speak correct habl situ
    calcul cifr elev about around some nearli more fewer less least most up far now still""".split()
)
# When in a day something was so tells nothing of what it is.
_TIMES = frozenset("morn even night afternoon midday noon today yesterday now mañan tard noch".split())
# 'Won by 212 votes', 'beat him by 14 points'.
_MARGIN = re.compile(
    r"\b(?:won|win|elected|beat|beaten|defeated|lost|ahead|leads?|led|ganó|gana|venció)\b[^.;]*\b(?:by|por)\s"
    r"(?:about\s|some\s|only\s|just\s|solo\s)?$",
    re.IGNORECASE,
)
_WON_BY = frozenset("vote point seat voto vot punto punt".split())
_FROM_TO = re.compile(r"^\s(?:\w+\s)?(?:to|a)\s[$£€]?$")
# 'A five-storey house', 'the 193-nation assembly', '9/11' and '2,000 times' count nothing.
_ATTACHED = re.compile(r"-(?!year|to)[^\W\d_]|/\d|\s(?:times|veces)\b", re.IGNORECASE)
# Where these are, there a figure is of.
_STATION = re.compile(r"\b(?:station|gauge|observatory|hospital|clinic|estación)\b", re.IGNORECASE)
_RANGE = re.compile(r"^\s?(?:to|–|-|and|or|a|y)\s?(?:US|A|C)?[$£€]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a sentence; places are those of the sentence."""

    row: int
    start: int
    end: int
    quantity: Quantity
    noun: str  # base of what is counted
    unit: str  # of the quantity, with what it is a rate of: 'crown a day'
    low: float
    high: float
    frames: frozenset[str]
    near: frozenset[str]  # bases of the words beside it
    topic: frozenset[str]  # bases of the words of its whole clause, other figures passed over
    places: frozenset[str]  # stems of the places named in its clause
    names: frozenset[str]  # stems of all that its clause names, its holder apart
    period: frozenset[str]  # the months and years that its clause is of
    past: bool  # of a time that is long gone: 'in 2004', 'last year'
    role: Role
    bare: bool
    holder: Holder | None
    ranged: bool = False  # 'from 60 to 80': `low` and `high` are what it says


def measures(row: int, unit: Unit) -> tuple[Measure, ...]:
    """Return the figures of a sentence that is the `row`th of those compared."""
    text, language = unit.sentence.text, unit.article.language or "en"
    published = unit.article.published_at.date() if unit.article.published_at else None
    found = [one for one in quantities(text, language) if one.unit not in _SKIPPED and not _is_label(text, one)]
    ranges = _ranges(text, found)
    everything = [word for word in words(text, language) if not any(one.start <= word.start < one.end for one in found)]
    borders = [0, *(at for match in _SEGMENT.finditer(text) for at in match.span()), len(text)]
    out = []
    for place, one in enumerate(found):
        if place in ranges.values():
            continue
        last = found[ranges[place]] if place in ranges else one
        start = max([at for at in borders if at <= one.start] + [found[place - 1].end if place else 0])
        after = next((other for other in found[place + 1 :] if other.start >= last.end), None)
        end = min([at for at in borders if at >= last.end] + [after.start if after else len(text)])
        who = holder(text, one.start, last.end, language)
        around = [
            word
            for word in _beside(everything, start, end, one.start, last.end)
            if who is None or not who.start <= word.start < who.end
        ]
        low, high = _bounds(one, last, text)
        rate = _RATE.match(text, last.end)
        own = [word for word in around if word.weight and not word.number and base(word.stem) not in _GIVES]
        own = [word for word in own if word.low not in MONTHS and word.low not in WEEKDAYS]
        topic = _topic(text, language, everything, one.start, end, who)
        frames = framed(text, start, end, (one.start, last.end))
        margin = one.noun in _WON_BY and _MARGIN.search(text[: one.start]) is not None
        if margin:
            frames = frozenset({"margin"})
        noun = one.noun if one.noun and not is_article(one.noun) else ""
        if not noun and not last.unit:
            noun = counted(text, one.start, last.end, language)
        first = max((match.end() for match in _CLAUSE.finditer(text[: one.start])), default=0)
        period, past = time_of(text, (first, end), published)
        said = [(who.start, who.end)] if who else []
        out.append(
            Measure(
                row=row,
                start=one.start,
                end=last.end,
                quantity=one,
                noun=noun,
                unit=f"{last.unit} {rate['each'].lower()}" if rate else last.unit,
                low=low,
                high=high,
                frames=frames,
                near=frozenset(base(word.stem) for word in own),
                topic=topic,
                places=_places(text, everything, (start, end), who),
                names=named(text, (first, end), said, language),
                period=period,
                past=past,
                role=Role.IS if margin else role(text, one, last, (start, end), found),
                bare=not frames and not noun and (not topic or _MEANT.search(text[: one.start]) is not None),
                holder=who,
                ranged=last is not one,
            )
        )
        if len(out) > 1 and not frames and not noun and _FROM_TO.match(text[out[-2].end : one.start]):
            before = out[-2]  # 'from 11,482 votes to 9,317'
            if before.role is Role.WAS and before.unit in ("", last.unit):
                out[-1] = replace(out[-1], frames=before.frames, noun=before.noun)
    return tuple(out)


def _topic(
    text: str, language: str, everything: Sequence[Word], start: int, end: int, who: Holder | None
) -> frozenset[str]:
    """Return the bases of the words of a figure's clause that tell what it is of, its holder's left out."""
    first = max((match.end() for match in _CLAUSE.finditer(text[:start])), default=0)
    named = [(name.start, name.end) for name in names(text, language)]
    return frozenset(
        key
        for word in everything
        if first <= word.start < end
        and word.weight == 1.0
        and not word.number
        and word.low not in MONTHS
        and word.low not in WEEKDAYS
        and not (who and who.start <= word.start < who.end)
        and (key := base(word.stem)) not in _GIVES
        and key not in _TIMES
        and word.low not in SMALL
        and not any(start <= word.start < end for start, end in named)
    )


def _is_label(text: str, one: Quantity) -> bool:
    """Whether a number names a thing and counts nothing: 'Halo-4', 'the A17', 'table 417', '14 November'."""
    before = text[max(0, one.start - 12) : one.start].lower()
    if not one.unit and _ATTACHED.match(text, one.end):
        return True
    if re.search(
        r"\b(?:children|kids|people|those|aged|anyone|everyone|pupils|players|niños)\s(?:under|over|aged)\s$",
        text[: one.start],
    ):
        return True
    if one.text.lower() == "half" and re.search(r"\b(?:first|second|last|next)\s$", text[: one.start].lower()):
        return True
    return bool(
        re.search(r"[a-z]-$|\b(?:table|mesa|no\.|number|page|article|gate|flight|line|route|level|chapter)\s$", before)
    )


def _ranges(text: str, found: Sequence[Quantity]) -> dict[int, int]:
    """Map the place of a range's first number to that of its second: '$7.2bn to $7.4bn', 'between 60 and 80 mm'."""
    out: dict[int, int] = {}
    for place in range(len(found) - 1):
        one, two = found[place], found[place + 1]
        joint, before = text[one.end : two.start], text[max(0, one.start - 20) : one.start].lower()
        if not _RANGE.match(joint) or place in out.values():
            continue
        word = joint.strip(" $£€USAC").lower()
        if word in ("and", "or", "y") and not re.search(r"\b(?:between|entre)\s\S*$", before):
            continue
        if (
            word in ("to", "a")
            and re.search(r"\b(?:from|de|desde)\s\S{0,2}$", before)
            and one.unit not in ("", two.unit)
        ):
            continue
        if two.written > one.written and one.unit in ("", two.unit):
            out[place] = place + 1
    return out


def _beside(everything: Sequence[Word], start: int, end: int, first: int, last: int) -> list[Word]:
    before = [word for word in everything if start <= word.start and word.end <= first]
    after = [word for word in everything if last <= word.start and word.end <= end]
    return [*_nearest(before[::-1]), *_nearest(after)]


def _nearest(some: Sequence[Word]) -> list[Word]:
    out: list[Word] = []
    for word in some:
        if sum(bool(other.weight) for other in out) >= NEAR:
            break
        out.append(word)
    return out


def _bounds(one: Quantity, last: Quantity, text: str) -> tuple[float, float]:
    """Return the least and the most that a figure may mean."""
    if last is not one:
        first = one.value if one.unit == last.unit else one.value * (last.value / last.written if last.written else 1.0)
        return min(first, last.value), max(first, last.value)
    value = one.value
    if one.vague:
        return value, 10 * value
    negated = _NO_MORE.search(text[: one.start]) is not None
    if one.hedge == ("less" if negated else "more"):
        return value, value * AT_LEAST
    if one.hedge in ("more", "less"):
        return value / AT_LEAST, value
    if one.hedge in ("about", "below"):
        return value * (1 - ABOUT), value * (1 + ABOUT)
    return value, value


def _places(text: str, everything: Sequence[Word], clause: tuple[int, int], who: Holder | None) -> frozenset[str]:
    """Return the stems of the places that a clause or its holder names: 'at Cape Sorrel', 'the station in Harlock'."""
    station = who and _STATION.search(text, who.start, who.end)
    spans = [clause, (who.start, who.end)] if who and station else [clause]
    return frozenset(
        word.stem
        for word in everything
        if word.capital
        and word.low not in MONTHS
        and word.low not in WEEKDAYS
        and any(start <= word.start < end for start, end in spans)
        and _PLACE.search(text[: word.start])
    )
