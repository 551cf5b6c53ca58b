"""Replies of a model, kept for as long as the process runs: the same words to the same model get the same reply.

A model asked twice may answer twice; a reader who asks twice, or a program that asks what the page was asked, should
get the same answer with the same citations. Only whole replies are kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from app.model import Message, Writer

MOST = 500  # replies of about 2 kB


class Replies:
    """What models have replied; safe to share between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, tuple[Message, ...]], str] = OrderedDict()
        self._asking: dict[tuple[Message, ...], _Asked] = {}
        self._lock = threading.Lock()

    def read(
        self, writer: Writer, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None
    ) -> Generator[str, None, None]:
        """Yield a model's reply as it comes, or as it came; who asks the same meanwhile waits for it.

        Raises:
            ModelError: as `Writer.write`.
        """
        asked = tuple(messages)
        with self._one_at_a_time(asked):
            with self._lock:
                known = self._kept.get((writer.name, asked))
                if known is not None:
                    self._kept.move_to_end((writer.name, asked))
            if known is not None:
                yield known
                return
            parts: list[str] = []
            for part in writer.write(messages, schema=schema):
                parts.append(part)
                yield part
            with self._lock:
                # A writer may learn its name only by asking.
                self._kept[writer.name, asked] = "".join(parts)
                while len(self._kept) > MOST:
                    self._kept.popitem(last=False)

    @contextmanager
    def _one_at_a_time(self, asked: tuple[Message, ...]) -> Iterator[None]:
        with self._lock:
            turn = self._asking.setdefault(asked, _Asked())
            turn.waiting += 1
        try:
            with turn.lock:
                yield
        finally:
            with self._lock:
                turn.waiting -= 1
                if not turn.waiting:
                    self._asking.pop(asked, None)


@dataclass(slots=True)
class _Asked:
    """One question that is being put to a model, and how many want its reply."""

    # A reply may be read on another thread than the one that began it, so no lock that a thread owns.
    lock: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(1))
    waiting: int = 0
