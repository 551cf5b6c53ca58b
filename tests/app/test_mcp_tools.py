from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from app.mcp_tools import MOST_ARTICLES, TOOLS
from app.wire import Services
from tests.api_server import FERRY, STORM, make_client, send

pytest_plugins = ["tests.api_fixtures"]

HERE = "http://127.0.0.1:7860"
BY_NAME = {tool.name: tool for tool in TOOLS}
QUESTION = "How many people were on board the ferry Solveig?"


def call(client: TestClient, name: str, **arguments: Any) -> dict[str, Any]:
    services = client.app.state.services  # type: ignore[attr-defined]
    found = BY_NAME[name].call(arguments, services, HERE)
    Draft202012Validator(BY_NAME[name].output_schema()).validate(found)
    return found


def test_search_and_fetch_take_one_string_and_have_the_shapes_of_connectors(
    stocked: TestClient, ids: dict[str, str]
) -> None:
    for name in ("search", "fetch"):
        (argument,) = BY_NAME[name].input_schema()["properties"].values()
        assert argument["type"] == "string"
    found = call(stocked, "search", query="ferry aground")["results"]
    ferry = {"id": ids["ferry"], "title": FERRY["title"], "url": "https://harbour-post.example/ferry"}
    assert found[0] == ferry
    document = call(stocked, "fetch", id=ids["ferry"])
    assert {key: document[key] for key in ferry} == ferry
    assert document["text"] == stocked.get(f"/api/articles/{ids['ferry']}").json()["text"]
    assert document["metadata"]["outlet"] == "Harbour Post"
    assert document["metadata"]["published_at"] == "2021-05-02T07:30:00Z"


def test_an_article_without_an_address_has_that_of_this_server(stocked: TestClient, ids: dict[str, str]) -> None:
    found = {one["id"]: one["url"] for one in call(stocked, "search", query="storm power Lindholm")["results"]}
    assert found[ids["storm"]] == f"{HERE}/api/articles/{ids['storm']}"


def test_an_article_without_a_title_is_called_by_its_outlet(services: Services) -> None:
    client = make_client(services)
    send(client, STORM | {"title": None, "external_id": "untitled"})
    (found,) = call(client, "search", query="storm")["results"]
    assert found["title"] == "Northern Wire"
    assert found["url"].startswith(HERE)


def test_search_names_each_article_once_and_at_most_ten(services: Services) -> None:
    client = make_client(services)
    text = " ".join(f"The weir at Ossel held back {count} tonnes of ice that winter." for count in range(100, 140))
    send(client, *({"title": f"Weir {number}", "text": f"{text} Gauge {number}."} for number in range(12)))
    found = [one["id"] for one in call(client, "search", query="weir at Ossel")["results"]]
    assert len(found) == len(set(found)) == MOST_ARTICLES


@pytest.mark.parametrize(
    ("name", "path", "arguments"),
    [
        ("ask", "/api/ask", {"question": QUESTION}),
        ("ask", "/api/ask", {"question": "Who won the chess match in Tarvo?"}),
        ("ask", "/api/ask", {"question": QUESTION, "filters": {"outlets": ["Northern Wire"]}}),
        ("summarize", "/api/summarize", {"topic": "storm in Lindholm", "style": "bullets", "max_words": 50}),
        ("check", "/api/check", {"text": "Fifty people were on board the ferry Solveig. Elephants can dance."}),
    ],
)
def test_a_tool_answers_as_the_api_does(stocked: TestClient, name: str, path: str, arguments: dict[str, Any]) -> None:
    there = stocked.post(path, json=arguments).json()
    assert call(stocked, name, **arguments) == there


@pytest.mark.parametrize(
    ("name", "arguments", "part"),
    [
        ("search", {}, "query"),
        ("search", {"query": " "}, "query"),
        ("search", {"query": "ferry", "k": 3}, "k"),
        ("fetch", {"id": 3}, "id"),
        ("ask", {"question": QUESTION, "filters": {"outlet": "Harbour Post"}}, "outlet"),
        ("summarize", {}, ""),
        ("check", {"text": "x" * 200_001}, "text"),
    ],
    ids=lambda value: None if isinstance(value, dict) else value,
)
def test_what_the_api_refuses_is_refused(stocked: TestClient, name: str, arguments: dict[str, Any], part: str) -> None:
    with pytest.raises(ValidationError) as caught:
        call(stocked, name, **arguments)
    (error,) = caught.value.errors()
    assert part in error["loc"] or not part


def test_the_listing_is_short_and_says_what_each_argument_is() -> None:
    """It stands in the context of a model at every call: 18 kB are some 4,500 tokens, without examples."""
    shown = [(tool.name, tool.description, tool.input_schema()) for tool in TOOLS]
    assert len(json.dumps(shown)) < 18_000
    for tool in TOOLS:
        Draft202012Validator.check_schema(tool.input_schema())
        Draft202012Validator.check_schema(tool.output_schema())
        assert tool.input_schema()["additionalProperties"] is False
        assert "examples" not in tool.input_schema()
        assert "stream" not in tool.input_schema()["properties"]
