from __future__ import annotations

import time

from app.watcher import Watcher
from ingest.store import Store
from tests.loopback_web import loopback_web


def test_it_ends_at_once_when_nothing_is_due(store: Store) -> None:
    with loopback_web() as web:
        watcher = Watcher(store, web=web.fetcher)
        assert not watcher.running
        watcher.start()
        assert watcher.running
        begun = time.monotonic()
        watcher.stop()
        assert not watcher.running
        assert time.monotonic() - begun < 5
