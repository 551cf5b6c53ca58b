"""What a site asks of programs: its robots.txt in, whether a URL may be fetched and how slowly out (RFC 9309)."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from protego import Protego

from ingest.fetch_address import Place
from ingest.fetch_errors import FetchError, Trouble

AGENT = "Corroborate"  # the name that a site can speak to
_MOST_BYTES = 512_000  # of a robots.txt that count, as many as RFC 9309 asks for
# Sites whose rules are kept, those asked last: of 512 kB of rules the parser makes 30 MB, and who owns a domain owns as
# many hosts as he likes.
_MOST_SITES = 200
_MOST_RULES = 5_000  # lines of one file; the longest of large news sites have some hundreds
_GOOD_FOR = 24 * 3600.0  # seconds; RFC 9309 allows no longer
_BAD_FOR = 300.0  # seconds until a site whose rules could not be read is asked again
_SLOWEST = 10.0  # seconds between two requests that a site may ask for; more would stop a run

_AGENT_LINE = re.compile(r"user[- ]?agent\b\s*:?(.*)", re.IGNORECASE)
_OF_THE_SITE = re.compile(r"(?:sitemaps?|site-map|host)\b", re.IGNORECASE)

Get = Callable[[Place], tuple[int, bytes]]  # the place of a robots.txt in, status and body out


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site asks; `trouble` is why its rules could not be read, and then nothing is allowed."""

    parsed: Protego | None = None
    trouble: str | None = None

    def check(self, target: Place) -> None:
        """Raise FetchError where the site asks programs to keep away from this place."""
        if self.trouble is not None:
            reason = f"{target.host} may not be read: its robots.txt can't be had ({self.trouble}); try again later"
            raise FetchError(target.url, reason, Trouble.ROBOTS)
        if self.parsed is not None and not self.parsed.can_fetch(target.url, AGENT):
            reason = f"{target.host} asks programs to keep away from this page (robots.txt); open it and save it"
            raise FetchError(target.url, reason, Trouble.ROBOTS)

    def pause(self, usual: float) -> float:
        """Return the seconds between two requests: the usual ones, or more if the site asks for more."""
        asked = self.parsed.crawl_delay(AGENT) if self.parsed is not None else None
        return max(usual, min(asked or 0.0, _SLOWEST))


@dataclass(slots=True)
class _Entry:
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Rules | None = None
    until: float = 0.0


class Robots:
    """The rules of every site that was asked, each read once a day; safe to use from several threads."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._entries: dict[str, _Entry] = {}
        self._lock = threading.Lock()

    def rules(self, target: Place, get: Get) -> Rules:
        """Return the rules of a place's site; `get` reads its robots.txt if need be."""
        with self._lock:
            entry = self._entries.pop(target.origin, None) or _Entry()
            self._entries[target.origin] = entry  # at the end, behind those that were asked for before
            while len(self._entries) > _MOST_SITES:
                del self._entries[next(iter(self._entries))]
        with entry.lock:
            if entry.rules is None or self._clock() >= entry.until:
                entry.rules = _read(target, get)
                entry.until = self._clock() + (_GOOD_FOR if entry.rules.trouble is None else _BAD_FOR)
            return entry.rules


def _read(target: Place, get: Get) -> Rules:
    """Return the rules of a place's site: no file (4xx) allows everything, a broken site (5xx, no answer) nothing."""
    try:
        status, body = get(Place(target.scheme, target.host, target.port, "/robots.txt"))
    except FetchError as error:
        if error.trouble in (Trouble.ADDRESS, Trouble.CONNECTION):
            # It is of the site as a whole, which says more than that its rules are missing.
            raise FetchError(target.url, error.reason, error.trouble) from error
        if error.trouble is Trouble.REDIRECTS:
            return Rules()  # sent on for ever: to RFC 9309 as if there were none
        return Rules(trouble=error.reason.partition(";")[0])
    if status >= 500 or status == 429:
        return Rules(trouble=f"status {status}")
    return Rules(_parsed(body[:_MOST_BYTES].decode("utf-8", "replace")) if status < 300 else None)


def _parsed(text: str) -> Protego:
    return Protego.parse("\n".join(islice(_relevant(text), _MOST_RULES)))


def _relevant(text: str) -> Iterator[str]:
    """Yield the rules that are for this program, with all others that they name beside it under one name.

    The parser keeps every rule once for each program that it is for: 17,000 names above 20,000 rules would be as many
    millions of them, out of half a megabyte.
    """
    ours = naming = False
    for whole in text.splitlines():
        line = whole.partition("#")[0].strip()
        if not line or _OF_THE_SITE.match(line):
            continue
        if named := _AGENT_LINE.match(line):
            if not named[1].strip():
                continue
            name = named[1].replace("*", "").strip().lower()
            us = AGENT.lower().startswith(name)  # the parser goes by the beginning, too; '*' is '' here
            ours, naming = us or (naming and ours), True
            yield f"User-agent: {(name or '*') if us else 'others'}"
        else:
            naming = False
            if ours:
                yield line
