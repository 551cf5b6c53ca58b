"""What the record can be asked about articles: the values that come back, and the filters that go in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ingest.corpus import Notice


class ArticleStatus(StrEnum):
    """What is known of an article beside its text; one may have several."""

    UNCHANGED = "unchanged"  # neither of the next three
    CHANGED = "changed"  # it came again with another text or title, or its outlet says that it updated it
    CORRECTED = "corrected"  # its outlet says that it corrected or clarified it
    RETRACTED = "retracted"  # its outlet says that it took it back
    REPRINT = "reprint"  # another article of its origin leads it
    SAMPLE = "sample"  # it came with this program


class Sort(StrEnum):
    """In which order articles are listed."""

    NEWEST = "newest"  # by publication, those without a date last
    ADDED = "added"  # what was first stored last comes first
    TITLE = "title"  # by title, those without one last


class Bucket(StrEnum):
    """The length of a period in which articles are counted."""

    DAY = "day"
    WEEK = "week"  # from Monday
    MONTH = "month"
    YEAR = "year"


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
class Sought:
    """Which articles are looked for in a list of them; None and an empty tuple let everything through.

    Each word of `q` is a part of the title, the outlet or the author. The empty text among the outlets or the languages
    means articles without one. Dates are as in `Filters`.
    """

    q: str | None = None
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    statuses: tuple[ArticleStatus, ...] = ()
    origin: str | None = None
    published_from: datetime | None = None
    published_to: datetime | None = None


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
class Beside:
    """What a list says of an article beside what it says of itself."""

    statuses: tuple[ArticleStatus, ...]
    origin: str
    size: int  # of its origin: how many articles carry its text, itself among them
    lead: str  # the id of the one to name


@dataclass(frozen=True, slots=True)
class Page:
    """Some articles in their order, and where the next ones begin; `beside` is by their ids."""

    articles: tuple[ArticleRow, ...]
    next_cursor: str | None
    beside: dict[str, Beside] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class Facets:
    """How many articles pass, and how many of each kind.

    Outlets, languages and statuses are counted without regard to which of their own kind are sought, so that they say
    what choosing another would show; None is having none. `periods` are those that have articles, by their first days,
    in order.
    """

    articles: int
    outlets: tuple[tuple[str | None, int], ...]
    languages: tuple[tuple[str | None, int], ...]
    statuses: tuple[tuple[ArticleStatus, int], ...]
    bucket: Bucket
    periods: tuple[tuple[date, int], ...]
    undated: int
