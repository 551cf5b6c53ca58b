from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.measured import MeasuredWriter
from app.metrics import Held, Metrics
from app.model import Message, ModelError, Trouble
from app.wire import Services
from tests.api_server import FERRY, make_client, make_services, send

pytest_plugins = ["tests.api_fixtures"]

QUESTION = "How many people were on board the ferry Solveig?"


def numbers(exposed: str) -> dict[str, float]:
    """Return the series of an exposition with their values."""
    lines = [line.rpartition(" ") for line in exposed.splitlines() if line and not line.startswith("#")]
    return {series: float(value) for series, _, value in lines}


def of(client: TestClient) -> dict[str, float]:
    reply = client.get("/metrics")
    assert reply.status_code == 200
    assert reply.headers["content-type"].startswith("text/plain; version=")
    return numbers(reply.text)


def test_what_was_done_is_counted(client: TestClient) -> None:
    send(client, FERRY)
    for question in (QUESTION, "Who won the chess match in Tarvo?"):
        client.post("/api/ask", json={"question": question})
    client.post("/api/check", json={"text": "Forty people were on board the ferry Solveig. Elephants can dance."})
    client.post("/api/summarize", json={"topic": "the ferry Solveig"})
    client.get("/api/articles/art_none")
    found = of(client)
    assert found['corroborate_requests_total{method="POST",route="/api/ask",status="200"}'] == 2
    assert found['corroborate_requests_total{method="GET",route="/api/articles/{article_id}",status="404"}'] == 1
    assert found['corroborate_request_seconds_count{route="/api/ask"}'] == 2
    assert found['corroborate_first_byte_seconds_count{route="/api/ask"}'] == 2
    assert found['corroborate_answers_total{kind="answer",outcome="answered"}'] == 1
    assert found['corroborate_answers_total{kind="answer",outcome="no_evidence"}'] == 1
    assert found['corroborate_answers_total{kind="summary",outcome="answered"}'] == 1
    assert found['corroborate_statements_total{kind="check",verdict="unsupported"}'] == 1
    assert found['corroborate_statements_total{kind="answer",verdict="supported"}'] >= 1
    assert (found["corroborate_articles"], found["corroborate_sentences"]) == (1, 3)
    assert found['corroborate_jobs{state="running"}'] == 0
    assert found["corroborate_embedded_texts_total"] > found["corroborate_embedding_seconds_count"] > 0


def test_no_label_names_an_article_or_a_question(client: TestClient) -> None:
    send(client, FERRY)
    article = client.get("/api/articles").json()["articles"][0]["id"]
    client.get(f"/api/articles/{article}")
    client.get("/nowhere/Solveig")
    text = client.get("/metrics").text
    assert article not in text
    assert "Solveig" not in text
    assert set(re.findall(r"[{,](\w+)=", text)) == {"method", "route", "status", "le", "state"}


def test_one_server_s_numbers_are_not_another_s(services: Services, tmp_path_factory: pytest.TempPathFactory) -> None:
    make_client(services).get("/healthz")
    other = make_services(tmp_path_factory.mktemp("other") / "data")
    assert not [series for series in of(make_client(other)) if "/healthz" in series]
    other.store.close()


def test_they_are_not_part_of_the_api_s_document(stocked: TestClient) -> None:
    assert "/metrics" not in stocked.get("/openapi.json").json()["paths"]
    assert stocked.post("/metrics").status_code == 405


def test_a_collector_may_ask_for_open_metrics(stocked: TestClient) -> None:
    reply = stocked.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert reply.headers["content-type"].startswith("application/openmetrics-text")
    assert reply.text.endswith("# EOF\n")


class Scripted:
    """A writer that says two words, and then what it was told to raise."""

    name = "tiny-1"

    def __init__(self, error: Exception | None = None) -> None:
        self._error = error

    def write(self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None) -> Iterator[str]:
        yield from ("two", "words")
        if self._error is not None:
            raise self._error

    def count(self, text: str) -> int:
        return len(text)


def calls(metrics: Metrics) -> dict[str, float]:
    found = numbers(metrics.exposed("")[0].decode())
    pattern = re.compile(r'corroborate_model_calls_total\{model="tiny-1",outcome="(\w+)"\}')
    return {match[1]: value for series, value in found.items() if (match := pattern.fullmatch(series))}


def test_a_model_s_calls_are_counted_by_how_they_end() -> None:
    metrics = Metrics()
    assert list(MeasuredWriter(Scripted(), metrics).write([])) == ["two", "words"]
    for error in (ModelError("slow", kind=Trouble.TIMEOUT), KeyError("unforeseen")):
        with pytest.raises(type(error)):
            list(MeasuredWriter(Scripted(error), metrics).write([]))
    stopped = MeasuredWriter(Scripted(), metrics)
    assert (stopped.name, stopped.count("four")) == ("tiny-1", 4)
    words = stopped.write([])
    assert next(words) == "two"
    del words
    assert calls(metrics) == {"done": 1, "timeout": 1, "failed": 1, "stopped": 1}


def test_what_is_held_is_asked_for_anew_each_time() -> None:
    metrics, held = Metrics(), Held(1, 2, {"waiting": 3})
    told = [held]
    metrics.hold(lambda: told[-1])
    assert numbers(metrics.exposed("")[0].decode())['corroborate_jobs{state="waiting"}'] == 3
    told.append(replace(held, articles=9))
    assert numbers(metrics.exposed("")[0].decode())["corroborate_articles"] == 9
