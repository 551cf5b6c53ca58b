"""URLs in, raw articles out: pages, and the pages that feeds, sitemaps and lists of feeds name.

Several hosts are read at once, each by itself; what can't be read is a `Failure` and the rest goes on. No more is
fetched ahead than there are hosts being read, so a slow reader of the articles slows the fetching down.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from ingest.corpus import RawArticle
from ingest.discovery import discover
from ingest.documents import read_document
from ingest.errors import LoadError
from ingest.feeds import Entry, Feed, Kind, raw_articles, read_feed
from ingest.fetch import Fetcher, NotModified, Page
from ingest.page_address import own_address
from ingest.page_text import page_text
from ingest.report import Failure
from ingest.sniff import HEAD, kind
from ingest.urls import canonical_url, is_front_page, page_key, same_site

HOSTS = 8  # read at once; at a request a second each, that is eight pages a second, more than are embedded in one
MAX_PAGES = 1_000  # of one feed or sitemap; at a request a second, a quarter of an hour
MAX_LED_TO = 10_000  # pages that one run is led to by feeds and sitemaps; an index of sitemaps may name a million
_PAGE = 3  # how deep a page lies: list of feeds or index of sitemaps, feed or sitemap, page; nothing is read below

_HTML = ("text/html", "application/xhtml+xml")
_PACKED = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b")
_XML = (b"<?xml", b"<rss", b"<feed", b"<rdf", b"<urlset", b"<opml")
_LISTS = (Kind.SITEMAP_INDEX, Kind.OPML)  # whose `more` is what they are about; that of a feed are its older pages


@dataclass(frozen=True, slots=True)
class _Job:
    url: str
    depth: int = 0
    root: str = ""  # the URL that somebody gave, from which this one came
    listed_at: str | None = None  # when it was published, as the feed says that names it


@dataclass(frozen=True, slots=True)
class _Found:
    """What a URL led to: rows for the report, made as they are asked for, and what to read next."""

    items: Iterable[RawArticle | Failure] = ()
    jobs: tuple[_Job, ...] = ()


def load(urls: Iterable[str], fetcher: Fetcher) -> Iterator[RawArticle | Failure]:
    """Yield what the URLs lead to as it comes in: the articles of pages, feeds and documents, or why there are none."""
    yield from _Run(fetcher).results(_Job(url) for url in urls)


def load_feed(feed: Feed, source: str, fetcher: Fetcher) -> Iterator[RawArticle | Failure]:
    """Yield what a feed that was read from elsewhere carries and what it leads to; `source` names it in reports."""
    found = _expanded(feed, source, depth=0)
    yield from found.items
    yield from _Run(fetcher).results(found.jobs)


class _Run:
    """One run: what is waiting at each host, and one thread at each host that is being read."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._waiting: dict[str, deque[_Job]] = {}
        self._reading: set[str] = set()
        self._seen: set[str] = set()
        self._led_to = 0
        self._fruitful: set[str] = set()  # the roots that led to a row, here or under another root
        self._done: queue.SimpleQueue[tuple[str, _Job, _Found | None]] = queue.SimpleQueue()

    def results(self, jobs: Iterable[_Job]) -> Iterator[RawArticle | Failure]:
        """Yield what the jobs, and those that they lead to, bring in."""
        roots: dict[str, None] = {}
        for job in jobs:
            roots[job.url] = None
            self._add(replace(job, root=job.url))
        self._start()
        while self._reading:
            host, job, found = self._done.get()
            self._reading.remove(host)
            if found is None:
                fault = "can't be read, through a fault of this program; save the page and give the file"
                found = _Found((Failure(job.url, fault),))
            yield from self._follow(job, found.jobs)
            for item in found.items:  # before more is started, so that what is read stays little
                self._fruitful.add(job.root)
                yield item
            self._start()
        reason = "leads to lists of pages that name each other, and to no page; give the pages by their addresses"
        yield from (Failure(root, reason) for root in roots if root not in self._fruitful)

    def _follow(self, job: _Job, further: tuple[_Job, ...]) -> Iterator[Failure]:
        """Put what a page leads to in line, as far as one run goes; where it ends is said once."""
        room = MAX_LED_TO - self._led_to
        for one in further[: max(room, 0)]:
            self._add(replace(one, root=job.root))
        self._led_to += len(further)
        if room >= 0 and len(further) > room:
            self._fruitful.add(job.root)
            yield Failure(
                job.url,
                f"what was given leads to more than {MAX_LED_TO:,} pages, of which the first {MAX_LED_TO:,} are read; "
                "give the other feeds or sitemaps by themselves, in further runs",
            )

    def _add(self, job: _Job) -> None:
        """Put a job behind those of its host; a page that a feed names is read once."""
        key = _key(job.url)
        if job.depth and key in self._seen:
            if job.depth >= _PAGE:
                self._fruitful.add(job.root)
            return
        self._seen.add(key)
        self._waiting.setdefault(_host(key), deque()).append(job)

    def _start(self) -> None:
        for host in [host for host in self._waiting if host not in self._reading]:
            if len(self._reading) >= HOSTS:
                return
            job = self._waiting[host].popleft()
            if not self._waiting[host]:
                del self._waiting[host]
            self._reading.add(host)
            # No pool: its threads would be waited for when somebody stops the program.
            threading.Thread(target=self._read, args=(host, job), name="fetch", daemon=True).start()

    def _read(self, host: str, job: _Job) -> None:
        found = None
        try:
            found = _visited(job, self._fetcher)
        finally:
            self._done.put((host, job, found))


def _key(url: str) -> str:
    try:
        return page_key(url)
    except ValueError:
        return url


def _host(key: str) -> str:
    """Return whose turn a page waits for; what is no address waits with its like."""
    try:
        return urlsplit(f"//{key}").hostname or ""
    except ValueError:
        return ""


def _visited(job: _Job, fetcher: Fetcher) -> _Found:
    try:
        page = fetcher.fetch(job.url)
        if isinstance(page, NotModified):  # though nothing of it was known
            raise LoadError(
                job.url, "the site says that the page has not changed and does not send it; try again later"
            )
        return _read(page, job)
    except LoadError as error:
        return _Found((Failure(job.url, error.reason),))
    except ValueError as error:
        return _Found((Failure(job.url, str(error)),))


def _read(page: Page, job: _Job) -> _Found:
    """Return what a page holds.

    Raises:
        LoadError: nothing that can be read.
    """
    ending = _ending(page)
    feed = read_feed(page.body, page.url) if _may_be_feed(page, ending) else None
    if feed is not None:
        if job.depth >= _PAGE:
            raise LoadError(job.url, "is a list of pages where a page was expected; give its address by itself")
        return _expanded(feed, job.url, depth=job.depth)
    if ending != ".html":
        name = urlsplit(page.url)._replace(query="").geturl()
        rows = read_document(page.body, name, page.content_type or None)
        return _Found(_named(row, name, page, job) for row in rows)  # an archive of 10 MB holds up to 1 GB
    text = page_text(page.body, page.charset, job.url)
    address = own_address(text, page.url)
    if job.depth == 0 and is_front_page(canonical_url(page.url)) and (feeds := discover(text, page.url)):
        return _Found(jobs=(_Job(feeds[0], 1),))
    moment = page.fetched_at.isoformat()
    row = RawArticle(source=job.url, html=text, url=address, fetched_at=moment, listed_at=job.listed_at)
    return _Found((row,))


def _ending(page: Page) -> str:
    """Return the kind of file that was sent, as the ending that it would have."""
    head = page.body[:HEAD]
    if page.content_type in _HTML and not head.startswith(_PACKED):
        return ".html"
    ending = kind(head, urlsplit(page.url).path, page.content_type or None)
    return ".html" if ending in (".htm", ".xhtml") else ending


def _may_be_feed(page: Page, ending: str) -> bool:
    if ending == ".gz":
        return urlsplit(page.url).path.lower().endswith((".xml.gz", ".rss.gz"))
    if ending in (".html", ".txt"):  # under which names some servers send their feeds
        return page.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_XML)
    return ending in (".xml", ".json")


def _named(row: RawArticle | Failure, name: str, page: Page, job: _Job) -> RawArticle | Failure:
    """Return a row of a document under the URL that was asked for; an article that is all of it has its address."""
    if isinstance(row, Failure):
        return Failure(row.input.replace(name, job.url, 1), row.error)
    if row.source != name:  # one of several, which has an address of its own or none
        return replace(row, source=row.url or row.source.replace(name, job.url, 1))
    return replace(row, source=job.url, url=row.url or canonical_url(page.url))


def _expanded(feed: Feed, source: str, *, depth: int) -> _Found:
    """Return the articles that a feed carries whole, and as jobs the pages and feeds that it names, newest first."""
    articles, entries = raw_articles(feed, source)
    own = [article for article in articles if _is_own(article, source)]
    items: list[RawArticle | Failure] = [replace(article, source=article.url or article.source) for article in own]
    pages = [entry.url for entry in sorted(entries, key=_age) if entry.url]
    pages += [article.url for article in articles if article.url and article not in own]
    if len(pages) > MAX_PAGES:
        reason = (
            f"names {len(pages):,} pages, of which the newest {MAX_PAGES:,} are read; give the others by their URLs"
        )
        items.append(Failure(source, reason))
    more = feed.more if feed.kind in _LISTS else ()
    if not items and not pages and not more:
        items.append(Failure(source, "is a feed without entries; give another, or the pages themselves"))
    dated = {entry.url: entry.published_at.isoformat() for entry in entries if entry.published_at}
    jobs = [_Job(url, _PAGE, listed_at=dated.get(url)) for url in pages[:MAX_PAGES]]
    jobs += [_Job(url, depth + 1) for url in more[:MAX_PAGES]]
    return _Found(tuple(items), tuple(jobs))


def _is_own(article: RawArticle, source: str) -> bool:
    """Whether a feed may speak for an article: what another site is said to have written is read there."""
    return article.url is None or not source.startswith(("http://", "https://")) or same_site(article.url, source)


def _age(entry: Entry) -> float:
    """Return what sorts entries: the newest first, those without a date where they stand behind them."""
    moment = entry.published_at or entry.updated_at
    return -moment.timestamp() if moment else 0.0
