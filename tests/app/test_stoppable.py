"""What can be stopped: order, failures, and generators that are closed."""

from __future__ import annotations

import time
from collections.abc import Generator
from threading import Event

import pytest

from app.stoppable import stoppable


class Counting:
    """A source of numbers that remembers whether it was closed."""

    def __init__(self) -> None:
        self.closed = Event()

    def numbers(self, most: int, *, held: Event | None = None) -> Generator[int, None, None]:
        """Yield numbers; before the second, wait until the hold is lifted."""
        try:
            for number in range(most):
                if held and number == 1:
                    held.wait(10)
                yield number
        finally:
            self.closed.set()


def test_everything_comes_in_order() -> None:
    source = Counting()
    assert list(stoppable(source.numbers(100), Event())) == list(range(100))
    assert source.closed.wait(5)


def test_a_stop_does_not_wait_for_the_step_under_way() -> None:
    source, stop, held = Counting(), Event(), Event()
    events = stoppable(source.numbers(3, held=held), stop)
    assert next(events) == 0
    stop.set()
    begun = time.monotonic()
    assert list(events) == []
    assert time.monotonic() - begun < 1
    assert not source.closed.is_set()
    held.set()
    assert source.closed.wait(5)


def test_a_reader_that_goes_away_stops_it() -> None:
    source = Counting()
    events = stoppable(source.numbers(1_000_000), Event())
    assert next(events) == 0
    events.close()  # type: ignore[attr-defined]
    assert source.closed.wait(5)


def test_a_failure_reaches_the_reader_after_what_came_before_it() -> None:
    def broken() -> Generator[int, None, None]:
        yield 1
        raise ValueError("no")

    events = stoppable(broken(), Event())
    assert next(events) == 1
    with pytest.raises(ValueError, match="no"):
        next(events)
