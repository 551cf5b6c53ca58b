from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api import create_app
from app.logs import JsonFormatter
from app.ui import mount
from app.wire import Services
from tests.api_server import BASE_URL, assert_problem, make_client, make_services

pytest_plugins = ["tests.api_fixtures"]

QUESTION = "How many people were on board the ferry Solveig?"


class Lines(logging.Handler):
    """Keeps what the server writes down, as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []
        self.setFormatter(JsonFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(self.format(record))

    def last(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.written[-1])
        return found


@pytest.fixture
def lines() -> Iterator[Lines]:
    logger, handler = logging.getLogger("app"), Lines()
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield handler
    logger.removeHandler(handler)
    logger.setLevel(before)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server with its page."""
    services = make_services(tmp_path_factory.mktemp("whole") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", "")  # so that it is as before afterwards
        app = mount(create_app(services), services)
        yield TestClient(app, base_url=BASE_URL)
    services.close()


def test_every_response_has_an_id_and_a_problem_names_it(stocked: TestClient) -> None:
    first, second = stocked.get("/healthz"), stocked.get("/healthz")
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    reply = stocked.get("/api/articles/art_none", headers={"X-Request-ID": "mine-7"})
    assert reply.headers["x-request-id"] == "mine-7"
    assert assert_problem(reply, 404)["request_id"] == "mine-7"
    reply = stocked.get("/healthz", headers={"X-Request-ID": "not, plain"})
    assert reply.headers["x-request-id"].startswith("req_")


def test_what_a_guard_refuses_and_what_fails_has_one_too(services: Services) -> None:
    client = make_client(services)
    reply = client.get("/healthz", headers={"Host": "elsewhere.example"})
    assert assert_problem(reply, 421)["request_id"] == reply.headers["x-request-id"]
    reply = client.get("/nothing/here")
    assert reply.headers["x-request-id"].startswith("req_")
    services.close()
    reply = client.get("/healthz")
    assert assert_problem(reply, 503)["request_id"] == reply.headers["x-request-id"]


def test_a_failure_that_nobody_foresaw_is_answered_with_an_id(services: Services, lines: Lines) -> None:
    app = create_app(services)

    def fail() -> None:
        raise KeyError("the ferry Solveig")

    app.add_api_route("/fail", fail)
    client = TestClient(app, base_url=BASE_URL, raise_server_exceptions=False)
    reply = client.get("/fail")
    assert assert_problem(reply, 500)["request_id"] == reply.headers["x-request-id"]
    found = lines.last()
    assert (found["level"], found["status"], found["route"]) == ("error", 500, "/fail")


def test_an_event_of_a_stream_that_fails_names_the_request(services: Services) -> None:
    client = make_client(services)
    reply = client.post("/v1/chat/completions", json={"model": "none", "messages": []})
    assert reply.status_code == 400
    assert reply.headers["x-request-id"].startswith("req_")


def test_a_request_is_one_line_of_counts_and_no_texts(stocked: TestClient, lines: Lines) -> None:
    headers = {"Authorization": "Bearer sk-secret", "X-Request-ID": "mine-8"}
    reply = stocked.post("/api/ask?trace=Solveig", json={"question": QUESTION}, headers=headers)
    assert len(lines.written) == 1
    found = lines.last()
    assert found | {"method": "POST", "route": "/api/ask", "status": 200, "request_id": "mine-8"} == found
    answer = reply.json()
    assert found["statements"] == len(answer["statements"]) > 0
    assert found["citations"] == len(answer["citations"]) > 0
    assert (found["answerer"], found["abstained"], found["bytes"]) == ("quote", False, len(reply.content))
    assert found["duration_ms"] >= found["first_byte_ms"] > 0
    for text in ("Solveig", "ferry", "sk-secret", "Bearer", "Port Maren"):
        assert text not in lines.written[0]


def test_a_stream_is_written_down_when_it_has_ended(stocked: TestClient, lines: Lines) -> None:
    reply = stocked.post("/api/ask", json={"question": QUESTION, "stream": True})
    found = lines.last()
    assert (found["bytes"], found["complete"], found["abstained"]) == (len(reply.content), True, False)
    assert found["duration_ms"] > found["first_byte_ms"]


def test_checks_and_summaries_are_counted(stocked: TestClient, lines: Lines) -> None:
    stocked.post("/api/check", json={"text": "Forty people were on board the ferry Solveig. Elephants can dance."})
    assert (lines.last()["route"], lines.last()["statements"]) == ("/api/check", 2)
    stocked.post("/api/summarize", json={"topic": "chess in Tarvo"})
    assert (lines.last()["abstained"], lines.last()["statements"]) == (True, 0)


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/api/articles/art_none", "/api/articles/{article_id}"),
        ("/api/nothing/at/all", "other"),
        ("/mcp", "/mcp"),
        ("/docs", "/docs"),
        ("/problems/gone", "/problems/{slug}"),
        ("/v1/models/none", "/v1/models/{model_id:path}"),
        ("/config", "/config"),
        ("/gradio_api/file=nothing", "/gradio_api/file={path_or_url:path}"),
        ("/nobody/knows", "other"),
    ],
)
def test_a_route_is_named_by_its_template(whole: TestClient, lines: Lines, path: str, route: str) -> None:
    whole.get(path)
    assert lines.last()["route"] == route


def test_a_method_that_is_none_is_not_repeated(stocked: TestClient, lines: Lines) -> None:
    stocked.request("FERRY", "/healthz")
    assert lines.last()["method"] == "other"


def test_without_the_setting_nothing_is_written(stocked: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    stocked.post("/api/ask", json={"question": QUESTION})
    assert not caplog.records
