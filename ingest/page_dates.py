"""The dates of a page: what it gives as dates in, the moments out that can be right, and a note on each that can't."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ingest.dates import parse_date

AHEAD = timedelta(days=1)  # what a page of now may be dated in the time zone that is furthest ahead, and a slow clock
_STAMP = re.compile(r"(\d{10})(?:\d{3})?")  # seconds or milliseconds since 1970, of this century's pages
_ZONE_IN_WORDS = re.compile(r"\s*\([^()]*\)$")  # 'GMT+0100 (Central European Standard Time)'
_BARE = re.compile(r"\d{4}[-/.]?\d\d[-/.]?\d\d|[^:T]*")
_ISO_DAY = re.compile(r"(?:1[6-9]|20)\d\d-\d\d-\d\d(?!\d)")
_UNSET = datetime(1970, 1, 2, 14, tzinfo=UTC)  # the zero of computers' clocks, in any time zone
_UNITS = {
    timedelta(seconds=1): "second seconds sec secs sekunde sekunden seconde secondes segundo segundos",
    timedelta(minutes=1): "minute minutes min mins minuten minuto minutos minuti минуту минуты минут",
    timedelta(hours=1): "hour hours hr hrs h stunde stunden heure heures hora horas ora ore час часа часов",
    timedelta(days=1): "day days tag tagen jour jours día días dia dias giorno giorni день дня дней",
    timedelta(weeks=1): "week weeks woche wochen semaine semaines semana semanas settimana settimane",
}
_UNIT_OF = {name: unit for unit, names in _UNITS.items() for name in names.split()}
_AGO = re.compile(
    r"(?:(?:updated|published|posted)\s*:?\s+)?(?:(?:vor|il y a|hace|há)\s+)?(?P<count>\d{1,3}|an?|one|eine[rm]?"
    r"|une?|un[ao])\s*"
    r"(?P<unit>[^\W\d_]+)(?:\s+(?:ago|fa|atrás|назад))?",
    re.IGNORECASE,
)
_SAYS_AGO = re.compile(r"\b(?:ago|fa|atrás|назад)$|^(?:\w+\s*:?\s+)?(?:vor|il y a|hace|há)\b", re.IGNORECASE)
_DAYS = {
    **dict.fromkeys(("just now", "now", "today", "heute", "aujourd'hui", "hoy", "oggi", "hoje", "сегодня"), 0),
    **dict.fromkeys(("yesterday", "gestern", "hier", "ayer", "ieri", "ontem", "вчера"), 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDates:
    """When a page says that it was published and last modified; `notes` say what it gave that can't be right."""

    published_at: datetime | None = None
    modified_at: datetime | None = None
    notes: tuple[str, ...] = ()


def page_dates(
    published: Iterable[str],
    modified: Iterable[str] = (),
    *,
    fetched_at: datetime | None = None,
    now: datetime | None = None,
) -> PageDates:
    """Return the first dates that can be right; the best are given first.

    Args:
        published: what the page gives as the date of publication.
        modified: what it gives as that of its last change.
        fetched_at: when it was fetched; without it, 'two hours ago' is no date.
        now: the moment it is.
    """
    notes: dict[str, None] = {}
    latest = (fetched_at or now or datetime.now(UTC)) + AHEAD
    first = _first(published, "published", fetched_at, latest, notes)
    last = _first(modified, "modified", fetched_at, latest, notes)
    if first and last and last < first and not (_at_midnight(last) or _at_midnight(first)):
        notes[f"the page's modified date {last:%Y-%m-%d %H:%M} lies before its published date; it was left out"] = None
        last = None
    return PageDates(published_at=first, modified_at=last, notes=tuple(notes))


def relative_date(text: str, fetched_at: datetime) -> datetime:
    """Return what '2 hours ago' or 'yesterday' meant when the page was fetched.

    Raises:
        ValueError: it is nothing of the kind.
    """
    line = " ".join(text.split()).casefold().strip(" .")
    if line in _DAYS:
        day = fetched_at - timedelta(days=_DAYS[line])
        return fetched_at if line in ("now", "just now") else day.replace(hour=0, minute=0, second=0, microsecond=0)
    found = _AGO.fullmatch(line)
    if found is None or not _SAYS_AGO.search(line) or found["unit"] not in _UNIT_OF:
        raise ValueError(f"{text[:40]!r} is no date counted back from now")
    return fetched_at - _UNIT_OF[found["unit"]] * (int(found["count"]) if found["count"].isdecimal() else 1)


def _first(
    given: Iterable[str], what: str, fetched_at: datetime | None, latest: datetime, notes: dict[str, None]
) -> datetime | None:
    """Return the first date that can be right; a bare one gives way to a moment of the same day."""
    bare: datetime | None = None
    for value in filter(None, map(str.strip, given)):
        try:
            moment = _read(value, fetched_at)
            _check(moment, latest)
        except ValueError as error:
            why = _why(error, value, latest)
            notes[f"the page's {what} date {value[:60]!r} can't be right ({why}); it was left out"] = None
            continue
        if not _BARE.fullmatch(value):
            if bare is None or abs(moment - bare) < timedelta(hours=36):
                return moment
        elif bare is None:
            bare = moment
    return bare


def _read(value: str, fetched_at: datetime | None) -> datetime:
    if stamp := _STAMP.fullmatch(value):
        return datetime.fromtimestamp(int(stamp[1]), UTC)
    try:
        return parse_date(_ZONE_IN_WORDS.sub("", value))
    except ValueError:
        if fetched_at is None:
            raise
    return relative_date(value, fetched_at)


def _check(moment: datetime, latest: datetime) -> None:
    if moment > latest:
        raise ValueError("it lies in the future")
    if moment < _UNSET and moment.year >= 1969:
        raise ValueError("it is the zero of a clock")


def _why(error: ValueError, value: str, latest: datetime) -> str:
    text = str(error)
    if text.startswith("it "):
        return text
    if not _ISO_DAY.match(value):
        return "it is no whole date, or one of no newspaper's time"
    try:
        day = datetime.strptime(value[:10], "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return "there is no such day"
    return "it lies in the future" if day > latest else "there is no such time of day"


def _at_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)
