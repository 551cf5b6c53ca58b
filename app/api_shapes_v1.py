"""The shapes that leave below /v1, for the OpenAPI document alone; see `api_shapes`."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app import api_examples_v1
from app.answers import Reason
from app.api_shapes import Nearest, Statement, like

_EXACT = ConfigDict(extra="forbid")


class UrlCitation(BaseModel):
    """A citation at its marker: `content[start_index:end_index]` is '[1]'; and the exact place that it names."""

    model_config = _EXACT
    start_index: int
    end_index: int
    url: str = Field(description="The article's address; where it has none, its address on this server.")
    title: str = Field(description="The article's title; where it has none, its outlet, else its id.")
    number: int
    article_id: str
    version: int
    sentence: int
    start_char_index: int = Field(description="Where in the article's text the cited words begin.")
    end_char_index: int
    cited_text: str
    outlet: str | None
    published_at: datetime | None
    link: str | None


class ChatAnnotation(BaseModel):
    """A citation of a chat completion."""

    model_config = _EXACT
    type: Literal["url_citation"]
    url_citation: UrlCitation


class ResponseAnnotation(UrlCitation):
    """A citation of a response."""

    type: Literal["url_citation"]


class Extension(BaseModel):
    """What OpenAI's shapes have no place for; `GET /api/answers/{answer_id}` has the whole answer."""

    model_config = _EXACT
    answer_id: str
    answerer: str
    abstained: bool
    reason: Reason | None
    warnings: list[str]
    nearest: list[Nearest]
    statements: list[Statement]


class ChatMessage(BaseModel):
    """What is answered."""

    model_config = _EXACT
    role: Literal["assistant"]
    content: str
    refusal: None
    annotations: list[ChatAnnotation]


class Choice(BaseModel):
    """The one answer there is; 'length' says that a cap on tokens left out statements at its end."""

    model_config = _EXACT
    index: Literal[0]
    message: ChatMessage
    logprobs: None
    finish_reason: Literal["stop", "length"]


class ChatUsage(BaseModel):
    """Tokens, estimated from the texts."""

    model_config = _EXACT
    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatCompletion(BaseModel):
    """An answer as a chat completion."""

    model_config = like(api_examples_v1.CHAT)
    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[Choice] = Field(min_length=1, max_length=1)
    service_tier: Literal["default"]
    system_fingerprint: None
    usage: ChatUsage
    corroborate: Extension


class OutputText(BaseModel):
    """The text of a response with its citations."""

    model_config = _EXACT
    type: Literal["output_text"]
    text: str
    annotations: list[ResponseAnnotation]
    logprobs: list[None]


class OutputMessage(BaseModel):
    """The one message of a response."""

    model_config = _EXACT
    id: str
    type: Literal["message"]
    status: Literal["completed", "incomplete"]
    role: Literal["assistant"]
    content: list[OutputText]


class Incomplete(BaseModel):
    """Why statements are left out at the end."""

    model_config = _EXACT
    reason: Literal["max_output_tokens"]


class InputDetails(BaseModel):
    """Nothing is cached."""

    model_config = _EXACT
    cached_tokens: Literal[0]
    cache_write_tokens: Literal[0]


class OutputDetails(BaseModel):
    """Nothing is thought aloud."""

    model_config = _EXACT
    reasoning_tokens: Literal[0]


class ResponseUsage(BaseModel):
    """Tokens, estimated from the texts."""

    model_config = _EXACT
    input_tokens: int
    input_tokens_details: InputDetails
    output_tokens: int
    output_tokens_details: OutputDetails
    total_tokens: int


class TextFormat(BaseModel):
    """Plain text."""

    model_config = _EXACT
    type: Literal["text"]


class TextForm(BaseModel):
    """The form of the text."""

    model_config = _EXACT
    format: TextFormat


class Response(BaseModel):
    """An answer as a response."""

    model_config = like(api_examples_v1.RESPONSE)
    id: str
    object: Literal["response"]
    created_at: int
    status: Literal["completed", "incomplete"]
    error: None
    incomplete_details: Incomplete | None
    instructions: str | None
    max_output_tokens: int | None
    metadata: dict[str, str]
    model: str
    output: list[OutputMessage]
    parallel_tool_calls: Literal[False]
    previous_response_id: str | None
    store: bool
    text: TextForm
    tool_choice: Literal["none"]
    tools: list[None]
    usage: ResponseUsage
    corroborate: Extension


class Model(BaseModel):
    """Something that may be named as `model`."""

    model_config = like(api_examples_v1.MODEL)
    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class Models(BaseModel):
    """All that may be named as `model`."""

    model_config = like(api_examples_v1.MODELS)
    object: Literal["list"]
    data: list[Model]


class OpenAIError(BaseModel):
    """What was wrong, with what, and what to do; `param` names the part of the body."""

    model_config = _EXACT
    message: str
    type: str
    param: str | None
    code: str | None


class Refused(BaseModel):
    """An error as OpenAI's clients read it."""

    model_config = like(api_examples_v1.REFUSED)
    error: OpenAIError
