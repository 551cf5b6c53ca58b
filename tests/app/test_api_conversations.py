from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator, FormatChecker

from app.api_reader import COOKIE
from app.wire import Services
from tests.api_server import assert_problem, make_client, send
from tests.conversing import BOARD, CHESS, READER, STORM, Talk, a_talk

pytest_plugins = ["tests.api_fixtures"]


@pytest.fixture
def talk(services: Services) -> Talk:
    return a_talk(services)


@pytest.fixture
def reader(talk: Talk) -> TestClient:
    client = make_client(talk.services)
    client.cookies.set(COOKIE, READER)
    return client


def fits(client: TestClient, path: str, method: str, body: object) -> None:
    document = client.get("/openapi.json").json()
    content = document["paths"][path][method]["responses"]["200"]["content"]["application/json"]
    schema = {**content["schema"], "components": document["components"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(body)


def test_a_reader_s_conversations_are_listed_for_him_alone(reader: TestClient, talk: Talk) -> None:
    listed = reader.get("/api/conversations").json()
    fits(reader, "/api/conversations", "get", listed)
    (row,) = listed["conversations"]
    assert (row["id"], row["name"], row["turns"], row["share"]) == (talk.id, BOARD, 3, None)
    assert make_client(talk.services).get("/api/conversations").json()["conversations"] == []


def test_they_are_searched_and_paged(reader: TestClient, talk: Talk) -> None:
    found = reader.get("/api/conversations", params={"q": "forty people"}).json()
    assert [row["id"] for row in found["conversations"]] == [talk.id]
    assert reader.get("/api/conversations", params={"q": "zinc"}).json()["conversations"] == []
    for _ in range(2):
        talk.services.conversations.begin(READER, "Who?", at=talk.services.clock())
    first = reader.get("/api/conversations", params={"limit": 2}).json()
    rest = reader.get("/api/conversations", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [len(first["conversations"]), len(rest["conversations"])] == [2, 1]
    assert rest["next_cursor"] is None


def test_one_is_read_with_its_answers(reader: TestClient, talk: Talk) -> None:
    whole = make_client(talk.services).get(f"/api/conversations/{talk.id}").json()  # whoever has the id may
    fits(reader, "/api/conversations/{conversation_id}", "get", whole)
    assert [turn["question"] for turn in whole["exchanges"]] == [BOARD, STORM, CHESS]
    for turn, answer in zip(whole["exchanges"], talk.answers, strict=True):
        assert turn["answer"] == reader.get(f"/api/answers/{answer}").json()
    assert whole["exchanges"][2]["answer"]["abstained"]


def test_an_answer_that_went_with_its_article_is_none(reader: TestClient, talk: Talk) -> None:
    article = reader.get(f"/api/answers/{talk.answers[0]}").json()["citations"][0]["article_id"]
    talk.services.store.delete(article)
    first, second, _ = reader.get(f"/api/conversations/{talk.id}").json()["exchanges"]
    assert first["answer"] is None
    assert "deleted" in first["note"]
    assert second["answer"]["statements"]
    assert "Forty" not in reader.get(f"/api/conversations/{talk.id}/export").text


def test_it_gets_another_name(reader: TestClient, talk: Talk) -> None:
    reply = reader.patch(f"/api/conversations/{talk.id}", json={"name": "The ferry, الخطيب"})
    fits(reader, "/api/conversations/{conversation_id}", "patch", reply.json())
    assert reader.get("/api/conversations").json()["conversations"][0]["name"] == "The ferry, الخطيب"


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": " \n"}, {"name": "x" * 121}, {"name": 1}, {"name": "x", "by": "y"}, []]
)
def test_a_bad_name_is_refused(reader: TestClient, talk: Talk, body: Any) -> None:
    assert_problem(reader.patch(f"/api/conversations/{talk.id}", json=body), 422)
    assert reader.get(f"/api/conversations/{talk.id}").json()["name"] == BOARD


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "cursor=x", "colour=red", "q=" + "x" * 401])
def test_a_bad_query_is_refused(reader: TestClient, query: str) -> None:
    assert_problem(reader.get(f"/api/conversations?{query}"), 422)


def test_it_is_deleted_and_its_answers_stay(reader: TestClient, talk: Talk) -> None:
    first, *_ = talk.answers
    assert reader.delete(f"/api/conversations/{talk.id}").status_code == 204
    assert reader.get("/api/conversations").json()["conversations"] == []
    assert reader.get(f"/api/answers/{first}").status_code == 200


def test_a_share_is_made_renewed_and_taken_back(reader: TestClient, talk: Talk) -> None:
    path = f"/api/conversations/{talk.id}/share"
    first = reader.put(path).json()
    fits(reader, "/api/conversations/{conversation_id}/share", "put", first)
    assert first["share"]["turns"] == 3
    again = reader.put(path).json()
    assert again["share"]["address"] == first["share"]["address"]
    assert talk.id not in first["share"]["address"]
    assert reader.delete(path).status_code == 204
    assert reader.get(f"/api/conversations/{talk.id}").json()["share"] is None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""), ("delete", ""), ("patch", ""), ("put", "/share"), ("delete", "/share"), ("get", "/export"),
    ],
)  # fmt: skip
def test_an_unknown_one_is_named(client: TestClient, method: str, path: str) -> None:
    body = {"json": {"name": "x"}} if method == "patch" else {}
    reply = client.request(method, f"/api/conversations/cnv_9{path}", **body)  # type: ignore[arg-type]
    assert_problem(reply, 404, "cnv_9", "deleted")


def test_it_is_taken_away_as_one_document(reader: TestClient, talk: Talk) -> None:
    markdown = reader.get(f"/api/conversations/{talk.id}/export")
    assert markdown.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "how-many-people-were-on-board-the-ferry-solveig.md" in markdown.headers["content-disposition"]
    assert markdown.text.startswith(f"# {BOARD}\n")
    html = reader.get(f"/api/conversations/{talk.id}/export", params={"format": "html"})
    assert html.headers["content-type"] == "text/html; charset=utf-8"
    assert STORM in html.text
    assert_problem(reader.get(f"/api/conversations/{talk.id}/export?format=docx"), 422)


def test_a_page_of_another_site_can_change_nothing(reader: TestClient, talk: Talk) -> None:
    headers = {"Origin": "https://elsewhere.example"}
    assert reader.delete(f"/api/conversations/{talk.id}", headers=headers).status_code == 403
    assert reader.get(f"/api/conversations/{talk.id}").status_code == 200


def test_what_is_changed_since_is_said(reader: TestClient, talk: Talk) -> None:
    from tests.api_server import FERRY

    send(reader, FERRY | {"text": FERRY["text"].replace("Forty", "Fifty")})
    first = reader.get(f"/api/conversations/{talk.id}").json()["exchanges"][0]["answer"]
    assert first["citations"][0]["source"]["state"] == "changed"
    assert "Forty" in first["text"]
