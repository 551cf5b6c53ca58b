"""Chat completions as OpenAI has them: the events of `ask` in, a completion out, or its chunks one by one.

A chunk holds one verified statement with its annotations. Streamed or not, text and annotations are the same.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Any

from app.answers import Answer, Event
from app.v1_message import Message


@dataclass(frozen=True, slots=True)
class Completion:
    """What is known of a completion before its answer is; `prompt` is how many tokens were sent."""

    id: str
    created: int
    model: str
    prompt: int

    def whole(self, events: Iterable[Event], message: Message) -> dict[str, Any]:
        """Return the completion."""
        answer = message.whole(events)
        said = {
            "role": "assistant",
            "content": message.text,
            "refusal": None,
            "annotations": [_annotation(one) for one in message.annotations],
        }
        choice = {"index": 0, "message": said, "logprobs": None, "finish_reason": _finish(message)}
        return {
            **self._head("chat.completion", choice),
            "usage": self._usage(message),
            "corroborate": message.extension(answer),
        }

    def chunks(
        self, events: Iterable[Event], message: Message, *, usage: bool = False
    ) -> Generator[dict[str, Any], None, None]:
        """Yield the completion's chunks; with `usage` the last one says what was used."""
        unknown = {"usage": None} if usage else {}
        yield self._chunk({"role": "assistant", "content": "", "refusal": None}) | unknown
        shown = 0
        for one in message.pieces(events):
            if isinstance(one, Answer):
                yield self._chunk({}, _finish(message)) | unknown | {"corroborate": message.extension(one)}
                continue
            # `index` is how the client's own accumulator knows a new entry of a list from a part of an old one.
            listed = [_annotation(url) | {"index": at} for at, url in enumerate(one.annotations, start=shown)]
            shown += len(listed)
            yield self._chunk({"content": one.text} | ({"annotations": listed} if listed else {})) | unknown
        if usage:
            yield self._head("chat.completion.chunk") | {"usage": self._usage(message)}

    def _chunk(self, delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return self._head("chat.completion.chunk", choice)

    def _head(self, kind: str, *choices: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": kind,
            "created": self.created,
            "model": self.model,
            "choices": list(choices),
            "service_tier": "default",
            "system_fingerprint": None,
        }

    def _usage(self, message: Message) -> dict[str, Any]:
        return {
            "prompt_tokens": self.prompt,
            "completion_tokens": message.tokens,
            "total_tokens": self.prompt + message.tokens,
        }


def _annotation(one: dict[str, Any]) -> dict[str, Any]:
    return {"type": "url_citation", "url_citation": one}


def _finish(message: Message) -> str:
    return "length" if message.cut else "stop"
