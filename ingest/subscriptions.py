"""Subscriptions to feeds: what is known of one, and when it is due again. Pure values and rules.

The record keeps them (`subscribed`), `watch` reads what is due.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from ingest.urls import canonical_url

LEAST = timedelta(minutes=5)
MOST = timedelta(days=1)
FIRST = timedelta(minutes=30)
# Simulated with news at random times: a feed with six entries an hour is asked 222 times a day and its news are
# 4 minutes old when they are read; with one an hour 79 times and 13 minutes, one a day 4 times and 4.7 hours. Growing
# by 1.5 asks 40 % less often, and news of an hourly feed wait 23 minutes.
SHRINK = 0.5  # of the interval, after news
GROW = 1.25  # after none

_LONGEST_ERROR = 500  # characters


class State(StrEnum):
    """What came of the last time that a feed was read."""

    NEW = "new"  # not read yet
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One feed that is kept up with.

    `every` is an interval that somebody chose; without it, `interval` follows how often the feed has news. `etag` and
    `modified` are what the server called its last state. `failures` counts those since it could last be read.
    """

    url: str
    due_at: datetime
    title: str | None = None
    every: timedelta | None = None
    interval: timedelta = FIRST
    etag: str | None = None
    modified: str | None = None
    state: State = State.NEW
    error: str | None = None
    failures: int = 0
    checked_at: datetime | None = None
    paused: bool = False

    def __post_init__(self) -> None:
        for moment in (self.due_at, self.checked_at):
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"the subscription to {self.url!r} has a time without a zone")
        if self.every is not None and not LEAST <= self.every <= MOST:
            raise ValueError(
                f"a feed can't be read every {self.every}; choose between {LEAST.seconds // 60} minutes and a day"
            )


def subscribe(url: str, now: datetime, *, title: str | None = None, every: timedelta | None = None) -> Subscription:
    """Return a new subscription, due at once.

    Raises:
        ValueError: the URL is no address on the web, or the interval too short or too long.
    """
    canonical_url(url)
    return Subscription(url=url.strip(), due_at=_whole(now), title=title, every=every)


def due(subscription: Subscription, now: datetime) -> bool:
    """Whether a feed should be read now."""
    return not subscription.paused and subscription.due_at <= now


def after_success(
    subscription: Subscription,
    now: datetime,
    *,
    changed: bool,
    etag: str | None = None,
    modified: str | None = None,
    title: str | None = None,
) -> Subscription:
    """Return the subscription after its feed was read; `changed` says that it had news.

    What is new to a new subscriber says nothing of how often a feed has news: the first time, the interval stays.
    """
    interval = subscription.interval
    if subscription.checked_at is not None:
        interval = min(max(interval * (SHRINK if changed else GROW), LEAST), MOST)
    return replace(
        subscription,
        title=subscription.title or title,
        interval=interval,
        etag=etag,
        modified=modified,
        state=State.CHANGED if changed else State.UNCHANGED,
        error=None,
        failures=0,
        checked_at=_whole(now),
        due_at=_whole(now + (subscription.every or interval)),
    )


def after_failure(
    subscription: Subscription, now: datetime, error: str, *, retry_after: timedelta | None = None
) -> Subscription:
    """Return the subscription after its feed could not be read: the wait doubles each time, up to a day.

    `retry_after` is what the server asks to wait, which is done if it is more, up to a day.
    """
    # The power is bounded too: 2 to the number of a year's failures is no interval any more.
    wait = (subscription.every or subscription.interval) * 2 ** min(subscription.failures + 1, 10)
    return replace(
        subscription,
        state=State.FAILED,
        error=error[:_LONGEST_ERROR],
        failures=subscription.failures + 1,
        due_at=_whole(now + min(max(wait, retry_after or LEAST), MOST)),
    )


def at_interval(subscription: Subscription, every: timedelta | None, now: datetime) -> Subscription:
    """Return the subscription, read at an interval of somebody's choice, or with None as often as it has news."""
    due_at = min(subscription.due_at, _whole(now + (every or subscription.interval)))
    return replace(subscription, every=every, due_at=due_at)


def pause(subscription: Subscription) -> Subscription:
    """Return the subscription, not to be read until it is resumed."""
    return replace(subscription, paused=True)


def resume(subscription: Subscription, now: datetime) -> Subscription:
    """Return the subscription, due at once and without its past failures."""
    return replace(subscription, paused=False, failures=0, error=None, due_at=_whole(now))


def _whole(moment: datetime) -> datetime:
    """Return a moment in UTC and whole seconds, as the record keeps it."""
    return moment.astimezone(UTC).replace(microsecond=0)
