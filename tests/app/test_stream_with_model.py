"""A slow model over a real server: each statement reaches the reader as soon as it is finished and verified."""

from __future__ import annotations

import json
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

import httpx
import pytest
import uvicorn

from app.api import create_app
from app.wire import Services
from tests.adversaries import Body, shown
from tests.asked import COST, GOOD, LUND, MODEL, OPENED, TOLL, afresh
from tests.scripted_model import Script, ScriptedModel
from tests.streams import streamed

pytest_plugins = ["tests.model_fixtures"]

BETWEEN = 0.2  # seconds from one piece of the reply to the next
AT_MOST = 0.15  # seconds from the end of a statement to the reader, on a machine that does nothing else
QUESTIONS = ("How much did the Arlen bridge cost?", "When did the Arlen bridge open?", "What about the Arlen bridge?")


@dataclass
class Timed(Sequence[str]):
    """The pieces of a reply, and when each had been sent."""

    pieces: Sequence[str]
    sent: list[float] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        for piece in self.pieces:
            yield piece
            self.sent.append(time.monotonic())

    def __len__(self) -> int:
        return len(self.pieces)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return self.pieces[place]


@pytest.fixture(scope="module")
def served(opened: Services) -> Iterator[str]:
    """The address of a running server."""
    server = uvicorn.Server(uvicorn.Config(create_app(afresh(opened)), port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def written(body: Body, timed: list[Timed]) -> Script:
    """Write four statements, the second of them false, a piece at a time."""
    evidence = shown(body)
    if "Statements that did not pass:" in body["messages"][-1]["content"]:
        return Script(reply=["NO ANSWER"])
    rows = [
        (OPENED, OPENED),
        ("The Arlen bridge cost 65 million crowns.", COST),
        (TOLL, TOLL),
        (LUND, LUND),
        (COST, COST),
    ]
    timed.append(Timed([f"{text} [{evidence.number(part)}]\n" for text, part in rows]))
    return Script(reply=timed[-1], delay=BETWEEN)


def test_a_statement_is_read_while_the_next_is_written(served: str, model_server: ScriptedModel) -> None:
    timed: list[Timed] = []
    model_server.play(lambda body: written(body, timed))
    waits = []
    for question in QUESTIONS:
        events = streamed(f"{served}/api/ask", {"question": question})
        came = {data["statement"]["text"]: at for at, name, data in events if name == "statement"}
        assert list(came) == [OPENED, TOLL, LUND, COST]
        sent = dict(zip([piece.partition(" [")[0] for piece in timed[-1].pieces], timed[-1].sent, strict=True))
        waits += [at - sent[text] for text, at in came.items()]
        assert came[OPENED] < timed[-1].sent[-1]
        assert [name for _, name, _ in events][:3] == ["status"] * 3
        assert all("65 million" not in json.dumps(data) for _, _, data in events)
    assert statistics.median(waits) <= AT_MOST
    assert max(waits) <= 4 * AT_MOST


@pytest.mark.parametrize("question", QUESTIONS)
def test_streamed_or_not_it_is_the_same_answer(served: str, model_server: ScriptedModel, question: str) -> None:
    model_server.play(lambda body: written(body, []))
    *events, last = streamed(f"{served}/api/ask", {"question": question})
    whole = httpx.post(f"{served}/api/ask", json={"question": question}, timeout=20).json()
    assert last[1:] == ("done", whole)
    assert [data["statement"] for _, name, data in events if name == "statement"] == whole["statements"]
    kept = httpx.get(f"{served}/api/answers/{whole['id']}", timeout=20).json()
    for citation in kept["citations"]:
        assert citation.pop("source")["state"] == "current"
    assert kept == whole
    assert whole["answerer"] == MODEL
    assert len(whole["statements"]) == len(GOOD)


def test_a_reader_who_goes_ends_the_model_too(served: str, model_server: ScriptedModel) -> None:
    """At the latest with the next statement."""

    def play(body: Body) -> Script:
        rows = [f"{text} [{shown(body).number(part)}]\n" for text, part in GOOD]
        return Script(reply=[*rows, *["so "] * 400], delay=0.05)

    model_server.play(play)
    question = {"question": "How many crowns did the Arlen bridge cost?", "stream": True}
    with httpx.stream("POST", f"{served}/api/ask", json=question, timeout=20) as reply:
        assert next(line for line in reply.iter_lines() if line == "event: statement")
    assert model_server.requests[-1].gone.wait(5)
