"""What may enter below /v1: the bodies of OpenAI's API, as far as they mean something here.

In: parsed JSON. Out: messages as text. What OpenAI's clients send besides is let through and has no effect, as there;
refused is what would silently give another answer than the one that was asked for.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from app import api_examples_v1
from app.problems import shown
from app.schemas import Filters

_TEXT_PARTS = ("text", "input_text", "output_text")
# What an agent's loop sends back of tools and thoughts. Nothing here has tools, so it says nothing here either.
_UNHEARD = re.compile(r"reasoning|compaction|\w+_call|\w+_(?:output|response|request)")


class _Tolerant(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)


def _readable(kind: str) -> str:
    if kind not in _TEXT_PARTS:
        raise ValueError(f"is {shown(kind)}; only text is read here: leave this part out, or put it into words")
    return kind


class Part(_Tolerant):
    """A part of a message."""

    type: Annotated[str, AfterValidator(_readable)] = Field(
        description="'text', 'input_text' or 'output_text'; nothing else is read."
    )
    text: str | None = None

    @model_validator(mode="after")
    def _has_text(self) -> Part:
        if self.text is None:
            raise ValueError("has no 'text'; write what you mean there")
        return self


def _parts(value: object) -> object:
    if value is None:
        return []
    if isinstance(value, str):
        return [{"type": "text", "text": value}]
    if not isinstance(value, list):
        raise ValueError(f"must be text or a list of text parts, not {shown(value)}")
    return value


_PART = {
    "type": "object",
    "properties": {"type": {"enum": list(_TEXT_PARTS)}, "text": {"type": "string"}},
    "required": ["type", "text"],
}
_CONTENT = {"anyOf": [{"type": "string"}, {"type": "array", "items": _PART}, {"type": "null"}]}
Content = Annotated[list[Part], BeforeValidator(_parts), WithJsonSchema(_CONTENT)]
Role = Literal["system", "developer", "user", "assistant", "tool", "function"]


class Message(_Tolerant):
    """What somebody said; 'system' and 'developer' steer a model's tone, 'tool' and 'function' are not used."""

    role: Role
    content: Content = Field(default_factory=list)

    @property
    def said(self) -> str:
        """The text of all parts."""
        return "\n".join(part.text or "" for part in self.content)


class Item(_Tolerant):
    """An item of a response's input: a message, or what an agent's loop sends along and is not heard here."""

    type: str = "message"
    role: Role | None = None
    content: Content = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _without_what_is_not_heard(cls, value: Any) -> Any:  # noqa: ANN401 - whatever was sent
        kind = value.get("type") if isinstance(value, dict) else None
        return {"type": kind} if isinstance(kind, str) and kind != "message" else value

    @model_validator(mode="after")
    def _is_known(self) -> Item:
        if self.type == "message" and self.role is None:
            raise ValueError("has no 'role'; name who says it: 'user', 'assistant', 'system' or 'developer'")
        if self.type != "message" and not _UNHEARD.fullmatch(self.type):
            raise ValueError(f"is of the type {shown(self.type)}, which is not read here; send it as a message")
        return self

    @property
    def said(self) -> str:
        """The text of all parts."""
        return "\n".join(part.text or "" for part in self.content)


def _one(count: int | None) -> int | None:
    if count not in (None, 1):
        raise ValueError(
            f"must be 1, not {count}: the same question has the same answer here, however often it is asked"
        )
    return count


def _plain(kind: str) -> str:
    if kind != "text":
        raise ValueError(f"is {shown(kind)}; an answer is text whose statements are cited, leave it out or say 'text'")
    return kind


class Format(_Tolerant):
    """The form of an answer."""

    type: Annotated[str, AfterValidator(_plain)] = Field(description="'text'; nothing else can be had.")


class StreamOptions(_Tolerant):
    """What a stream tells besides."""

    include_usage: bool | None = None


Cap = Annotated[int, Field(ge=1)]
_CAPPED = "Only whole statements that fit into this many tokens, estimated from the text, are shown."
_FILTERS = "Which articles may be used, as in `POST /api/ask`."


class ChatRequest(_Tolerant):
    """The body of `POST /v1/chat/completions`; other parameters of OpenAI's are accepted and have no effect."""

    model_config = ConfigDict(json_schema_extra={"examples": [api_examples_v1.CHAT_REQUEST]})

    model: str = Field(description="'corroborate', or the answerer's own name.")
    messages: list[Message] = Field(
        min_length=1, description="The last message of the user is the question, what stands before it the history."
    )
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    max_completion_tokens: Cap | None = Field(None, description=_CAPPED)
    max_tokens: Cap | None = Field(None, description="The older name of `max_completion_tokens`.")
    n: Annotated[int | None, AfterValidator(_one)] = Field(None, description="1, if anything.")
    response_format: Format | None = None
    filters: Filters | None = Field(None, description=_FILTERS)

    @property
    def cap(self) -> int | None:
        """The most tokens that may be shown."""
        return min((cap for cap in (self.max_completion_tokens, self.max_tokens) if cap), default=None)


class TextOptions(_Tolerant):
    """The form of a response's text."""

    format: Format | None = None


def _items(value: object) -> object:
    if isinstance(value, str):
        return [{"role": "user", "content": value}]
    if not isinstance(value, list):
        raise ValueError(f"must be text or a list of messages, not {shown(value)}")
    return value


def _not_here(value: object) -> None:
    if value is not None and value is not False:  # 0 is neither, and equal to one
        raise ValueError("is nothing that this server has; send the conversation as 'input' or 'previous_response_id'")


_ITEM = {
    "type": "object",
    "properties": {"type": {"type": "string"}, "role": {"enum": [*get_args(Role)]}, "content": _CONTENT},
    "description": "A message; what an agent's loop sends of tools and thoughts is not heard.",
}
_INPUT = {"anyOf": [{"type": "string"}, {"type": "array", "items": _ITEM, "minItems": 1}]}
Input = Annotated[list[Item], Field(min_length=1), BeforeValidator(_items), WithJsonSchema(_INPUT)]
Elsewhere = Annotated[None, BeforeValidator(_not_here), WithJsonSchema({"enum": [None, False]})]


class ResponsesRequest(_Tolerant):
    """The body of `POST /v1/responses`; other parameters of OpenAI's are accepted and have no effect."""

    model_config = ConfigDict(json_schema_extra={"examples": [api_examples_v1.RESPONSES_REQUEST]})

    model: str = Field(description="'corroborate', or the answerer's own name.")
    input: Input = Field(description="A question, or messages: the last one of the user is the question.")
    instructions: str | None = Field(None, description="Read by nobody: what an answer may say is decided elsewhere.")
    previous_response_id: str | None = Field(None, description="Go on from this response.")
    store: bool | None = Field(None, description="False: the response can't be gone on from.")
    stream: bool | None = None
    max_output_tokens: Cap | None = Field(None, description=_CAPPED)
    metadata: dict[str, str] | None = None
    text: TextOptions | None = None
    conversation: Elsewhere = None
    prompt: Elsewhere = None
    background: Elsewhere = None
    filters: Filters | None = Field(None, description=_FILTERS)
