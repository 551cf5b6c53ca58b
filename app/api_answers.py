"""Questions over HTTP: search passages, ask for an answer, read an answer again.

In: checked bodies. Out: JSON, or for `"stream": true` server-sent events: `status`, `statement` (verified, with its
citations), `done` (the whole answer, as without streaming) or `error` (a problem). What can be refused is refused
before the first event, with a status that says so.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from dataclasses import asdict
from typing import Any

from anyio import CancelScope
from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from pydantic_core import to_json
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from app import api_examples, api_shapes, api_shapes_summary, schemas
from app.answers import Answer, Event, Progress
from app.api_docs import documented
from app.api_wire import Json, Using, hit_json, known
from app.ask import ask
from app.changed import with_sources
from app.considered_json import evidence_json
from app.problems import as_problem
from app.render import answer_json, citation_json, statement_json
from app.search import search
from app.summaries import Summary, SummaryEvent
from app.summary_render import summary_json
from ingest.errors import CorroborateError

log = logging.getLogger(__name__)

router = APIRouter(prefix="/api", tags=["answers"])

_EVENT = {
    "type": "object",
    "properties": {
        "event": {"enum": ["status", "statement", "done", "error"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
    "required": ["event", "data"],
}
STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer; with `stream`, its events.",
        "content": {"text/event-stream": {"itemSchema": _EVENT, "example": api_examples.STREAM}},
    }
}
_UNBUFFERED = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


@router.post("/search", response_model=api_shapes.Passages, responses=documented(404, 410))
def search_passages(body: schemas.SearchRequest, services: Using) -> Json:
    """Find passages, best first; scores of sentences are comparable within one search."""
    filters = known(body.as_filters(), services.store)
    hits = search(body.query, services=services, k=body.k, filters=filters)
    return Json({"passages": [hit_json(hit) for hit in hits]})


@router.post("/ask", response_model=api_shapes.Answer, responses=STREAM | documented(404, 410))
def ask_question(body: schemas.AskRequest, request: Request, services: Using) -> Response:
    """Answer a question with statements that each cite source sentences, or say why that can't be done."""
    filters = known(body.as_filters(), services.store)
    events = ask(body.question, services=services, history=body.turns(), filters=filters)
    # The first event is made before the response begins: what is wrong with the question is known by then.
    first = next(events)
    if body.stream:
        return EventStream(lines(first, events, instance=request.url.path))
    answer = first if isinstance(first, Answer) else next(event for event in events if isinstance(event, Answer))
    return Json(answer_json(answer))


@router.get(
    "/answers/{answer_id}",
    response_model=api_shapes.Answer | api_shapes_summary.Summary,
    responses=documented(404, 410),
)
def read_answer(answer_id: str, services: Using) -> Json:
    """Read an answer again, as it was given, with its citations frozen; `source` says what became of each sentence."""
    return Json(with_sources(services.store.answer(answer_id), services.store))


@router.get("/answers/{answer_id}/evidence", response_model=api_shapes.Evidence, responses=documented(404, 410))
def read_evidence(answer_id: str, services: Using) -> Json:
    """List the sentences that came closest to an answer and are not cited in it, each with the reason."""
    return Json(evidence_json(services.store.answer(answer_id), services.store))


class EventStream(StreamingResponse):
    """Server-sent events from a generator, which is closed however the response ends."""

    media_type = "text/event-stream"

    def __init__(self, events: Generator[bytes, None, None]) -> None:
        super().__init__(events, headers=_UNBUFFERED)
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events; when the client goes away, stop the work behind them."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with CancelScope(shield=True):
                await run_in_threadpool(self._events.close)


def lines(
    first: Event | SummaryEvent, rest: Iterator[Event] | Iterator[SummaryEvent], *, instance: str
) -> Generator[bytes, None, None]:
    """Yield server-sent events; whatever goes wrong on the way is the last of them."""
    try:
        yield _event(first)
        for event in rest:
            yield _event(event)
    except CorroborateError as error:
        yield _line("error", as_problem(error, instance=instance))
    except Exception as error:
        log.exception("an answer failed while it was streamed")
        yield _line("error", as_problem(error, instance=instance))


def _event(event: Event | SummaryEvent) -> bytes:
    match event:
        case Progress():
            return _line("status", asdict(event))
        case Answer():
            return _line("done", answer_json(event))
        case Summary():
            return _line("done", summary_json(event))
        case _:
            citations = [citation_json(citation) for citation in event.citations]
            return _line("statement", {"statement": statement_json(event.statement), "citations": citations})


def _line(name: str, data: dict[str, Any]) -> bytes:
    """Return one event; JSON escapes line breaks, so its data is one line."""
    return b"event: " + name.encode() + b"\ndata: " + to_json(data) + b"\n\n"
