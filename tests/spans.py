"""What was recorded while a test ran: spans by name, with their parents and facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from ingest.spans import recorded


@dataclass
class Recorded:
    """Spans that have ended."""

    exporter: InMemorySpanExporter = field(default_factory=InMemorySpanExporter)

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        return self.exporter.get_finished_spans()

    def facts(self, name: str) -> list[dict[str, object]]:
        """What the spans of a name have noted."""
        found = [span for span in self.spans if span.name == name]
        return [{key.removeprefix("corroborate."): value for key, value in (s.attributes or {}).items()} for s in found]

    def parents(self) -> set[tuple[str, str | None]]:
        """Each name with that of its parent."""
        names = {span.context.span_id: span.name for span in self.spans if span.context}
        return {(span.name, names[span.parent.span_id] if span.parent else None) for span in self.spans}


@contextmanager
def recording() -> Iterator[Recorded]:
    made = Recorded()
    with recorded(SimpleSpanProcessor(made.exporter)):
        yield made
