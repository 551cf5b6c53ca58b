"""The single values of a feed: as they were written in, as dates, languages, names, addresses and plain text out.

What can't be right is None. Feeds of many thousand entries are read, so everything here is cheap or rationed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from html import escape, unescape
from urllib.parse import urljoin

from ingest.dates import parse_date
from ingest.language import normalise

# Reading a date written out in an odd way takes 0.5 ms, in one of the usual ways 10 microseconds. A feed has one way.
_ODD_DATES = 1_000
_LONGEST = 2_000  # characters of a title, a name or an id; of a summary ten times that
_LONGEST_SUMMARY = 20_000

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_RFC_822 = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s*)?(?P<day>\d{1,2})[\s-]+(?P<month>[A-Za-z]{3})[a-z]{0,6}\.?,?[\s-]+"
    r"(?P<year>\d{4}|\d{2})\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<zone>[+-]\d{1,2}:?\d{2}|[A-Za-z]{1,5}(?:[+-]\d{1,2}:?\d{2})?)?"
)
_ZONE = re.compile(r"(?:GMT|UTC?)?([+-])(\d{1,2}):?(\d{2})", re.IGNORECASE)
# Zones beside those that `ingest.dates` knows which mean one place only.
_ZONES = {
    **dict.fromkeys(("HKT", "SGT", "AWST"), "+08:00"),
    **dict.fromkeys(("JST", "KST"), "+09:00"),
    **dict.fromkeys(("AEST",), "+10:00"),
    **dict.fromkeys(("AEDT",), "+11:00"),
    **dict.fromkeys(("NZST",), "+12:00"),
    **dict.fromkeys(("NZDT",), "+13:00"),
    "SAST": "+02:00",
}
# Cheap, since there may be 50,000; what comes of an address is judged where it is fetched or stored.
_WHOLE = re.compile(r"https?://[^\s/?#@\\\[\]]+(?:[/?#][^\x00-\x1f\x7f]*)?\Z", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMED_ZONE = re.compile(r"(?<=\d)\s*[A-Za-z]{2,5}$")

_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|"
    r"li|mark|ol|p|picture|q|s|small|source|span|strike|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|td|tr|blockquote|figure)\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_BLANK_LINES = re.compile(r"\n\s*\n")
_ADDRESS = re.compile(r"\S+@\S+\.\w+")
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)|(?P<before>[^<>]+?)\s*<\S+@\S+>")
_BY = re.compile(r"by\s+(?=\S)", re.IGNORECASE)
_NOBODY = {"admin", "administrator", "editor", "webmaster", "noreply", "unknown", "anonymous"}


@dataclass(slots=True)
class Values:
    """Reads the values of one feed; `url` is where it was found."""

    url: str = ""
    _odd_dates: int = _ODD_DATES
    _languages: dict[str, str | None] = field(default_factory=dict)

    def date(self, *values: str | None) -> datetime | None:
        """Return the first value that is a moment, in UTC.

        A zone that could be several or that nobody knows counts as UTC, as RFC 5322 (4.3) has it.
        """
        return next(filter(None, map(self._date, filter(None, values))), None)

    def _date(self, value: str) -> datetime | None:
        text = value.strip()
        found = _RFC_822.fullmatch(text)
        iso = _iso(found) if found else None
        if iso is None and not (_DAY.match(text) and _is_iso(text)):
            if self._odd_dates <= 0:
                return None
            self._odd_dates -= 1
        for form in (iso, text, _NAMED_ZONE.sub("", text)):
            try:
                if form:
                    return parse_date(form)
            except ValueError:
                continue
        return None

    def language(self, *tags: str | None) -> str | None:
        """Return the first tag that names a language, as 'en'."""
        for tag in tags:
            if not tag:
                continue
            if tag not in self._languages and len(self._languages) < _ODD_DATES:
                self._languages[tag] = _language(tag)
            if code := self._languages.get(tag):
                return code
        return None

    def address(self, *addresses: str | None, base: str | None = None) -> str | None:
        """Return the first that is the whole address of a page once it is joined to `base`, and that to the feed's."""
        for address in addresses:
            if address is None or not (text := address.strip()):
                continue
            try:
                whole = text if _WHOLE.match(text) else urljoin(urljoin(self.url, base or ""), text)
            except ValueError:
                continue
            if len(whole) <= _LONGEST and _WHOLE.match(whole):
                return whole.replace(" ", "%20")
        return None


def plain(text: str | None, *, markup: bool = True) -> str | None:
    """Return a title or a name as one line: with `markup`, without its tags and with its entities resolved.

    '<' alone and tags that HTML does not have stay: a title such as 'a < b' is text.
    """
    return _plain(text, markup, _LONGEST)


def summary(text: str | None, *, markup: bool = True) -> str | None:
    """Return a summary as plain text in one line."""
    return _plain(text, markup, _LONGEST_SUMMARY)


def _plain(text: str | None, markup: bool, longest: int) -> str | None:
    if not text:
        return None
    text = text[: 8 * longest]
    if markup:
        text = _TAG.sub(lambda tag: " " if _BLOCK.match(tag[0]) else "", text)
    return " ".join(unescape(text).split())[:longest].rstrip() or None


def visible(html: str) -> str:
    """Return about what a reader sees of HTML, for measuring it."""
    return " ".join(unescape(_ANY_TAG.sub(" ", html)).split())


def as_html(text: str | None) -> str | None:
    """Return plain text as HTML, a paragraph for each block of lines."""
    if not text or not text.strip():
        return None
    blocks = (escape(block.strip(), quote=False) for block in _BLANK_LINES.split(text))
    return "".join(f"<p>{block}</p>".replace("\n", "<br>") for block in blocks if block)


def author(*names: str | None) -> str | None:
    """Return persons' names as one line, each once, without their mail addresses."""
    cleaned = (_person(name) for name in names if name)
    return ", ".join(dict.fromkeys(filter(None, cleaned)))[:_LONGEST] or None


def _person(value: str) -> str | None:
    text = plain(value[:_LONGEST]) or ""
    if found := _MAIL_AND_NAME.fullmatch(text):
        text = (found["name"] or found["before"]).strip()
    text = _BY.sub("", text, count=1) if _BY.match(text) else text
    nobody = text.casefold() in _NOBODY or _ADDRESS.fullmatch(text) or text.startswith(("http:", "https:"))
    return None if nobody else text.strip('"') or None


def _iso(found: re.Match[str]) -> str | None:
    """Return the date of RFC 822 as ISO 8601, None where its month or its zone is another's business."""
    month = _MONTHS.get(found["month"].lower())
    if month is None:
        return None
    year = found["year"]
    if len(year) == 2:
        year = f"{19 if int(year) >= 70 else 20}{year}"
    second = min(int(found["second"] or 0), 59)  # a leap second
    moment = f"{year}-{month:02}-{int(found['day']):02}T{int(found['hour']):02}:{found['minute']}:{second:02}"
    zone = found["zone"] or "Z"
    if offset := _ZONE.fullmatch(zone):
        return f"{moment}{offset[1]}{int(offset[2]):02}:{offset[3]}"
    if zone.upper() in ("Z", "GMT", "UT", "UTC"):
        return f"{moment}+00:00"
    return f"{moment}{_ZONES[zone.upper()]}" if zone.upper() in _ZONES else None


def _is_iso(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _language(tag: str) -> str | None:
    try:
        return normalise(tag)
    except ValueError:
        return None
