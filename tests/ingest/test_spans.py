from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from opentelemetry import trace
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as messages
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as service

from ingest import spans
from ingest.catalogue import Filters
from ingest.corpus import RawArticle
from ingest.errors import StoreError
from ingest.fetch import Fetcher
from ingest.fetch_errors import FetchError
from ingest.index import index
from ingest.store import Store
from tests.spans import recording

TEXT = "The ferry left at noon. Forty people were on board, the harbour office said."


def counting(most: int) -> Iterator[int]:
    for number in range(most):
        with spans.step("count", number=number):
            pass
        yield number


def test_without_a_collector_nothing_is_recorded() -> None:
    with spans.exported(""), spans.opened("whole") as whole, whole.step("inner") as inner:
        inner.note(articles=1)
        assert list(whole.around(counting(2))) == [0, 1]
        assert inner is whole
    assert not [thread for thread in threading.enumerate() if "otel" in thread.name.lower()]


def test_what_is_begun_within_a_step_is_a_part_of_it() -> None:
    with recording() as found, spans.opened("whole") as whole:
        with whole.step("inner", articles=2), spans.step("innermost"):
            pass
        with spans.step("beside"):
            pass
    assert found.parents() == {("whole", None), ("inner", "whole"), ("innermost", "inner"), ("beside", None)}
    assert found.facts("inner") == [{"articles": 2}]


def test_a_part_may_be_interrupted_and_go_on_in_another_thread() -> None:
    with recording() as found, spans.opened("whole") as whole, whole.part("drafts") as drafts:
        items = drafts.around(counting(3))
        with ThreadPoolExecutor(1) as other:
            assert [next(items), other.submit(next, items).result(), next(items)] == [0, 1, 2]
        assert trace.get_current_span() is trace.INVALID_SPAN
    assert found.parents() == {("whole", None), ("drafts", "whole"), ("count", "drafts")}


def test_what_makes_the_items_is_closed_with_them() -> None:
    with recording(), spans.opened("whole") as whole:
        made = counting(3)
        items = whole.around(made)
        assert next(items) == 0
        items.close()
    assert list(made) == []


def test_of_what_went_wrong_the_kind_is_recorded_and_not_the_words() -> None:
    with recording() as found, pytest.raises(StoreError), spans.step("write"):
        raise StoreError("the ferry Solveig")
    (span,) = found.spans
    assert (span.status.description, span.events) == ("StoreError", ())
    assert "Solveig" not in span.to_json()


def test_the_steps_of_an_ingestion(store: Store) -> None:
    rows = [RawArticle(f"row {number}", text=f"{TEXT} It was day {number}.") for number in range(3)]
    with recording() as found:
        index(rows, store)
    assert found.parents() == {("ingest", None), ("extract", "ingest"), ("embed", "ingest"), ("write", "ingest")}
    assert found.facts("ingest") == [{"articles": 3, "failed": 0}]
    assert found.facts("embed") == [{"articles": 3, "sentences": 9}]
    assert sorted(len(facts) for facts in found.facts("extract")) == [2, 2, 2]
    assert not [span for span in found.spans if "ferry" in span.to_json()]


def test_a_page_that_is_fetched_is_a_step_without_its_address() -> None:
    with recording() as found, pytest.raises(FetchError):
        Fetcher().fetch("http://127.0.0.1/secret")
    assert found.facts("fetch") == [{"trouble": "address"}]
    assert "secret" not in found.spans[0].to_json()


class Collector(service.TraceServiceServicer):
    """Takes spans as a collector does."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def Export(
        self, request: messages.ExportTraceServiceRequest, _: grpc.ServicerContext
    ) -> messages.ExportTraceServiceResponse:
        scopes = [scope for resource in request.resource_spans for scope in resource.scope_spans]
        self.names += [span.name for scope in scopes for span in scope.spans]
        return messages.ExportTraceServiceResponse()


def test_a_collector_gets_what_was_recorded_before_the_end() -> None:
    collector, server = Collector(), grpc.server(ThreadPoolExecutor(1))
    service.add_TraceServiceServicer_to_server(collector, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with spans.exported(f"http://127.0.0.1:{port}"), spans.step("one"):
        pass
    server.stop(None).wait()
    assert collector.names == ["one"]


def test_no_library_s_spans_go_out_with_ours(store: Store) -> None:
    with recording() as found:
        store.vectors.near(store.embedder.embed_query("ferry"), 1, Filters())
    assert found.spans == ()
    assert type(trace.get_tracer_provider()).__name__ == "ProxyTracerProvider"
