"""Dates, years, weekdays and clock times of a sentence, and whether those of other sentences carry them.

In: text, and the day an article was published where that is known, by which 'Friday' and 'yesterday' become days.
Out: dates with their place, and findings. English and Spanish month and day names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DATE = re.compile(
    rf"\b(?P<iso>{_YEAR}-\d\d-\d\d)\b"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?:of|de))?\s+(?P<month>{_MONTH})\b\.?(?:,?\s+(?:de\s+)?(?P<year>{_YEAR}))?"
    rf"|\b(?P<month2>{_MONTH})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<year2>{_YEAR}))?"
    rf"|\b(?P<month3>{_MONTH})\b\.?(?:\s+(?:of\s+|de\s+)?(?P<year3>{_YEAR}))?"
    rf"|\b(?P<weekday>{'|'.join(WEEKDAYS)})(?:s\b|\b)"
    r"|\b(?P<clock>\d{1,2})[:.](?P<minute>\d\d)(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?!\d|\s?(?:per|%))"
    r"|\b(?P<clock2>\d{1,2})\s?(?P<half2>[ap])\.?\s?m\b\.?"
    rf"|(?<![\d,.$£€-])\b(?P<year4>{_YEAR})(?:s\b|\b)(?!,\d|\s(?:people|votes|men|women|homes|dollars|crowns|miles|km)\b)"
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


@lru_cache(maxsize=20_000)
def dates(text: str, published: date | None = None) -> tuple[Date, ...]:
    """Return the dates of a text in order; with `published`, weekdays and 'yesterday' get their day."""
    return tuple(read for match in _DATE.finditer(text) if (read := _read(match, published)) is not None)


def _read(match: re.Match[str], published: date | None) -> Date | None:
    empty = Date(match.start(), match.end(), match.group())
    if match["iso"]:
        try:
            return _on(empty, date.fromisoformat(match["iso"]))
        except ValueError:
            return None
    month = match["month"] or match["month2"] or match["month3"]
    if month:
        return _month(match, month, empty)
    if match["weekday"]:
        return _weekday(empty, WEEKDAYS[match["weekday"].lower()], published)
    if match["year4"]:
        return replace(empty, year=int(match["year4"]))
    if match["relative"]:
        moved = published + timedelta(_RELATIVE[match["relative"].lower()]) if published else None
        return _on(empty, moved) if moved else None
    return _clock(match, empty)


def _month(match: re.Match[str], name: str, empty: Date) -> Date | None:
    """Return a day, a month or a month of a year; 'may' and 'march' alone are verbs unless written as names."""
    day = match["day"] or match["day2"]
    year = match["year"] or match["year2"] or match["year3"]
    if name.lower() in ("may", "march", "mar", "jan", "mayo", "sep", "dec", "jun") and not day and not year:
        before = match.string[max(0, match.start() - 8) : match.start()].lower()
        if not name[0].isupper() or not re.search(r"\b(?:in|since|of|by|until|last|next|this|from|en|de)\s$", before):
            return None
    if day and not 1 <= int(day) <= 31:
        return None
    return replace(empty, month=MONTHS[name.lower()], day=int(day) if day else None, year=int(year) if year else None)


def _weekday(empty: Date, weekday: int, published: date | None) -> Date:
    """Return the weekday, with the last such day up to the publication where that is known."""
    if published is None:
        return replace(empty, weekday=weekday)
    return _on(empty, published - timedelta((published.weekday() - weekday) % 7))


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


def fits(wanted: Date, given: Date) -> bool:
    """Whether all that the statement says of a day is said, or left open beside a part that is said."""
    if wanted.clock is not None or given.clock is not None:
        return wanted.clock == given.clock
    pairs = [
        (wanted.year, given.year), (wanted.month, given.month), (wanted.day, given.day), (wanted.weekday, given.weekday)
    ]  # fmt: skip
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    if not both or any(one != other for one, other in both):
        return False
    # '11 February' is no support for 'February 2023' where nothing tells the year, but 'in 2023' is none for '11 February'.
    return wanted.day is None or given.day is not None or given.weekday is not None


def _rivals(wanted: Date, given: Iterable[Date]) -> Iterator[Date]:
    """Yield the source's dates that speak of the same thing and say another."""
    for other in given:
        if wanted.clock is not None:
            if other.clock is not None:
                yield other
        elif any(
            one is not None and two is not None and one != two
            for one, two in ((wanted.year, other.year), (wanted.month, other.month), (wanted.day, other.day),
                             (wanted.weekday, other.weekday))
        ):  # fmt: skip
            yield other


def date_findings(
    statement: str,
    sources: Sequence[tuple[str, date | None]],
    also: Sequence[tuple[str, date | None]] = (),
    articles: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """Return the statement's dates that neither the sources nor `also` give; each text comes with its publication day.

    A date that an article has elsewhere, in the same words, is taken to be said: 'on Friday' stands in the first line.
    """
    given = [read for text, day in sources for read in (*dates(text), *dates(text, day))]
    around = [read for text, day in also for read in (*dates(text), *dates(text, day))]
    published = [_on(Date(0, 0, ""), day) for _, day in (*sources, *also) if day]
    out = []
    for wanted in dates(statement):
        if any(fits(wanted, other) for other in (*given, *around)):
            continue
        if wanted.clock is None and any(_agrees(wanted, day) for day in published):
            continue
        rival = next(_rivals(wanted, given), None)
        if rival is None and any(re.search(rf"\b{re.escape(wanted.text)}\b", text) for text in articles):
            continue
        detail = f"no source gives {wanted.text!r}"
        if rival is not None:
            detail = f"the statement says {wanted.text!r}, the source {rival.text!r}"
        out.append(found(Kind.DATE, statement, (wanted.start, wanted.end), detail, clash=rival is not None))
    return tuple(out)


def _agrees(wanted: Date, day: Date) -> bool:
    """Whether a date may be the day of publication itself, or its month or year."""
    return all(
        one is None or one == two
        for one, two in ((wanted.year, day.year), (wanted.month, day.month), (wanted.day, day.day),
                         (wanted.weekday, day.weekday))
    )  # fmt: skip
