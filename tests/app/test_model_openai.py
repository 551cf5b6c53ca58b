"""Which writer the settings name, the first model that a server lists, and OpenAI's tokenizer."""

from __future__ import annotations

import threading
import time

import pytest

from app.model import Trouble, estimate_tokens
from app.model_openai import DEFAULT_MODEL, Tokenizer, make_writer
from ingest.errors import SettingsError
from ingest.settings import Settings
from tests.scripted_model import Script, ScriptedModel
from tests.scripted_writer import KEY, MESSAGES, failing, writer_for

pytest_plugins = ["tests.scripted_fixtures"]


def test_without_a_name_the_server_s_first_writing_model_is_asked_when_it_is_needed() -> None:
    with ScriptedModel(models=("nomic-embed-text", "llama-9", "llama-8")) as server:
        writer = writer_for(server, model="")
        assert writer.name == server.url.removeprefix("http://").removesuffix("/v1")
        assert "".join(writer.write(MESSAGES)) == "Yes."
        assert writer.name == "llama-9"
        server.play(Script(status=404))
        assert failing(writer)[1].kind is Trouble.UNKNOWN_MODEL
        server.models = [{"id": "llama-10"}]
        server.play("Yes.")
        list(writer.write(MESSAGES))
        assert [body["model"] for body in server.bodies] == ["llama-9", "llama-9", "llama-10"]


@pytest.mark.parametrize(
    ("status", "models", "kind", "words"),
    [
        pytest.param(200, [], Trouble.UNKNOWN_MODEL, "set CORROBORATE_MODEL", id="none"),
        pytest.param(200, [{"id": "bge-embed"}], Trouble.UNKNOWN_MODEL, "set CORROBORATE_MODEL", id="none_that_writes"),
        pytest.param(200, {"odd": 1}, Trouble.UNREADABLE, "OPENAI_BASE_URL", id="odd"),
        pytest.param(401, [], Trouble.REFUSED_KEY, "OPENAI_API_KEY", id="refused"),
        pytest.param(500, [], Trouble.SERVER_ERROR, "log", id="failing"),
    ],
)
def test_a_server_that_can_t_name_its_models(
    scripted: ScriptedModel, status: int, models: object, kind: Trouble, words: str
) -> None:
    scripted.models, scripted.models_status = models, status
    _, error = failing(writer_for(scripted, model=""))
    assert error.kind is kind
    assert words in str(error)


def test_a_server_that_is_not_there_has_no_models(scripted: ScriptedModel) -> None:
    writer = writer_for(scripted, model="")
    scripted.close()
    assert failing(writer)[1].kind is Trouble.UNREACHABLE


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        pytest.param({}, None, id="nothing"),
        pytest.param({"model": "gpt-4.1-mini"}, None, id="only_a_name"),
        pytest.param({"openai_api_key": KEY}, DEFAULT_MODEL, id="key"),
        pytest.param({"openai_api_key": KEY, "model": "openai:gpt-9"}, "gpt-9", id="provider"),
        pytest.param({"openai_api_key": KEY, "model": "ft:gpt-4.1:me::1"}, "ft:gpt-4.1:me::1", id="fine_tuned"),
        pytest.param({"openai_base_url": "http://127.0.0.1:9/v1", "model": "qwen3:4b"}, "qwen3:4b", id="ollama"),
        pytest.param({"openai_base_url": "https://models.example/v1"}, "models.example", id="base_url"),
    ],
)
def test_which_writer_the_settings_name(settings: dict[str, str], name: str | None) -> None:
    writer = make_writer(Settings(**settings))  # type: ignore[arg-type]
    assert (writer and writer.name) == name


def test_another_name_may_stand_in() -> None:
    writer = make_writer(Settings(openai_api_key=KEY, model="gpt-9"), model="judge-1")
    assert writer is not None
    assert writer.name == "judge-1"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        pytest.param(
            {"model": "anthropic:claude"}, ["CORROBORATE_MODEL", "pip install langchain-anthropic"], id="package"
        ),
        pytest.param({"model": "nobody:model"}, ["CORROBORATE_MODEL", "'nobody:model'"], id="provider"),
        pytest.param({"openai_base_url": "localhost:11434"}, ["OPENAI_BASE_URL", "'localhost:11434'"], id="no_scheme"),
        pytest.param({"openai_base_url": f"http://me:{KEY}@host/v1"}, ["OPENAI_BASE_URL", "password"], id="password"),
        pytest.param({"openai_api_key": KEY + "é"}, ["OPENAI_API_KEY"], id="odd_key"),
        pytest.param({"openai_api_key": KEY + " " + KEY}, ["OPENAI_API_KEY"], id="two_keys"),
    ],
)
def test_settings_that_can_t_be_right(settings: dict[str, str], words: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        make_writer(Settings(**settings))  # type: ignore[arg-type]
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert KEY not in str(caught.value)


def test_tokens_are_the_model_s_own_count() -> None:
    tokens = Tokenizer(len)
    assert tokens("twelve chars") == 12


def refuse(text: str) -> int:
    raise PermissionError(text)


def test_without_its_tokenizer_tokens_are_guessed() -> None:
    assert Tokenizer(refuse)("The ferry ran aground.") == estimate_tokens("The ferry ran aground.")


def test_a_tokenizer_that_does_not_come_is_not_waited_for_twice() -> None:
    comes = threading.Event()

    def wait(text: str) -> int:
        comes.wait()
        return 0

    tokens = Tokenizer(wait, seconds=0.05)
    began = time.monotonic()
    assert tokens("text") == tokens("text") == estimate_tokens("text")
    assert time.monotonic() - began < 1
    comes.set()
    assert tokens("text") == estimate_tokens("text")  # the same answer for the same question, whatever came since


def test_a_tokenizer_that_refuses_a_text_is_guessed_for() -> None:
    def count(text: str) -> int:
        if "<|" in text:
            raise ValueError(text)
        return 1

    tokens = Tokenizer(count)
    assert tokens("text") == 1
    assert tokens("<|endoftext|>") == estimate_tokens("<|endoftext|>")


def test_openai_s_tokenizer_is_asked_for_and_may_be_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "/nowhere")
    writer = make_writer(Settings(openai_api_key=KEY, model="gpt-9"))
    assert writer is not None
    assert writer.count("The ferry ran aground.") == estimate_tokens("The ferry ran aground.")


def test_where_a_model_lies_is_not_shown() -> None:
    with ScriptedModel("Yes.") as server:
        writer = writer_for(server, model="/models/small.gguf")
        assert writer.name == "small.gguf"
        assert "".join(writer.write(MESSAGES)) == "Yes."
        assert server.bodies[0]["model"] == "/models/small.gguf"


@pytest.mark.parametrize("url", ["http://[bad/v1", "http://127.0.0.1:99999/v1", "http:///v1"])
def test_an_address_that_is_none_is_refused_at_once(url: str) -> None:
    with pytest.raises(SettingsError, match="OPENAI_BASE_URL"):
        make_writer(Settings(openai_base_url=url))
