"""The shapes that leave over HTTP, for the OpenAPI document alone.

Nothing is validated with these at run time: an answer that the program itself has made is written as it is. That
they tell the truth is a contract test.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app import api_examples
from app.answers import Label, Reason, Why
from app.changed import State
from app.findings import Kind
from ingest.corpus import AttributionKind, SourceKind
from ingest.report import Status


def like(example: dict[str, Any]) -> ConfigDict:
    """Return the configuration of a shape with this example: every key is always there, and no other."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


class Health(BaseModel):
    """What the server holds and with what it works."""

    model_config = like(api_examples.HEALTH)
    status: Literal["ok"]
    articles: int
    sentences: int
    answerer: str = Field(description="'quote', the built-in answerer, or the name of a model.")
    embedder: str


class Source(BaseModel):
    """An article without its text."""

    model_config = like(api_examples.ROW)
    id: str
    external_id: str | None
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published_at: datetime | None
    language: str | None
    sample: bool
    version: int
    sentences: int


class Row(BaseModel):
    """An article that is in the store now; `input` is its external id, its URL or the file it came from."""

    id: str
    external_id: str | None
    input: str
    status: Status


class Failed(BaseModel):
    """Something that did not go in, and why."""

    input: str
    error: str


class Report(BaseModel):
    """What became of each article that was sent, in the order in which they were sent."""

    model_config = like(api_examples.REPORT)
    added: int
    updated: int
    unchanged: int
    failed: list[Failed]
    articles: list[Row]


class ScoredSpan(BaseModel):
    """A sentence of a passage; scores are comparable within one search."""

    index: int
    start: int
    end: int
    text: str
    score: float


class Passage(BaseModel):
    """Consecutive whole sentences of one article."""

    rank: int
    score: float
    article: Source
    origin_id: str = Field(description="Articles of one origin carry the same text: one independent source.")
    start: int
    end: int
    text: str
    sentences: list[ScoredSpan]


class Passages(BaseModel):
    """What a search found, best first."""

    model_config = like(api_examples.PASSAGES)
    passages: list[Passage]


class Support(BaseModel):
    """The verdict on a statement; the label is a threshold on the score."""

    label: Label
    score: float = Field(ge=0, le=1)


class Finding(BaseModel):
    """What a statement says that its sources do not; places count from the statement's start.

    With `clash` the sources say something else in its place, without it they say nothing about it.
    """

    kind: Kind
    start: int
    end: int
    text: str
    detail: str
    clash: bool


class Statement(BaseModel):
    """One sentence of an answer; `start` and `end` are its place in the answer's text, without markers."""

    text: str
    start: int
    end: int
    citations: list[int] = Field(min_length=1)
    support: Support
    findings: list[Finding]


class Teller(BaseModel):
    """Whom a cited sentence names as its source.

    `as_carried_by` is the outlet of its article where the source is another outlet or an agency.
    """

    name: str
    kind: AttributionKind
    source: SourceKind
    told: str | None
    as_carried_by: str | None


class Place(BaseModel):
    """A place in one version of an article: `text[start:end] == quote`."""

    article_id: str
    version: int
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published_at: datetime | None
    sentence: int
    start: int
    end: int
    quote: str
    link: str | None
    attribution: Teller | None = None


class Now(BaseModel):
    """A sentence of an article's current version."""

    sentence: int
    start: int
    end: int
    text: str


class CitedSource(BaseModel):
    """What became of a cited sentence in the current version of its article; `now` stands there in its place."""

    state: State
    version: int
    current_version: int
    now: Now | None


class Citation(Place):
    """A place that supports a statement, by its number; `source` is there where an answer is read again."""

    model_config = like(api_examples.CITATION)
    number: int
    source: CitedSource | None = None


class Nearest(BaseModel):
    """An article that is close to a question and does not answer it."""

    article_id: str
    title: str | None
    outlet: str | None
    url: str | None
    published_at: datetime | None


class Considered(BaseModel):
    """A sentence that was read for an answer and is not cited in it; `detail` says why in words."""

    article_id: str
    version: int
    sentence: int
    why: Why
    detail: str


class ConsideredSentence(Considered):
    """The same with its words, which come from the corpus as it is now."""

    title: str | None
    outlet: str | None
    url: str | None
    published_at: datetime | None
    start: int
    end: int
    text: str


class Evidence(BaseModel):
    """What was considered for an answer, the closest first; `gone` counts what is not in the corpus any more."""

    model_config = like(api_examples.EVIDENCE)
    answer_id: str
    considered: list[ConsideredSentence]
    gone: int


class Answer(BaseModel):
    """Statements, each with its citations and a verdict; or, with `abstained`, why there are none."""

    model_config = like(api_examples.ANSWER)
    id: str
    question: str
    standalone_question: str
    text: str
    statements: list[Statement]
    citations: list[Citation]
    abstained: bool
    reason: Reason | None
    nearest: list[Nearest] = Field(max_length=3)
    answerer: str
    warnings: list[str]
    missing: list[str] = Field(description="What the question asks about and no article holds.")
    prompt: str | None = Field(description="The prompt that a model was given, such as 'answer@1#2f2948'.")
    considered: list[Considered] = Field(
        default=[], description="What came closest and is not cited; its words are at /api/answers/{id}/evidence."
    )


class Fault(BaseModel):
    """One part of a request that is wrong; `pointer` points into the body, `parameter` names a part of the address."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class Problem(BaseModel):
    """RFC 9457 problem details: `title` says what was wrong, with what, and what to do."""

    model_config = ConfigDict(json_schema_extra={"examples": [api_examples.PROBLEM]})
    type: str
    title: str
    status: int
    detail: str
    instance: str
    request_id: str | None = None
    errors: list[Fault] = []
