"""The client under a model: every call ends, and proxies stand where they should."""

from __future__ import annotations

import time
from collections.abc import Generator

import pytest

from app.model import Trouble
from app.model_http import is_loopback
from app.model_langchain import Limits
from app.model_openai import make_writer
from ingest.settings import Settings
from tests.scripted_model import Script, ScriptedModel
from tests.scripted_writer import FAST, MESSAGES, failing, writer_for

pytest_plugins = ["tests.scripted_fixtures"]

BRIEF = Limits(total=0.4)


@pytest.fixture(scope="module", autouse=True)
def imported() -> None:
    """The first call of a process imports for most of a second, which no test of time is to count."""
    with ScriptedModel() as server:
        list(writer_for(server).write(MESSAGES))


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(Script(pings=True), id="only_pings"),
        pytest.param(Script(reply=["One.", " "], endless=True, delay=0.1), id="slow_words"),
        pytest.param(Script(reply=["One.", {}], endless=True, delay=0.02), id="nothing_new"),
        pytest.param(Script(status=503, headers={"retry-after": "5"}), id="a_pause_too_long"),
        pytest.param(Script(hangs=True), id="hangs"),
    ],
)
def test_every_call_ends_in_time(scripted: ScriptedModel, script: Script) -> None:
    scripted.play(script)
    began = time.monotonic()
    error = failing(writer_for(scripted, limits=BRIEF))[1]
    assert error.kind in (Trouble.TIMEOUT, Trouble.SERVER_ERROR)
    assert time.monotonic() - began < 3


def test_a_flood_of_bytes_without_a_word_ends(scripted: ScriptedModel) -> None:
    scripted.play(Script(reply=[{"reasoning_content": "hm " * 100_000}], endless=True))
    assert failing(writer_for(scripted))[1].kind is Trouble.TOO_LONG


def test_who_stops_reading_stops_the_call(scripted: ScriptedModel) -> None:
    scripted.play(Script(endless=True, delay=0.01))
    pieces = writer_for(scripted).write(MESSAGES)
    next(pieces)
    assert not scripted.requests[0].gone.is_set()
    assert isinstance(pieces, Generator)
    pieces.close()
    assert scripted.requests[0].gone.wait(1)


def test_no_proxy_stands_before_this_machine(scripted: ScriptedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert "".join(writer_for(scripted).write(MESSAGES)) == "Yes."


def test_a_proxy_stands_before_others(scripted: ScriptedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, scripted.url.removesuffix("/v1"))
    writer = make_writer(Settings(openai_base_url="http://models.example/v1", model="tiny-1"), limits=FAST)
    assert writer is not None
    assert "".join(writer.write(MESSAGES)) == "Yes."
    assert scripted.requests[0].path == "http://models.example/v1/chat/completions"


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:11434/v1", True),
        ("http://127.8.0.1/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://localhost/v1", True),
        ("http://models.localhost/v1", True),
        ("http://192.168.0.7/v1", False),
        ("http://localhost.example/v1", False),
        ("https://api.openai.com/v1", False),
    ],
)
def test_which_addresses_are_this_machine(url: str, here: bool) -> None:
    assert is_loopback(url) is here
