from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.schemas import MAX_DRAFT
from tests.api_server import assert_problem

pytest_plugins = ["tests.api_fixtures"]

TRUE, WRONG = "Forty people were on board the ferry.", "Sixty people were on board the ferry."
DRAFT = f"# Ferry\n\n{TRUE} {WRONG} Parliament raised the tax on sugar."


def check(client: TestClient, text: str, **more: Any) -> dict[str, Any]:
    reply = client.post("/api/check", json={"text": text, **more})
    assert reply.status_code == 200, reply.text
    body: dict[str, Any] = reply.json()
    return body


def test_each_sentence_of_a_draft_is_checked(stocked: TestClient) -> None:
    body = check(stocked, DRAFT)
    assert [DRAFT[row["start"] : row["end"]] for row in body["statements"]] == [
        row["text"] for row in body["statements"]
    ]
    heading, true, wrong, nowhere = body["statements"]
    assert heading["citations"] == []
    assert (true["support"]["label"], true["findings"]) == ("supported", [])
    assert wrong["support"].keys() == {"label", "score"}
    assert wrong["findings"][0] == {
        "kind": "number", "start": 0, "end": 5, "text": "Sixty", "clash": True,
        "detail": "the statement says 'Sixty', the source 'Forty'",
    }  # fmt: skip
    assert nowhere["citations"] == []
    assert nowhere["nearest"]
    assert all("number" not in near for near in nowhere["nearest"])
    for place in [*body["citations"], *nowhere["nearest"]]:
        text = stocked.get(f"/api/articles/{place['article_id']}").json()["text"]
        assert text[place["start"] : place["end"]] == place["quote"]


def test_a_reprint_is_not_cited_beside_what_it_repeats(stocked: TestClient, ids: dict[str, str]) -> None:
    body = check(stocked, "A storm cut the power of 12,000 homes in Lindholm.")
    assert {citation["article_id"] for citation in body["citations"]} == {ids["storm"]}


@pytest.mark.parametrize(
    ("named", "cited"),
    [(None, {"ferry"}), (["ferry"], {"ferry"}), (["storm"], set()), ([], set())],
    ids=["corpus", "the right one", "another", "none"],
)
def test_a_draft_is_checked_against_the_named_articles(
    stocked: TestClient, ids: dict[str, str], named: list[str] | None, cited: set[str]
) -> None:
    body = check(stocked, TRUE, article_ids=named and [ids[name] for name in named], filters={})
    assert {citation["article_id"] for citation in body["citations"]} == {ids[name] for name in cited}


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"text": TRUE, "article_ids": ["art_none"]}, 404, ["art_none"]),
        ({"text": TRUE, "filters": {"article_ids": ["art_none"]}}, 404, ["art_none"]),
        ({"text": " \n"}, 422, ["text", "blank"]),
        ({"text": "..."}, 422, ["text", "blank"]),
        ({"text": "a" * (MAX_DRAFT + 1)}, 422, ["text", f"{MAX_DRAFT:,}"]),
        ({}, 422, ["text"]),
        ({"text": TRUE, "articles": []}, 422, ["articles"]),
    ],
)
def test_what_can_not_be_checked_is_refused(
    stocked: TestClient, body: dict[str, Any], status: int, words: list[str]
) -> None:
    assert_problem(stocked.post("/api/check", json=body), status, *words)
