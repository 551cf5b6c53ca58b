"""What may be asked of the library over HTTP: the queries of the list of articles and of its counts; see `schemas`."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from app.schemas import MAX_QUESTION, Dated
from ingest.catalogue import ArticleStatus, Sort, Sought

MAX_PAGE = 500
MAX_VALUES = 500  # of one filter; an address is not made for more

_Names = Annotated[list[str], Field(max_length=MAX_VALUES)]


class Seeking(Dated):
    """What is sought. A filter that is given several times lets each of its values through."""

    model_config = ConfigDict(strict=False)  # a query holds nothing but text

    q: str | None = Field(
        None, max_length=MAX_QUESTION, description="Words, each a part of the title, the outlet or the author."
    )
    outlet: _Names = Field([], description="The name of an outlet; an empty one means articles without.")
    language: _Names = Field(
        [], description="The code of a language (ISO 639-1), such as 'en'; an empty one means articles without."
    )
    status: list[ArticleStatus] = Field(
        [], max_length=MAX_VALUES, description="What has become of an article; see `statuses` of the answer."
    )
    origin: str | None = Field(None, description="The id of an origin: the articles that carry one text.")

    def as_sought(self) -> Sought:
        """Return what is sought."""
        return Sought(
            q=self.q,
            outlets=tuple(self.outlet),
            languages=tuple(self.language),
            statuses=tuple(self.status),
            origin=self.origin,
            published_from=self.published_from,
            published_to=self.published_to,
        )


class LibraryQuery(Seeking):
    """The query of `GET /api/library`."""

    ids: bool = Field(False, description="Name the articles as well, by their ids.")


class ArticlesQuery(Seeking):
    """The query of `GET /api/articles`."""

    sort: Sort = Field(Sort.NEWEST, description="By publication or by storage, the newest first, or by title.")
    limit: int = Field(100, ge=1, le=MAX_PAGE, description="How many articles a page holds.")
    cursor: str | None = Field(None, description="`next_cursor` of the page before, in the same order.")
