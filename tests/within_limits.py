"""Sources taken into a store in as little time and memory as any of them may take, whatever it does."""

from __future__ import annotations

import resource
import time

from ingest.fetch import Fetcher
from ingest.index import index
from ingest.load import load
from ingest.report import Failure, Status
from ingest.store import Store

SECONDS = 15.0  # for each source, also on a machine that is busy with other tests
MEGABYTES = 400  # above what the process has had before; a bomb unpacks to gigabytes


def grown() -> int:
    """Return the most megabytes that this process has had, with everything that C libraries took."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def taken_in(sources: list[str], store: Store, fetcher: Fetcher | None = None) -> tuple[tuple[Failure, ...], int]:
    """Take in sources within the limits; return what failed, and how many articles were added."""
    before, began = grown(), time.monotonic()
    report = index(load(sources, fetcher=fetcher), store)
    assert time.monotonic() - began < SECONDS
    assert grown() - before < MEGABYTES
    return tuple(report.failed), report.count(Status.ADDED)
