"""The nouns of conversations: what the record keeps of them. Pure values; `conversations_kept` keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MAX_NAME = 120  # characters; a longer question is cut to a name


class TurnState(StrEnum):
    """How far a question has come."""

    WORKING = "working"
    ANSWERED = "answered"
    STOPPED = "stopped"  # by the reader; `answer`, where there is one, is what was checked before
    FAILED = "failed"  # `note` says why
    INTERRUPTED = "interrupted"  # the server ended before the answer did


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question of a conversation, the first has number 1, and the id of its answer."""

    number: int
    question: str
    asked_at: datetime
    state: TurnState
    note: str | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """By what a conversation may be read by others, and what of it: its first `turns` turns."""

    id: str
    at: datetime
    turns: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation without its turns."""

    id: str
    name: str
    begun_at: datetime
    changed_at: datetime
    turns: int
    share: Share | None


def named(text: str) -> str:
    """Return a text as a name: on one line, and not too long."""
    words = " ".join(text.split())
    return words if len(words) <= MAX_NAME else f"{words[: MAX_NAME - 2].rstrip()} …"
