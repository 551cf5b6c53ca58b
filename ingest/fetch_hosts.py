"""Turns at a host: one request at a time, and a pause between two, whoever asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Queue:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


class Turn:
    """One request's time at a host; `pause` is how long the next one waits after it."""

    __slots__ = ("pause",)

    def __init__(self, pause: float) -> None:
        self.pause = pause


class Hosts:
    """Who may ask which host when; safe to use from several threads."""

    def __init__(
        self, *, sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._sleep = sleep
        self._clock = clock
        self._queues: dict[str, _Queue] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, pause: float) -> Iterator[Turn]:
        """Wait until it is one's turn at a host, and let the next one wait for `pause` seconds after it."""
        with self._lock:
            queue = self._queues.setdefault(host, _Queue())
        with queue.lock:
            wait = queue.free_at - self._clock()
            if wait > 0:
                self._sleep(wait)
            turn = Turn(pause)
            try:
                yield turn
            finally:
                queue.free_at = self._clock() + turn.pause
