"""The OpenAPI document tells the truth: every call of the contract is in it, and real answers fit its schemas."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator, FormatChecker

pytest_plugins = ["tests.api_fixtures"]

CALLS = {
    ("get", "/healthz"): "200",
    ("post", "/api/articles"): "200",
    ("get", "/api/articles"): "200",
    ("get", "/api/library"): "200",
    ("get", "/api/articles/{article_id}"): "200",
    ("get", "/api/articles/{article_id}/diff"): "200",
    ("delete", "/api/articles/{article_id}"): "204",
    ("post", "/api/search"): "200",
    ("post", "/api/ask"): "200",
    ("post", "/api/summarize"): "200",
    ("post", "/api/check"): "200",
    ("get", "/api/answers/{answer_id}"): "200",
    ("get", "/api/answers/{answer_id}/evidence"): "200",
    ("get", "/api/answers/{answer_id}/export"): "200",
    ("get", "/api/conversations"): "200",
    ("get", "/api/conversations/{conversation_id}"): "200",
    ("patch", "/api/conversations/{conversation_id}"): "200",
    ("delete", "/api/conversations/{conversation_id}"): "204",
    ("put", "/api/conversations/{conversation_id}/share"): "200",
    ("delete", "/api/conversations/{conversation_id}/share"): "204",
    ("get", "/api/conversations/{conversation_id}/export"): "200",
    ("get", "/api/jobs"): "200",
    ("get", "/api/jobs/{job_id}"): "200",
    ("delete", "/api/jobs/{job_id}"): "200",
    ("get", "/api/subscriptions"): "200",
    ("post", "/api/subscriptions"): "201",
    ("post", "/api/subscriptions/opml"): "201",
    ("patch", "/api/subscriptions/{subscription_id}"): "200",
    ("delete", "/api/subscriptions/{subscription_id}"): "204",
    ("post", "/v1/chat/completions"): "200",
    ("post", "/v1/responses"): "200",
    ("get", "/v1/models"): "200",
    ("get", "/v1/models/{model_id}"): "200",
}
OPENAI = [call for call in CALLS if call[1].startswith("/v1/")]  # see test_openapi_v1.py


@pytest.fixture(scope="module")
def document(stocked: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = stocked.get("/openapi.json").json()
    return found


def schema_of(document: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a content, with the document's components within reach."""
    return {**content["schema"], "components": document["components"]}


def check(document: dict[str, Any], content: dict[str, Any], value: object) -> None:
    Draft202012Validator(schema_of(document, content), format_checker=FormatChecker()).validate(value)


def examples(document: dict[str, Any], content: dict[str, Any]) -> list[Any]:
    schemas = content["schema"].get("anyOf", [content["schema"]])
    named = document["components"]["schemas"]
    schemas = [named[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in schemas]
    found: list[Any] = [example for schema in schemas for example in schema.get("examples", [])]
    return found


def test_the_document_has_the_contracts_calls_and_no_others(document: dict[str, Any]) -> None:
    assert {(method, path) for path, calls in document["paths"].items() for method in calls} == CALLS.keys()


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_each_call_is_described_with_examples_that_fit(document: dict[str, Any], method: str, path: str) -> None:
    call = document["paths"][path][method]
    assert call["summary"]
    assert call["description"]
    reply = call["responses"][CALLS[method, path]]
    contents = [content for kind, content in reply.get("content", {}).items() if kind == "application/json"]
    bodies = call["requestBody"]["content"] if "requestBody" in call else {}
    contents += [bodies[kind] for kind in bodies if kind == "application/json"]
    for content in contents:
        assert examples(document, content), content
        for example in examples(document, content):
            check(document, content, example)


@pytest.mark.parametrize(("method", "path"), [call for call in CALLS if call[1] != "/healthz" and call not in OPENAI])
def test_each_call_describes_its_problems(document: dict[str, Any], method: str, path: str) -> None:
    responses = document["paths"][path][method]["responses"]
    for status in ("422", "default"):
        assert responses[status]["content"].keys() == {"application/problem+json"}
    assert ("404" in responses) == ("{" in path or path in ("/api/search", "/api/ask", "/api/summarize", "/api/check"))
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
            return own.union(*map(references, part.values()))
        return set().union(*map(references, part)) if isinstance(part, list) else set()

    there = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references(document) <= there


@pytest.mark.parametrize(
    ("method", "path", "query", "body"),
    [
        ("get", "/healthz", "", None),
        ("post", "/api/articles", "", {"articles": [{"text": ""}]}),
        ("get", "/api/articles", "", None),
        ("get", "/api/articles", "?limit=1", None),
        ("get", "/api/articles", "?outlet=Harbour+Post&outlet=&language=en&status=unchanged&sort=title", None),
        ("get", "/api/library", "", None),
        ("get", "/api/library", "?status=reprint&ids=true", None),
        ("get", "/api/library", "?q=nothing+has+this", None),
        ("get", "/api/articles/{article_id}", "", None),
        ("get", "/api/articles/{article_id}/diff", "?from=1&to=1", None),
        ("post", "/api/search", "", {"query": "people on board the ferry"}),
        ("post", "/api/ask", "", {"question": "How many people were on board the ferry Solveig?"}),
        ("post", "/api/ask", "", {"question": "Who won the chess match in Tarvo?"}),
        ("post", "/api/ask", "", {"question": "Who?", "filters": {"article_ids": []}}),
        ("post", "/api/summarize", "", {"topic": "the ferry Solveig", "style": "compare"}),
        ("post", "/api/summarize", "", {"topic": "chess in Tarvo"}),
        ("post", "/api/check", "", {"text": "Fifty people were on board the ferry Solveig. Elephants can dance."}),
        ("get", "/api/answers/{answer_id}", "", None),
        ("get", "/api/answers/{answer_id}/evidence", "", None),
    ],
)
def test_real_answers_fit_the_document(
    stocked: TestClient, ids: dict[str, str], document: dict[str, Any], method: str, path: str, query: str, body: Any
) -> None:
    answer_id = stocked.post("/api/ask", json={"question": "Who was on board the ferry Solveig?"}).json()["id"]
    place = path.format(article_id=ids["ferry"], answer_id=answer_id) + query
    reply = stocked.request(method, place, json=body)
    assert reply.status_code == 200, reply.text
    check(document, document["paths"][path][method]["responses"]["200"]["content"]["application/json"], reply.json())


def test_a_real_stream_fits_the_document(stocked: TestClient, document: dict[str, Any]) -> None:
    described = document["paths"]["/api/ask"]["post"]["responses"]["200"]["content"]
    reply = stocked.post("/api/ask", json={"question": "Who was on board the ferry Solveig?", "stream": True})
    *events, rest = reply.text.split("\n\n")
    assert rest == ""
    for event in events:
        fields = dict(line.split(": ", 1) for line in event.split("\n"))
        check(document, {"schema": described["text/event-stream"]["itemSchema"]}, fields)
    check(document, described["application/json"], json.loads(fields["data"]))


@pytest.mark.parametrize(
    ("method", "path", "place", "body", "status"),
    [
        ("get", "/api/articles", "/api/articles?limit=0", None, 422),
        ("get", "/api/library", "/api/library?status=lost", None, 422),
        ("post", "/api/articles", "/api/articles", {"urls": []}, 422),
        ("get", "/api/articles/{article_id}", "/api/articles/art_none", None, 404),
        ("get", "/api/articles/{article_id}/diff", "/api/articles/art_none/diff", None, 404),
        ("delete", "/api/articles/{article_id}", "/api/articles/art_none", None, 404),
        ("post", "/api/search", "/api/search", {"query": "x", "k": 0, "filters": {"outlet": 1}}, 422),
        ("post", "/api/ask", "/api/ask", {"question": "x", "filters": {"article_ids": ["art_none"]}}, 404),
        ("post", "/api/summarize", "/api/summarize", {"article_ids": ["art_none"]}, 404),
        ("post", "/api/check", "/api/check", {"text": "Nobody was hurt.", "article_ids": ["art_none"]}, 404),
        ("get", "/api/answers/{answer_id}", "/api/answers/ans_none", None, 404),
        ("get", "/api/answers/{answer_id}/evidence", "/api/answers/ans_none/evidence", None, 404),
    ],
)
def test_real_problems_fit_the_document(
    stocked: TestClient, document: dict[str, Any], method: str, path: str, place: str, body: Any, status: int
) -> None:
    reply = stocked.request(method, place, json=body)
    assert reply.status_code == status, reply.text
    described = document["paths"][path][method]["responses"][str(status)]["content"]
    check(document, described[reply.headers["content-type"]], reply.json())


def test_the_examples_of_bodies_can_be_sent(client: TestClient, document: dict[str, Any]) -> None:
    for path in ("/api/articles", "/api/search", "/api/ask", "/api/summarize", "/api/check"):
        content = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        for example in examples(document, content):
            reply = client.post(path, json=example)
            assert reply.status_code == 200, reply.text
            assert reply.json().get("failed", []) == []
