from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest import subscribed
from ingest.database import Database
from ingest.errors import NotFoundError
from ingest.subscriptions import State, Subscription

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
FEED = Subscription(
    url="https://harran.example/feed",
    due_at=NOW,
    title="Harran Post",
    every=timedelta(hours=2),
    interval=timedelta(minutes=47, seconds=12),
    etag='"a"',
    modified="Wed, 04 Mar 2026 05:06:07 GMT",
    state=State.FAILED,
    error="does not answer",
    failures=3,
    checked_at=NOW - timedelta(hours=1),
    paused=True,
)
BARE = Subscription(url="https://echo.example/feed", due_at=NOW + timedelta(hours=1))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "record.sqlite3")) as database:
        yield database


def test_subscriptions_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    with closing(Database(path)) as database, database.transaction() as db:
        subscribed.save(db, BARE)
        subscribed.save(db, FEED)
        subscribed.keep_entries(db, FEED.url, {"a": 0, "b": 2})
    with closing(Database(path)) as database:
        assert subscribed.every(database.connection) == (FEED, BARE)
        assert subscribed.load(database.connection, FEED.url) == FEED
        assert subscribed.entries(database.connection, FEED.url) == {"a": 0, "b": 2}


def test_a_record_without_subscriptions_stays_as_it_is_until_there_is_one(database: Database) -> None:
    def tables() -> set[str]:
        return {name for (name,) in database.connection.execute("SELECT name FROM sqlite_master") if "subscr" in name}

    before = database.connection.execute("PRAGMA user_version").fetchone()
    assert subscribed.every(database.connection) == ()
    assert subscribed.entries(database.connection, FEED.url) == {}
    with pytest.raises(NotFoundError, match=r"harran\.example"):
        subscribed.load(database.connection, FEED.url)
    assert tables() == set()
    with database.transaction() as db:
        subscribed.save(db, FEED)
    assert {"subscription", "subscription_entry"} <= tables()
    assert database.connection.execute("PRAGMA user_version").fetchone() == before


def test_a_new_state_takes_the_place_of_the_old_one_and_keeps_the_entries(database: Database) -> None:
    with database.transaction() as db:
        subscribed.save(db, FEED)
        subscribed.keep_entries(db, FEED.url, {"a": 0})
        subscribed.save(db, replace(FEED, failures=0, paused=False))
    assert subscribed.every(database.connection) == (replace(FEED, failures=0, paused=False),)
    assert subscribed.entries(database.connection, FEED.url) == {"a": 0}


def test_entries_are_those_of_the_last_time(database: Database) -> None:
    with database.transaction() as db:
        subscribed.save(db, FEED)
        subscribed.keep_entries(db, FEED.url, {"a": 0, "b": 1})
        subscribed.keep_entries(db, FEED.url, {"b": 0, "c": 0})
    assert subscribed.entries(database.connection, FEED.url) == {"b": 0, "c": 0}


def test_removing_takes_the_entries_along(database: Database) -> None:
    with database.transaction() as db:
        subscribed.save(db, FEED)
        subscribed.keep_entries(db, FEED.url, {"a": 0})
        subscribed.remove(db, FEED.url)
    assert subscribed.every(database.connection) == ()
    assert subscribed.entries(database.connection, FEED.url) == {}
    with pytest.raises(NotFoundError), database.transaction() as db:
        subscribed.remove(db, FEED.url)


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.transaction() as db:
            subscribed.save(db, FEED)
            subscribed.keep_entries(db, "https://unknown.example/feed", {"a": 0})

    with pytest.raises(sqlite3.IntegrityError):
        fail()
    assert subscribed.every(database.connection) == ()
