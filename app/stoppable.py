"""Events that a reader can stop: a generator is drained in a thread of its own, so that a stop never waits for it.

A generator can only be closed between two of its steps, and a step of it may wait a minute for a model. Whoever reads
through here goes on at once when the stop is asked for; the generator is closed as soon as its step ends.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")

_LOOK = 0.05  # seconds between two looks at whether a stop was asked for
_AHEAD = 16  # events that may wait to be read


def stoppable(events: Generator[T, None, None], stop: Event) -> Iterator[T]:
    """Yield the events until they end or the stop is set, and raise what they raise.

    When the reader of this goes away, the stop is set too. The generator is always closed by the thread that runs it.
    """
    ready: Queue[T | None] = Queue(_AHEAD)
    broken: list[Exception] = []
    pump = Thread(target=_drain, args=(events, stop, ready, broken), daemon=True, name="stoppable")
    pump.start()
    try:
        while not stop.is_set():
            try:
                event = ready.get(timeout=_LOOK)
            except Empty:
                continue
            if event is None:
                break
            yield event
        if broken and not stop.is_set():
            raise broken[0]
    finally:
        stop.set()


def _drain(events: Generator[T, None, None], stop: Event, ready: Queue[T | None], broken: list[Exception]) -> None:
    """Run the generator into the queue; None says that it is over."""
    try:
        for event in events:
            if not _put(event, ready, stop):
                break
    except Exception as error:  # noqa: BLE001 - it is raised again where the events are read
        broken.append(error)
    finally:
        events.close()
        _put(None, ready, stop)


def _put(event: T | None, ready: Queue[T | None], stop: Event) -> bool:
    """Return True when the event was taken, False when the stop was set first."""
    while not stop.is_set():
        try:
            ready.put(event, timeout=_LOOK)
        except Full:
            continue
        return True
    return False
