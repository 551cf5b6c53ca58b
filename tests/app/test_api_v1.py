"""OpenAI's API with OpenAI's own client: models, what is let through, and what is refused in which words."""

from __future__ import annotations

from typing import Any

import httpx
import openai
import pytest
from fastapi.testclient import TestClient
from openai import OpenAI
from starlette.responses import PlainTextResponse

from app.api import create_app
from app.wire import Services
from tests.api_server import BASE_URL, make_client

pytest_plugins = ["tests.api_fixtures", "tests.v1_fixtures"]

QUESTION = "How many people were on board the ferry Solveig?"
ASKED: list[Any] = [{"role": "user", "content": QUESTION}]


def ask(sdk: OpenAI, **changes: Any) -> Any:
    return sdk.chat.completions.create(**{"model": "corroborate", "messages": ASKED} | changes)


def respond(sdk: OpenAI, **changes: Any) -> Any:
    return sdk.responses.create(**{"model": "corroborate", "input": QUESTION} | changes)


def test_the_models_are_the_servers_name_and_the_answerers(sdk: OpenAI) -> None:
    assert [model.id for model in sdk.models.list()] == ["corroborate", "quote"]
    for name in ("corroborate", "quote"):
        assert sdk.models.retrieve(name).object == "model"
        assert ask(sdk, model=name).model == respond(sdk, model=name).model == name


@pytest.mark.parametrize("name", ["gpt-5", "Corroborate", "maker/model", ""])
def test_an_unknown_model_is_not_found(sdk: OpenAI, name: str) -> None:
    calls = [lambda: ask(sdk, model=name), lambda: respond(sdk, model=name)]
    for call in [*calls, *([lambda: sdk.models.retrieve(name)] if name else [])]:
        with pytest.raises(openai.NotFoundError, match="'corroborate'") as caught:
            call()
        error = caught.value
        assert (error.code, error.param, error.type) == ("model_not_found", "model", "invalid_request_error")
        assert repr(name) in error.message


USELESS: dict[str, Any] = {
    "temperature": 0.2,
    "top_p": 0.9,
    "seed": 7,
    "user": "me",
    "tools": [{"type": "function", "function": {"name": "f", "parameters": {}}}],
    "tool_choice": "auto",
    "n": 1,
    "logprobs": True,
    "stop": ["[1]"],
    "response_format": {"type": "text"},
    "extra_body": {"something_new": {"a": [1]}, "filters": None},
}


def test_parameters_that_mean_nothing_here_change_nothing(sdk: OpenAI) -> None:
    plain, loaded = ask(sdk), ask(sdk, **USELESS)
    assert loaded.choices == plain.choices
    assert loaded.usage == plain.usage
    loaded = respond(
        sdk,
        temperature=0.2,
        tools=[{"type": "web_search"}],
        reasoning={"effort": "low"},
        include=["reasoning.encrypted_content"],
        text={"format": {"type": "text"}, "verbosity": "low"},
        background=False,
        extra_body={"something_new": 1},
    )
    assert loaded.output_text == plain.choices[0].message.content


IMAGE = {"type": "image_url", "image_url": {"url": "https://a.example/x.png"}}


@pytest.mark.parametrize(
    ("changes", "param", "words"),
    [
        ({"messages": []}, "messages", ["must not be empty"]),
        ({"messages": [{"role": "system", "content": "x"}]}, "messages", ["no message of the role 'user'"]),
        ({"messages": [{"role": "user", "content": " "}]}, "messages[0].content", ["blank"]),
        ({"messages": [{"role": "user"}]}, "messages[0].content", ["must not be empty"]),
        ({"messages": [*ASKED, {"role": "user", "content": "x" * 4_001}]}, "messages[1].content", ["4,000", "4,001"]),
        ({"messages": [{"role": "robot", "content": "x"}]}, "messages[0].role", ["'robot'", "'assistant'"]),
        ({"messages": [{"content": "x"}]}, "messages[0].role", ["missing"]),
        ({"messages": [{"role": "user", "content": 5}]}, "messages[0].content", ["not 5"]),
        (
            {"messages": [{"role": "user", "content": [{"type": "text", "text": "x"}, IMAGE]}]},
            "messages[0].content[1].type",
            ["'image_url'", "only text"],
        ),
        ({"messages": [{"role": "user", "content": [{"type": "text"}]}]}, "messages[0].content[0]", ["no 'text'"]),
        ({"messages": [{"role": "user", "content": ["x"]}]}, "messages[0].content[0]", ["JSON object"]),
        ({"messages": "x"}, "messages", ["list"]),
        ({"n": 2}, "n", ["must be 1, not 2"]),
        ({"response_format": {"type": "json_object"}}, "response_format.type", ["'json_object'"]),
        ({"max_tokens": 0}, "max_tokens", ["not 0"]),
        ({"max_completion_tokens": "many"}, "max_completion_tokens", ["'many'"]),
        ({"stream_options": {"include_usage": "yes"}, "stream": True}, "stream_options.include_usage", ["'yes'"]),
        ({"extra_body": {"filters": {"outlet": ["x"]}}}, "filters.outlet", ["not known"]),
        ({"extra_body": {"filters": {"published_from": "soon"}}}, "filters.published_from", ["'soon'"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_wrong_with_a_completion_is_named(
    sdk: OpenAI, changes: dict[str, Any], param: str, words: list[str]
) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        ask(sdk, **changes)
    assert (caught.value.param, caught.value.type) == (param, "invalid_request_error")
    assert all(word in caught.value.message for word in words), caught.value.message


@pytest.mark.parametrize(
    ("changes", "param", "words"),
    [
        ({"input": ""}, "input[0].content", ["must not be empty"]),
        ({"input": []}, "input", ["must not be empty"]),
        ({"input": 5}, "input", ["not 5"]),
        ({"input": [{"content": "x"}]}, "input[0]", ["no 'role'"]),
        ({"input": [{"type": "item_reference", "id": "msg_1"}]}, "input[0]", ["'item_reference'"]),
        ({"input": [{"role": "assistant", "content": "x"}]}, "input", ["no message of the role 'user'"]),
        (
            {"input": [{"role": "user", "content": [{"type": "input_image", "image_url": "x"}]}]},
            "input[0].content[0].type",
            ["'input_image'"],
        ),
        ({"previous_response_id": "resp_none"}, "previous_response_id", ["'resp_none'"]),
        ({"conversation": "conv_1"}, "conversation", ["previous_response_id"]),
        ({"prompt": {"id": "pmpt_1"}}, "prompt", ["nothing that this server has"]),
        ({"background": True}, "background", ["nothing that this server has"]),
        ({"background": 0}, "background", ["nothing that this server has"]),
        ({"text": {"format": {"type": "json_schema", "name": "x", "schema": {}}}}, "text.format.type", ["json_schema"]),
        ({"max_output_tokens": 0}, "max_output_tokens", ["not 0"]),
        ({"metadata": {"a": 1}}, "metadata.a", ["string"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_wrong_with_a_response_is_named(
    sdk: OpenAI, changes: dict[str, Any], param: str, words: list[str]
) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        respond(sdk, **changes)
    assert (caught.value.param, caught.value.type) == (param, "invalid_request_error")
    assert all(word in caught.value.message for word in words), caught.value.message


@pytest.mark.parametrize("stream", [False, True])
def test_an_article_that_is_not_here_is_not_found_before_a_stream_begins(sdk: OpenAI, stream: bool) -> None:
    filters = {"filters": {"article_ids": ["art_none"]}}
    for call in (ask, respond):
        with pytest.raises(openai.NotFoundError, match="art_none"):
            call(sdk, extra_body=filters, stream=stream)


def test_what_openai_has_and_this_server_has_not_is_not_found(sdk: OpenAI) -> None:
    for call in (
        lambda: sdk.embeddings.create(model="corroborate", input="x"),
        lambda: sdk.responses.retrieve("resp_1"),
        lambda: sdk.files.list(),
    ):
        with pytest.raises(openai.NotFoundError, match="/v1/") as caught:
            call()
        assert caught.value.type == "invalid_request_error"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/v1", b"", 404),
        ("GET", "/v1/", b"", 404),
        ("POST", "/v1/engines", b"{}", 404),
        ("GET", "/v1/chat/completions", b"", 405),
        ("DELETE", "/v1/models/corroborate", b"", 405),
        ("POST", "/v1/chat/completions", b"{", 400),
        ("POST", "/v1/chat/completions", b"[]", 400),
        ("POST", "/v1/responses", b"\xff", 400),
        ("POST", "/v1/responses", b'{"model": "\\ud800"}', 400),
    ],
)
def test_every_failure_has_openais_shape(
    stocked: TestClient, services: Services, method: str, path: str, body: bytes, status: int
) -> None:
    mounted = create_app(services)
    mounted.mount("/", PlainTextResponse("the page"))
    for client in (stocked, TestClient(mounted, base_url=BASE_URL, raise_server_exceptions=False)):
        reply = client.request(method, path, content=body, headers={"content-type": "application/json"})
        assert (reply.status_code, reply.headers["content-type"]) == (status, "application/json"), reply.text
        assert reply.json().keys() == {"error"}
        assert reply.json()["error"].keys() == {"message", "type", "param", "code"}
        assert ("allow" in reply.headers) is (status == 405)


def test_a_refusal_by_the_guard_has_openais_shape_too(stocked: TestClient) -> None:
    reply = stocked.post("/v1/responses", json={}, headers={"origin": "https://evil.example"})
    assert (reply.status_code, reply.json()["error"]["type"]) == (403, "permission_error")
    assert stocked.get("/v1/models", headers={"host": "evil.example"}).json()["error"]["message"]


def test_a_failure_of_the_server_tells_no_secrets(services: Services) -> None:
    client = make_client(services)
    services.store.close()
    reply = client.post("/v1/chat/completions", json={"model": "corroborate", "messages": ASKED})
    assert reply.status_code >= 500
    assert reply.json()["error"]["type"] == "server_error"


def test_a_body_of_a_form_is_refused(served: str) -> None:
    reply = httpx.post(f"{served}/v1/chat/completions", data={"model": "corroborate"})
    assert (reply.status_code, reply.json()["error"]["type"]) == (415, "invalid_request_error")
