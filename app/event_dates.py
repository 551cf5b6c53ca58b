"""When something happened, by what a sentence says: its text and the day it was published in, a date out, or none.

Told apart from publication: a sentence without a date of its own has none. 'On Friday' is the last one before the
article appeared, or with 'will' the next. A date as part of a longer one ('in 2024') is kept as coarse as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.dates_in_text import Date, dates

_AHEAD = re.compile(
    r"(?:\b(?:will|shall|would|could|might|(?-i:may)|"
    r"(?:is|are) (?:due|to|expected|scheduled)|next|planned|plans)|['’]ll)\b",
    re.IGNORECASE,
)
# Words between which a date belongs to something else than what the sentence tells: 'the worst since 1971', 'by 2030'.
_ASIDE = re.compile(r"\b(?:since|before|by|until|than|the|of|from|compared\s+with|desde)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EventDate:
    """A date as fine as the text has it: the year, the month if it says one, the day if it says one."""

    year: int
    month: int | None
    day: int | None
    words: str

    def __str__(self) -> str:
        """As ISO 8601 has it: '2024', '2024-11', '2024-11-29'."""
        return "-".join(f"{part:02d}" for part in (self.year, self.month, self.day) if part is not None)


def event_date(text: str, published: date | None) -> EventDate | None:
    """Return the finest date that a sentence gives for what it tells, the first of equals."""
    found = [_dated(read, text, published) for read in _apart(dates(text, published), text, published)]
    known = [one for one in found if one is not None]
    # Days before months before years; `min` keeps the first.
    return min(known, key=lambda one: (one.day is None, one.month is None), default=None)


def _apart(read: Sequence[Date], text: str, published: date | None) -> list[Date]:
    """Return one reading of each place: of 'Friday' the one behind, or ahead where the sentence looks ahead."""
    ahead = bool(_AHEAD.search(text))
    chosen: dict[int, Date] = {}
    for one in read:
        other = chosen.get(one.start)
        if other is None or (ahead and published and _known(one) > _known(other)):
            chosen[one.start] = one
    return list(chosen.values())


def _dated(read: Date, text: str, published: date | None) -> EventDate | None:
    if read.year is None or read.decade or read.clock is not None:
        return None
    if read.month is None or read.day is None:
        if _ASIDE.search(text[: read.start]):
            return None
    elif not _exists(read) or _too_far(read, published):
        return None
    return EventDate(read.year, read.month, read.day if read.month else None, read.text)


def _known(read: Date) -> tuple[int, int, int]:
    return read.year or 0, read.month or 0, read.day or 0


def _exists(read: Date) -> bool:
    try:
        date(read.year or 0, read.month or 0, read.day or 0)
    except ValueError:
        return False
    return True


def _too_far(read: Date, published: date | None) -> bool:
    """Whether a day lies so far ahead of the article that it was read into the wrong year."""
    if published is None:
        return False
    return date(read.year or 1, read.month or 1, read.day or 1) > published + timedelta(days=366)
