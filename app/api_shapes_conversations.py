"""The shapes of conversations, for the OpenAPI document alone; see `api_shapes`."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from app import api_examples_conversations as examples
from app.api_shapes import Answer, like
from app.api_shapes_summary import Summary
from ingest.conversations import TurnState


class Share(BaseModel):
    """By what a conversation may be read by others: its first `turns` turns, as they were when it was shared."""

    id: str
    address: str = Field(description="The page to read, relative to where the server is.")
    shared_at: datetime
    turns: int


class Conversation(BaseModel):
    """A conversation without its turns; its id is the right to see and change it, so keep it to yourself."""

    model_config = like(examples.CONVERSATION)
    id: str
    name: str
    begun_at: datetime
    changed_at: datetime = Field(description="When something was last asked.")
    turns: int
    share: Share | None


class Conversations(BaseModel):
    """A page of conversations, the one last asked in first, and where the next page starts."""

    model_config = like(examples.CONVERSATIONS)
    conversations: list[Conversation]
    next_cursor: str | None


class ConversationTurn(BaseModel):
    """A question with its answer, frozen; where there is none, or not a whole one, `note` says why."""

    number: int
    question: str
    asked_at: datetime
    state: TurnState
    note: str | None
    answer: Summary | Answer | None


class WholeConversation(Conversation):
    """A conversation with its turns."""

    model_config = like(examples.WHOLE)
    exchanges: list[ConversationTurn]
