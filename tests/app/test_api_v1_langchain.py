"""LangChain's `ChatOpenAI` with another base URL: both of OpenAI's APIs, streamed and not, with the citations."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.messages import AIMessage
from langchain_openai import ChatOpenAI

pytest_plugins = ["tests.v1_fixtures"]

QUESTION = "How many people were on board the ferry Solveig?"


@pytest.mark.parametrize(
    "options",
    [{}, {"use_responses_api": True}, {"use_responses_api": True, "use_previous_response_id": True}],
    ids=["chat", "responses", "responses-gone-on-from"],
)
def test_langchain_asks_streams_and_goes_on(served: str, options: dict[str, Any]) -> None:
    chat = ChatOpenAI(model="corroborate", base_url=f"{served}/v1", api_key="none", max_retries=0, **options)  # type: ignore[arg-type]
    made = chat.invoke(QUESTION)
    first, *others = chat.stream(QUESTION)
    streamed = sum(others, first)
    assert made.text == streamed.text
    assert "Forty people" in made.text
    if options:
        for message in (made, streamed):
            found = [one for block in message.content for one in block["annotations"]]  # type: ignore[index]
            assert [made.text[one["start_index"] : one["end_index"]] for one in found] == ["[1]", "[2]"]
    then = chat.invoke([("user", QUESTION), made, ("user", "And where did it run aground?")])
    assert isinstance(then, AIMessage)
    assert "Port Maren" in then.text
