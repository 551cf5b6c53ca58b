"""Writers over LangChain's real model of OpenAI's protocol and over its fake ones: what is asked, asked again, read."""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from langchain_core.exceptions import (
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelNotFoundError,
    ModelRateLimitError,
    ModelTimeoutError,
)
from langchain_core.language_models import FakeListChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage

from app.model import Message, ModelError, Trouble, estimate_tokens
from app.model_langchain import LangchainWriter, Limits
from tests.scripted_model import Script, ScriptedModel
from tests.scripted_writer import KEY, MESSAGES, SCHEMA, failing, writer_for

pytest_plugins = ["tests.scripted_fixtures"]

QUESTION = (Message("user", "How many?"),)
FAST = Limits(pause=0.001)


class Failing(FakeListChatModel):
    """Raises what it is given, again and again."""

    error: Any

    def _stream(self, *arguments: Any, **options: Any) -> Any:
        raise self.error


def test_any_chat_model_writes() -> None:
    writer = LangchainWriter(GenericFakeChatModel(messages=iter(["Forty people. [1]"])), "fake")
    assert "".join(writer.write(QUESTION, schema={"type": "object"})) == "Forty people. [1]"
    assert (writer.name, writer.count("Forty")) == ("fake", estimate_tokens("Forty"))


def test_a_model_that_does_not_stream_writes_all_at_once() -> None:
    parts: list[Any] = [{"type": "reasoning", "reasoning": "Hm."}, {"type": "text", "text": "Forty."}]
    model = GenericFakeChatModel(messages=iter([AIMessage(parts)]), disable_streaming=True)
    assert list(LangchainWriter(model, "fake").write(QUESTION)) == ["Forty."]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        pytest.param(ModelAuthenticationError("no"), Trouble.REFUSED_KEY, id="key"),
        pytest.param(ModelNotFoundError("no"), Trouble.UNKNOWN_MODEL, id="model"),
        pytest.param(ModelRateLimitError("no"), Trouble.RATE_LIMIT, id="rate"),
        pytest.param(ModelTimeoutError("no"), Trouble.TIMEOUT, id="time"),
        pytest.param(ModelConnectionError("no"), Trouble.UNREACHABLE, id="connection"),
        pytest.param(ModelAPIError("no"), Trouble.SERVER_ERROR, id="server"),
        pytest.param(RuntimeError("sk-live-secret"), Trouble.UNREADABLE, id="anything"),
    ],
)
def test_every_package_s_failures_have_a_kind(error: Exception, kind: Trouble) -> None:
    writer = LangchainWriter(Failing(responses=[""], error=error), "fake", limits=FAST)
    with pytest.raises(ModelError) as caught:
        list(writer.write(QUESTION))
    assert caught.value.kind is kind
    assert "secret" not in str(caught.value)


def test_a_reply_comes_piece_by_piece_and_is_asked_for_without_chance(scripted: ScriptedModel) -> None:
    scripted.play("Forty people were on board. [1]")
    writer = writer_for(scripted)
    assert list(writer.write(MESSAGES)) == ["Forty", " people", " were", " on", " board.", " [1]"]
    (body,) = scripted.bodies
    assert body == {
        "model": "tiny-1",
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "How many?"},
            {"role": "assistant", "content": "Of what?"},
        ],
        "stream": True,
        "temperature": 0,
        "seed": 7,
        "max_tokens": 900,
    }
    assert scripted.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_the_first_piece_does_not_wait_for_the_last(scripted: ScriptedModel) -> None:
    writer = writer_for(scripted)
    list(writer.write(MESSAGES))
    scripted.play(Script(reply=["One.", " Two."], delay=0.2))
    began = time.monotonic()
    pieces = writer.write(MESSAGES)
    next(pieces)
    assert time.monotonic() - began < 0.35
    assert list(pieces) == [" Two."]


def test_what_passes_is_asked_again(scripted: ScriptedModel) -> None:
    scripted.play(Script(status=429), Script(status=503), "Yes.")
    assert "".join(writer_for(scripted).write(MESSAGES)) == "Yes."
    assert len(scripted.requests) == 3


def test_structured_output_is_asked_for(scripted: ScriptedModel) -> None:
    assert "".join(writer_for(scripted).write(MESSAGES, schema=SCHEMA)) == "Yes."
    form = {"name": "reply", "strict": True, "schema": SCHEMA}
    assert scripted.bodies[0]["response_format"] == {"type": "json_schema", "json_schema": form}


UNSUPPORTED = "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."


@pytest.mark.parametrize(
    "refusal",
    [
        *(pytest.param(Script(refuses={"response_format": status}), id=str(status)) for status in (400, 404, 422, 500)),
        pytest.param(Script(status=400, error={"error": {"message": UNSUPPORTED}}), id="openai"),
        pytest.param(
            Script(status=400, error={"error": {"message": "Invalid schema for response_format 'reply': no"}}),
            id="schema",
        ),
        pytest.param(Script(status=400, error="Bad Request"), id="400_without_a_name"),
        pytest.param(Script(status=501, error="not implemented"), id="501"),
        pytest.param(Script(reply=""), id="empty"),
        pytest.param(Script(raw=b"data: {nonsense\n\n"), id="unreadable"),
    ],
)
def test_a_server_without_structured_output_is_asked_without_from_then_on(
    scripted: ScriptedModel, refusal: Script, caplog: pytest.LogCaptureFixture
) -> None:
    scripted.play(refusal, "Yes.")
    writer = writer_for(scripted)
    for _ in range(2):
        assert "".join(writer.write(MESSAGES, schema=SCHEMA)) == "Yes."
    assert ["response_format" in body for body in scripted.bodies] == [True, False, False]
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == [
        "model tiny-1: its server refuses response_format; asked without from now on"
    ]


def test_a_server_that_was_busy_is_asked_for_structured_output_again(scripted: ScriptedModel) -> None:
    scripted.play(Script(status=503), "Yes.")
    writer = writer_for(scripted)
    for _ in range(2):
        list(writer.write(MESSAGES, schema=SCHEMA))
    assert ["response_format" in body for body in scripted.bodies] == [True, False, True]


def test_a_refusal_that_helps_nothing_is_not_remembered(scripted: ScriptedModel) -> None:
    scripted.play(Script(status=404, error={"error": "no such model"}))
    writer = writer_for(scripted)
    assert failing(writer, schema=SCHEMA)[1].kind is Trouble.UNKNOWN_MODEL
    scripted.play("Yes.")
    list(writer.write(MESSAGES, schema=SCHEMA))
    assert "response_format" in scripted.bodies[-1]


@pytest.mark.parametrize("status", [400, 422])
def test_parameters_that_a_server_names_are_left_out(scripted: ScriptedModel, status: int) -> None:
    names = ("temperature", "seed", "max_tokens", "response_format")
    scripted.play(Script(refuses=dict.fromkeys(names, status)))
    writer = writer_for(scripted)
    for _ in range(2):
        assert "".join(writer.write(MESSAGES, schema=SCHEMA)) == "Yes."
    assert len(scripted.requests) == 6
    assert not scripted.bodies[-1].keys() & set(names)
    # The cap has two names; a server that refuses one is told the other.
    assert scripted.bodies[-1]["max_completion_tokens"] == 900


def test_a_model_that_spends_its_tokens_on_thoughts_is_asked_without_the_cap(scripted: ScriptedModel) -> None:
    scripted.play(Script(reply=[{"reasoning_content": "Hm."}], finish="length"), "Yes.")
    assert "".join(writer_for(scripted).write(MESSAGES)) == "Yes."
    assert not scripted.bodies[-1].keys() & {"max_tokens", "max_completion_tokens"}


def test_a_model_that_thinks_without_end_is_no_loop(scripted: ScriptedModel) -> None:
    scripted.play(Script(reply=[{"reasoning_content": "Hm."}], finish="length"))
    assert failing(writer_for(scripted))[1].kind is Trouble.EMPTY
    assert len(scripted.requests) == 2


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        pytest.param([{"content": [{"type": "text", "text": "Yes."}, {"type": "x"}]}], "Yes.", id="parts"),
        pytest.param([{"reasoning_content": "Hm."}, "Yes."], "Yes.", id="reasoning"),
        pytest.param([{"refusal": "I can't "}, {"refusal": "help."}], "I can't help.", id="refusal"),
        pytest.param(["<thi", "nk>Hm", ".</thi", "nk>\n\nYe", "s."], "Yes.", id="thoughts"),
        pytest.param(["\n", " <", "b>Yes."], "\n <b>Yes.", id="no_thoughts"),
        pytest.param(["<think"], "<think", id="almost_thoughts"),
        pytest.param([{}, {"content": None}, "Yes."], "Yes.", id="empty_deltas"),
        pytest.param([{"tool_calls": [{"index": 0, "function": {"name": "a"}}]}, "Yes."], "Yes.", id="tool_calls"),
    ],
)
def test_only_text_is_text(scripted: ScriptedModel, reply: list[str | dict[str, Any]], text: str) -> None:
    scripted.play(Script(reply=reply))
    assert "".join(writer_for(scripted).write(MESSAGES)) == text


def test_what_other_servers_add_is_not_news(scripted: ScriptedModel) -> None:
    scripted.play(
        Script(
            raw=b'data: {"choices": [{"delta": {"content": "Yes."}, "stop": 7}], "timings": {}, "created": "now"}\n\n'
            b'data: {"choices": [{"delta": {}, "finish_reason": "eos"}], "usage": {"total": null}}\n\n'
        )
    )
    assert "".join(writer_for(scripted).write(MESSAGES)) == "Yes."


def echo(body: dict[str, Any]) -> Script:
    return Script(reply=[piece for piece in body["messages"][0]["content"] for _ in range(20)])


def test_many_threads_share_a_writer(scripted: ScriptedModel) -> None:
    writer = writer_for(scripted, model="", limits=Limits(between=5.0))  # 24 replies at once are no fast ones
    scripted.play(echo)
    with ThreadPoolExecutor(8) as pool:
        replies = pool.map(lambda letter: "".join(writer.write([Message("user", letter)])), "abcdefgh" * 3)
        assert list(replies) == [letter * 20 for letter in "abcdefgh" * 3]
