"""A web of few addresses and a desk that takes what comes in, for tests of subscriptions."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

from ingest import subscribed
from ingest.corpus import RawArticle, content_id
from ingest.database import Database
from ingest.feeds import Outline
from ingest.fetch import Fetcher, NotModified, Page
from ingest.fetch_errors import FetchError, Trouble
from ingest.report import Done, Failure, IndexReport, Status
from ingest.subscriptions import Subscription
from ingest.watch import Refreshed, follow, refresh

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
FEED = "https://harran.example/feed"
TEXT = "<p>The harbour bridge of Harran stays closed until Friday, the council said on Monday.</p>" * 6


class Web(Fetcher):
    """A web of few addresses that keeps what it was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | FetchError] = {}
        self.asked: list[tuple[str, str | None]] = []
        self._counting = threading.Lock()

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Page | NotModified:
        with self._counting:
            self.asked.append((url, etag))
        found = self.pages.get(url, FetchError(url, "there is no such page", Trouble.STATUS, status=404))
        if isinstance(found, FetchError):
            raise found
        mark = content_id("", str(found))
        if etag == mark:
            return NotModified(url, NOW)
        kind = "text/html" if found.startswith(b"<!doctype") else "application/rss+xml"
        return Page(url, 200, kind, found, "utf-8", mark, None, NOW)


class Desk:
    """Takes what comes in as the store does, and keeps its names."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, items: Iterator[RawArticle | Failure]) -> IndexReport:
        report = IndexReport()
        for item in items:
            if isinstance(item, Failure):
                report.add([item])
            else:
                self.names.append(item.url or item.name)
                report.add([Done("art_1", None, item.name, Status.ADDED)])
        return report


def feed(*numbers: int, whole: bool = True) -> bytes:
    text = f"<content:encoded><![CDATA[{TEXT}]]></content:encoded>" if whole else ""
    items = (
        f"<item><title>{number}</title><link>https://harran.example/{number}</link>{text}</item>" for number in numbers
    )
    return f"<rss><channel><title>Harran Post</title>{''.join(items)}</channel></rss>".encode()


def page(text: str = TEXT) -> bytes:
    return f"<!doctype html><html><body><article><h1>Bridge</h1>{text}</article></body></html>".encode()


def subscribe(database: Database, *urls: str) -> None:
    follow(database, [Outline(url) for url in urls], NOW)


def run(database: Database, web: Web, desk: Desk, now: datetime = NOW) -> list[Refreshed]:
    return list(refresh(database, web, now, desk))


def state(database: Database) -> Subscription:
    return subscribed.load(database.connection, FEED)


def addresses(*numbers: int) -> list[str]:
    return [f"https://harran.example/{number}" for number in numbers]
