"""The shapes of articles, searches and jobs, as `client` sends and hands them on; see `client_answers`."""

from __future__ import annotations

from typing import Literal, TypedDict


class Filters(TypedDict, total=False):
    """Which articles may be used; what is absent or None lets every article through."""

    outlets: list[str] | None
    article_ids: list[str] | None
    languages: list[str] | None
    published_from: str | None
    published_to: str | None


class NewArticle(TypedDict, total=False):
    """An article to be brought in; `text` or `html` is its body, `external_id`, else `url` or text tell which it is."""

    title: str | None
    text: str | None
    html: str | None
    url: str | None
    outlet: str | None
    author: str | None
    published_at: str | None
    modified_at: str | None
    archived_at: str | None
    language: str | None
    external_id: str | None


class Health(TypedDict):
    """What the server holds and with what it works."""

    status: Literal["ok"]
    articles: int
    sentences: int
    answerer: str
    embedder: str


class Source(TypedDict):
    """An article without its text."""

    id: str
    external_id: str | None
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published_at: str | None
    language: str | None
    sample: bool
    version: int
    sentences: int


class ScoredSpan(TypedDict):
    """A sentence of a passage; scores are comparable within one search."""

    index: int
    start: int
    end: int
    text: str
    score: float


class Passage(TypedDict):
    """Consecutive whole sentences of one article."""

    rank: int
    score: float
    article: Source
    origin_id: str
    start: int
    end: int
    text: str
    sentences: list[ScoredSpan]


class Failed(TypedDict):
    """Something that did not go in, and why."""

    input: str
    error: str


class Row(TypedDict):
    """An article that is in the store now; `input` is its external id, its URL or the file it came from."""

    id: str
    external_id: str | None
    input: str
    status: Literal["added", "updated", "unchanged"]


class Report(TypedDict):
    """What became of each article that was sent, in the order in which they were sent."""

    added: int
    updated: int
    unchanged: int
    failed: list[Failed]
    articles: list[Row]


class Job(TypedDict):
    """Articles that come in while nobody waits for them."""

    id: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    title: str
    done: int
    total: int | None
    added: int
    updated: int
    unchanged: int
    failed: int
    failures: list[Failed]
    more_failures: int
    rate: float | None
    eta: float | None
    created_at: str
    started_at: str | None
    finished_at: str | None
    resumed: int
    error: str | None


class Shared(TypedDict):
    """The group of articles that carry the same text; `lead` is the id of the one to name."""

    id: str
    size: int
    lead: str


class ListedArticle(Source):
    """An article without its text, as a list has it."""

    statuses: list[Literal["unchanged", "changed", "corrected", "retracted", "reprint", "sample"]]
    origin: Shared


class Page(TypedDict):
    """A page of articles, and where the next one starts."""

    articles: list[ListedArticle]
    next_cursor: str | None


class Notice(TypedDict):
    """What an outlet says of an article that it changed or took back; `sentence` is null where the title says it."""

    kind: Literal["retraction", "correction", "clarification", "update"]
    sentence: int | None
    text: str


class Attribution(TypedDict):
    """Whom a sentence names as its source: `article.text[start:end] == name`; `told` is whom it was told."""

    name: str
    kind: Literal["quote", "told", "said", "according", "citing", "carried"]
    source: Literal["outlet", "body", "anonymous", "name"]
    told: str | None
    start: int
    end: int


class Span(TypedDict):
    """A sentence: `article.text[start:end] == text`, in characters."""

    index: int
    start: int
    end: int
    text: str
    role: Literal["body", "heading", "furniture"]
    attribution: Attribution | list[Attribution] | None


class Version(TypedDict):
    """One state of an article's text."""

    number: int
    title: str | None
    created_at: str
    digest: str
    current: bool
    modified_at: str | None
    notice: Notice | None


class Origin(TypedDict):
    """The group of articles that carry the same text; `lead` is the id of the first of them."""

    id: str
    size: int
    lead: str
    agency: str | None
    members: list[str]


class Article(TypedDict):
    """One article with the text that every offset points into."""

    id: str
    external_id: str | None
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published_at: str | None
    language: str | None
    sample: bool
    modified_at: str | None
    archived_at: str | None
    notes: list[str]
    notice: Notice | None
    version: int
    text: str
    sentences: list[Span]
    versions: list[Version]
    origin: Origin
