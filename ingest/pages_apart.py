"""Pages extracted in processes of their own, several at a time: HTML in, what `extract` finds in it out.

Extraction is most of what a page costs, and its parsers read what strangers wrote: here they use every core, and one
that hangs or crashes is an error of its page alone. A process is started when a page finds none free, so pages that
come one at a time have one, and a run without pages has none.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from queue import Empty, LifoQueue
from threading import Lock
from typing import Any

from ingest.contained import Child
from ingest.extract import Extracted
from ingest.page_metadata import PageMetadata

SECONDS = 40.0  # the slowest page within the limits of `extract` takes 8 on a free core
MEMORY = 2_000_000_000  # bytes of address space; a page of 5 MB takes 700 MB
PAGES = 2_000  # that one process reads: what its parsers leak is gone with it; a new one takes 1 s
AT_ONCE = max(1, min(os.cpu_count() or 1, 8))
KEPT = 1  # processes that stay when a run has ended, 90 MB each: a server reads the next page without the wait


class Pages:
    """Processes that extract pages; threads may share it."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._most = at_once
        self._free: LifoQueue[Child] = LifoQueue()  # the last one used is the first again, so that few are started
        self._lock = Lock()
        self._started = 0

    def extract(
        self, html: str, url: str | None = None, *, fetched_at: datetime | None = None, seconds: float = SECONDS
    ) -> Extracted:
        """Return what `ingest.extract.extract` does, waiting for a free process if need be.

        Raises:
            ValueError: as `extract`, or the page took too much time or memory.
        """
        asked = {"html": html, "url": url, "fetched_at": fetched_at.isoformat() if fetched_at else None}
        child = self._take()
        try:
            found = child.run(extracted, json.dumps(asked).encode("ascii"), seconds)
        finally:
            self._free.put(child)
        return _read(found)

    def rest(self) -> None:
        """Stop the processes that are free now, all but those that are kept."""
        free: list[Child] = []
        while (child := self._taken()) is not None:
            free.append(child)
        for child in free[:KEPT]:
            self._free.put(child)
        for child in free[KEPT:]:
            child.stop()
            with self._lock:
                self._started -= 1

    def _take(self) -> Child:
        child = self._taken()
        if child is not None:
            return child
        with self._lock:
            if self._started < self._most:
                self._started += 1
                return Child(MEMORY, calls=PAGES)
        return self._free.get()

    def _taken(self) -> Child | None:
        try:
            return self._free.get_nowait()
        except Empty:
            return None


PAGES_APART = Pages()


def extracted(data: bytes) -> dict[str, object]:
    """Extract one page, in the process that is there for it: JSON in, what JSON can say out."""
    from ingest.extract import extract

    asked = json.loads(data)
    fetched_at = datetime.fromisoformat(asked["fetched_at"]) if asked["fetched_at"] else None
    found = extract(asked["html"], asked["url"], fetched_at=fetched_at)
    page = {name: _said(getattr(found.page, name)) for name in PageMetadata.__dataclass_fields__}
    rest = {name: _said(getattr(found, name)) for name in Extracted.__dataclass_fields__ if name != "page"}
    return {"page": page, "rest": rest}


def _said(value: object) -> object:
    """Return a value as JSON says it; moments and lists are marked as what they are."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    return {"several": [_said(one) for one in value]} if isinstance(value, tuple) else value


def _meant(value: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    if isinstance(value, dict) and "moment" in value:
        return datetime.fromisoformat(value["moment"])
    if isinstance(value, dict):
        return tuple(_meant(one) for one in value["several"])
    return value


def _read(found: Any) -> Extracted:  # noqa: ANN401  it comes from a process that read foreign bytes
    """Return what came back as values of ours; whatever is none is refused."""
    try:
        page = PageMetadata(**{name: _meant(value) for name, value in found["page"].items()})
        return Extracted(page=page, **{name: _meant(value) for name, value in found["rest"].items()})
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError("crashed its reader, or took too much memory") from error
