"""Subscribing and changing subscriptions: what an address leads to as feeds, and the changes that people make."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from ingest import subscribed
from ingest.corpus import content_id
from ingest.database import Database
from ingest.discovery import discover
from ingest.errors import LoadError, NotFoundError
from ingest.feeds import Kind, Outline, read_feed, read_outlines
from ingest.fetch import Fetcher, NotModified
from ingest.page_text import page_text
from ingest.report import Failure
from ingest.subscriptions import Subscription, pause, resume


def feeds_at(url: str, fetcher: Fetcher) -> tuple[Outline, ...]:
    """Return the feed at an address, the feeds that a list there names, or the one that a page names as its own.

    Raises:
        LoadError: it can't be fetched, or names no feed.
    """
    page = fetcher.fetch(url)
    if isinstance(page, NotModified):
        return (Outline(url),)
    feed = read_feed(page.body, page.url)
    if feed is None:
        found = discover(page_text(page.body, page.charset, url), page.url)
        if not found:
            raise LoadError(url, "is no feed and names none; give the address of the feed itself")
        return (Outline(found[0]),)
    if feed.kind is Kind.OPML:
        return read_outlines(page.body, page.url)
    if feed.kind is Kind.SITEMAP_INDEX:
        raise LoadError(url, "is a list of sitemaps; subscribe to the one that holds the news")
    return (Outline(url, feed.title),)


def feeds_of(
    urls: Iterable[str], fetcher: Fetcher, known: Collection[str]
) -> tuple[tuple[Outline, ...], tuple[Failure, ...]]:
    """Return what `feeds_at` finds at several addresses, and what leads to no feed; known ones are not asked."""
    found: list[Outline] = []
    failed: list[Failure] = []
    for url in urls:
        try:
            found += (Outline(url),) if url in known else feeds_at(url, fetcher)
        except LoadError as error:
            failed.append(Failure(url, error.reason))
        except ValueError as error:
            failed.append(Failure(url, str(error)))
    return tuple(found), tuple(failed)


def subscription_id(url: str) -> str:
    """Return the id of the subscription to a feed."""
    return content_id("sub_", url)


def url_of(database: Database, called: str) -> str:
    """Return the URL of the subscription that somebody means by its id.

    Raises:
        NotFoundError: there is none.
    """
    for row in subscribed.every(database.connection):
        if subscription_id(row.url) == called:
            return row.url
    raise NotFoundError(f"there is no subscription {called[:200]!r}; GET /api/subscriptions lists them")


def change(database: Database, url: str, how: Callable[[Subscription], Subscription]) -> Subscription:
    """Change a subscription, and return it.

    Raises:
        NotFoundError: there is none.
    """
    with database.transaction() as db:
        after = how(subscribed.load(db, url))
        subscribed.save(db, after)
    return after


def set_paused(database: Database, url: str, *, paused: bool, now: datetime) -> Subscription:
    """Pause a subscription or resume it; raises as `change`."""
    return change(database, url, lambda row: pause(row) if paused else resume(row, now))


def unsubscribe(database: Database, url: str) -> None:
    """Forget a subscription; its articles stay. Raises as `change`."""
    with database.transaction() as db:
        subscribed.remove(db, url)
