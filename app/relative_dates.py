"""Periods that a question counts back from now ('last week', 'since Monday'): text and a moment in, days out.

The moment is the clock's where the corpus is kept up to date, else that of its newest article: asked about old news,
'last week' is the week before they end. 'Today', 'this week' and 'recently' are no periods here: they are a wish for
what is new, which ranking honours, and as a limit they would lose every article whose date is late, wrong or missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.dates_in_text import MONTHS, WEEKDAYS
from app.number_words import SMALL, SPANISH

# A corpus whose newest article is as new as this is kept up to date: a weekly paper adds something within it.
CURRENT = timedelta(days=7)
DAY = timedelta(days=1)
# News of a period appears up to about as long after it as it lasted; never less than a week, for reports that follow,
# nor more than three months, by when yearly figures are out.
SHORTEST_ECHO, LONGEST_ECHO = timedelta(days=7), timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Moment:
    """What is counted back from."""

    at: datetime
    clock: bool  # the clock, else the newest article

    def __str__(self) -> str:
        """As a reader is told."""
        return f"{'today' if self.clock else 'the newest article'} ({_day(self.at)})"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in UTC, `end` exclusive, with the words that named them."""

    words: str
    start: datetime
    end: datetime

    @property
    def told_until(self) -> datetime:
        """Until when news of it appears."""
        return self.end + min(max(self.end - self.start, SHORTEST_ECHO), LONGEST_ECHO)

    def __str__(self) -> str:
        """As in '18 to 24 November 2024'."""
        last = self.end - DAY
        if last == self.start:
            return _day(last)
        year = last.year != self.start.year
        month = year or last.month != self.start.month
        return f"{self.start.day}{f' {self.start:%B}' * month}{f' {self.start.year}' * year} to {_day(last)}"


def moment(*, latest: datetime | None, today: datetime | None) -> Moment | None:
    """Return what relative dates count from; None where no article has a date, so that none could be found by it."""
    if latest is None:
        return None
    if today is not None and latest >= today - CURRENT:
        return Moment(today.astimezone(UTC), clock=True)
    return Moment(latest.astimezone(UTC), clock=False)


def read_period(text: str, now: Moment) -> Period | None:
    """Return the first period that the text counts back from a moment.

    A bare weekday counts only from the clock: asked about old news, 'on Friday' is a Friday of the story.
    """
    day = now.at.replace(hour=0, minute=0, second=0, microsecond=0)
    found = []
    for pattern, resolve, needs_clock in _RULES:
        match = None if needs_clock and not now.clock else pattern.search(text)
        if match and (span := resolve(match, day)) is not None:
            start, end = span
            until_now = match.group().lower().startswith(_SINCE)
            found.append((match.start(), Period(match.group(), start, day + DAY if until_now else end)))
    return min(found, key=lambda row: (row[0], -len(row[1].words)), default=(0, None))[1]


_NUMBERS = (
    {word: number for word, number in SMALL.items() if number}
    | SPANISH
    | {"couple of": 2, "few": 3, "several": 3, "pocos": 3, "pocas": 3}
    | {word: number for number, word in enumerate("ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split(), 3)}
    | {f"ال{word}": number for number, word in enumerate("ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split(), 3)}
)
_UNITS = {
    "hour": 1 / 24, "hours": 1 / 24, "day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14, "month": 30,
    "months": 30, "year": 365, "years": 365, "horas": 1 / 24, "días": 1, "dias": 1, "semanas": 7, "meses": 30,
    "años": 365, "ساعة": 1 / 24, "ساعات": 1 / 24, "أيام": 1, "الأيام": 1, "يوما": 1, "أسابيع": 7, "الأسابيع": 7,
    "أشهر": 30, "الأشهر": 30,
}  # fmt: skip
_DAYS = WEEKDAYS | {
    name: number
    for names in ("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(), ["الإثنين"])
    for number, name in enumerate(names)
}
_WEEKDAY = "|".join(_DAYS)
_COUNT = r"\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
# 'Than last week' names what is compared, 'last year's storm' an event, 'the last week of May' another week.
_NOT_AFTER = "".join(f"(?<!{word} )" for word in "than with to before until over against versus vs que con".split())
_NOT_BEFORE = r"(?!\w|['’-]\w|\s+(?:of|before|after|del?|من|قبل)\b)"
_SINCE = ("since", "desde", "منذ")
# 'On Friday 24 January' says itself which Friday.
_NO_DATE = rf"(?!,?\s+(?:the\s+|de\s+)?(?:\d|(?:{'|'.join(MONTHS)})\b))"

_Span = tuple[datetime, datetime]
_Resolve = Callable[[re.Match[str], datetime], _Span | None]


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B} {at.year}"


def _ago(days: int) -> _Resolve:
    return lambda _, day: (day - days * DAY, day - (days - 1) * DAY)


def _last_week(_: re.Match[str], day: datetime) -> _Span:
    monday = day - day.weekday() * DAY
    return monday - 7 * DAY, monday


def _last_month(_: re.Match[str], day: datetime) -> _Span:
    first = day.replace(day=1)
    return (first - DAY).replace(day=1), first


def _last_year(_: re.Match[str], day: datetime) -> _Span:
    return datetime(day.year - 1, 1, 1, tzinfo=UTC), datetime(day.year, 1, 1, tzinfo=UTC)


def _counted(match: re.Match[str], day: datetime) -> _Span | None:
    """Return the days counted back from the moment, and its own day, which they lie in for a part."""
    number = (match["number"] or "1").lower()
    days = (int(number) if number.isdecimal() else _NUMBERS[number]) * _UNITS[match["unit"].lower()]
    return (day - max(1, round(days)) * DAY, day + DAY) if days else None


def _weekday(match: re.Match[str], day: datetime) -> _Span:
    """Return the latest such day, the moment's own included."""
    back = (day.weekday() - _DAYS[match["weekday"].lower()]) % 7
    return day - back * DAY, day - (back - 1) * DAY


def _weekday_before(match: re.Match[str], day: datetime) -> _Span:
    return _weekday(match, day - DAY)


def _rule(words: str, resolve: _Resolve, *, clock: bool = False) -> tuple[re.Pattern[str], _Resolve, bool]:
    since = rf"(?:(?:{'|'.join(_SINCE)})\s+)?"
    return re.compile(rf"(?<!\w){_NOT_AFTER}{since}(?:{words}){_NOT_BEFORE}", re.IGNORECASE), resolve, clock


_RULES = (
    _rule("the day before yesterday|anteayer|antes de ayer|أول أمس", _ago(2)),
    _rule("yesterday|last night|ayer|anoche|أمس|البارحة", _ago(1)),
    _rule("last week|la semana pasada|الأسبوع الماضي", _last_week),
    _rule("last month|el mes pasado|الشهر الماضي", _last_month),
    _rule("last year|el año pasado|العام الماضي|السنة الماضية", _last_year),
    _rule(
        rf"(?:(?:in|over|during|within|for)\s+)?the\s+(?:past|last)\s+(?:(?P<number>{_COUNT})\s+)?(?P<unit>{_UNIT})",
        _counted,
    ),
    _rule(rf"(?:en\s+)?l[oa]s\s+últim[oa]s\s+(?P<number>{_COUNT})\s+(?P<unit>{_UNIT})", _counted),
    _rule(rf"(?:خلال|في)\s+آخر\s+(?P<number>{_COUNT})\s+(?P<unit>{_UNIT})", _counted),
    _rule(rf"(?:خلال|في)\s+(?P<unit>{_UNIT})\s+(?P<number>{_COUNT})\s+(?:الماضية|الأخيرة)", _counted),
    _rule(rf"(?:on\s+)?last\s+(?P<weekday>{_WEEKDAY})", _weekday_before),
    _rule(rf"(?:el\s+|يوم\s+)?(?P<weekday>{_WEEKDAY})\s+(?:pasado|الماضي)", _weekday_before),
    # A bare 'Monday' may be any; 'on Monday' and 'since Monday' are days of now.
    _rule(rf"(?:on|since|el|desde\s+el|يوم|منذ|منذ\s+يوم)\s+(?P<weekday>{_WEEKDAY}){_NO_DATE}", _weekday, clock=True),
)
