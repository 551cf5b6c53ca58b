"""What people change while a feed is being read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from ingest import subscribed
from ingest.corpus import RawArticle
from ingest.database import Database
from ingest.report import Failure, IndexReport
from ingest.subscribing import set_paused, unsubscribe
from ingest.subscriptions import pause
from ingest.watch import refresh
from tests.watched import FEED, NOW, Desk, Web, addresses, feed, run, state, subscribe

pytest_plugins = ["tests.watch_fixtures"]


def test_what_a_reader_does_meanwhile_stands(database: Database, web: Web, desk: Desk) -> None:
    other = "https://yelland.example/feed"
    subscribe(database, FEED, other)
    web.pages = {FEED: feed(1), other: feed(2)}

    def sink(items: Iterator[RawArticle | Failure]) -> IndexReport:
        with database.transaction() as db:
            subscribed.save(db, replace(pause(subscribed.load(db, FEED)), every=timedelta(hours=6)))
            if any(row.url == other for row in subscribed.every(db)):
                subscribed.remove(db, other)
        return desk(items)

    assert len(list(refresh(database, web, NOW, sink))) == 2
    assert [row.url for row in subscribed.every(database.connection)] == [FEED]
    assert (state(database).paused, state(database).every) == (True, timedelta(hours=6))
    assert run(database, web, desk, NOW + timedelta(days=2)) == []


def test_an_interval_that_is_chosen_meanwhile_holds_at_once(database: Database, web: Web, desk: Desk) -> None:
    subscribe(database, FEED)
    web.pages[FEED] = feed(1)

    def sink(items: Iterator[RawArticle | Failure]) -> IndexReport:
        with database.transaction() as db:
            subscribed.save(db, replace(subscribed.load(db, FEED), every=timedelta(hours=6)))
        return desk(items)

    list(refresh(database, web, NOW, sink))
    assert state(database).due_at == NOW + timedelta(hours=6)


def test_what_is_paused_in_the_middle_is_left_there_and_read_when_it_is_resumed(
    database: Database, web: Web, desk: Desk
) -> None:
    subscribe(database, FEED)
    web.pages[FEED] = feed(1, 2, 3)

    def sink(items: Iterator[RawArticle | Failure]) -> IndexReport:
        report = desk(iter([next(items)]))
        set_paused(database, FEED, paused=True, now=NOW)
        assert not list(items)
        return report

    assert [row.articles for row in refresh(database, web, NOW, sink)] == [1]
    assert state(database).checked_at is None
    set_paused(database, FEED, paused=False, now=NOW)
    run(database, web, desk)
    assert desk.names == addresses(1, 1, 2, 3)


def test_what_is_removed_before_its_turn_is_not_asked_for(database: Database, web: Web, desk: Desk) -> None:
    other = "https://yelland.example/feed"
    subscribe(database, FEED, other)
    web.pages = {FEED: feed(1), other: feed(2)}
    rows = refresh(database, web, NOW, desk, at_once=1)
    assert next(rows).url == FEED
    unsubscribe(database, other)
    assert list(rows) == []
    assert [url for url, _ in web.asked] == [FEED]
