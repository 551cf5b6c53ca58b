from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api_server import assert_problem

pytest_plugins = ["tests.api_fixtures"]


def summarize(client: TestClient, **body: Any) -> dict[str, Any]:
    reply = client.post("/api/summarize", json=body)
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


def test_chosen_articles_are_summarised_and_the_summary_is_kept(stocked: TestClient, ids: dict[str, str]) -> None:
    body = summarize(stocked, article_ids=[ids["ferry"], ids["storm"]], style="bullets", max_words=100)
    assert {citation["article_id"] for citation in body["citations"]} == {ids["ferry"], ids["storm"]}
    assert body["counts"] == {
        "articles": 2, "origins": 2, "outlets": 2, "text": "2 articles, 2 independent origins, 2 outlets"
    }  # fmt: skip
    for row in body["statements"]:
        assert body["text"][row["start"] : row["end"]] == row["text"]
        assert row["support"]["label"] == "supported"
    kept = stocked.get(f"/api/answers/{body['id']}").json()
    assert {key: kept[key] for key in body if key != "citations"} == {
        key: value for key, value in body.items() if key != "citations"
    }


def test_a_topic_is_summarised(stocked: TestClient, ids: dict[str, str]) -> None:
    body = summarize(stocked, topic="the ferry Solveig")
    assert {citation["article_id"] for citation in body["citations"]} == {ids["ferry"]}


def test_no_article_is_nothing(stocked: TestClient) -> None:
    body = summarize(stocked, article_ids=[], filters={}, stream=False)
    assert (body["abstained"], body["reason"], body["statements"]) == (True, "no_articles", [])


def test_a_stream_ends_with_what_is_answered_without_one(stocked: TestClient, ids: dict[str, str]) -> None:
    asked = {"article_ids": [ids["ferry"]], "style": "brief", "max_words": 60}
    reply = stocked.post("/api/summarize", json={**asked, "stream": True})
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = [
        (event.split("\n")[0].removeprefix("event: "), json.loads(event.split("\ndata: ")[1]))
        for event in reply.text.strip().split("\n\n")
    ]
    names = [name for name, _ in events]
    assert names[0] == "status"
    assert names[-1] == "done"
    whole = summarize(stocked, **asked)
    assert events[-1][1] == whole
    assert [data["statement"] for name, data in events if name == "statement"] == whole["statements"]


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({}, 422, "give a 'topic', 'article_ids' or both"),
        ({"topic": None, "article_ids": None}, 422, "give a 'topic'"),
        ({"topic": " "}, 422, "'topic' must not be blank"),
        ({"topic": "ferry", "style": "long"}, 422, "'style'"),
        ({"topic": "ferry", "max_words": 0}, 422, "'max_words'"),
        ({"topic": "ferry", "max_words": "20"}, 422, "'max_words'"),
        ({"topic": "ferry", "words": 20}, 422, "'words' is not known"),
        ({"article_ids": ["art_none"]}, 404, "art_none"),
        ({"topic": "ferry", "filters": {"article_ids": ["art_none"]}}, 404, "art_none"),
    ],
)
def test_what_can_not_be_summarised_is_refused(
    stocked: TestClient, body: dict[str, Any], status: int, said: str
) -> None:
    reply = stocked.post("/api/summarize", json=body)
    assert_problem(reply, status)
    assert said in reply.json()["title"]
