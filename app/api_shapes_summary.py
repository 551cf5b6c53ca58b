"""The shapes of a summary, for the OpenAPI document alone; see `api_shapes`."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from app import api_examples_summary
from app.api_shapes import Answer, Nearest, like
from app.sides import About
from app.summaries import Style


class Counts(BaseModel):
    """What a summary rests on; `text` says it in words."""

    articles: int
    origins: int
    outlets: int
    text: str


class Section(BaseModel):
    """Statements that belong together, by their place in `statements`."""

    heading: str
    statements: list[int]


class Carried(BaseModel):
    """How many independent origins carry a statement; `only_in` names who tells it alone, if nobody else does."""

    statement: int
    origins: int
    outlets: list[str]
    only_in: str | None


class SummaryOrigin(BaseModel):
    """Articles that carry the same text, the first published first, and the statements that cite any of them."""

    id: str
    articles: list[Nearest]
    statements: list[int]


class Claim(BaseModel):
    """What a sentence says of a thing: `text` stands at [start:end] of the article; `citation` quotes the sentence."""

    citation: int
    article_id: str
    sentence: int
    start: int
    end: int
    text: str
    outlet: str | None
    published_at: datetime | None
    speaker: str | None


class Side(BaseModel):
    """One value, how many independent origins give it, and who."""

    value: str
    origins: int
    claims: list[Claim]


class Differing(BaseModel):
    """The same thing with different values; of an update the last side is what stands now."""

    about: About
    sides: list[Side]


class Voice(BaseModel):
    """A source that articles name, the outlets that quote it, and one sentence of each of them."""

    name: str
    outlets: list[str]
    origins: int
    claims: list[Claim]


class LeftOut(BaseModel):
    """What several independent origins tell, and the outlets whose articles here do not have it."""

    outlets: list[str]
    origins: int
    claims: list[Claim]


class Perspectives(BaseModel):
    """Who is quoted by which outlets, and what some tell that the articles of others here do not have."""

    voices: list[Voice]
    left_out: list[LeftOut]


class Dated(BaseModel):
    """When what a statement tells happened: as its `words` say, or if not `stated`, when it was published."""

    date: str = Field(description="As fine as the text has it: '2024', '2024-11' or '2024-11-29'.")
    stated: bool
    words: str
    statement: int
    published_at: datetime | None


class Unused(Nearest):
    """An article that no statement cites, and why."""

    reason: str


class Story(BaseModel):
    """What a topic may mean: articles that tell of one thing. To summarise another one, send its `article_ids`."""

    title: str
    article_ids: list[str]
    outlets: int
    published_from: datetime | None
    published_to: datetime | None
    summarised: bool


class Summary(Answer):
    """An answer made of many articles, with what they agree on, where they differ, and who only says it alone."""

    model_config = like(api_examples_summary.SUMMARY)
    style: Style
    max_words: int
    counts: Counts
    sections: list[Section]
    carried: list[Carried]
    origins: list[SummaryOrigin]
    disagreements: list[Differing]
    updates: list[Differing]
    perspectives: Perspectives
    timeline: list[Dated]
    unused: list[Unused]
    stories: list[Story]
