"""Which articles a question is about: the outlets and the publication dates that it names.

'What did the Harbour Gazette report in October 2023?' asks for articles of one outlet and one month. A date or an
outlet narrows the search only where the question asks what was published; 'the storm of 12 March' names an event,
and articles about it appear days later. 'Last week' narrows any question: to what was published since that week began,
until news of it has dried up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from app.question_words import ASKING
from app.relative_dates import Moment, Period, moment, read_period
from ingest.catalogue import Filters
from ingest.outlets import outlet_key

_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12,
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8,
    "septiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
    "يناير": 1, "فبراير": 2, "مارس": 3, "أبريل": 4, "مايو": 5, "يونيو": 6, "يوليو": 7, "أغسطس": 8,
    "سبتمبر": 9, "أكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of|\s+de)?\s+)?(?P<month>{_MONTH})\b\.?"
    rf"(?:\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s+(?:of\s+|de\s+|del\s+)?(?P<year>\d{{4}}))?"
    rf"|(?:in|during|en|year|of)\s+(?P<year_only>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
# Words by which a question asks what was published, not what happened.
_PUBLISHING = re.compile(
    r"\b(?:report(?:s|ed|ing)?|sa(?:y|ys|id)|wr(?:ite|ites|ote|itten)|publish(?:es|ed)?|cover(?:s|ed|age)?|carr(?:y|ied)"
    r"|print(?:s|ed)?|tell|told|accord(?:s|ing)|claim(?:s|ed)?|describe[sd]?|inform[óo]|public[óo]|dijo|dice|seg[úu]n)\b"
    r"|قالت|ذكرت|نشرت|أوردت",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_NO_SUBJECT = frozenset(
    """did does do was were has have been is are the a in on of about news articles article it happened happen
    pasó ocurrió حدث""".split()
)
SHORTEST_NAME = 4  # characters: 'Sun' or 'CNN' in a question is too often another word


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question narrows the search to: its own filters, and the words that named them."""

    outlets: tuple[str, ...] = ()
    published_from: datetime | None = None
    published_to: datetime | None = None
    rest: str = ""  # the question without the words that named them
    whole: bool = False  # nothing else is asked: 'what did X report on 3 May?'
    counted: str = ""  # how a date such as 'last week' was read

    @property
    def narrows(self) -> bool:
        """Whether the question itself names where or when its answer was published."""
        return bool(self.outlets) or self.published_from is not None

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know of an answer to this question, as sentences."""
        if not self.narrows:
            return ()
        parts = [f"from {' or '.join(self.outlets)}"] if self.outlets else []
        if self.published_from and self.published_to:
            parts.append(f"published {_period(self.published_from, self.published_to)}")
        read = f"As the question asks, only articles {' and '.join(parts)} were read."
        return (self.counted, read) if self.counted else (read,)

    def narrow(self, filters: Filters) -> Filters:
        """Return the caller's filters with what the question adds; the caller's own word stands."""
        if self.outlets and filters.outlets is None:
            filters = replace(filters, outlets=self.outlets)
        if self.published_from and filters.published_from is None and filters.published_to is None:
            filters = replace(filters, published_from=self.published_from, published_to=self.published_to)
        return filters


def read_scope(
    question: str, outlets: Iterable[str], *, latest: datetime | None, today: datetime | None = None
) -> Scope:
    """Return what a question says about where and when its answer was published.

    A date without a year is taken in the year of `latest`, the corpus's last article, or the year before if that
    would lie after it. 'Last week' counts from `today` if the corpus is kept up to date, else from `latest`.
    """
    publishing = bool(_PUBLISHING.search(question))
    named = {name: mention for name in outlets if (mention := _mention(name, question))} if publishing else {}
    words = list(named.values())
    start = end = None
    counted = ""
    if publishing and (dated := _dated(question, latest)):
        start, end, word = dated
        words.append(word)
    elif (now := moment(latest=latest, today=today)) and (period := read_period(question, now)):
        start, end = period.start, period.end if publishing else period.told_until
        counted = _counted(period, now)
        words.append(period.words)
    if not words:
        return Scope(rest=question)
    rest = question
    for word in words:
        rest = rest.replace(word, " ")
    rest = " ".join(rest.split())
    return Scope(tuple(named), start, end, rest, whole=not _subject(rest), counted=counted)


def _dated(question: str, latest: datetime | None) -> tuple[datetime, datetime, str] | None:
    """Return the first date that the question writes out: its span and its words."""
    for match in _DATE.finditer(question):
        span = None if _is_no_month(match) else _span(match, latest)
        if span is not None:
            return *span, match.group()
    return None


def _counted(period: Period, now: Moment) -> str:
    """Return how a date that counts back was read, as a sentence."""
    return f"“{period.words}” was read as {period}, counted from {now}."


def _subject(rest: str) -> set[str]:
    """Return the words that say what a question is about, beside what was published where and when."""
    return {word.lower() for word in _WORD.findall(_PUBLISHING.sub(" ", rest))} - ASKING - _NO_SUBJECT


def _period(start: datetime, end: datetime) -> str:
    """Return the days from a moment to the one after the last, as in '2024-11-29' or '2024-11-01 to 2024-11-30'."""
    first, last = start.date(), (end - timedelta(days=1)).date()
    return f"on {first}" if first == last else f"from {first} to {last}"


def _is_no_month(match: re.Match[str]) -> bool:
    """Whether a month's name is rather a word: 'may' is a verb and 'Mar' a name, unless they look like a date."""
    if not match["month"] or match["month"].lower() not in {"may", "mar"} or match["day"] or match["day_after"]:
        return False
    return not (match["year"] and match["month"][0].isupper())


def _mention(name: str, question: str) -> str | None:
    """Return the words of the question that name an outlet, or None."""
    for spelling in (name, outlet_key(name)):
        if len(spelling) < SHORTEST_NAME:
            continue
        match = re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", question, re.IGNORECASE)
        if match:
            return match.group()
    return None


def _span(match: re.Match[str], latest: datetime | None) -> tuple[datetime, datetime] | None:
    """Return the first moment of what a date names and the first after it, in UTC."""
    try:
        if match["iso"]:
            return _days(datetime.fromisoformat(match["iso"]).replace(tzinfo=UTC), 1)
        if match["year_only"]:
            year = int(match["year_only"])
            return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
        month = _MONTHS[match["month"].lower()]
        day = match["day"] or match["day_after"]
        year = int(match["year"]) if match["year"] else _likely_year(month, int(day or 1), latest)
        if day:
            return _days(datetime(year, month, int(day), tzinfo=UTC), 1)
        after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
        return datetime(year, month, 1, tzinfo=UTC), after
    except ValueError:  # 31 February names nothing
        return None


def _days(start: datetime, number: int) -> tuple[datetime, datetime]:
    return start, start + timedelta(days=number)


def _likely_year(month: int, day: int, latest: datetime | None) -> int:
    latest = latest or datetime.now(UTC)
    return latest.year if (month, day) <= (latest.month, latest.day) else latest.year - 1
