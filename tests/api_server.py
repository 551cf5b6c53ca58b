"""A real server and three articles for the tests of the HTTP surface; the fixtures are in `api_fixtures.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from app.api import create_app
from app.wire import Services, open_services
from ingest.settings import Settings

BASE_URL = "http://127.0.0.1:7860"

FERRY = {
    "title": "Ferry runs aground off Port Maren",
    "text": "The ferry Solveig ran aground off Port Maren on Friday morning. Forty people were on board, "
    "the harbour office said. Nobody was hurt.",
    "url": "https://harbour-post.example/ferry?utm_source=feed",
    "outlet": "Harbour Post",
    "author": "Ida Brandt",
    "published_at": "2021-05-02T09:30:00+02:00",
    "language": "en",
    "external_id": "ferry",
}
STORM = {
    "title": "Storm cuts power in Lindholm",
    "text": "A storm cut the power of 12,000 homes in Lindholm on Monday. Crews worked through the night.",
    "outlet": "Northern Wire",
    "published_at": "2021-05-05",
    "external_id": "storm",
}
REPRINT = STORM | {"outlet": "Lindholm Echo", "external_id": "storm-reprint", "published_at": "2021-05-06"}
ARTICLES = [FERRY, STORM, REPRINT]


def make_services(folder: Path) -> Services:
    return open_services(Settings(data_dir=folder))


def make_client(services: Services) -> TestClient:
    return TestClient(create_app(services), base_url=BASE_URL, raise_server_exceptions=False)


def send(client: TestClient, *articles: Any) -> dict[str, Any]:
    reply = client.post("/api/articles", json={"articles": articles})
    assert reply.status_code == 200, reply.text
    report: dict[str, Any] = reply.json()
    return report


def assert_problem(reply: Any, status: int, *words: str) -> dict[str, Any]:
    """Check that a reply is a problem of this status whose title holds these words."""
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json"), reply.text
    problem: dict[str, Any] = reply.json()
    assert problem["status"] == status
    assert problem["type"].startswith("/problems/")
    assert problem["instance"].startswith("/")
    assert all(word in problem["title"] for word in words), problem["title"]
    assert "Traceback" not in reply.text
    return problem
