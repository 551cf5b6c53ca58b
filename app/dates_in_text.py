"""Dates, years, weekdays and clock times of a sentence, and whether those of other sentences carry them.

In: text, and the day an article was published where that is known, by which 'Friday', 'yesterday' and 'in March' get
their day and year. Out: dates with their place, and findings. English and Spanish month and day names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from app.findings import Finding, Kind, found

_MONTHS = (
    "january february march april may june july august september october november december".split(),
    "jan feb mar apr may jun jul aug sep oct nov dec".split(),
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
)
MONTHS = {name: number for names in _MONTHS for number, name in enumerate(names, 1)} | {"sept": 9}
WEEKDAYS = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday".split(),
        "lunes martes miércoles jueves viernes sábado domingo".split(),
    )
    for number, name in enumerate(names)
}
# Words too, unless a day or a year stands beside them or they are written as names after 'in' and the like.
_AMBIGUOUS = frozenset("may march mar jan mayo sep dec jun".split())
_NAMED_SO = re.compile(r"\b(?:in|since|of|by|for|until|last|next|this|from|to|and|early|late|mid|en|de|desde)[\s-]$")
_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
# What is counted by a number that looks like a year.
_COUNTED = (
    r"(?:people|votes|men|women|children|homes|houses|jobs|workers|soldiers|troops|deaths|cases|dollars|euros|pounds|"
    r"crowns|miles|km|kilomet(?:er|re)s|met(?:er|re)s|feet|hectares|acres|ton(?:ne)?s|kg|lit(?:er|re)s|megawatts|"
    r"points|words|passengers|seats|tickets|students|patients|personas|hectáreas|metros|muertos|heridos)"
)
_DATE = re.compile(
    rf"\b(?P<iso>{_YEAR}-\d\d-\d\d)\b"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?:of|de))?\s+(?P<month>{_MONTH})\b\.?"
    rf"(?:,?\s+(?:de\s+)?(?P<year>{_YEAR}))?"
    rf"|\b(?P<month2>{_MONTH})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<year2>{_YEAR}))?"
    rf"|\b(?P<month3>{_MONTH})\b\.?(?:\s+(?:of\s+|de\s+)?(?P<year3>{_YEAR}))?"
    rf"|\b(?P<weekday>{'|'.join(WEEKDAYS)})(?:s\b|\b)"
    r"|\b(?P<clock>\d{1,2})[:.](?P<minute>\d\d)(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?!\d|\s?(?:per|%))"
    r"|\b(?P<clock2>\d{1,2})\s?(?P<half2>[ap])\.?\s?m\b\.?"
    rf"|(?<![\d,.$£€])(?<![^a-z]-)\b(?P<year4>{_YEAR})(?:(?P<decade>s)\b|\b)(?!,\d|\s{_COUNTED}\b)"
    r"|\b(?P<relative>yesterday|today|tonight|tomorrow|ayer|hoy)\b",
    re.IGNORECASE,
)
_RELATIVE = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "ayer": -1, "hoy": 0}


@dataclass(frozen=True, slots=True)
class Date:
    """What a text says of a day or an hour; what it leaves open is None. `clock` counts minutes."""

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: int | None = None
    decade: bool = False  # 'the 1990s': the year is their first


@lru_cache(maxsize=1_500)
def dates(text: str, published: date | None = None) -> tuple[Date, ...]:
    """Return the dates of a text in order.

    With `published`, what a text leaves open is filled in, once looking back from that day and once ahead: 'Friday' is
    the last one and the next one, 'in March' the last and the next March.
    """
    read = [(match, date) for match in _DATE.finditer(text) if (date := _read(match)) is not None]
    if published is None:
        return tuple(_with_weekday(date) for match, date in read if not match["relative"])
    return tuple(filled for match, date in read for filled in _filled(match, date, published))


def _read(match: re.Match[str]) -> Date | None:
    text = match.group().rstrip(".")
    empty = Date(match.start(), match.start() + len(text), text)
    if match["iso"]:
        try:
            return _on(empty, date.fromisoformat(match["iso"]))
        except ValueError:
            return None
    month = match["month"] or match["month2"] or match["month3"]
    if month:
        return _month(match, month, empty)
    if match["weekday"]:
        return replace(empty, weekday=WEEKDAYS[match["weekday"].lower()])
    if match["year4"]:
        return replace(empty, year=int(match["year4"]), decade=bool(match["decade"]))
    return empty if match["relative"] else _clock(match, empty)


def _month(match: re.Match[str], name: str, empty: Date) -> Date | None:
    """Return a day, a month or a month of a year; 'may' and 'march' alone are verbs unless written as names."""
    day = match["day"] or match["day2"]
    year = match["year"] or match["year2"] or match["year3"]
    if name.lower() in _AMBIGUOUS and not day and not year:
        before = match.string[max(0, match.start() - 8) : match.start()].lower()
        if not name[0].isupper() or not _NAMED_SO.search(before):
            return None
    if day and not 1 <= int(day) <= 31:
        return None
    return replace(empty, month=MONTHS[name.lower()], day=int(day) if day else None, year=int(year) if year else None)


def _filled(match: re.Match[str], read: Date, published: date) -> tuple[Date, ...]:
    """Return a date with what the day of publication tells about it; two where it may lie behind or ahead."""
    if match["relative"]:
        return (_on(read, published + timedelta(_RELATIVE[match["relative"].lower()])),)
    if read.weekday is not None and read.day is None:
        back = (published.weekday() - read.weekday) % 7
        return _on(read, published - timedelta(back)), _on(read, published + timedelta(7 - back))
    if read.month is not None and read.year is None:
        passed = (read.month, read.day or 1) <= (published.month, published.day)
        return tuple(
            _with_weekday(replace(read, year=year)) for year in (published.year - (not passed), published.year + passed)
        )
    return (_with_weekday(read),)


def _with_weekday(read: Date) -> Date:
    if read.year is None or read.month is None or read.day is None:
        return read
    try:
        return replace(read, weekday=date(read.year, read.month, read.day).weekday())
    except ValueError:  # 31 June: a slip of the writer's, compared as it stands
        return read


def _on(empty: Date, day: date) -> Date:
    return replace(empty, year=day.year, month=day.month, day=day.day, weekday=day.weekday())


def _clock(match: re.Match[str], empty: Date) -> Date | None:
    hour, minute = int(match["clock"] or match["clock2"]), int(match["minute"] or 0)
    half = (match["half"] or match["half2"] or "").lower()
    if (not half and ":" not in match.group()) or hour > 23 or minute > 59:
        return None  # '3.50 metres', '2.30 dollars'
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return replace(empty, clock=60 * hour + minute)


def _fields(one: Date, other: Date) -> list[tuple[int, int]]:
    """Return the values of what both dates say."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day), (one.weekday, other.weekday))
    return [(mine, yours) for mine, yours in pairs if mine is not None and yours is not None]


def fits(wanted: Date, given: Date) -> bool:
    """Whether all that the statement says of a day is said, or left open beside a part that is said."""
    if wanted.clock is not None or given.clock is not None:
        return wanted.clock == given.clock
    if wanted.decade and given.year is not None:
        return given.year - given.year % 10 == wanted.year
    if given.decade:
        return False  # 'in 1994' says more than 'in the 1990s'
    both = _fields(wanted, given)
    if not both or any(one != other for one, other in both):
        return False
    # '11 February' may be of the 'February 2023' that the statement means; 'in 2023' is no support for '11 February'.
    return wanted.day is None or given.day is not None or given.weekday is not None


def _rival(wanted: Date, given: Iterable[Date]) -> Date | None:
    """Return the source's date that speaks of the same thing and says another."""
    for other in given:
        if (wanted.clock is None) != (other.clock is None):
            continue
        if wanted.clock is not None or any(one != two for one, two in _fields(wanted, other)):
            return other
    return None


def date_findings(
    statement: str,
    sources: Sequence[tuple[str, date | None]],
    also: Sequence[tuple[str, date | None]] = (),
    articles: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """Return the statement's dates that neither the sources nor `also` give; each text comes with its publication day.

    A date that an article has elsewhere, in the same words, is taken to be said: 'on Friday' stands in the first line.
    """
    stated = dates(statement)
    if not stated:
        return ()
    given = [read for text, day in sources for read in _given(text, day)]
    around = [read for text, day in also for read in _given(text, day)]
    published = [_on(Date(0, 0, ""), day) for _, day in (*sources, *also) if day]
    # What the statement says itself stands beside its other dates, not against them; only what a text says contradicts.
    said = [read for text, _ in sources for read in dates(text)]
    free = [read for read in said if not any(fits(mine, read) for mine in stated)]
    out = []
    for wanted in stated:
        if any(fits(wanted, other) for other in (*given, *around)):
            continue
        rival = _rival(wanted, free)
        if rival is None:
            # The day of publication may be meant, or its month or year.
            if wanted.clock is None and any(all(a == b for a, b in _fields(wanted, day)) for day in published):
                continue
            if any(re.search(rf"\b{re.escape(wanted.text)}\b", text) for text in articles):
                continue
        detail = f"no source gives {wanted.text!r}"
        if rival is not None:
            detail = f"the statement says {wanted.text!r}, the source {rival.text!r}"
        out.append(found(Kind.DATE, statement, (wanted.start, wanted.end), detail, clash=rival is not None))
    return tuple(out)


def _given(text: str, published: date | None) -> tuple[Date, ...]:
    """Return the dates of a source; a weekday counts as itself too, since 'on Friday' may mean any."""
    filled = dates(text, published)
    return filled if published is None else (*(read for read in dates(text) if read.weekday is not None), *filled)
