"""Conversations as JSON: what the record keeps of them in, the shapes of `api_shapes_conversations` out."""

from __future__ import annotations

from typing import Any

from app.changed import with_sources
from app.ui_kept import GONE, INTERRUPTED, UNFINISHED
from ingest.conversations import Conversation, KeptTurn, TurnState
from ingest.errors import GoneError, NotFoundError
from ingest.store import Store

_STOPPED = "The reader stopped this before it was answered."
_NOTES = {
    TurnState.WORKING: UNFINISHED,
    TurnState.INTERRUPTED: INTERRUPTED,
    TurnState.STOPPED: _STOPPED,
}


def conversation_json(conversation: Conversation) -> dict[str, Any]:
    """Return a conversation without its turns."""
    share = conversation.share
    return {
        "id": conversation.id,
        "name": conversation.name,
        "begun_at": conversation.begun_at,
        "changed_at": conversation.changed_at,
        "turns": conversation.turns,
        "share": share
        and {"id": share.id, "address": f"shared/{share.id}", "shared_at": share.at, "turns": share.turns},
    }


def turn_json(turn: KeptTurn, store: Store, *, after: int = 0) -> dict[str, Any]:
    """Return a turn with its answer, whose citations are numbered from behind `after`.

    An answer that went with an article is none, and the note says so.
    """
    answer, note = None, _NOTES.get(turn.state, turn.note)
    if turn.answer:
        try:
            answer = with_sources(_numbered(store.answer(turn.answer), after), store)
        except (NotFoundError, GoneError):
            note = GONE
    return {
        "number": turn.number,
        "question": turn.question,
        "asked_at": turn.asked_at,
        "state": turn.state.value,
        "note": note,
        "answer": answer,
    }


def _numbered(answer: dict[str, Any], by: int) -> dict[str, Any]:
    """Raise every citation's number, but for the markers in the text."""
    for citation in answer["citations"] if by else ():
        citation["number"] += by
    for statement in answer["statements"] if by else ():
        statement["citations"] = [number + by for number in statement["citations"]]
    for kind in ("disagreements", "updates") if by else ():
        for side in (side for row in answer.get(kind) or () for side in row["sides"]):
            for claim in side["claims"]:
                claim["citation"] += by
    return answer
