"""Subscriptions in the record, and which of their entries were read. SQL and nothing else.

The tables are made when they are first needed, so that a record from before there were subscriptions stays as it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from ingest.errors import NotFoundError
from ingest.subscriptions import State, Subscription

_TABLES = """
CREATE TABLE IF NOT EXISTS subscription (
    url        TEXT PRIMARY KEY,
    due_at     INTEGER NOT NULL,   -- seconds since 1970, UTC, as is checked_at
    title      TEXT,
    every      INTEGER,            -- seconds, as is interval
    interval   INTEGER NOT NULL,
    etag       TEXT,
    modified   TEXT,
    state      TEXT NOT NULL,
    error      TEXT,
    failures   INTEGER NOT NULL,
    checked_at INTEGER,
    paused     INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS subscription_entry (
    feed     TEXT NOT NULL REFERENCES subscription (url) ON DELETE CASCADE,
    entry    TEXT NOT NULL,        -- a content id of what the feed says of it
    failures INTEGER NOT NULL,     -- how often its page could not be read; 0: it was
    PRIMARY KEY (feed, entry)
) WITHOUT ROWID
"""
_COLUMNS = "url, due_at, title, every, interval, etag, modified, state, error, failures, checked_at, paused"


def save(db: sqlite3.Connection, subscription: Subscription) -> None:
    """Keep a subscription, a known one in its new state."""
    _make(db)
    row = (
        subscription.url,
        int(subscription.due_at.timestamp()),
        subscription.title,
        _seconds(subscription.every),
        _seconds(subscription.interval),
        subscription.etag,
        subscription.modified,
        subscription.state.value,
        subscription.error,
        subscription.failures,
        int(subscription.checked_at.timestamp()) if subscription.checked_at else None,
        subscription.paused,
    )
    marks = ", ".join("?" * len(row))
    updates = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS.split(", ")[1:])
    db.execute(f"INSERT INTO subscription ({_COLUMNS}) VALUES ({marks}) ON CONFLICT DO UPDATE SET {updates}", row)


def every(db: sqlite3.Connection) -> tuple[Subscription, ...]:
    """Return all subscriptions, the one that is due first before the others."""
    if not _made(db):
        return ()
    return tuple(map(_subscription, db.execute(f"SELECT {_COLUMNS} FROM subscription ORDER BY due_at, url")))


def load(db: sqlite3.Connection, url: str) -> Subscription:
    """Return the subscription to a feed.

    Raises:
        NotFoundError: there is none.
    """
    row = None
    if _made(db):
        row = db.execute(f"SELECT {_COLUMNS} FROM subscription WHERE url = ?", (url,)).fetchone()
    if row is None:
        raise NotFoundError(f"there is no subscription to {url[:200]!r}; list them to see how theirs are spelled")
    return _subscription(row)


def remove(db: sqlite3.Connection, url: str) -> None:
    """Forget a subscription; its articles stay.

    Raises:
        NotFoundError: there is none.
    """
    load(db, url)
    db.execute("DELETE FROM subscription WHERE url = ?", (url,))


def entries(db: sqlite3.Connection, url: str) -> dict[str, int]:
    """Return the entries of a feed that were read, and how often each could not be since."""
    if not _made(db):
        return {}
    return dict(db.execute("SELECT entry, failures FROM subscription_entry WHERE feed = ?", (url,)).fetchall())


def keep_entries(db: sqlite3.Connection, url: str, seen: Mapping[str, int]) -> None:
    """Keep which entries of a feed were read, and no others: what a feed lets go of will not come again."""
    known = entries(db, url)
    gone = [(url, entry) for entry in known if entry not in seen]
    changed = [(url, entry, failures) for entry, failures in seen.items() if known.get(entry) != failures]
    db.executemany("DELETE FROM subscription_entry WHERE feed = ? AND entry = ?", gone)
    db.executemany("INSERT OR REPLACE INTO subscription_entry (feed, entry, failures) VALUES (?, ?, ?)", changed)


def _make(db: sqlite3.Connection) -> None:
    if not _made(db):
        for statement in _TABLES.split(";\n"):
            db.execute(statement)  # one by one: a script would end the transaction around it


def _made(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'subscription_entry'").fetchone() is not None


def _subscription(row: tuple[object, ...]) -> Subscription:
    url, due_at, title, every, interval, etag, modified, state, error, failures, checked_at, paused = row
    return Subscription(
        url=str(url),
        due_at=_moment(due_at),
        title=_text(title),
        every=timedelta(seconds=every) if isinstance(every, int) else None,
        interval=timedelta(seconds=interval) if isinstance(interval, int) else timedelta(0),
        etag=_text(etag),
        modified=_text(modified),
        state=State(str(state)),
        error=_text(error),
        failures=int(str(failures)),
        checked_at=_moment(checked_at) if checked_at is not None else None,
        paused=bool(paused),
    )


def _moment(value: object) -> datetime:
    return datetime.fromtimestamp(int(str(value)), UTC)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _seconds(value: timedelta | None) -> int | None:
    return None if value is None else round(value.total_seconds())
