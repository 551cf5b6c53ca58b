"""OpenAI's API over the same answers: chat completions, responses and models, for programs that have code for it.

In: bodies as OpenAI's clients send them. Out: what `POST /api/ask` answers, in OpenAI's shapes, with the citations as
annotations of the type `url_citation`; errors in OpenAI's shape. Here a conversation is read; who answers is `ask`.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Sequence
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import ValidationError
from pydantic_core import to_json

from app import api_examples_v1, api_shapes_v1, schemas, schemas_v1, v1_errors
from app.answers import Answer, Event, Turn
from app.api_answers import EventStream
from app.api_wire import Json, Using, known
from app.ask import ask
from app.model import estimate_tokens
from app.problems import ProblemError, as_problem
from app.v1_chat import Completion
from app.v1_message import Message
from app.v1_responses import Reply
from app.wire import Services
from ingest.continued import KeptResponse, chain, keep
from ingest.errors import CorroborateError, GoneError, NotFoundError

log = logging.getLogger(__name__)

router = APIRouter(prefix=v1_errors.PREFIX, tags=["openai"])

MODEL = "corroborate"
WISHES = 2_000  # characters of a program's system messages; what stands behind them is not heard
_REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": api_shapes_v1.Refused, "description": "The body can't be read, or asks for what is not here."},
    404: {"model": api_shapes_v1.Refused, "description": "A model, an article or a response is not here."},
    "default": {"model": api_shapes_v1.Refused, "description": "Anything else that went wrong."},
}


def _streamed(example: str) -> dict[int | str, dict[str, Any]]:
    event = {"type": "object", "properties": {"event": {"type": "string"}, "data": {"type": "string"}}}
    stream = {"itemSchema": event | {"required": ["data"]}, "example": example}
    return {200: {"description": "All of it; with `stream`, its events.", "content": {"text/event-stream": stream}}}


@router.post(
    "/chat/completions",
    response_model=api_shapes_v1.ChatCompletion,
    responses=_streamed(api_examples_v1.CHUNKS) | _REFUSED,
)
def complete_chat(body: schemas_v1.ChatRequest, request: Request, services: Using) -> Response:
    """Answer the last message of the user, as OpenAI's chat completions; citations are annotations at their markers."""
    _known_model(body.model, services)
    asked = _asked(body.messages, body.filters, name="messages")
    first, events = _begun(asked, services, _wishes(body.messages))
    completion = Completion(
        id=f"chatcmpl-{uuid4().hex}",
        created=int(services.clock().timestamp()),
        model=body.model,
        prompt=sum(estimate_tokens(one.said) for one in body.messages),
    )
    message = Message(_server(request), body.cap)
    if not body.stream:
        return Json(completion.whole(_all(first, events), message))
    usage = bool(body.stream_options and body.stream_options.include_usage)
    chunks = completion.chunks(_all(first, events), message, usage=usage)
    return EventStream(_chat_lines(chunks, instance=request.url.path))


@router.post(
    "/responses", response_model=api_shapes_v1.Response, responses=_streamed(api_examples_v1.EVENTS) | _REFUSED
)
def create_response(body: schemas_v1.ResponsesRequest, request: Request, services: Using) -> Response:
    """Answer the last message of the user, as OpenAI's responses; citations are annotations at their markers."""
    _known_model(body.model, services)
    before = _continued(body.previous_response_id, services)
    asked = _asked(body.input, body.filters, name="input", before=before)
    first, events = _begun(asked, services, _wishes(body.input, body.instructions))
    said = [body.instructions or "", *(turn.content for turn in before), *(one.said for one in body.input)]
    reply = Reply(
        id=f"resp_{uuid4().hex}",
        created=int(services.clock().timestamp()),
        model=body.model,
        prompt=sum(map(estimate_tokens, filter(None, said))),
        instructions=body.instructions,
        previous=body.previous_response_id,
        metadata=body.metadata or {},
        cap=body.max_output_tokens,
        store=body.store is not False,
    )
    message = Message(_server(request), body.max_output_tokens)
    questions = tuple(one.said for one in body.input[: _last_user(body.input, "input") + 1] if one.role == "user")

    def ended(message: Message, answer: Answer) -> None:
        if reply.store:
            kept = KeptResponse(reply.id, reply.previous, questions, answer.id, len(message.text))
            keep(services.store.database, kept, at=services.clock())

    if not body.stream:
        return Json(reply.whole(_all(first, events), message, ended))

    def failed(error: Exception) -> dict[str, Any]:
        return _failed(error, instance=request.url.path)

    return EventStream(_response_lines(reply.events(_all(first, events), message, ended, failed)))


@router.get("/models", response_model=api_shapes_v1.Models, responses={"default": _REFUSED["default"]})
def list_models(services: Using) -> Json:
    """List what may be named as `model`: 'corroborate', and the answerer's own name."""
    return Json({"object": "list", "data": [_model(name) for name in _models(services)]})


@router.get(
    "/models/{model_id:path}",
    response_model=api_shapes_v1.Model,
    responses={404: _REFUSED[404], "default": _REFUSED["default"]},
)
def read_model(model_id: str, services: Using) -> Json:
    """Read one model."""
    _known_model(model_id, services)
    return Json(_model(model_id))


def _models(services: Services) -> tuple[str, ...]:
    return tuple(dict.fromkeys((MODEL, services.answerer.name)))


def _model(name: str) -> dict[str, Any]:
    # OpenAI's clients expect a date; nobody knows when a model behind another server was made.
    return {"id": name, "object": "model", "created": 0, "owned_by": MODEL}


def _known_model(name: str, services: Services) -> None:
    if name not in _models(services):
        there = " or ".join(map(repr, _models(services)))
        raise _refused("not-found", "model", f"the model {name[:80]!r} does not exist; use {there}", "model_not_found")


def _refused(slug: str, name: str, title: str, code: str = "") -> ProblemError:
    return ProblemError(slug, title, errors=[{"pointer": f"#/{name}", "detail": title, "code": code}])


def _asked(
    messages: Sequence[schemas_v1.Message | schemas_v1.Item],
    filters: schemas.Filters | None,
    *,
    name: str,
    before: Sequence[Turn] = (),
) -> schemas.AskRequest:
    """Return what is asked, as `POST /api/ask` has it: the user's last message, with what was said before it."""
    last = _last_user(messages, name)
    turns = [
        *({"role": turn.role, "content": turn.content} for turn in before),
        *({"role": one.role, "content": one.said} for one in messages[:last] if one.role in ("user", "assistant")),
    ]
    try:
        return schemas.AskRequest.model_validate(
            {"question": messages[last].said, "history": turns, "filters": filters, "stream": False}
        )
    except ValidationError as error:
        wrong = [{**part, "loc": ("body", name, last, "content")} for part in error.errors()]
        raise RequestValidationError(wrong) from error


def _last_user(messages: Sequence[schemas_v1.Message | schemas_v1.Item], name: str) -> int:
    for place in reversed(range(len(messages))):
        if messages[place].role == "user":
            return place
    raise _refused("invalid", name, f"{name!r} holds no message of the role 'user'; the last one is the question")


def _continued(previous: str | None, services: Services) -> tuple[Turn, ...]:
    """Return what was asked and answered up to a response."""
    if previous is None:
        return ()
    turns: list[Turn] = []
    try:
        for kept in chain(services.store.database, previous):
            text = services.store.answer(kept.answer)["text"]
            turns += [Turn("user", question) for question in kept.questions]
            turns.append(Turn("assistant", text[: kept.shown]))
    except (NotFoundError, GoneError) as error:
        raise _refused("invalid", "previous_response_id", str(error), "previous_response_not_found") from error
    return tuple(turns)


def _wishes(messages: Sequence[schemas_v1.Message | schemas_v1.Item], instructions: str | None = None) -> str:
    """Return what the program wishes as to style, on one line; a model that writes is shown so much of it."""
    orders = [one.said for one in messages if one.role in ("system", "developer")]
    return " ".join(" ".join([instructions or "", *orders]).split())[:WISHES]


def _begun(asked: schemas.AskRequest, services: Services, wishes: str) -> tuple[Event, Generator[Event, None, None]]:
    """Return the first event, which is made before the response begins, and those that follow."""
    filters = known(asked.as_filters(), services.store)
    events = ask(asked.question, services=services, history=asked.turns(), filters=filters, wishes=wishes)
    return next(events), events


def _all(first: Event, rest: Generator[Event, None, None]) -> Iterator[Event]:
    yield first
    yield from rest


def _server(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _failed(error: Exception, *, instance: str) -> dict[str, Any]:
    """Return the error that a failure in mid-stream is, in OpenAI's shape."""
    if not isinstance(error, CorroborateError):
        log.error("an answer failed while it was streamed", exc_info=error)
    _, body = v1_errors.refusal(as_problem(error, instance=instance))
    said: dict[str, Any] = body["error"]
    return said


def _chat_lines(chunks: Iterator[dict[str, Any]], *, instance: str) -> Generator[bytes, None, None]:
    """Yield chunks as server-sent events; whatever goes wrong on the way is the last of them."""
    try:
        for chunk in chunks:
            yield b"data: " + to_json(chunk) + b"\n\n"
        yield b"data: [DONE]\n\n"
    except Exception as error:  # noqa: BLE001 - `_failed` logs it
        yield b"data: " + to_json({"error": _failed(error, instance=instance)}) + b"\n\n"


def _response_lines(events: Iterator[dict[str, Any]]) -> Generator[bytes, None, None]:
    for event in events:
        yield b"event: " + event["type"].encode() + b"\ndata: " + to_json(event) + b"\n\n"
