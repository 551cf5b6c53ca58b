"""The OpenAPI document tells the truth about OpenAI's API too: real answers, streams and errors fit its schemas."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator, FormatChecker
from openai.types.chat import ChatCompletion
from openai.types.responses import Response

from app import api_examples_v1

pytest_plugins = ["tests.api_fixtures"]

QUESTION = "How many people were on board the ferry Solveig?"
CHAT, RESPONSES = "/v1/chat/completions", "/v1/responses"
CALLS = (("post", CHAT), ("post", RESPONSES), ("get", "/v1/models"), ("get", "/v1/models/{model_id}"))


@pytest.fixture(scope="module")
def document(stocked: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = stocked.get("/openapi.json").json()
    return found


def check(document: dict[str, Any], schema: dict[str, Any], value: object) -> None:
    whole = {**schema, "components": document["components"]}
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(value)


def replies(document: dict[str, Any], method: str, path: str, status: str) -> dict[str, Any]:
    found: dict[str, Any] = document["paths"][path][method]["responses"][status]["content"]
    return found


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_errors_are_described_in_openais_shape(document: dict[str, Any], method: str, path: str) -> None:
    described = document["paths"][path][method]["responses"]
    assert "422" not in described
    assert ("400" in described) == (method == "post")
    assert ("404" in described) == (path != "/v1/models")
    for status in described.keys() - {"200"}:
        check(document, described[status]["content"]["application/json"]["schema"], api_examples_v1.REFUSED)


def body(path: str, question: str, **more: Any) -> dict[str, Any]:
    said = {"messages": [{"role": "user", "content": question}]} if path == CHAT else {"input": question}
    return {"model": "corroborate", **said, **more}


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
@pytest.mark.parametrize(
    ("question", "more"),
    [
        (QUESTION, {}),
        ("Who won the chess match in Tarvo?", {}),
        (QUESTION, {"filters": {"article_ids": []}}),
        (QUESTION, {"max_tokens": 25, "max_output_tokens": 25, "instructions": "Be brief.", "store": False}),
    ],
    ids=["answered", "abstained", "no-article", "cut"],
)
def test_real_answers_and_streams_fit(
    stocked: TestClient, document: dict[str, Any], path: str, question: str, more: dict[str, Any]
) -> None:
    described = replies(document, "post", path, "200")
    whole = stocked.post(path, json=body(path, question, **more))
    assert whole.status_code == 200, whole.text
    check(document, described["application/json"]["schema"], whole.json())
    stream = stocked.post(path, json=body(path, question, **more, stream=True))
    for block in stream.text.removesuffix("\n\n").split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        check(document, described["text/event-stream"]["itemSchema"], fields)
    if path == RESPONSES:
        check(document, described["application/json"]["schema"], json.loads(fields["data"])["response"])


def test_models_and_refusals_fit(stocked: TestClient, document: dict[str, Any]) -> None:
    for method, path, place, sent, status in (
        ("get", "/v1/models", "/v1/models", None, 200),
        ("get", "/v1/models/{model_id}", "/v1/models/quote", None, 200),
        ("get", "/v1/models/{model_id}", "/v1/models/gpt", None, 404),
        ("post", CHAT, CHAT, {"model": "gpt", "messages": [{"role": "user", "content": "x"}]}, 404),
        ("post", CHAT, CHAT, {"model": "corroborate", "messages": []}, 400),
        ("post", RESPONSES, RESPONSES, body(RESPONSES, "x", previous_response_id="resp_none"), 400),
    ):
        reply = stocked.request(method, place, json=sent)
        assert reply.status_code == status, reply.text
        check(document, replies(document, method, path, str(status))["application/json"]["schema"], reply.json())


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_the_examples_of_bodies_can_be_sent(stocked: TestClient, document: dict[str, Any], path: str) -> None:
    schema = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    examples = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["examples"]
    assert examples
    for example in examples:
        assert stocked.post(path, json=example).status_code == 200


def test_the_examples_are_what_openais_own_types_say() -> None:
    ChatCompletion.model_validate(api_examples_v1.CHAT, strict=True)
    Response.model_validate(api_examples_v1.RESPONSE)
