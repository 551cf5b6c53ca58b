"""A real model under a real server, as an adversary: whatever it writes, the laws hold. Run by `make test-llm`.

The model has 135 million parameters and makes up places and figures. That its answers are useless is what makes it
useful here.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.answers import Answer, Label, Turn, Verified
from app.ask import ask
from app.drafts import BUILT_IN
from app.wire import Services, open_services
from ingest.settings import Settings
from tests.evals import gate, scoring

pytestmark = [pytest.mark.llm, pytest.mark.timeout(600)]

PYTHON = os.environ.get("LLM_PYTHON", "")
STARTS_WITHIN = 120.0
QUESTIONS = [question for number, question in enumerate(scoring.questions()) if number % 8 == 0]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a llama.cpp server with SmolLM2."""
    if not PYTHON:
        pytest.fail("LLM_PYTHON is not set; run this with `make test-llm`")
    weights = subprocess.run([PYTHON, "-m", "tests.llm.weights"], capture_output=True, text=True, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PYTHON, "-m", "llama_cpp.server", "--model", weights.stdout.strip(), "--port", str(port)]
    command += ["--n_ctx", "8192", "--interrupt_requests", "false", "--verbose", "false"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/v1/models", process)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(10)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        assert process.poll() is None, "the model's server ended at once"
        try:
            urllib.request.urlopen(url).close()  # noqa: S310 - loopback
        except urllib.error.URLError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"the model's server is not up after {STARTS_WITHIN:.0f} s")


@pytest.fixture(scope="module")
def services(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    opened = open_services(Settings(data_dir=Path(tmp_path_factory.mktemp("llm")), openai_base_url=server))
    gate.fill(opened)
    yield opened
    opened.store.close()


def places(answer: Answer) -> list[tuple[str, int, int]]:
    return [(citation.article_id, citation.start, citation.end) for citation in answer.citations]


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["id"] for question in QUESTIONS])
def test_the_laws_hold_whatever_it_writes(question: dict[str, Any], services: Services) -> None:
    *shown, last = ask(question["question"], services=services)
    assert isinstance(last, Answer)
    for citation in last.citations:
        article = services.store.article(citation.article_id)
        assert article.text[citation.start : citation.end] == citation.quote
        assert (citation.title, citation.outlet, citation.url) == (article.title, article.outlet, article.url)
    for statement in last.statements:
        assert statement.citations
        assert statement.support.label is not Label.UNSUPPORTED
    streamed = [event.statement for event in shown if isinstance(event, Verified)]
    assert streamed == list(last.statements)
    assert last.abstained == (not last.statements)
    assert not last.abstained or last.nearest
    *_, again = ask(question["question"], services=services)
    assert isinstance(again, Answer)
    assert places(again) == places(last)
    print(json.dumps(summary(last), ensure_ascii=False))  # noqa: T201 - shown with `pytest -rP`


def summary(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "answerer": answer.answerer,
        "statements": [(statement.text, statement.support.label) for statement in answer.statements],
        "warnings": answer.warnings,
    }


def test_a_follow_up_still_has_an_answer_or_an_abstention(services: Services) -> None:
    history = (Turn("user", "How many people died on the Lady Amara?"), Turn("assistant", "18 people died. [1]"))
    *_, last = ask("And who was the captain?", services=services, history=history)
    assert isinstance(last, Answer)
    assert last.answerer in (BUILT_IN, services.answerer.name)
