"""Every kind of trouble, over real HTTP and the real SDK: how it is told, and that no key is."""

from __future__ import annotations

import logging

import pytest

from app.model import Trouble
from tests.scripted_model import Script, ScriptedModel
from tests.scripted_writer import FAST, KEY, SCHEMA, failing, writer_for

pytest_plugins = ["tests.scripted_fixtures"]


# Each with the number of requests that it takes: what passes by itself is asked three times, what won't only once.
TROUBLES = [
    pytest.param(Script(status=401), Trouble.REFUSED_KEY, 1, id="401"),
    pytest.param(Script(status=403), Trouble.REFUSED_KEY, 1, id="403"),
    pytest.param(Script(status=404, error={"error": "model 'tiny-1' not found"}), Trouble.UNKNOWN_MODEL, 1, id="404"),
    pytest.param(
        Script(status=400, error={"error": {"message": "tiny-1 is not a valid model ID"}}),
        Trouble.UNKNOWN_MODEL,
        1,
        id="400_no_model",
    ),
    pytest.param(Script(status=400, error={"error": {"message": "too many words"}}), Trouble.BAD_REQUEST, 1, id="400"),
    pytest.param(Script(status=413, error="<html>too large</html>"), Trouble.BAD_REQUEST, 1, id="413_page"),
    pytest.param(
        Script(status=400, error={"error": {"message": "too long", "code": "context_length_exceeded"}}),
        Trouble.BAD_REQUEST,
        1,
        id="context_exceeded",
    ),
    pytest.param(Script(status=408), Trouble.TIMEOUT, 1, id="408"),
    pytest.param(Script(status=429), Trouble.RATE_LIMIT, 3, id="429"),
    pytest.param(Script(status=429, headers={"retry-after": "0.01"}), Trouble.RATE_LIMIT, 3, id="429_soon"),
    pytest.param(Script(status=429, headers={"retry-after": "300"}), Trouble.RATE_LIMIT, 1, id="429_in_300_seconds"),
    pytest.param(Script(status=429, headers={"retry-after": "soon"}), Trouble.RATE_LIMIT, 3, id="429_unclear"),
    pytest.param(
        Script(status=429, error={"error": {"message": "no credit", "code": "insufficient_quota"}}),
        Trouble.RATE_LIMIT,
        1,
        id="429_spent",
    ),
    pytest.param(Script(status=402), Trouble.RATE_LIMIT, 1, id="402"),
    pytest.param(Script(status=500), Trouble.SERVER_ERROR, 3, id="500"),
    pytest.param(Script(status=503, error=""), Trouble.SERVER_ERROR, 3, id="503_without_a_word"),
    pytest.param(
        Script(raw=b'data: {"error": {"message": "no memory"}}\n\n'), Trouble.SERVER_ERROR, 3, id="error_event"
    ),
    pytest.param(Script(hangs=True), Trouble.TIMEOUT, 1, id="hangs"),
    pytest.param(Script(cut_after=0), Trouble.UNREACHABLE, 3, id="hangs_up"),
    pytest.param(Script(reply=""), Trouble.EMPTY, 1, id="empty"),
    pytest.param(Script(reply=" \n "), Trouble.EMPTY, 1, id="blank"),
    pytest.param(Script(raw=b"data: [DONE]\n\n"), Trouble.EMPTY, 1, id="nothing_but_its_end"),
    pytest.param(Script(reply="", finish="content_filter"), Trouble.EMPTY, 1, id="all_filtered"),
    pytest.param(Script(reply="<think>Hm.</think>"), Trouble.EMPTY, 1, id="only_thoughts"),
    pytest.param(Script(raw=b"<html>Welcome</html>", content_type="text/html"), Trouble.UNREADABLE, 1, id="page"),
    pytest.param(Script(raw=b'{"id": 1}', content_type="application/json"), Trouble.UNREADABLE, 1, id="json"),
    pytest.param(Script(raw=b"data: {nonsense\n\n"), Trouble.UNREADABLE, 1, id="no_json"),
    pytest.param(Script(raw=b"data: 7\n\n"), Trouble.UNREADABLE, 1, id="other_json"),
    pytest.param(Script(raw=bytes(range(256))), Trouble.UNREADABLE, 1, id="garbage"),
]


@pytest.mark.parametrize(("script", "kind", "requests"), TROUBLES)
def test_trouble_before_the_first_word(scripted: ScriptedModel, script: Script, kind: Trouble, requests: int) -> None:
    scripted.play(script)
    text, error = failing(writer_for(scripted))
    assert (text, error.kind, len(scripted.requests)) == ("", kind, requests), str(error)
    assert "'tiny-1'" in str(error)


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        pytest.param(Script(reply=["One.", " Two."], cut_after=1), Trouble.CUT_OFF, id="hangs_up"),
        pytest.param(Script(reply=["One."], finish=None), Trouble.CUT_OFF, id="ends_without_an_end"),
        pytest.param(Script(reply=["One."], finish="content_filter"), Trouble.CUT_OFF, id="filtered"),
        pytest.param(Script(reply=["One."], finish="length"), Trouble.TOO_LONG, id="out_of_tokens"),
        pytest.param(Script(reply=["One."] + [" more" * 40] * 100), Trouble.TOO_LONG, id="many_words"),
        pytest.param(Script(reply=["One.", "x" * 20_000]), Trouble.TOO_LONG, id="long_piece"),
        pytest.param(Script(reply=["One." + " more" * 40], endless=True), Trouble.TOO_LONG, id="endless"),
    ],
)
def test_trouble_in_mid_reply(scripted: ScriptedModel, script: Script, kind: Trouble) -> None:
    """What came stands, and nothing is asked again, since someone may have read it."""
    scripted.play(script)
    text, error = failing(writer_for(scripted))
    assert error.kind is kind, str(error)
    assert text.startswith("One.")
    assert len(text) <= FAST.characters
    assert len(scripted.requests) == 1


def test_what_the_server_says_of_a_request_is_told(scripted: ScriptedModel) -> None:
    words = "This model's maximum context length is 4096 tokens"
    scripted.play(Script(status=400, error={"error": {"message": words, "code": "context_length_exceeded"}}))
    assert words in str(failing(writer_for(scripted))[1])


def test_an_error_in_mid_reply_is_told_in_the_server_s_words(scripted: ScriptedModel) -> None:
    def event(data: str) -> bytes:
        return f"data: {data}\n\n".encode()

    delta = '{"choices": [{"index": 0, "delta": {"content": "One."}}]}'
    scripted.play(Script(raw=event(delta) + event('{"error": {"message": "out of memory"}}')))
    text, error = failing(writer_for(scripted))
    assert (text, error.kind, len(scripted.requests)) == ("One.", Trouble.SERVER_ERROR, 1)
    assert "out of memory" in str(error)


def test_a_server_that_is_not_there_can_t_be_reached(scripted: ScriptedModel) -> None:
    writer = writer_for(scripted)
    scripted.close()
    assert failing(writer)[1].kind is Trouble.UNREACHABLE


LEAKS = {"error": {"message": f"Incorrect API key provided: {KEY}. Bearer {KEY}", "param": KEY, "code": KEY}}


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 429, 500])
def test_a_key_is_never_told(scripted: ScriptedModel, status: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    scripted.play(Script(status=status, error=LEAKS))
    writer = writer_for(scripted)
    _, error = failing(writer, schema=SCHEMA)
    logging.getLogger("test").error("failed", exc_info=error)
    assert "[key]" in str(error)
    for told in (str(error), repr(error), repr(writer), repr(vars(writer).get("_model")), caplog.text):
        assert KEY not in told
    assert error.__cause__ is None
    assert error.__context__ is None


def test_what_looks_like_a_key_is_not_told_either(scripted: ScriptedModel) -> None:
    scripted.play(Script(status=401, error={"error": {"message": "bad key sk-live-abcd*****wxyz"}}))
    assert "wxyz" not in str(failing(writer_for(scripted))[1])


def test_the_server_s_words_are_one_short_line(scripted: ScriptedModel) -> None:
    scripted.play(Script(status=400, error={"error": {"message": "No.\n\x1b[31m" + "word " * 500}}))
    message = str(failing(writer_for(scripted))[1])
    assert message.isprintable()
    assert len(message) < 400
