"""Replies of a model, kept for as long as the process runs: the same words to the same model get the same reply.

A model asked twice may answer twice; a reader who asks twice, or a program that asks what the page was asked, should
get the same answer with the same citations. Only whole replies are kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Generator, Mapping, Sequence
from typing import Any

from app.model import Message, Writer

MOST = 500  # replies of about 2 kB


class Replies:
    """What models have replied; safe to share between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, tuple[Message, ...]], str] = OrderedDict()
        self._lock = threading.Lock()

    def read(
        self, writer: Writer, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None
    ) -> Generator[str, None, None]:
        """Yield a model's reply as it comes, or as it came.

        Raises:
            ModelError: as `Writer.write`.
        """
        asked = tuple(messages)
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
