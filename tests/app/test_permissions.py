from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.permissions import counted, needed
from ingest.keys import Scope

pytest_plugins = ["tests.api_fixtures"]


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/healthz", None),
        ("GET", "/widget.js", None),
        ("GET", "/problems/no-key", None),
        ("POST", "/login", None),
        ("POST", "/logout", None),
        ("GET", "/", Scope.READ),
        ("GET", "/docs", Scope.READ),
        ("GET", "/openapi.json", Scope.READ),
        ("GET", "/api/articles", Scope.READ),
        ("HEAD", "/api/articles", Scope.READ),
        ("GET", "/api/jobs", Scope.READ),
        ("POST", "/api/ask", Scope.READ),
        ("POST", "/api/search", Scope.READ),
        ("POST", "/api/summarize", Scope.READ),
        ("POST", "/api/check", Scope.READ),
        ("POST", "/v1/chat/completions", Scope.READ),
        ("POST", "/v1/responses", Scope.READ),
        ("POST", "/mcp", Scope.READ),
        ("POST", "/mcp/", Scope.READ),
        ("DELETE", "/api/conversations/cnv_1", Scope.READ),
        ("PUT", "/api/conversations/cnv_1/share", Scope.READ),
        ("DELETE", "/api/conversations", Scope.ADMIN),
        ("POST", "/gradio_api/queue/join", Scope.READ),
        ("POST", "/gradio_api/upload", Scope.INGEST),
        ("PATCH", "/api/conversations/cnv_1", Scope.READ),
        ("DELETE", "/api/conversations/cnv_1/share", Scope.READ),
        ("POST", "/api/articles", Scope.INGEST),
        ("DELETE", "/api/jobs/job_1", Scope.INGEST),
        ("POST", "/api/subscriptions", Scope.INGEST),
        ("POST", "/api/subscriptions/opml", Scope.INGEST),
        ("PATCH", "/api/subscriptions/sub_1", Scope.INGEST),
        ("DELETE", "/api/subscriptions/sub_1", Scope.INGEST),
        ("DELETE", "/api/articles/art_1", Scope.ADMIN),
        ("POST", "/api/ask/../articles", Scope.ADMIN),
        ("POST", "/healthz/x", Scope.ADMIN),
        ("POST", "/api/nothing-of-today", Scope.ADMIN),
        ("PUT", "/api/ask", Scope.ADMIN),
        ("BREW", "/", Scope.ADMIN),
    ],
)
def test_what_a_call_needs(method: str, path: str, scope: Scope | None) -> None:
    assert needed(method, path) is scope


# What changes something and needs `admin` on purpose. A new call that should need less is named in app/permissions.py.
ADMIN = {("delete", "/api/articles/{article_id}")}


def test_every_call_of_the_document_has_a_rule_of_its_own(stocked: TestClient) -> None:
    paths = stocked.get("/openapi.json").json()["paths"]
    calls = {(method, path) for path, methods in paths.items() for method in methods}
    assert {call for call in calls if needed(call[0].upper(), call[1]) is Scope.ADMIN} == ADMIN


@pytest.mark.parametrize(
    ("method", "path", "counts"),
    [
        ("POST", "/api/ask", True),
        ("GET", "/api/articles", True),
        ("GET", "/v1/models", True),
        ("POST", "/mcp", True),
        ("POST", "/login", True),
        ("POST", "/gradio_api/queue/join", True),
        ("POST", "/gradio_api/upload", True),
        ("GET", "/login", False),
        ("GET", "/", False),
        ("GET", "/healthz", False),
        ("GET", "/assets/index.js", False),
        ("GET", "/gradio_api/queue/data", False),
    ],
)
def test_what_counts_towards_a_rate(method: str, path: str, counts: bool) -> None:
    assert counted(method, path) is counts
