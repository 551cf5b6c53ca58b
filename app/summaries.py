"""The nouns of summaries: what is asked for, and what a reader gets beside the statements. Pure values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.answers import Answer, Filters, Progress, Verified
from app.sides import Disagreement, Perspectives, Update
from ingest.corpus import Article


class Style(StrEnum):
    """How a summary is arranged."""

    BRIEF = "brief"  # one paragraph
    BULLETS = "bullets"  # key points by importance
    TIMELINE = "timeline"  # dated events in order
    COMPARE = "compare"  # what several say, what each says alone, where they contradict


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be summarised: a topic, chosen articles, or a topic within chosen articles."""

    topic: str | None = None
    article_ids: tuple[str, ...] | None = None
    style: Style = Style.BRIEF
    max_words: int = 200
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Section:
    """Statements that belong together, by their numbers."""

    heading: str
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """How many independent origins carry a statement; `only_in` is set where nobody else says anything like it."""

    statement: int
    origins: int
    outlets: tuple[str, ...]
    only_in: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as a list names it."""

    article_id: str
    title: str | None
    outlet: str | None
    url: str | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Unused:
    """An article that no statement cites, and why."""

    article: Listed
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """One independent origin among the summarised articles: the article to name first, then its copies."""

    id: str
    articles: tuple[Listed, ...]
    statements: tuple[int, ...]  # that cite it


@dataclass(frozen=True, slots=True)
class Dated:
    """When what a statement tells happened: as the text says (`stated`), else when it was published."""

    statement: int
    date: str  # '2024', '2024-11' or '2024-11-29'
    stated: bool
    words: str  # of the text: 'on Friday'; empty where it says nothing
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell of one thing, among those that a topic finds."""

    title: str
    article_ids: tuple[str, ...]
    outlets: int
    first: datetime | None
    last: datetime | None
    summarised: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """What a summary rests on."""

    articles: int
    origins: int
    outlets: int

    def __str__(self) -> str:
        """As a page says it: '41 articles, 17 independent origins, 12 outlets'."""
        parts = (
            (self.articles, "article", "articles"),
            (self.origins, "independent origin", "independent origins"),
            (self.outlets, "outlet", "outlets"),
        )
        return ", ".join(f"{number:,} {one if number == 1 else many}" for number, one, many in parts)


@dataclass(frozen=True, slots=True)
class Summary:
    """An answer made of many articles, with how its statements hang together and what they rest on."""

    answer: Answer
    style: Style
    max_words: int
    counted: Counted
    sections: tuple[Section, ...] = ()
    carried: tuple[Carried, ...] = ()
    sources: tuple[Source, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    updates: tuple[Update, ...] = ()
    timeline: tuple[Dated, ...] = ()
    unused: tuple[Unused, ...] = ()
    stories: tuple[Story, ...] = ()
    perspectives: Perspectives = field(default_factory=Perspectives)
    cited: Mapping[tuple[str, int], int] = field(default_factory=dict)  # the citation of each claim's sentence

    def __post_init__(self) -> None:
        known = range(len(self.answer.statements))
        named = {number for section in self.sections for number in section.statements}
        named |= {one.statement for one in self.carried} | {one.statement for one in self.timeline}
        if not named <= set(known):
            raise ValueError(f"summary {self.answer.id} names a statement that it does not have")


SummaryEvent = Progress | Verified | Summary


def listed(article: Article) -> Listed:
    """Return an article as a list names it."""
    return Listed(article.id, article.title, article.outlet, article.url, article.published_at)


def outlets_of(articles: Iterable[Article]) -> tuple[str, ...]:
    """Return the outlets of articles, each once, in their order."""
    return tuple(dict.fromkeys(article.outlet for article in articles if article.outlet))
