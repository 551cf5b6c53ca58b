from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from ingest.subscriptions import (
    FIRST,
    LEAST,
    MOST,
    State,
    Subscription,
    after_failure,
    after_success,
    due,
    pause,
    resume,
    subscribe,
)

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = Subscription(url="https://harran.example/feed", due_at=NOW, interval=HOUR, checked_at=NOW - HOUR)


def test_a_new_subscription_is_due_at_once() -> None:
    new = subscribe(" https://harran.example/feed ", NOW.astimezone(timezone(HOUR)), title="Harran Post")
    assert new == Subscription(url="https://harran.example/feed", title="Harran Post", due_at=NOW)
    assert (new.state, new.interval, new.due_at.tzinfo) == (State.NEW, FIRST, UTC)
    assert due(new, NOW)
    assert not due(new, NOW - timedelta(seconds=1))


@pytest.mark.parametrize("url", ["", "harran.example/feed", "file:///etc/passwd", "https://me:pw@harran.example/"])
def test_only_addresses_on_the_web_can_be_subscribed_to(url: str) -> None:
    with pytest.raises(ValueError, match="can't be used"):
        subscribe(url, NOW)


@pytest.mark.parametrize("every", [timedelta(0), timedelta(seconds=299), timedelta(days=2), -HOUR])
def test_intervals_lie_between_five_minutes_and_a_day(every: timedelta) -> None:
    with pytest.raises(ValueError, match="between 5 minutes and a day"):
        subscribe("https://harran.example/feed", NOW, every=every)


def test_times_have_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        replace(FEED, due_at=NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("interval", "changed", "expected"),
    [
        (HOUR, True, HOUR / 2),
        (HOUR, False, HOUR * 1.25),
        (LEAST, True, LEAST),
        (LEAST * 1.5, True, LEAST),
        (MOST, False, MOST),
        (MOST * 0.9, False, MOST),
    ],
)
def test_the_interval_follows_the_news(interval: timedelta, changed: bool, expected: timedelta) -> None:
    after = after_success(replace(FEED, interval=interval), NOW, changed=changed)
    assert (after.interval, after.due_at, after.checked_at) == (expected, NOW + expected, NOW)
    assert after.state is (State.CHANGED if changed else State.UNCHANGED)


def test_the_first_reading_says_nothing_of_how_often_there_is_news() -> None:
    assert after_success(subscribe(FEED.url, NOW), NOW, changed=True).interval == FIRST


def test_a_chosen_interval_stays() -> None:
    chosen = replace(FEED, every=2 * HOUR)
    assert after_success(chosen, NOW, changed=True).due_at == NOW + 2 * HOUR
    assert after_failure(chosen, NOW, "broken").due_at == NOW + 4 * HOUR


def test_what_the_server_called_its_state_is_that_of_the_last_time() -> None:
    known = replace(FEED, etag="a", modified="b", failures=3, error="broken", state=State.FAILED)
    after = after_success(known, NOW, changed=False, etag="c", title="Harran Post")
    assert (after.etag, after.modified, after.failures, after.error) == ("c", None, 0, None)
    assert after.title == "Harran Post"
    assert after_success(after, NOW, changed=False, title="Other").title == "Harran Post"


def test_the_wait_after_failures_doubles_up_to_a_day() -> None:
    feed, waits = replace(FEED, interval=FIRST), []
    for _ in range(2_000):
        feed = after_failure(feed, NOW, "does not answer")
        waits.append((feed.due_at - NOW) / HOUR)
    assert waits[:6] == [1, 2, 4, 8, 16, 24]
    assert set(waits[6:]) == {24}
    assert (feed.state, feed.error, feed.failures, feed.interval) == (State.FAILED, "does not answer", 2_000, FIRST)
    assert after_success(feed, NOW, changed=False).due_at == NOW + FIRST * 1.25


@pytest.mark.parametrize(
    ("asked", "wait"), [(timedelta(seconds=5), 2 * HOUR), (5 * HOUR, 5 * HOUR), (timedelta(days=400), MOST)]
)
def test_a_server_that_asks_to_wait_is_heard(asked: timedelta, wait: timedelta) -> None:
    assert after_failure(FEED, NOW, "busy", retry_after=asked).due_at == NOW + wait


def test_what_is_paused_is_not_due_until_it_is_resumed() -> None:
    paused = pause(after_failure(FEED, NOW, "broken"))
    assert not due(paused, NOW + timedelta(days=30))
    resumed = resume(paused, NOW)
    assert due(resumed, NOW)
    assert (resumed.failures, resumed.error) == (0, None)


def test_a_reason_is_not_kept_without_end() -> None:
    assert after_failure(FEED, NOW, "x" * 10_000).error == "x" * 500
