"""The shapes of one article, of its versions and of what changed between two, for the OpenAPI document alone.

As in `api_shapes.py` nothing is validated with these at run time.
"""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from app import api_examples
from app.api_shapes import like
from ingest.corpus import AttributionKind, NoticeKind, Role, SourceKind
from ingest.diff import RowKind, WordKind
from ingest.listing import MEMBERS


class Attribution(BaseModel):
    """Whom a sentence names as its source: `article.text[start:end] == name`; `told` is whom it was told."""

    name: str
    kind: AttributionKind
    source: SourceKind
    told: str | None
    start: int
    end: int


class Span(BaseModel):
    """A sentence: `article.text[start:end] == text`, in characters."""

    index: int
    start: int
    end: int
    text: str
    role: Role = Field(description="Only 'body' is evidence.")
    attribution: Attribution | list[Attribution] | None = Field(description="A list where it names several.")


class Notice(BaseModel):
    """What an outlet says of an article that it changed or took back; `sentence` is null where the title says it."""

    kind: NoticeKind
    sentence: int | None
    text: str


class Version(BaseModel):
    """One state of an article's text."""

    number: int
    title: str | None
    created_at: datetime
    digest: str
    current: bool
    modified_at: datetime | None = Field(description="As its page says.")
    notice: Notice | None


class Origin(BaseModel):
    """The group of articles that carry the same text; `lead` is the id of the first of them."""

    id: str
    size: int
    lead: str
    agency: str | None = Field(description="The agency that the text is credited to.")
    members: list[str] = Field(max_length=MEMBERS, description="The ids of its first articles.")


class Article(BaseModel):
    """One article with the text that every offset points into."""

    model_config = like(api_examples.ARTICLE)
    id: str
    external_id: str | None
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published_at: datetime | None
    language: str | None
    sample: bool
    modified_at: datetime | None = Field(description="As the page says; alone it makes no new version.")
    archived_at: datetime | None = Field(description="When a web archive captured the page.")
    notes: list[str] = Field(description="What the page says of itself and can't be right.")
    notice: Notice | None
    version: int
    text: str
    sentences: list[Span]
    versions: list[Version]
    origin: Origin


class Side(BaseModel):
    """A sentence of one of two versions."""

    index: int
    text: str


class DiffRow(BaseModel):
    """What became of a sentence; `words` are pairs of `same`, `added` or `removed` and a text, where it was changed."""

    kind: RowKind
    old: Side | None
    new: Side | None
    words: list[tuple[WordKind, str]]


class Retitled(BaseModel):
    """A title that was changed."""

    old: str | None
    new: str | None
    words: list[tuple[WordKind, str]]


class Redated(BaseModel):
    """A date of publication that was changed."""

    old: datetime | None
    new: datetime | None


class Diff(BaseModel):
    """What changed from one version of an article to another, in the order of the newer one."""

    model_config = like(api_examples.DIFF)
    article_id: str
    from_: Version = Field(alias="from")
    to: Version
    title: Retitled | None
    published_at: Redated | None
    rows: list[DiffRow]
