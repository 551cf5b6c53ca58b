"""Articles as they come in, read ahead by a thread: items in; each, in its order, with the way to its article out.

What reads the items runs beside what embeds and writes them, a bounded number ahead, so that a slow reader slows the
reading down. Pages are prepared meanwhile, several at once. While nothing comes, `None` comes instead, so that
whoever waits can do what is due.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from queue import Empty, Full, Queue

from ingest.corpus import Article, RawArticle
from ingest.report import Failure

AHEAD = 16  # items: two pages for each of eight processes; pages of 5 MB are 80 MB then
TICK = 0.5  # seconds without an item after which `None` comes
LET_GO = 1.0  # seconds that the reading is given to end when its reader stops: a fetch that hangs is left behind


@dataclass(frozen=True, slots=True)
class Arrival:
    """An item, and what returns its article or raises why there is none."""

    item: RawArticle | Failure
    article: Callable[[], Article] | None = None


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


def arrivals(
    items: Iterable[RawArticle | Failure],
    prepare: Callable[[RawArticle], Article],
    is_wanted: Callable[[RawArticle], bool],
) -> Iterator[Arrival | None]:
    """Yield the items, ready or not; a page that is wanted is prepared beforehand, in a thread of its own.

    Raises:
        BaseException: whatever reading the items raised.
    """
    coming: Queue[Arrival | _End] = Queue(AHEAD)
    stopped = threading.Event()
    # Daemons: nobody waits for a fetch or a page when the program is stopped.
    reading = threading.Thread(
        target=_read, args=(items, prepare, is_wanted, coming, stopped), name="arrivals", daemon=True
    )
    reading.start()
    try:
        while not isinstance(arrival := _next(coming), _End):
            if arrival is not None and isinstance(arrival.article, _Page):
                while not arrival.article.wait(TICK):
                    yield None
            yield arrival
        if arrival.error is not None:
            raise arrival.error
    finally:
        stopped.set()
        reading.join(LET_GO)


def _next(coming: Queue[Arrival | _End]) -> Arrival | _End | None:
    try:
        return coming.get(timeout=TICK)
    except Empty:
        return None


def _read(
    items: Iterable[RawArticle | Failure],
    prepare: Callable[[RawArticle], Article],
    is_wanted: Callable[[RawArticle], bool],
    coming: Queue[Arrival | _End],
    stopped: threading.Event,
) -> None:
    end = _End()
    try:
        for item in items:
            if isinstance(item, Failure):
                arrival = Arrival(item)
            elif item.html and not item.text and is_wanted(item):
                arrival = Arrival(item, _Page(partial(prepare, item)))
            else:
                arrival = Arrival(item, partial(prepare, item))
            if not _put(coming, arrival, stopped):
                break
    except BaseException as error:  # noqa: BLE001  it is raised where the items are used
        end = _End(error)
    if stopped.is_set() and isinstance(items, Generator):
        with suppress(Exception):
            items.close()
    _put(coming, end, stopped)


def _put(coming: Queue[Arrival | _End], arrival: Arrival | _End, stopped: threading.Event) -> bool:
    """Put it in line as soon as there is place; return whether anybody still waits for it."""
    while not stopped.is_set():
        with suppress(Full):
            coming.put(arrival, timeout=TICK)
            return True
    return False


class _Page:
    """A page that is being prepared; called, it returns the article or raises why there is none."""

    def __init__(self, prepare: Callable[[], Article]) -> None:
        self._prepare = prepare
        self._done: Future[Article] = Future()
        threading.Thread(target=self._run, name="page", daemon=True).start()

    def _run(self) -> None:
        try:
            self._done.set_result(self._prepare())
        except BaseException as error:  # noqa: BLE001  it is raised where the article is asked for
            self._done.set_exception(error)

    def wait(self, seconds: float) -> bool:
        """Wait for it; return whether it is done."""
        with suppress(TimeoutError):
            self._done.exception(seconds)
        return self._done.done()

    def __call__(self) -> Article:
        return self._done.result()
