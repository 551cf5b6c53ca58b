"""Keeping up with subscriptions beside the answering: one thread that reads what is due, one feed at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from ingest.errors import CorroborateError
from ingest.fetch import Fetcher
from ingest.index import index
from ingest.load import usual_fetcher
from ingest.store import Store
from ingest.watch import LOOK_AGAIN, watch

log = logging.getLogger(__name__)

STOP_SECONDS = 10.0  # that a feed is given to come in when the server stops; afterwards it is read again


class Watcher:
    """Reads the feeds of one store while it runs."""

    def __init__(self, store: Store, *, web: Callable[[], Fetcher] = usual_fetcher) -> None:
        self._store = store
        self._web = web
        self._stopping = threading.Event()
        self._due = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Whether feeds are read."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin to read."""
        self._thread = threading.Thread(target=self._work, name="watcher", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look at once for what is due: somebody has subscribed, or changed a subscription."""
        self._due.set()

    def stop(self) -> None:
        """End soon."""
        self._stopping.set()
        self.wake()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                for row in watch(
                    self._store.database,
                    self._web(),
                    lambda items: index(items, self._store),
                    sleep=self._slept,
                    at_once=1,
                ):
                    if row.error:
                        log.info("the feed %s could not be read: %s", row.url, row.error)
                    if self._stopping.is_set():
                        return
            except CorroborateError as error:
                if not self._stopping.is_set():
                    log.warning("the subscriptions could not be read: %s", error)
            except Exception:
                log.exception("the subscriptions could not be read")
            self._slept(LOOK_AGAIN)

    def _slept(self, seconds: float) -> bool:
        """Wait, and return whether to end."""
        if not self._stopping.is_set():
            self._due.wait(seconds)
        self._due.clear()
        return self._stopping.is_set()
