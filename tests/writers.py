"""Models for tests that need no server: they say what they are told to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from app.model import Message, ModelError

Said = str | ModelError


class Told:
    """A model that replies with the next thing it was told, piece by piece; an error among the pieces is raised."""

    name = "told"

    def __init__(self, *replies: Sequence[Said] | Callable[[Sequence[Message]], Sequence[Said]]) -> None:
        self.replies = list(replies)
        self.asked: list[tuple[Message, ...]] = []

    def write(self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None) -> Iterator[str]:
        self.asked.append(tuple(messages))
        reply = self.replies.pop(0)
        for piece in reply(messages) if callable(reply) else reply:
            if isinstance(piece, ModelError):
                raise piece
            yield piece

    def count(self, text: str) -> int:
        return len(text.split())
