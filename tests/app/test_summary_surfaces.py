"""Summaries by a model on every surface: the same everywhere, as they come, and ended when a reader goes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from threading import Event
from typing import Any

import httpx
import pytest

from app.cli import main
from app.mcp_tools import TOOLS
from app.summaries import Style, Wanted
from app.summarize import summarize
from app.ui_summary import telling
from app.wire import Services
from tests.adversaries import Body, shown, stubborn
from tests.asked import KEY, MODEL, afresh
from tests.scripted_model import Script, ScriptedModel
from tests.streams import streamed
from tests.summed import BURST, FORTY, GOOD, SCHOOL, SIXTY
from tests.v1_server import serving

pytest_plugins = ["tests.summary_fixtures"]

BETWEEN = 0.2


@pytest.fixture(scope="module")
def served(filled: Services) -> Iterator[str]:
    with serving(afresh(filled)) as address:
        yield address


def body_of(services: Services, **more: Any) -> dict[str, Any]:
    return {"article_ids": [row.id for row in services.store.page().articles], **more}


@pytest.mark.parametrize("style", ["brief", "compare"])
def test_streamed_or_not_and_as_a_tool_it_is_the_same_summary(
    served: str, filled: Services, model_server: ScriptedModel, style: str
) -> None:
    model_server.play(stubborn(GOOD))
    body = body_of(filled, style=style)
    *events, last = streamed(f"{served}/api/summarize", body)
    whole = httpx.post(f"{served}/api/summarize", json=body, timeout=20).json()
    assert last[1:] == ("done", whole)
    assert [data["statement"] for _, name, data in events if name == "statement"] == whole["statements"]
    assert [row["text"] for row in whole["statements"]][: len(GOOD)] == [text for text, _ in GOOD]
    assert (whole["answerer"], whole["prompt"].split("@")[0]) == (MODEL, "summarize")
    (tool,) = [one for one in TOOLS if one.name == "summarize"]
    assert tool.call(body, afresh(filled), served) == whole
    kept = httpx.get(f"{served}/api/answers/{whole['id']}", timeout=20).json()
    assert kept["statements"] == whole["statements"]
    phases = [data["phase"] for _, name, data in events if name == "status"]
    assert phases[-1] == "writing"


def test_a_statement_is_read_while_the_next_is_written(
    served: str, filled: Services, model_server: ScriptedModel
) -> None:
    def play(body: Body) -> Script:
        evidence = shown(body)
        return Script(reply=[f"{text} [{evidence.number(part)}]\n" for text, part in GOOD], delay=BETWEEN)

    model_server.play(play)
    came = [
        at for at, name, _ in streamed(f"{served}/api/summarize", body_of(filled, max_words=150)) if name == "statement"
    ]
    assert came[len(GOOD) - 1] - came[0] >= BETWEEN * (len(GOOD) - 2)


def test_a_reader_who_goes_ends_the_model_too(served: str, filled: Services, model_server: ScriptedModel) -> None:
    def play(body: Body) -> Script:
        rows = [f"{text} [{shown(body).number(part)}]\n" for text, part in GOOD]
        return Script(reply=[*rows, *["so "] * 400], delay=0.05)

    model_server.play(play)
    body = body_of(filled, max_words=170, stream=True)
    with httpx.stream("POST", f"{served}/api/summarize", json=body, timeout=20) as reply:
        assert next(line for line in reply.iter_lines() if line == "event: statement")
    assert model_server.requests[-1].gone.wait(5)


def test_stop_on_the_page_keeps_what_was_checked_and_ends_the_model(
    filled: Services, model_server: ScriptedModel
) -> None:
    def play(body: Body) -> Script:
        return Script(reply=[f"{FORTY} [{shown(body).number(FORTY)}]\n", *["so "] * 400], delay=0.05)

    model_server.play(play)
    stop = Event()
    ids = tuple(row.id for row in filled.store.page().articles)
    last = ""
    for last in telling(Wanted(article_ids=ids, max_words=110), afresh(filled), stop):
        if "Forty houses" in last:
            stop.set()
    assert "Stopped. What stands here was checked before that." in last
    assert "Forty houses" in last
    assert model_server.requests[-1].gone.wait(5)


def test_the_page_says_what_it_waits_for(filled: Services, model_server: ScriptedModel) -> None:
    model_server.play(stubborn(GOOD))
    ids = tuple(row.id for row in filled.store.page().articles)
    pages = list(telling(Wanted(article_ids=ids, max_words=140), afresh(filled), Event()))
    assert any(re.search(r"Writing from \d+ sentences of 4 articles", page) for page in pages)
    assert "4 articles, 4 independent origins" in pages[-1]


def test_events_end_when_nobody_reads_on(filled: Services, model_server: ScriptedModel) -> None:
    """A generator that is closed between two statements closes the call."""
    model_server.play(
        lambda body: Script(reply=[f"{BURST} [{shown(body).number(BURST)}]\n", *["so "] * 400], delay=0.02)
    )
    ids = tuple(row.id for row in filled.store.page().articles)
    events = summarize(Wanted(article_ids=ids, style=Style.BULLETS, max_words=130), services=afresh(filled))
    for event in events:
        if getattr(event, "statement", None):
            break
    events.close()
    assert model_server.requests[-1].gone.wait(5)


def test_the_command_line_prints_what_the_model_wrote(
    filled: Services,
    model_server: ScriptedModel,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Through the server that owns the store, which has the model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORROBORATE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("OPENAI_BASE_URL", model_server.url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("CORROBORATE_MODEL", MODEL)
    source = tmp_path / "dam.jsonl"
    source.write_text(
        "\n".join(
            json.dumps({"title": "Dam", "outlet": outlet, "text": text, "external_id": outlet})
            for outlet, text in (("Coast Wire", f"{BURST} {FORTY}"), ("Orrin Echo", f"{SIXTY} {SCHOOL}"))
        ),
        "utf-8",
    )
    from ingest.__main__ import main as ingest

    assert ingest([str(source)]) == 0
    capsys.readouterr()
    model_server.play(stubborn(GOOD[1:3]))
    assert main(["summarize", "the dam at Marlow and houses in Tessin", "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["answerer"] == MODEL
    assert body["statements"][0]["text"] == GOOD[1][0]
    model_server.play(Script(status=401, error={"error": {"message": "no"}}))
    assert main(["summarize", "the dam at Marlow and houses in Tessin"]) == 0
    assert "! The built-in summariser wrote instead of scripted-1" in capsys.readouterr().out
