from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.wire import Services
from ingest.keys import Scope
from tests.api_server import FERRY, STORM, assert_problem, make_client, make_services

pytest_plugins = ["tests.api_fixtures"]

KEY = {"Idempotency-Key": '"8e03978e-40d5-43dd-bc93-6894a57f9324"'}
ONE: dict[str, Any] = {"articles": [FERRY]}


def test_the_same_call_gets_the_same_answer_again(client: TestClient) -> None:
    first = client.post("/api/articles", json=ONE, headers=KEY)
    assert "idempotent-replayed" not in first.headers
    again = client.post("/api/articles", json=ONE, headers={"Idempotency-Key": KEY["Idempotency-Key"].strip('"')})
    assert (again.status_code, again.headers["idempotent-replayed"]) == (200, "true")
    assert again.content == first.content
    assert again.json()["added"] == 1
    assert client.post("/api/articles", json=ONE).json()["unchanged"] == 1


def test_another_body_is_refused_and_changes_nothing(client: TestClient) -> None:
    client.post("/api/articles", json=ONE, headers=KEY)
    problem = assert_problem(client.post("/api/articles", json={"articles": [STORM]}, headers=KEY), 422, "another body")
    assert problem["type"] == "/problems/key-reused"
    assert_problem(client.post("/api/articles?background=true", json=ONE, headers=KEY), 422, "another body")
    assert client.get("/healthz").json()["articles"] == 1


def test_a_restart_forgets_nothing(tmp_path: Path) -> None:
    replies = []
    for _ in range(2):
        services = make_services(tmp_path / "data")
        replies.append(make_client(services).post("/api/articles", json=ONE, headers=KEY))
        services.close()
    assert replies[0].content == replies[1].content
    assert replies[1].headers["idempotent-replayed"] == "true"


def test_a_job_is_made_once_and_found_where_it_is(client: TestClient) -> None:
    first, again = (client.post("/api/articles?background=true", json=ONE, headers=KEY) for _ in range(2))
    assert (again.status_code, again.headers["location"]) == (202, first.headers["location"])
    assert len(client.get("/api/jobs").json()["jobs"]) == 1


def test_files_are_compared_by_what_they_hold(client: TestClient) -> None:
    """Each time they are sent, other marks stand between them."""
    text = b"The ferry left at noon. Forty people were on board, the harbour office said."
    first, again, other = (
        client.post("/api/articles", files={"files": (name, text)}, headers=KEY)
        for name in ("noon.txt", "noon.txt", "one.txt")
    )
    assert (first.json()["added"], again.content) == (1, first.content)
    assert_problem(other, 422, "another body")


def test_what_was_refused_is_not_kept(client: TestClient) -> None:
    assert_problem(client.post("/api/articles", json={"urls": []}, headers=KEY), 422)
    assert client.post("/api/articles", json=ONE, headers=KEY).json()["added"] == 1


def test_another_caller_s_key_is_another_key(services: Services) -> None:
    secrets = [services.keys.add(name, Scope.INGEST, None, now=services.clock())[1] for name in ("mine", "other")]
    mine, other = ({**KEY, "Authorization": f"Bearer {secret}"} for secret in secrets)
    client = make_client(services)
    client.post("/api/articles", json=ONE, headers=mine)
    reply = client.post("/api/articles", json=ONE, headers=other)
    assert (reply.json()["unchanged"], "idempotent-replayed" in reply.headers) == (1, False)


@pytest.mark.parametrize("key", ["", "x" * 256, "tab\tbed"])
def test_a_key_that_is_none_is_refused(client: TestClient, key: str) -> None:
    problem = assert_problem(client.post("/api/articles", json=ONE, headers={"Idempotency-Key": key}), 422)
    assert problem["errors"][0]["parameter"] == "Idempotency-Key"
