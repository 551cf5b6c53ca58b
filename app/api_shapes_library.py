"""The shapes of the list of articles and of its counts, for the OpenAPI document alone; see `api_shapes`."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from app import api_examples_library as examples
from app.api_shapes import Source, like
from app.schemas import MAX_LISTED
from ingest.catalogue import ArticleStatus, Bucket


class Shared(BaseModel):
    """The group of articles that carry the same text; `lead` is the id of the one to name."""

    id: str
    size: int
    lead: str


class ListedArticle(Source):
    """An article without its text, as a list has it."""

    model_config = like(examples.LISTED)
    statuses: list[ArticleStatus] = Field(
        description="'unchanged', or of 'changed' (it came again with another text), 'corrected' and 'retracted' (its "
        "outlet says so) those that hold; also 'reprint' (another article of its origin leads) and 'sample'."
    )
    origin: Shared


class Page(BaseModel):
    """A page of articles, and where the next one starts."""

    model_config = like(examples.PAGE)
    articles: list[ListedArticle]
    next_cursor: str | None


class OutletCount(BaseModel):
    """How many articles an outlet has; all spellings of its name are one, null stands for having none."""

    name: str | None
    articles: int


class LanguageCount(BaseModel):
    """How many articles a language has; null stands for those whose language is not known."""

    code: str | None
    articles: int


class PeriodCount(BaseModel):
    """How many articles were published in the period that begins with this day."""

    first: date
    articles: int


class Published(BaseModel):
    """How many articles were published when: periods that have some, in order. A week begins on Monday."""

    period: Bucket
    counts: list[PeriodCount]
    undated: int


class Library(BaseModel):
    """How many articles there are in all, how many are let through, and how many of each kind."""

    model_config = like(examples.LIBRARY)
    total: int
    articles: int
    outlets: list[OutletCount] = Field(description="Most articles first.")
    languages: list[LanguageCount] = Field(description="Most articles first.")
    statuses: dict[ArticleStatus, int]
    published: Published
    ids: list[str] | None = Field(description=f"The newest first, {MAX_LISTED:,} at most; null unless asked for.")
