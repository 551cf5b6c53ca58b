"""Dates as people write them in, aware datetimes in UTC out; what could mean two days is refused.

Nothing is looked for inside a text: the whole value is the date.
"""

from __future__ import annotations

import re
import warnings
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from dateutil import parser

FIRST_YEAR = 1600  # the first newspapers; anything earlier is a slip
_AHEAD = timedelta(days=731)  # dated ahead, as magazines are; farther is a slip
_LONGEST = 80  # characters; 'Friday, 29 September 2024 at 10:00:00 a.m. Eastern Standard Time' has 64

ALLOWED = "write it as '2024-11-29', '2024-11-29T08:30:00Z', '29 November 2024' or 'Fri, 29 Nov 2024 08:30:00 GMT'"

# The named zones of RFC 2822 and of European wires. 'IST' and 'BST' mean several and are refused with the rest.
_ZONES = {
    **dict.fromkeys(("UTC", "UT", "GMT", "Z", "WET"), 0),
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
    **{"CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "WEST": 1, "MSK": 3},
}
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?=\D|$)")
_AT = re.compile(r"(?<=\d),? at (?=\d)", re.IGNORECASE)
# Parts that a value leaves out come from these; a value in which they show is not a whole date.
_DEFAULTS = (datetime(2001, 1, 1), datetime(2004, 2, 2))  # noqa: DTZ001 - filled in, never used as they are


def parse_date(value: str, *, now: datetime | None = None) -> datetime:
    """Return the moment in UTC; a bare date is midnight, a time without a zone is UTC.

    Raises:
        ValueError: the value is no whole date, could mean several, or lies outside 1600 to two years ahead.
    """
    text = value.strip()
    if not text or len(text) > _LONGEST:
        raise _refused(value, "is not a date")
    try:
        parsed = datetime.fromisoformat(text.upper())
    except ValueError:
        parsed = _lenient(text, value)
    if parsed.tzinfo is None:
        parsed = parsed.replace(tzinfo=UTC)
    latest = (now or datetime.now(UTC)) + _AHEAD
    if not FIRST_YEAR <= parsed.year <= latest.year or parsed > latest:
        raise _refused(value, f"lies outside {FIRST_YEAR} to {latest:%Y-%m-%d}")
    return parsed.astimezone(UTC)


def _lenient(text: str, value: str) -> datetime:
    """Return what the words and numbers mean, if every order of day, month and year gives the same."""
    text = _AT.sub(" ", _YEAR_FIRST.sub(r"\1-\2-\3", text))
    if text[:5].rstrip("-").isdecimal() and text[4:5] == "-":
        orders = ((False, True),)
    else:
        orders = ((False, False), (True, False), (False, True))
    readings = {_read(text, value, *order, default) for order in orders for default in _DEFAULTS}
    if len(readings) > 1:
        raise _refused(value, "is not one whole date")
    return readings.pop()


def _read(text: str, value: str, day_first: bool, year_first: bool, default: datetime) -> datetime:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return parser.parse(text, dayfirst=day_first, yearfirst=year_first, default=default, tzinfos=_zone)
    except (ValueError, OverflowError, ArithmeticError, TypeError, Warning) as error:
        raise _refused(value, "is not a date") from error


def _zone(name: str | None, offset: int | None) -> tzinfo:
    """Return the zone for dateutil, which by itself would ask the machine's local zone for its names."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None or name.upper() not in _ZONES:
        raise ValueError(f"unknown time zone {name!r}")
    return timezone(timedelta(hours=_ZONES[name.upper()]))


def _refused(value: str, why: str) -> ValueError:
    return ValueError(f"the date {value[:_LONGEST]!r} {why}; {ALLOWED}")
