"""What may enter about conversations; see `schemas`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app import api_examples_conversations as examples
from ingest.conversations import MAX_NAME

MAX_LISTED = 100


def _named(text: str) -> str:
    if not any(sign.isprintable() and not sign.isspace() for sign in text):
        raise ValueError("must not be blank; write what the conversation is to be called")
    return text


class ConversationsQuery(BaseModel):
    """The query of `GET /api/conversations`."""

    model_config = ConfigDict(extra="forbid")

    q: str | None = Field(None, max_length=400, description="A part of a name, a question or an answer.")
    limit: int = Field(50, ge=1, le=MAX_LISTED, description="How many conversations a page holds.")
    cursor: str | None = Field(None, description="`next_cursor` of the page before.")


class RenameRequest(BaseModel):
    """The body of `PATCH /api/conversations/{id}`."""

    model_config = ConfigDict(extra="forbid", strict=True, json_schema_extra={"examples": [examples.RENAME]})

    name: Annotated[str, Field(min_length=1, max_length=MAX_NAME), AfterValidator(_named)]


class ConversationExportQuery(BaseModel):
    """The query of `GET /api/conversations/{id}/export`."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["markdown", "html"] = Field("markdown", description="What kind of document.")
