"""What is being made, in a thread of its own: states go in as they come, out to whoever looks.

Whoever looks later sees what there is by then and what comes after, and whoever stops looking ends nothing; only the
stop does.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from threading import Condition, Event, Lock, Thread
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")
Key = tuple[str, int]


class Live(Generic[T]):
    """One thing in the making; setting `stop` ends it before its time."""

    def __init__(self, first: T) -> None:
        self.stop = Event()
        self._now = first
        self._shown = 1
        self._over = False
        self._changed = Condition()

    @property
    def now(self) -> T:
        """What there is of it."""
        return self._now

    def show(self, state: T) -> None:
        """Put a newer state in the place of the last."""
        with self._changed:
            self._now = state
            self._shown += 1
            self._changed.notify_all()

    def end(self) -> None:
        """Say that the last state stays."""
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def watch(self) -> Iterator[T]:
        """Yield what there is, then each newer state until the last; a slow reader misses some in between."""
        seen, over = 0, False
        while not over:
            with self._changed:
                while self._shown == seen and not self._over:
                    self._changed.wait()
                fresh, over = self._shown > seen, self._over
                now, seen = self._now, self._shown
            if fresh:
                yield now


class Lives(Generic[T]):
    """All that is in the making in this process, each under a name and a number."""

    def __init__(self) -> None:
        self._lives: dict[Key, Live[T]] = {}
        self._lock = Lock()

    def of(self, name: str) -> dict[int, Live[T]]:
        """Return what is in the making under a name, by number."""
        with self._lock:
            return {number: live for (of, number), live in self._lives.items() if of == name}

    def start(self, key: Key, first: T, states: Callable[[Event], Iterator[T]], ended: Callable[[T], None]) -> Live[T]:
        """Begin to make something: `states` takes the stop; `ended` keeps the last state before anyone sees the end."""
        live = Live(first)
        with self._lock:
            self._lives[key] = live
        Thread(target=self._make, args=(key, live, states, ended), daemon=True, name="live").start()
        return live

    def _make(
        self, key: Key, live: Live[T], states: Callable[[Event], Iterator[T]], ended: Callable[[T], None]
    ) -> None:
        try:
            for state in states(live.stop):
                live.show(state)
            ended(live.now)
        except Exception:
            log.exception("what was made for %s could not be kept", key)
        finally:
            with self._lock:
                del self._lives[key]
            live.end()
