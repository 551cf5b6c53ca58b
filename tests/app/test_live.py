from __future__ import annotations

import logging
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from app.live import Lives

PATIENCE = 5  # seconds


def test_whoever_looks_sees_what_there_is_and_what_comes() -> None:
    go, kept = Event(), list[int]()
    lives = Lives[int]()

    def states(stop: Event) -> Iterator[int]:
        yield 1
        assert go.wait(PATIENCE)
        yield 2

    live = lives.start(("a", 1), 0, states, kept.append)
    early = live.watch()
    seen = [next(early)]
    assert lives.of("a") == {1: live}
    assert lives.of("b") == {}
    go.set()
    seen += early
    assert seen[-1] == 2
    assert seen == sorted(set(seen))  # none twice
    assert kept == [2]  # before anybody saw the end
    assert list(live.watch()) == [2]
    assert live.now == 2
    assert lives.of("a") == {}


def test_a_stop_reaches_what_makes_it() -> None:
    lives = Lives[str]()

    def states(stop: Event) -> Iterator[str]:
        yield "begun"
        yield "stopped" if stop.wait(PATIENCE) else "never stopped"

    kept: list[str] = []
    live = lives.start(("a", 1), "", states, kept.append)
    live.stop.set()
    assert list(live.watch())[-1] == "stopped"
    assert kept == ["stopped"]


def test_many_look_at_one() -> None:
    lives = Lives[int]()
    go = Event()

    def states(stop: Event) -> Iterator[int]:
        assert go.wait(PATIENCE)
        yield from range(1, 200)

    live = lives.start(("a", 7), 0, states, lambda last: None)
    seen: list[list[int]] = [[] for _ in range(4)]
    threads = [Thread(target=lambda mine=mine: mine.extend(live.watch())) for mine in seen]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert [mine[-1] for mine in seen] == [199] * 4
    assert all(mine == sorted(set(mine)) for mine in seen)


def test_what_can_not_be_kept_ends_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    lives = Lives[int]()

    def full(last: int) -> None:
        raise OSError("the disk is full")

    live = lives.start(("a", 1), 0, lambda stop: iter([1]), full)
    assert list(live.watch())[-1] == 1
    assert lives.of("a") == {}
    assert "could not be kept" in caplog.text
    assert caplog.records[0].levelno == logging.ERROR
