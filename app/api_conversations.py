"""Conversations over HTTP: list one's own, read, rename, share and delete one, and take one away as a file.

Which ones are a reader's own is said by the cookie that its browser got with the page; everything else takes the id of
a conversation, which nobody guesses, as the right to it.
"""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from app import api_shapes_conversations as shapes
from app import schemas_conversations as schemas
from app.api_docs import documented
from app.api_reader import Reader
from app.api_wire import Json, Using
from app.conversation_json import conversation_json, turn_json
from app.export_conversation import MEDIA_TYPES, conversation_file, export_conversation

router = APIRouter(prefix="/api/conversations", tags=["conversations"])

_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {kind.partition(";")[0]: {"schema": {"type": "string"}} for kind in MEDIA_TYPES.values()},
    }
}


@router.get("", response_model=shapes.Conversations, responses=documented())
def list_conversations(query: Annotated[schemas.ConversationsQuery, Query()], reader: Reader, services: Using) -> Json:
    """List the conversations that this browser began, the one last asked in first; without its cookie, none."""
    rows, cursor = services.conversations.listed(reader, q=query.q, limit=query.limit, cursor=query.cursor)
    return Json({"conversations": list(map(conversation_json, rows)), "next_cursor": cursor})


@router.get("/{conversation_id}", response_model=shapes.WholeConversation, responses=documented(404))
def read_conversation(conversation_id: str, services: Using) -> Json:
    """Read a conversation: its questions, and their answers with citations frozen and what became of each source."""
    found = services.conversations.find(conversation_id)
    turns = services.conversations.turns(conversation_id)
    return Json({**conversation_json(found), "exchanges": [turn_json(turn, services.store) for turn in turns]})


@router.patch("/{conversation_id}", response_model=shapes.Conversation, responses=documented(404))
def rename_conversation(conversation_id: str, body: schemas.RenameRequest, services: Using) -> Json:
    """Give a conversation another name."""
    return Json(conversation_json(services.conversations.rename(conversation_id, body.name)))


@router.delete("/{conversation_id}", status_code=204, responses=documented(404))
def delete_conversation(conversation_id: str, services: Using) -> Response:
    """Delete a conversation and the page that it is shared as; its answers keep their own addresses."""
    services.conversations.delete(conversation_id)
    return Response(status_code=204)


@router.put("/{conversation_id}/share", response_model=shapes.Conversation, responses=documented(404))
def share_conversation(conversation_id: str, services: Using) -> Json:
    """Share a conversation as a page to read, as it is now; again, and the page at the same address shows it anew."""
    return Json(conversation_json(services.conversations.share(conversation_id, at=services.clock())))


@router.delete("/{conversation_id}/share", status_code=204, responses=documented(404))
def unshare_conversation(conversation_id: str, services: Using) -> Response:
    """Take the shared page back: nothing is at its address any more."""
    services.conversations.unshare(conversation_id)
    return Response(status_code=204)


@router.get("/{conversation_id}/export", response_class=Response, responses=_FILES | documented(404))
def export(
    conversation_id: str, query: Annotated[schemas.ConversationExportQuery, Query()], services: Using
) -> Response:
    """Download a conversation as one document, each citation with its quote, source, date and address."""
    name = services.conversations.find(conversation_id).name
    turns = services.conversations.turns(conversation_id)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(conversation_file(name, query.format))}",
        "X-Content-Type-Options": "nosniff",
    }
    made = export_conversation(name, turns, services.store, query.format)
    return Response(made, headers=headers, media_type=MEDIA_TYPES[query.format])
