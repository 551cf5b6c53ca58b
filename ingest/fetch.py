"""Fetching from the web: a URL in, what it leads to out, or an error that says why not.

Every address on the way is checked, and the connection goes to the address that was checked (`fetch_address`,
`fetch_wire`); sites are asked before (`fetch_robots`) and not hurried (`fetch_hosts`). Nothing is read of the
environment: no proxy is used, since behind one this process would not know where it connects.
"""

from __future__ import annotations

import codecs
import email.utils
import re
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from time import monotonic
from urllib.parse import urljoin, urlsplit

from ingest import spans
from ingest.fetch_address import Lookup, Place, addresses, place, system_lookup
from ingest.fetch_errors import FetchError, Trouble
from ingest.fetch_hosts import Hosts
from ingest.fetch_robots import AGENT, Robots, Rules
from ingest.fetch_wire import Headers, Reply, exchange

MAX_BYTES = 10_000_000  # unpacked; the largest of 90 news pages has 1.1 million characters, a newspaper's PDF some more
TIMEOUT = 20.0  # seconds for one URL with all its redirects, without the waiting for its turn
INTERVAL = 1.0  # seconds between two requests to one host
MAX_REDIRECTS = 8  # browsers take 20; of what leads to an article none was seen with more than four
_LONGEST_WAIT = 30 * 86_400.0  # seconds that a server is believed to ask for; some say a year, or a number of 40 digits
PATIENCE = 10.0  # seconds that a server may ask to wait before one more try
USER_AGENT = f"{AGENT}/0.1 (news reader; obeys robots.txt)"

_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5",
    "Accept-Language": "*",
    "Accept-Encoding": "gzip, deflate",  # and not br, whose unpacking can't be held to a piece at a time
}
_REDIRECTS = (301, 302, 303, 307, 308)
_KINDS = re.compile(
    r"text/.+|application/(?:(?:[\w.-]+\+)?(?:xml|json)|pdf|x-pdf|rtf|x-ndjson|jsonl|msword|epub\+zip|mbox|warc"
    r"|vnd\.(?:oasis|openxmlformats)[\w.-]+)|message/rfc822",
    re.IGNORECASE,
)
# What says nothing of itself ('application/octet-stream'), packed files: believed by the ending of their names.
_ENDINGS = re.compile(
    r"\.(?:html?|xhtml|xml|rss|atom|opml|json|jsonl|ndjson|txt|md|markdown|pdf|docx|odt|rtf|epub|eml|mbox|csv|parquet"
    r"|warc|wacz|zip|t?gz)",
    re.IGNORECASE,
)
_UNKNOWN = ("", "application/octet-stream", "binary/octet-stream", "application/x-download")
_MEDIA = ("image/", "video/", "audio/", "font/")


@dataclass(frozen=True, slots=True)
class Page:
    """What a URL led to: `url` is where it was found, `body` is unpacked, `charset` one that Python knows."""

    url: str
    status: int
    content_type: str
    body: bytes
    charset: str | None
    etag: str | None
    last_modified: str | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class NotModified:
    """What was asked for is as it was (304)."""

    url: str
    fetched_at: datetime


class Fetcher:
    """Fetches politely and safely; one for a whole process, since it knows whom it asked when. Thread-safe."""

    def __init__(
        self,
        *,
        permitted: Collection[str] = (),
        lookup: Lookup = system_lookup,
        interval: float = INTERVAL,
        timeout: float = TIMEOUT,
        tls: ssl.SSLContext | None = None,
        hosts: Hosts | None = None,
    ) -> None:
        """Make a fetcher; `permitted` are addresses that it may connect to though they are not public, for tests."""
        self._permitted = frozenset(permitted)
        self._lookup = lookup
        self._interval = interval
        self._timeout = timeout
        self._tls = tls
        self._hosts = hosts or Hosts()
        self._robots = Robots()

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Page | NotModified:
        """Return what a URL leads to; with `etag` or `modified` of an earlier page, only if it has changed.

        Raises:
            FetchError: it may not, can't, or can't safely be fetched; `source` is the URL as it was given.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = _HEADERS | {name: value for name, value in conditions.items() if value and _clean(value)}
        with spans.step("fetch") as step:
            try:
                found, reply = self._follow(place(url), headers)
                step.note(status=reply.status, bytes=len(reply.body))
                return _result(found, reply)
            except FetchError as error:
                step.note(trouble=error.trouble.value)
                raise _of(url, error) from error

    def _follow(self, start: Place, headers: dict[str, str]) -> tuple[Place, Reply]:
        """Return where the redirects end and what is there, each step asked for and checked anew."""
        target, left = start, self._timeout
        seen: set[str] = set()
        again = True
        while len(seen) <= MAX_REDIRECTS:
            if target.url in seen:
                raise FetchError(target.url, "is redirected in a circle; open it and save it", Trouble.REDIRECTS)
            rules = self._robots.rules(target, self._read_robots)
            rules.check(target)
            reply, left, wait = self._ask(target, headers, rules, left)
            if wait is not None and again:
                again = False  # one more try, after the wait that it asked for
                continue
            seen.add(target.url)
            if reply.status not in _REDIRECTS:
                return target, reply
            target = _next(target, reply.headers)
        reason = f"is redirected more than {MAX_REDIRECTS} times; give the address where the page is"
        raise FetchError(target.url, reason, Trouble.REDIRECTS)

    def _ask(self, target: Place, headers: Headers, rules: Rules, left: float) -> tuple[Reply, float, float | None]:
        """Return what a place answers, the seconds that are left, and those it asks to wait before another try."""
        with self._hosts.turn(target.host, rules.pause(self._interval)) as turn:
            start = monotonic()
            reply = self._exchange(target, headers, start + left)
            left -= monotonic() - start
            wait = _retry_after(reply)
            wait = wait if wait is not None and wait <= PATIENCE else None
            turn.pause = max(turn.pause, wait or 0.0)
        return reply, left, wait

    def _exchange(self, target: Place, headers: Headers, deadline: float) -> Reply:
        found = addresses(target, self._lookup, max(deadline - monotonic(), 0.0), self._permitted)
        return exchange(
            target,
            found,
            headers,
            deadline=deadline,
            most_bytes=MAX_BYTES,
            wanted=lambda status, head: _wanted(target, status, head),
            tls=self._tls or (_trusted() if target.scheme == "https" else None),
        )

    def _read_robots(self, start: Place) -> tuple[int, bytes]:
        """Return status and body of a robots.txt, where its redirects end."""
        target, left = start, self._timeout
        for _ in range(MAX_REDIRECTS):
            with self._hosts.turn(target.host, 0.0):
                begun = monotonic()  # and not before: waiting for one's turn is nobody's slowness
                reply = self._exchange(target, _HEADERS, begun + left)
                left -= monotonic() - begun
            if reply.status not in _REDIRECTS:
                return reply.status, reply.body
            target = _next(target, reply.headers)
        raise FetchError(target.url, "is redirected too often", Trouble.REDIRECTS)


@cache
def _trusted() -> ssl.SSLContext:
    """Return whom this machine trusts; reading that takes a tenth of a second."""
    return ssl.create_default_context()


def _wanted(target: Place, status: int, head: Headers) -> bool:
    """Whether to read a body: a page's, and only of a kind that can be an article.

    Raises:
        FetchError: it is of another kind, or says that it is too large.
    """
    if not 200 <= status < 300:
        return False
    kind = _kind(head)
    named = _ENDINGS.search(urlsplit(target.url).path.lower()[-12:]) is not None
    if not (_KINDS.fullmatch(kind) or kind == "" or (named and not kind.startswith(_MEDIA))):
        reason = f"is of a kind that holds no articles ({kind[:60]}); give a page, a feed or a document"
        raise FetchError(target.url, reason, Trouble.KIND)
    length = head.get("content-length", "")
    if length.isdecimal() and int(length) > MAX_BYTES:
        reason = f"is larger than {MAX_BYTES // 1_000_000} MB; give the article's own page"
        raise FetchError(target.url, reason, Trouble.LARGE)
    return True


def _result(found: Place, reply: Reply) -> Page | NotModified:
    now = datetime.now(UTC).replace(microsecond=0)
    if reply.status == 304:
        return NotModified(found.url, now)
    if not 200 <= reply.status < 300:
        raise FetchError(
            found.url,
            _SAID.get(reply.status) or _said(reply.status),
            Trouble.STATUS,
            status=reply.status,
            retry_after=_retry_after(reply),
        )
    if not reply.body.strip():
        raise FetchError(found.url, "the page is empty; check the address", Trouble.BROKEN, status=reply.status)
    head = reply.headers
    return Page(
        url=found.url,
        status=reply.status,
        content_type=_kind(head),
        body=reply.body,
        charset=_charset(head.get("content-type", "")),
        etag=head.get("etag"),
        last_modified=head.get("last-modified"),
        fetched_at=now,
    )


_SAID = {
    401: "the page asks for a password (401); open it and save it",
    402: "the page is for subscribers (402); open it and save it",
    403: "the site does not let programs read this page (403); open it and save it",
    404: "there is no such page (404); check the address",
    410: "the page was taken down (410)",
    429: "the site asks to be left alone for a while (429); try again later",
    451: "the page is withheld for legal reasons (451)",
}


def _said(status: int) -> str:
    if status >= 500:
        return f"the site has a fault of its own ({status}); try again later"
    return f"the site answers with status {status} and no page; check the address"


def _next(target: Place, head: Headers) -> Place:
    location = head.get("location", "")
    if not location:
        raise FetchError(target.url, "is redirected to nowhere; check the address", Trouble.REDIRECTS)
    try:
        return place(urljoin(target.url, location))
    except ValueError as error:
        raise FetchError(target.url, "is redirected to no address; check it", Trouble.REDIRECTS) from error
    except FetchError as error:
        raise FetchError(target.url, f"leads on to {location[:200]!r}, which {error.reason}", error.trouble) from error


def _of(url: str, error: FetchError) -> FetchError:
    """Return the error as one of the URL that was given; where that led elsewhere, the reason says where."""
    reason = error.reason
    try:
        moved = error.source not in (url, place(url).url)
    except FetchError:
        moved = False
    if moved:
        reason = f"{reason} (it leads on to {error.source[:200]})"
    return FetchError(url, reason, error.trouble, status=error.status, retry_after=error.retry_after)


def _kind(head: Headers) -> str:
    kind = head.get("content-type", "").partition(";")[0].strip().lower()
    return "" if kind in _UNKNOWN else kind


def _charset(content_type: str) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", content_type, re.IGNORECASE)
    try:
        return codecs.lookup(found[1]).name if found else None
    except (LookupError, ValueError):
        return None


def _retry_after(reply: Reply) -> float | None:
    """Return the seconds that a busy server asks to wait, None where it is not busy or does not say."""
    value = reply.headers.get("retry-after", "")
    if reply.status not in (429, 503) or not value:
        return None
    if value.isdecimal() and value.isascii():
        return min(float(value), _LONGEST_WAIT)
    try:
        moment = email.utils.parsedate_to_datetime(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max(0.0, (aware - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT)
    except (ValueError, OverflowError):
        return None


def _clean(value: str) -> bool:
    return value.isascii() and value.isprintable()
