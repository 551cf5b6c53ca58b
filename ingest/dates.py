"""Dates as people write them in, moments in UTC out; what is no whole date or could mean two is refused.

The whole value is the date: nothing is looked for inside a text, and nothing is relative to today.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from dateutil import parser

FIRST_YEAR = 1600  # of the first newspapers
AHEAD = timedelta(days=731)  # magazines are dated weeks ahead; more than two years is a slip
_LONGEST = 80  # characters; 'Wednesday, 25 September 2024 at 10:00:00 p.m. (GMT+05:30)' has 57

ALLOWED = "write it as '2024-11-29', '2024-11-29T08:30:00Z', '29 November 2024' or 'Fri, 29 Nov 2024 08:30:00 GMT'"

# Hours from UTC of the zones that RFC 2822 names, and of Europe's. 'IST' and 'BST' mean several places.
_ZONES = {
    **dict.fromkeys(("UTC", "UT", "GMT", "Z", "WET"), 0),
    **dict.fromkeys(("CET", "WEST"), 1),
    **dict.fromkeys(("CEST", "EET"), 2),
    **dict.fromkeys(("EEST", "MSK"), 3),
    "EDT": -4,
    **dict.fromkeys(("EST", "CDT"), -5),
    **dict.fromkeys(("CST", "MDT"), -6),
    **dict.fromkeys(("MST", "PDT"), -7),
    "PST": -8,
}
_YEAR_FIRST = re.compile(r"\d{4}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{1,2}(?!\d)")
# 'GMT+2' is two hours east to everyone but dateutil, which reads it as POSIX does.
_UTC_AND_OFFSET = re.compile(r"\b(?:GMT|UTC) ?(?=[+-]\d)")
_AT = re.compile(r"(?<=\d),? at (?=\d)", re.IGNORECASE)
# What a value leaves out is filled in from these, so that a value that leaves out something gives two dates.
_FILL_INS = (datetime(2001, 1, 1), datetime(2004, 2, 2))
# Day first, year first. A value that means another date in another order could mean any of them.
_ORDERS = ((False, False), (True, False), (False, True))


def parse_date(value: str, *, now: datetime | None = None) -> datetime:
    """Return the moment in UTC; a bare date is midnight, a time without a zone is UTC's.

    Raises:
        ValueError: the value is no whole date, could mean several, or lies before 1600 or two years ahead of `now`.
    """
    text = value.strip()
    if not text or len(text) > _LONGEST:
        raise _refused(value, "is not a date")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _written_out(text, value)
    try:
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError as error:
        raise _refused(value, "is not a date") from error
    latest = (now or datetime.now(UTC)) + AHEAD
    if moment.year < FIRST_YEAR or moment > latest:
        raise _refused(value, f"lies before {FIRST_YEAR} or after {latest:%d %B %Y}")
    return moment


def _written_out(text: str, value: str) -> datetime:
    """Return what words and numbers mean, if all ways to read them agree."""
    text = _UTC_AND_OFFSET.sub("", _AT.sub(" ", text))
    orders = ((False, True),) if _YEAR_FIRST.match(text) else _ORDERS
    readings = {_read(text, value, order, fill_in) for order in orders for fill_in in _FILL_INS}
    if len(readings) > 1:
        raise _refused(value, "leaves out the day, month or year, or could mean several days")
    return readings.pop()


def _read(text: str, value: str, order: tuple[bool, bool], fill_in: datetime) -> datetime:
    day_first, year_first = order
    try:
        return parser.parse(text, dayfirst=day_first, yearfirst=year_first, default=fill_in, tzinfos=_zone)
    except (ValueError, ArithmeticError) as error:  # decimal's errors, too, on numbers of many digits
        raise _refused(value, "is not a date") from error


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    """Return a time zone for dateutil, which left alone takes the machine's own zone for any name like it."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None:
        return None
    if name.upper() not in _ZONES:
        raise ValueError(f"unknown time zone {name!r}")
    return timezone(timedelta(hours=_ZONES[name.upper()]))


def _refused(value: str, why: str) -> ValueError:
    return ValueError(f"the date {value[:_LONGEST]!r} {why}; {ALLOWED}")
