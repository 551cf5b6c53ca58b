"""What begins or ends on another day than was said before: units in, updates out.

'Work is to begin in September', then 'not before November'; 'until 31 March', then 'until 15 April'. Read are plans and
ends: the verb that says which, the day behind it, and the words for what begins or ends.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from app.dates_in_text import MONTHS, Date, dates, fits
from app.disputed import claim
from app.groups import components
from app.lexicon import alike, base
from app.sides import About, Claim, Side, Update, published
from app.standing import SAME_EVENT, TOGETHER
from app.telling import Telling
from app.units import Unit
from app.words import content

# What two plans must share of the words of the one that has fewer, and how near their sentences must be.
SHARED, NEAR = 0.5, 0.45
REACH = 40  # characters between the verb and its day

_BEGINS = re.compile(
    r"\b(?:(?:will|is|are|to|would|can|could|may|should|due|expected|planned|set|scheduled)\s(?:not\s)?"
    r"(?:to\s|be\s)?(?:begin|start|open|launch(?:ed)?|resume|re-?open|come into force|take effect)"
    r"|(?:begin|start|open|resume|reopen|launch)s(?=\s(?:on|in|from)\b)"
    r"|(?P<moved>put (?:off|back)|postponed?|delayed|brought forward|pushed back|moved|aplaz\w+)"
    r"(?=[^.;]{0,30}\b(?:until|till|to|from|hasta|a)\b)"
    r"|(?:comenzará|empezará|abrirá|se abrirá|arrancará)n?)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:until|till|(?:will|is to|are to|to)\s(?:end|finish|expire|close)|runs out|expires?|ends(?=\son\b)"
    r"|the end of [^,;]{3,30} (?:as|is)|hasta|terminará|acabará|finalizará)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom\s[^,;]{3,20}?\sto\s", re.IGNORECASE)
_BORDER = re.compile(r"[;()—–]|,(?!\d)|\b(?:and|but|while|which|who|y|pero)\b")
_VERBS = frozenset(
    """begin start open launch resum reopen put postpon delay move until till end finish expir close stai remain last
    plan expect due set schedul first new now long earli lat hold middl comenz empez abr durar hast seguir""".split()
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What begins or ends when: the place of the day, its readings, and the words for the thing."""

    row: int
    start: int
    end: int
    days: tuple[Date, ...]
    things: frozenset[str]


def schedules(telling: Telling) -> tuple[Update, ...]:
    """Return the days of plans that a later sentence gives otherwise; the last one stands."""
    units = telling.units
    plans: dict[str, list[_Plan]] = defaultdict(list)
    for row, unit in enumerate(units):
        for kind, plan in _read(row, unit):
            plans[kind].append(plan)
    out = []
    for own in plans.values():
        own.sort(key=lambda one: (published(units[one.row]), units[one.row].key, one.start))
        edges = [
            (a, b)
            for a, one in enumerate(own)
            for b, two in enumerate(own[a + 1 :], a + 1)
            if _later(one, two, telling)
        ]
        out += [Update(About.DATE, _sides([own[at] for at in group], units)) for group in components(edges)]
    return tuple(out)


def _read(row: int, unit: Unit) -> Iterator[tuple[str, _Plan]]:
    text, language = unit.sentence.text, unit.article.language or "en"
    day = unit.article.published_at.date() if unit.article.published_at else None
    readings: dict[tuple[int, int], list[Date]] = defaultdict(list)
    for one in dates(text, day):
        if one.clock is None and (one.month or one.weekday is not None):
            readings[one.start, one.end].append(one)
    for kind, pattern in (("begins", _BEGINS), ("ends", _ENDS)):
        match = pattern.search(text)
        if match is None:
            continue
        behind = [place for place in readings if match.end() <= place[0] <= match.end() + REACH]
        if match.groupdict().get("moved") and _FROM_TO.search(text, match.end()):
            behind = behind[1:]  # 'from October to January'
        if not behind or _BORDER.search(text, match.end(), behind[0][0]):
            continue
        first = max((border.end() for border in _BORDER.finditer(text, 0, match.start())), default=0)
        things = frozenset(
            key
            for word in content(text, language)
            if first <= word.start < behind[0][0]
            and word.weight
            and not word.number
            and word.low not in MONTHS
            and (key := base(word.stem)) not in _VERBS
        )
        yield kind, _Plan(row, *behind[0], tuple(readings[behind[0]]), things)


def _later(one: _Plan, two: _Plan, telling: Telling) -> bool:
    """Whether the second plan gives another day for what the first one is of."""
    first, second = telling.units[one.row], telling.units[two.row]
    apart = published(second) - published(first)
    if first.article.id == second.article.id or first.origin == second.origin or not TOGETHER <= apart <= SAME_EVENT:
        return False
    if any(fits(a, b) or fits(b, a) for a in one.days for b in two.days):
        return False
    both = {key for key in one.things if not alike(key).isdisjoint(two.things)}
    weight = telling.weight
    least = min(sum(weight.get(key, 1.0) for key in some) for some in (one.things, two.things))
    shares = bool(both) and sum(weight.get(key, 1.0) for key in both) >= SHARED * least
    return shares and float(first.vector @ second.vector) >= NEAR and telling.one_event(one.row, two.row)


def _sides(plans: list[_Plan], units: tuple[Unit, ...]) -> tuple[Side, ...]:
    """Return a side for each day, in the order in which they were first given."""
    values: list[tuple[_Plan, list[Claim]]] = []
    for plan in plans:
        said = claim(units[plan.row], plan.start, plan.end)
        same = next((own for one, own in values if any(fits(a, b) for a in one.days for b in plan.days)), None)
        if same is None:
            values.append((plan, [said]))
        else:
            same.append(said)
    return tuple(Side(tuple(own)) for _, own in values)
