"""Answers as files over HTTP."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.export import FORMATS
from app.schemas import ExportQuery
from tests.api_server import FERRY, assert_problem

pytest_plugins = ["tests.api_fixtures"]

QUESTION = "How many people were on board the ferry Solveig?"


@pytest.fixture
def kept(stocked: TestClient) -> str:
    return str(stocked.post("/api/ask", json={"question": QUESTION}).json()["id"])


def test_every_format_is_offered() -> None:
    assert set(ExportQuery.model_json_schema()["properties"]["format"]["enum"]) == set(FORMATS)


@pytest.mark.parametrize("kind", FORMATS)
def test_an_answer_comes_as_a_file(kind: str, kept: str, stocked: TestClient) -> None:
    response = stocked.get(f"/api/answers/{kept}/export", params={"format": kind})
    assert response.status_code == 200
    assert response.headers["content-type"] == FORMATS[kind].media_type
    name = response.headers["content-disposition"]
    assert name == f"attachment; filename*=UTF-8''how-many-people-were-on-board-the-ferry-solveig{FORMATS[kind].ending}"
    assert response.content


def test_a_file_quotes_what_the_answer_cites(kept: str, stocked: TestClient) -> None:
    made = stocked.get(f"/api/answers/{kept}/export").text
    for citation in stocked.get(f"/api/answers/{kept}").json()["citations"]:
        assert citation["quote"].partition(",")[0] in made
    assert str(FERRY["outlet"]) in made


def test_what_is_not_there_is_a_problem(kept: str, stocked: TestClient) -> None:
    assert_problem(stocked.get("/api/answers/ans_none/export"), 404, "ans_none")
    assert_problem(stocked.get(f"/api/answers/{kept}/export?format=pdf"), 422, "format")
