"""A writer whose calls are counted: how long each took, and how it ended."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.metrics import Metrics
from app.model import Message, ModelError, Writer

DONE, STOPPED, FAILED = "done", "stopped", "failed"


class MeasuredWriter:
    """Writes as another writer does."""

    def __init__(self, writer: Writer, metrics: Metrics) -> None:
        self._writer = writer
        self._metrics = metrics

    @property
    def name(self) -> str:
        """The model's name."""
        return self._writer.name

    def count(self, text: str) -> int:
        """Return the number of tokens of a text."""
        return self._writer.count(text)

    def write(self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None) -> Iterator[str]:
        """Yield the model's text as it comes.

        Raises:
            ModelError: as `Writer.write`.
        """
        began, outcome = time.perf_counter(), FAILED
        try:
            yield from self._writer.write(messages, schema=schema)
            outcome = DONE
        except ModelError as error:
            outcome = error.kind.value
            raise
        except GeneratorExit:
            outcome = STOPPED
            raise
        finally:
            self._metrics.model_call(self.name, outcome, time.perf_counter() - began)
