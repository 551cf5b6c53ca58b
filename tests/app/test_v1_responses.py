"""Responses with OpenAI's own client, streamed and not, and gone on from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import anyio
import httpx
import openai
import pytest
from openai import AsyncOpenAI, OpenAI
from openai.types.responses import Response, ResponseCompletedEvent, ResponseStreamEvent

from app.v1_message import Message
from app.v1_responses import Reply
from tests.api_server import FERRY, make_services
from tests.v1_server import client_of, serving

pytest_plugins = ["tests.v1_fixtures"]

QUESTION = "How many people were on board the ferry Solveig?"
ABOUT = "What happened to the ferry Solveig?"
UNKNOWN = "Who won the chess match in Tarvo?"


def respond(client: OpenAI, said: Any = QUESTION, **changes: Any) -> Response:
    made = client.responses.create(model="corroborate", input=said, **changes)
    assert isinstance(made, Response)
    return made


def events(client: OpenAI, said: Any = QUESTION, **changes: Any) -> list[ResponseStreamEvent]:
    return list(client.responses.create(model="corroborate", input=said, stream=True, **changes))


def extension(made: Response) -> dict[str, Any]:
    found: dict[str, Any] = (made.model_extra or {})["corroborate"]
    return found


def annotated(made: Response) -> list[dict[str, Any]]:
    item: Any = made.output[0]
    return [one.model_dump() for part in item.content for one in part.annotations]


def unnamed(made: Response) -> dict[str, Any]:
    """Return a response without what two calls never share."""
    told = made.model_dump(exclude={"id", "created_at"})
    told["output"][0].pop("id")
    return told


def test_a_response_is_what_the_client_expects(sdk: OpenAI) -> None:
    made = respond(sdk, instructions="Be brief.", metadata={"run": "7"})
    assert made.id.startswith("resp_")
    assert (made.object, made.status, made.error, made.incomplete_details) == ("response", "completed", None, None)
    assert (made.instructions, made.metadata, made.tools) == ("Be brief.", {"run": "7"}, [])
    assert "Forty people" in made.output_text
    assert Response.model_validate(made.model_dump()) == made
    listed = annotated(made)
    assert [made.output_text[one["start_index"] : one["end_index"]] for one in listed] == ["[1]", "[2]"]
    assert {one["type"] for one in listed} == {"url_citation"}
    assert made.usage
    assert made.usage.total_tokens == made.usage.input_tokens + made.usage.output_tokens
    assert made.usage.input_tokens > (respond(sdk).usage or made.usage).input_tokens


def test_events_are_what_the_client_expects_and_add_up_to_the_response(sdk: OpenAI) -> None:
    whole, streamed = respond(sdk), events(sdk)
    assert [event.sequence_number for event in streamed] == list(range(len(streamed)))
    kinds = [event.type for event in streamed]
    begin = ["created", "in_progress", "output_item.added", "content_part.added"]
    end = ["output_text.done", "content_part.done", "output_item.done", "completed"]
    assert kinds[:4] == [f"response.{name}" for name in begin]
    assert kinds[-4:] == [f"response.{name}" for name in end]
    assert set(kinds[4:-4]) == {"response.output_text.delta", "response.output_text.annotation.added"}
    assert kinds.count("response.output_text.delta") == len(extension(whole)["statements"])
    assert len({event.item_id for event in streamed if hasattr(event, "item_id")}) == 1
    text = "".join(event.delta for event in streamed if event.type == "response.output_text.delta")
    added = [event for event in streamed if event.type == "response.output_text.annotation.added"]
    assert text == whole.output_text
    assert [event.annotation_index for event in added] == list(range(len(added)))
    given: list[Any] = [event.annotation for event in added]
    assert [one.model_dump() for one in given] == annotated(whole)
    last = streamed[-1]
    assert isinstance(last, ResponseCompletedEvent)
    assert unnamed(last.response) == unnamed(whole)


def test_the_clients_own_accumulator_makes_the_same_response(sdk: OpenAI) -> None:
    with sdk.responses.stream(model="corroborate", input=QUESTION) as stream:
        texts = [event.snapshot for event in stream if event.type == "response.output_text.delta"]
        made = stream.get_final_response()
    assert texts[-1] == made.output_text == respond(sdk).output_text
    assert [one["cited_text"] for one in annotated(made)] == [one["cited_text"] for one in annotated(respond(sdk))]


def test_the_async_client_gets_the_same(sdk: OpenAI, served: str) -> None:
    async def both() -> tuple[str, str]:
        async with AsyncOpenAI(base_url=f"{served}/v1", api_key="none", max_retries=0) as made:
            whole = await made.responses.create(model="corroborate", input=QUESTION)
            async with made.responses.stream(model="corroborate", input=QUESTION) as stream:
                return whole.output_text, (await stream.get_final_response()).output_text

    expected = respond(sdk).output_text
    assert anyio.run(both) == (expected, expected)


def test_every_event_is_named(served: str) -> None:
    reply = httpx.post(f"{served}/v1/responses", json={"model": "corroborate", "input": QUESTION, "stream": True})
    assert reply.headers["content-type"].startswith("text/event-stream")
    blocks = reply.text.removesuffix("\n\n").split("\n\n")
    for block in blocks:
        name, data = block.split("\n")
        assert name.startswith("event: response.")
        assert f'"type":"{name.removeprefix("event: ")}"' in data


def test_an_abstention_is_an_ordinary_response(sdk: OpenAI) -> None:
    made = respond(sdk, UNKNOWN)
    assert (made.status, annotated(made)) == ("completed", [])
    assert made.output_text.startswith("The sources don't say")
    assert (extension(made)["abstained"], extension(made)["reason"]) == (True, "no_evidence")
    assert len(extension(made)["nearest"]) <= 3


def test_input_may_be_items(sdk: OpenAI) -> None:
    before = respond(sdk, ABOUT)
    items: list[Any] = [
        {"role": "developer", "content": "Answer in verse."},
        {"role": "user", "content": [{"type": "input_text", "text": ABOUT}]},
        {"type": "reasoning", "id": "rs_1", "summary": [], "content": [{"type": "reasoning_text", "text": "Hm."}]},
        *before.output,
        {"type": "function_call_output", "call_id": "c", "output": "50"},
        {"type": "message", "role": "user", "content": "How many people were on board?"},
    ]
    told = respond(sdk, "How many people were on board?", previous_response_id=before.id)
    assert unnamed(respond(sdk, items))["output"] == unnamed(told)["output"]


def test_a_cap_on_tokens_makes_the_response_incomplete(sdk: OpenAI) -> None:
    whole = respond(sdk)
    assert whole.usage
    cut = respond(sdk, max_output_tokens=whole.usage.output_tokens - 1)
    assert cut.status == "incomplete"
    assert cut.incomplete_details
    assert cut.incomplete_details.reason == "max_output_tokens"
    assert whole.output_text.startswith(cut.output_text)
    assert len(annotated(cut)) < len(annotated(whole))
    *_, last = events(sdk, max_output_tokens=whole.usage.output_tokens - 1)
    assert last.type == "response.incomplete"
    assert unnamed(last.response) == unnamed(cut)


@pytest.mark.parametrize("stream", [False, True])
def test_going_on_from_a_response_is_the_same_as_sending_the_conversation(
    sdk: OpenAI, served: str, stream: bool
) -> None:
    first = respond(sdk, ABOUT)
    if stream:
        last = events(sdk, ABOUT)[-1]
        assert isinstance(last, ResponseCompletedEvent)
        first = last.response
    second = respond(sdk, "How many people were on board?", previous_response_id=first.id)
    third = respond(sdk, "And who said so?", previous_response_id=second.id)
    assert (third.previous_response_id, second.previous_response_id) == (second.id, first.id)
    history = [
        {"role": "user", "content": ABOUT},
        {"role": "assistant", "content": first.output_text},
        {"role": "user", "content": "How many people were on board?"},
        {"role": "assistant", "content": second.output_text},
    ]
    answer = httpx.post(f"{served}/api/ask", json={"question": "And who said so?", "history": history}).json()
    assert (third.output_text, extension(third)["answer_id"]) == (answer["text"], answer["id"])
    assert answer["standalone_question"] != "And who said so?"


@pytest.mark.parametrize("stream", [False, True])
def test_a_response_that_is_not_to_be_stored_cannot_be_gone_on_from(sdk: OpenAI, stream: bool) -> None:
    last = events(sdk, store=False)[-1] if stream else None
    made = last.response if isinstance(last, ResponseCompletedEvent) else respond(sdk, store=False)
    with pytest.raises(openai.BadRequestError, match=made.id) as caught:
        respond(sdk, "And who said so?", previous_response_id=made.id)
    assert (caught.value.code, caught.value.param) == ("previous_response_not_found", "previous_response_id")


@pytest.fixture
def own(tmp_path: Any) -> Iterator[tuple[str, OpenAI]]:
    """A server of one's own that holds one article, and a client of it."""
    services = make_services(tmp_path / "data")
    with serving(services) as address, client_of(address) as client:
        httpx.post(f"{address}/api/articles", json={"articles": [FERRY]})
        yield address, client
    services.store.close()


def test_a_response_that_quotes_a_deleted_article_cannot_be_gone_on_from(own: tuple[str, OpenAI]) -> None:
    address, client = own
    made = respond(client)
    article = annotated(made)[0]["article_id"]
    assert httpx.delete(f"{address}/api/articles/{article}").status_code == 204
    with pytest.raises(openai.BadRequestError, match="deleted"):
        respond(client, "And who said so?", previous_response_id=made.id)


def test_a_failure_in_mid_stream_is_told_by_the_last_events() -> None:
    def failing() -> Iterator[Any]:
        yield from ()
        raise RuntimeError("secret")

    told = {"code": None, "message": "it failed", "param": None, "type": "server_error"}
    reply = Reply("resp_1", 0, "corroborate", 1)
    told_of = list(reply.events(failing(), Message("http://here"), lambda *_: None, lambda _: told))
    assert [event["type"] for event in told_of[-2:]] == ["error", "response.failed"]
    assert told_of[-2]["message"] == "it failed"
    assert told_of[-1]["response"]["status"] == "failed"
    assert told_of[-1]["response"]["error"] == {"code": "server_error", "message": "it failed"}
    assert [event["sequence_number"] for event in told_of] == list(range(len(told_of)))
