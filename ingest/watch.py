"""Keeping up with subscriptions: the feeds that are due are read, their new articles go to a sink.

A feed's new state is kept only after its articles are safely in, so that a pass that is killed is repeated and loses
nothing. An entry whose page can't be read is tried again with the next passes, a few times.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from ingest import load_web, subscribed
from ingest.corpus import RawArticle, content_id
from ingest.database import Database
from ingest.errors import LoadError, NotFoundError
from ingest.feed_xml import MAX_BYTES
from ingest.feeds import Entry, Feed, Kind, Outline, read_feed, read_outlines
from ingest.fetch import Fetcher, NotModified
from ingest.fetch_errors import FetchError
from ingest.report import Failure, IndexReport
from ingest.subscriptions import State, Subscription, after_failure, after_success, due, subscribe

Sink: TypeAlias = Callable[[Iterator[RawArticle | Failure]], IndexReport]

AT_ONCE = 8  # feeds fetched together and held in memory, as many as hosts are read at once (see `load_web`)
LOOK_AGAIN = 30.0  # seconds after which a feed is noticed that somebody subscribed to or resumed meanwhile
MOST_TRIES = 3  # of a page; one that is behind a wall stays there as long as its feed names it

_LISTS = {
    Kind.OPML: "is a list of feeds; subscribe to those that it names",
    Kind.SITEMAP_INDEX: "is a list of sitemaps; subscribe to the one that holds the news",
}


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a pass did with one feed: `articles` are safely in, `failed` are not, `error` is the feed's own."""

    url: str
    state: State
    articles: int = 0
    failed: tuple[Failure, ...] = ()
    error: str | None = None

    def as_json(self) -> dict[str, object]:
        """Return it in the manner of a report's rows."""
        failed = [{"input": row.input, "error": row.error} for row in self.failed]
        return {
            "feed": self.url,
            "state": self.state.value,
            "articles": self.articles,
            "failed": failed,
            "error": self.error,
        }


@dataclass(frozen=True, slots=True)
class _Polled:
    """What came of asking for a feed: the feed with its validators, nothing new, or an error."""

    subscription: Subscription
    feed: Feed | None = None
    etag: str | None = None
    modified: str | None = None
    error: str | None = None
    retry_after: timedelta | None = None


def follow(
    database: Database, outlines: Iterable[Outline], now: datetime, *, every: timedelta | None = None
) -> tuple[int, tuple[Failure, ...]]:
    """Subscribe to feeds that are not known yet; return how many, and which can't be subscribed to."""
    added, failed = 0, []
    with database.transaction() as db:
        known = {subscription.url for subscription in subscribed.every(db)}
        for outline in outlines:
            if outline.url in known:
                continue
            try:
                subscription = subscribe(outline.url, now, title=outline.title, every=every)
            except ValueError as error:
                failed.append(Failure(outline.url, str(error)))
                continue
            subscribed.save(db, subscription)
            known.add(outline.url)
            added += 1
    return added, tuple(failed)


def refresh(
    database: Database, fetcher: Fetcher, now: datetime, sink: Sink, *, at_once: int = AT_ONCE
) -> Iterator[Refreshed]:
    """Read the feeds that are due, hand what is new in them to `sink`, and yield what became of each.

    `sink` returns its report once everything it took is safely in; whatever it raises ends the pass.
    """
    waiting = iter([row.url for row in subscribed.every(database.connection) if due(row, now)])
    with ThreadPoolExecutor(at_once, thread_name_prefix="feeds") as pool:
        while together := list(islice(waiting, at_once)):
            # Somebody may have paused or removed one since the pass began.
            rows = [row for row in map(partial(_current, database), together) if row is not None and due(row, now)]
            for polled in pool.map(partial(_poll, fetcher=fetcher), rows):
                yield _settled(database, fetcher, now, sink, polled)


def watch(
    database: Database,
    fetcher: Fetcher,
    sink: Sink,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], bool | None] = time.sleep,
    at_once: int = AT_ONCE,
) -> Iterator[Refreshed]:
    """Read whatever becomes due, until `sleep` says that it is time to end."""
    while True:
        yield from refresh(database, fetcher, clock(), sink, at_once=at_once)
        next_ones = [row.due_at for row in subscribed.every(database.connection) if not row.paused]
        wait = (min(next_ones) - clock()).total_seconds() if next_ones else LOOK_AGAIN
        if sleep(min(max(wait, 1.0), LOOK_AGAIN)):
            return


def outlines(files: Sequence[str]) -> tuple[Outline, ...]:
    """Return the feeds that OPML files list.

    Raises:
        LoadError: a file can't be read, or is no list of feeds.
    """
    return tuple(outline for file in files for outline in _outlines(file))


def _outlines(source: str) -> tuple[Outline, ...]:
    try:
        with Path(source).open("rb") as file:
            listed = read_outlines(file.read(MAX_BYTES + 1), source)
    except OSError as error:
        raise LoadError(source, f"can't be read ({error.strerror or error}); give an OPML file or a URL") from error
    if not listed:
        raise LoadError(source, "names no feeds; give an OPML file, or the URL of a feed")
    return listed


def _poll(subscription: Subscription, *, fetcher: Fetcher) -> _Polled:
    try:
        page = fetcher.fetch(subscription.url, etag=subscription.etag, modified=subscription.modified)
        if isinstance(page, NotModified):
            return _Polled(subscription, None, subscription.etag, subscription.modified)
        feed = read_feed(page.body, page.url)
    except FetchError as error:
        wait = timedelta(seconds=error.retry_after) if error.retry_after else None
        return _Polled(subscription, error=error.reason, retry_after=wait)
    except LoadError as error:
        return _Polled(subscription, error=error.reason)
    if feed is None:
        return _Polled(subscription, error="is no feed; subscribe to the feed that the page names")
    if feed.kind in _LISTS:
        return _Polled(subscription, error=_LISTS[feed.kind])
    return _Polled(subscription, feed, page.etag, page.last_modified)


def _settled(database: Database, fetcher: Fetcher, now: datetime, sink: Sink, polled: _Polled) -> Refreshed:
    """Bring in what is new in a feed, then keep its state."""
    url, error = polled.subscription.url, polled.error
    if error is not None:
        _keep(database, url, lambda row: after_failure(row, now, error, retry_after=polled.retry_after))
        return Refreshed(url, State.FAILED, error=error)
    if polled.feed is None:
        _keep(
            database,
            url,
            lambda row: after_success(row, now, changed=False, etag=polled.etag, modified=polled.modified),
        )
        return Refreshed(url, State.UNCHANGED)
    known = subscribed.entries(database.connection, url)
    keyed = {_key(entry): entry for entry in polled.feed.entries}
    fresh = {key: entry for key, entry in keyed.items() if not _is_done(known.get(key))}
    report = IndexReport()
    if fresh:
        items = load_web.load_feed(replace(polled.feed, entries=tuple(fresh.values())), url, fetcher)
        report = sink(_while_wanted(items, database, url))
    missing = {row.input for row in report.failed}
    tried = {key: known.get(key, 0) + 1 if entry.url in missing else 0 for key, entry in fresh.items()}
    seen = {key: tried.get(key, known.get(key, 0)) for key in keyed}
    # While pages are to be tried again, the feed has to come again, changed or not.
    again = any(not _is_done(failures) for failures in seen.values())
    changed, title = any(key not in known for key in fresh), polled.feed.title
    etag, modified = (None, None) if again else (polled.etag, polled.modified)
    if not fresh or _is_wanted(database, url):  # else it was left half read, and is read when it is resumed
        _keep(
            database,
            url,
            lambda row: after_success(row, now, changed=changed, etag=etag, modified=modified, title=title),
            seen,
        )
    return Refreshed(url, State.CHANGED if changed else State.UNCHANGED, len(report.done), tuple(report.failed))


def _keep(
    database: Database,
    url: str,
    after: Callable[[Subscription], Subscription],
    seen: Mapping[str, int] | None = None,
) -> None:
    """Keep a new state; what somebody chose meanwhile stands, and a subscription that was removed stays removed."""
    with database.transaction() as db:
        try:
            subscribed.save(db, after(subscribed.load(db, url)))
        except NotFoundError:
            return
        if seen is not None:
            subscribed.keep_entries(db, url, seen)


def _while_wanted(
    items: Iterator[RawArticle | Failure], database: Database, url: str
) -> Iterator[RawArticle | Failure]:
    """Yield what a feed leads to, until its subscription is paused or removed."""
    for item in items:
        if not _is_wanted(database, url):
            return
        yield item


def _is_wanted(database: Database, url: str) -> bool:
    row = _current(database, url)
    return row is not None and not row.paused


def _current(database: Database, url: str) -> Subscription | None:
    try:
        return subscribed.load(database.connection, url)
    except NotFoundError:
        return None


def _is_done(failures: int | None) -> bool:
    """Whether an entry needs no reading: it was read, or tried often enough."""
    return failures is not None and not 0 < failures < MOST_TRIES


def _key(entry: Entry) -> str:
    """Return what tells an entry from others and from its own later versions."""
    changed = entry.html or (entry.updated_at.isoformat() if entry.updated_at else "")
    return content_id("", entry.id or "", entry.url or "", entry.title or "", changed)
