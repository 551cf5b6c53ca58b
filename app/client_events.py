"""The events of an answer that is streamed, as `client` hands them on; see `client_answers`."""

from __future__ import annotations

from typing import Literal, TypedDict

from app.client_answers import Answer, Citation, Statement


class Progress(TypedDict):
    """What the server does at the moment, and with how much."""

    phase: Literal["retrieving", "reading", "condensing", "writing", "checking"]
    articles: int | None
    sentences: int | None
    done: int | None
    parts: int | None


class StatusEvent(TypedDict):
    """The work goes on."""

    event: Literal["status"]
    data: Progress


class Verified(TypedDict):
    """A statement that was checked, and its citations."""

    statement: Statement
    citations: list[Citation]


class StatementEvent(TypedDict):
    """The next statement of the answer."""

    event: Literal["statement"]
    data: Verified


class DoneEvent(TypedDict):
    """The whole answer; the last event."""

    event: Literal["done"]
    data: Answer


Event = StatusEvent | StatementEvent | DoneEvent
