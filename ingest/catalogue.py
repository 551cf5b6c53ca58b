"""What the record can be asked about articles: the values that come back, and the filters that go in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ingest.corpus import Notice


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles may be used. None means any; an empty tuple of ids means no article at all.

    Dates are inclusive at the lower and exclusive at the upper end, with a time zone.
    """

    outlets: tuple[str, ...] | None = None
    article_ids: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    published_from: datetime | None = None
    published_to: datetime | None = None

    @property
    def empty(self) -> bool:
        """Whether every article passes."""
        return self == Filters()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article without its text."""

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


@dataclass(frozen=True, slots=True)
class Page:
    """Some articles, newest first, and where the next ones begin."""

    articles: tuple[ArticleRow, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of an article; the current one is what is searched, the others are kept for citations."""

    number: int
    title: str | None
    created_at: datetime
    digest: str
    current: bool
    modified_at: datetime | None = None
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """A group of articles that carry the same text: one independent source; `lead` is the id of the one to name.

    `agency` is the one that the text is credited to, folded as in `ingest.credits`; `members` are the ids of the first
    articles of the group, the lead first.
    """

    id: str
    size: int
    lead: str
    agency: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What the corpus holds; outlets and languages with their number of articles, most first."""

    articles: int
    sentences: int
    passages: int
    samples: int
    outlets: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    first_published: datetime | None
    last_published: datetime | None
