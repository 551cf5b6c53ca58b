from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.ask import ask
from app.wire import Services
from tests.api_server import FERRY, make_client, send
from tests.spans import recording

pytest_plugins = ["tests.api_fixtures"]

QUESTION = "How many people were on board the ferry Solveig?"
STEPS = {
    ("ask", None),
    ("understand", "ask"),
    ("retrieve", "ask"),
    ("select", "ask"),
    ("write", "ask"),
    ("verify", "write"),
}


@pytest.mark.parametrize("stream", [False, True])
def test_the_steps_of_an_answer(client: TestClient, stream: bool) -> None:
    send(client, FERRY)
    with recording() as found:
        reply = client.post("/api/ask", json={"question": QUESTION, "stream": stream})
    assert found.parents() == STEPS
    (whole,) = found.facts("ask")
    assert whole["request_id"] == reply.headers["x-request-id"]
    assert str(whole["answer_id"]).startswith("ans_")
    said = reply.text.count("event: statement") if stream else len(reply.json()["statements"])
    assert whole["statements"] == said > 0
    assert found.facts("write") == [{"answerer": "quote"}]
    assert not [span for span in found.spans if "Solveig" in span.to_json() or "board" in span.to_json()]


def test_an_answer_that_is_stopped_ends_its_steps(services: Services) -> None:
    send(make_client(services), FERRY)
    with recording() as found:
        events = ask(QUESTION, services=services)
        next(events)
        events.close()
    assert found.facts("ask") == [{"stopped": True}]
