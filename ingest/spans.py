"""Spans: which step of an answer or of an ingestion took how long, for OpenTelemetry. Counts and ids, never texts.

Nothing is recorded unless an endpoint is set; then a step costs one comparison, and OpenTelemetry is not imported.
The tracer is our own and not the process's, so that no library's spans go out with ours.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor
    from opentelemetry.trace import Span, Tracer

Fact = int | float | bool | str
T = TypeVar("T")

_tracer: Tracer | None = None


class Step:
    """A step that is being recorded, or one that is not and costs nothing."""

    __slots__ = ("_span",)

    def __init__(self, span: Span | None = None) -> None:
        self._span = span

    def note(self, **facts: Fact) -> None:
        """Write down counts and ids of this step."""
        if self._span is not None:
            self._span.set_attributes(_named(facts))

    def step(self, name: str, **facts: Fact) -> AbstractContextManager[Step]:
        """Record a part of this step, which no `yield` may interrupt; what is begun within is a part of it."""
        return _within(name, self, facts)

    @contextmanager
    def part(self, name: str, **facts: Fact) -> Iterator[Step]:
        """Record a part of this step that may be interrupted; what belongs to it is told so by `around`."""
        with ExitStack() as ended:
            with self._current():
                begun = ended.enter_context(opened(name, **facts))
            yield begun

    def around(self, items: Iterable[T]) -> Generator[T, None, None]:
        """Yield items; what is begun while one is made, in whatever thread, is a part of this step."""
        iterator = iter(items)
        try:
            while True:
                with self._current():
                    try:
                        item = next(iterator)
                    except StopIteration:
                        return
                yield item
        finally:
            if isinstance(iterator, Generator):
                iterator.close()

    @contextmanager
    def _current(self) -> Iterator[None]:
        if self._span is None:
            yield
            return
        from opentelemetry import context, trace

        token = context.attach(trace.set_span_in_context(self._span))
        try:
            yield
        finally:
            context.detach(token)


_NOTHING = Step()


@contextmanager
def opened(name: str, **facts: Fact) -> Iterator[Step]:
    """Record a step that may be interrupted, as a generator is; its methods say what is a part of it."""
    if _tracer is None:
        yield _NOTHING
        return
    # What an exception says may be a text; its kind is written down, and nothing else of it.
    span = _tracer.start_span(name, attributes=_named(facts), record_exception=False, set_status_on_exception=False)
    try:
        yield Step(span)
    except GeneratorExit:
        span.set_attributes(_named({"stopped": True}))
        raise
    except BaseException as error:
        from opentelemetry.trace import StatusCode

        span.set_status(StatusCode.ERROR, type(error).__name__)
        raise
    finally:
        span.end()


def step(name: str, **facts: Fact) -> AbstractContextManager[Step]:
    """Record a step, as a part of the one that is under way in this thread."""
    return _within(name, _NOTHING, facts)


@contextmanager
def exported(endpoint: str) -> Iterator[None]:
    """Send what is recorded meanwhile to a collector (OTLP over gRPC); with an empty address, record nothing."""
    if not endpoint:
        yield
        return
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    with recorded(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint))):
        yield


@contextmanager
def recorded(processor: SpanProcessor) -> Iterator[None]:
    """Record steps with a processor, which is shut down at the end: what it still has is sent first."""
    global _tracer
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource
    from opentelemetry.sdk.trace import TracerProvider

    name = os.environ.get("OTEL_SERVICE_NAME", "corroborate")
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: name}), shutdown_on_exit=False)
    provider.add_span_processor(processor)
    _tracer = provider.get_tracer("corroborate")
    try:
        yield
    finally:
        _tracer = None
        provider.shutdown()


@contextmanager
def _within(name: str, parent: Step, facts: dict[str, Fact]) -> Iterator[Step]:
    if _tracer is None:
        yield _NOTHING
        return
    with parent._current(), opened(name, **facts) as made, made._current():
        yield made


def _named(facts: dict[str, Fact]) -> dict[str, Fact]:
    return {f"corroborate.{name}": value for name, value in facts.items()}
