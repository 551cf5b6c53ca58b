"""Responses as OpenAI has them: the events of `ask` in, a response out, or its events one by one.

Each verified statement is a delta of the text, followed by its annotations. Streamed or not, the response is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from typing import Any

from app.answers import Answer, Event
from app.v1_message import Message, Piece

_AT = {"output_index": 0, "content_index": 0}


@dataclass(frozen=True, slots=True)
class Reply:
    """What is known of a response before its answer is; `prompt` is how many tokens were sent."""

    id: str
    created: int
    model: str
    prompt: int
    instructions: str | None = None
    previous: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    cap: int | None = None
    store: bool = True

    @property
    def item(self) -> str:
        """The id of the response's one message."""
        return f"msg_{self.id.removeprefix('resp_')}"

    def whole(
        self, events: Iterable[Event], message: Message, ended: Callable[[Message, Answer], object]
    ) -> dict[str, Any]:
        """Return the response; `ended` is called when it is known."""
        answer = message.whole(events)
        ended(message, answer)
        return self._ended(message, answer)

    def events(
        self,
        events: Iterable[Event],
        message: Message,
        ended: Callable[[Message, Answer], object],
        failed: Callable[[Exception], dict[str, Any]],
    ) -> Generator[dict[str, Any], None, None]:
        """Yield the response's events in their order, numbered; a failure is told by the last two."""
        for number, (kind, data) in enumerate(self._events(events, message, ended, failed)):
            yield {"type": kind, **data, "sequence_number": number}

    def _events(
        self,
        events: Iterable[Event],
        message: Message,
        ended: Callable[[Message, Answer], object],
        failed: Callable[[Exception], dict[str, Any]],
    ) -> Generator[tuple[str, dict[str, Any]], None, None]:
        begun = {"response": self._response("in_progress", [])}
        yield "response.created", begun
        yield "response.in_progress", begun
        yield "response.output_item.added", {"output_index": 0, "item": self._message("in_progress", [])}
        yield "response.content_part.added", {**_AT, "item_id": self.item, "part": _part("", [])}
        shown = 0
        try:
            for one in message.pieces(events):
                if isinstance(one, Answer):
                    ended(message, one)
                    yield from self._done(message, one)
                else:
                    yield from self._piece(one, shown)
                    shown += len(one.annotations)
        except Exception as error:  # noqa: BLE001 - `failed` logs it
            said = failed(error)
            yield "error", {key: said[key] for key in ("code", "message", "param")}
            wrong = {"code": "server_error", "message": said["message"]}
            yield "response.failed", {"response": self._response("failed", []) | {"error": wrong}}

    def _piece(self, piece: Piece, shown: int) -> Generator[tuple[str, dict[str, Any]], None, None]:
        yield "response.output_text.delta", {**_AT, "item_id": self.item, "delta": piece.text, "logprobs": []}
        for at, one in enumerate(piece.annotations, start=shown):
            added = {**_AT, "item_id": self.item, "annotation_index": at, "annotation": _annotation(one)}
            yield "response.output_text.annotation.added", added

    def _done(self, message: Message, answer: Answer) -> Generator[tuple[str, dict[str, Any]], None, None]:
        part = _part(message.text, message.annotations)
        item = self._message(_status(message), [part])
        yield "response.output_text.done", {**_AT, "item_id": self.item, "text": message.text, "logprobs": []}
        yield "response.content_part.done", {**_AT, "item_id": self.item, "part": part}
        yield "response.output_item.done", {"output_index": 0, "item": item}
        yield f"response.{_status(message)}", {"response": self._ended(message, answer)}

    def _ended(self, message: Message, answer: Answer) -> dict[str, Any]:
        item = self._message(_status(message), [_part(message.text, message.annotations)])
        return {
            **self._response(_status(message), [item]),
            "incomplete_details": {"reason": "max_output_tokens"} if message.cut else None,
            "usage": {
                "input_tokens": self.prompt,
                "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
                "output_tokens": message.tokens,
                "output_tokens_details": {"reasoning_tokens": 0},
                "total_tokens": self.prompt + message.tokens,
            },
            "corroborate": message.extension(answer),
        }

    def _message(self, status: str, content: list[dict[str, Any]]) -> dict[str, Any]:
        return {"id": self.item, "type": "message", "status": status, "role": "assistant", "content": content}

    def _response(self, status: str, output: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": "response",
            "created_at": self.created,
            "status": status,
            "error": None,
            "incomplete_details": None,
            "instructions": self.instructions,
            "max_output_tokens": self.cap,
            "metadata": self.metadata,
            "model": self.model,
            "output": output,
            "parallel_tool_calls": False,
            "previous_response_id": self.previous,
            "store": self.store,
            "text": {"format": {"type": "text"}},
            "tool_choice": "none",
            "tools": [],
            "usage": None,
        }


def _part(text: str, annotations: list[dict[str, Any]]) -> dict[str, Any]:
    listed = [_annotation(one) for one in annotations]
    return {"type": "output_text", "text": text, "annotations": listed, "logprobs": []}


def _annotation(one: dict[str, Any]) -> dict[str, Any]:
    return {"type": "url_citation", **one}


def _status(message: Message) -> str:
    return "incomplete" if message.cut else "completed"
