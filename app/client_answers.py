"""The shapes of answers, summaries and checked drafts, as `client` hands them on: types of JSON's own values.

A contract test holds them to `api_shapes`. Moments are text in RFC 3339.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Style = Literal["brief", "bullets", "timeline", "compare"]


class Support(TypedDict):
    """The verdict on a statement; the label is a threshold on the score."""

    label: Literal["supported", "partial", "unsupported"]
    score: float


class Finding(TypedDict):
    """What a statement says that its sources do not; places count from the statement's start."""

    kind: Literal["number", "date", "name", "role", "quote", "polarity", "modality", "attribution", "uncovered"]
    start: int
    end: int
    text: str
    detail: str
    clash: bool


class Statement(TypedDict):
    """One sentence of an answer; `start` and `end` are its place in the answer's text, without markers."""

    text: str
    start: int
    end: int
    citations: list[int]
    support: Support
    findings: list[Finding]


class Teller(TypedDict):
    """Whom a cited sentence names as its source."""

    name: str
    kind: Literal["quote", "told", "said", "according", "citing", "carried"]
    source: Literal["outlet", "body", "anonymous", "name"]
    told: str | None
    as_carried_by: str | None


class Place(TypedDict):
    """A place in one version of an article: `text[start:end] == quote`."""

    article_id: str
    version: int
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published_at: str | None
    sentence: int
    start: int
    end: int
    quote: str
    link: str | None
    attribution: NotRequired[Teller | None]


class Now(TypedDict):
    """A sentence of an article's current version."""

    sentence: int
    start: int
    end: int
    text: str


class CitedSource(TypedDict):
    """What became of a cited sentence in the current version of its article; `now` stands there in its place."""

    state: Literal["current", "moved", "changed", "gone"]
    version: int
    current_version: int
    now: Now | None


class Citation(Place):
    """A place that supports a statement, by its number; `source` is there where an answer is read again."""

    number: int
    source: NotRequired[CitedSource | None]


class Nearest(TypedDict):
    """An article that is close to a question and does not answer it."""

    article_id: str
    title: str | None
    outlet: str | None
    url: str | None
    published_at: str | None


class Considered(TypedDict):
    """A sentence that was read for an answer and is not cited in it; `detail` says why in words."""

    article_id: str
    version: int
    sentence: int
    why: Literal[
        "same", "copy", "older", "further", "length", "long", "asks", "later", "unused", "unverified", "no_answer"
    ]
    detail: str


class Answer(TypedDict):
    """Statements, each with its citations and a verdict; or, with `abstained`, why there are none."""

    id: str
    question: str
    standalone_question: str
    text: str
    statements: list[Statement]
    citations: list[Citation]
    abstained: bool
    reason: Literal["no_articles", "no_evidence", "nothing_verified"] | None
    nearest: list[Nearest]
    answerer: str
    warnings: list[str]
    missing: list[str]
    prompt: str | None
    considered: NotRequired[list[Considered]]


class Counts(TypedDict):
    """What a summary rests on; `text` says it in words."""

    articles: int
    origins: int
    outlets: int
    text: str


class Section(TypedDict):
    """Statements that belong together, by their place in `statements`."""

    heading: str
    statements: list[int]


class Carried(TypedDict):
    """How many independent origins carry a statement; `only_in` names who tells it alone, if nobody else does."""

    statement: int
    origins: int
    outlets: list[str]
    only_in: str | None


class SummaryOrigin(TypedDict):
    """Articles that carry the same text, the first published first, and the statements that cite any of them."""

    id: str
    articles: list[Nearest]
    statements: list[int]


class Claim(TypedDict):
    """What a sentence says of a thing: `text` stands at [start:end] of the article; `citation` quotes the sentence."""

    citation: int
    article_id: str
    sentence: int
    start: int
    end: int
    text: str
    outlet: str | None
    published_at: str | None
    speaker: str | None


class Side(TypedDict):
    """One value, how many independent origins give it, and who."""

    value: str
    origins: int
    claims: list[Claim]


class Differing(TypedDict):
    """The same thing with different values; of an update the last side is what stands now."""

    about: Literal["figure", "date", "name", "whether"]
    sides: list[Side]


class Voice(TypedDict):
    """A source that articles name, the outlets that quote it, and one sentence of each of them."""

    name: str
    outlets: list[str]
    origins: int
    claims: list[Claim]


class LeftOut(TypedDict):
    """What several independent origins tell, and the outlets whose articles here do not have it."""

    outlets: list[str]
    origins: int
    claims: list[Claim]


class Perspectives(TypedDict):
    """Who is quoted by which outlets, and what some tell that the articles of others here do not have."""

    voices: list[Voice]
    left_out: list[LeftOut]


class Dated(TypedDict):
    """When what a statement tells happened: as its `words` say, or if not `stated`, when it was published."""

    date: str
    stated: bool
    words: str
    statement: int
    published_at: str | None


class Unused(Nearest):
    """An article that no statement cites, and why."""

    reason: str


class Story(TypedDict):
    """What a topic may mean: articles that tell of one thing. To summarise another one, send its `article_ids`."""

    title: str
    article_ids: list[str]
    outlets: int
    published_from: str | None
    published_to: str | None
    summarised: bool


class Summary(Answer):
    """An answer made of many articles, with what they agree on, where they differ, and who only says it alone."""

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


class CheckDiffering(TypedDict):
    """A citation that disagrees with a statement that others support."""

    citation: int
    detail: str


class CheckedStatement(TypedDict):
    """One sentence of a draft; `start` and `end` are its place in the draft."""

    text: str
    start: int
    end: int
    citations: list[int]
    support: Support
    findings: list[Finding]
    nearest: list[Place]
    differing: list[CheckDiffering]


class Checked(TypedDict):
    """A draft, sentence by sentence, with what the sources say."""

    statements: list[CheckedStatement]
    citations: list[Citation]
    warnings: list[str]


class Turn(TypedDict):
    """What was said before, oldest first."""

    role: Literal["user", "assistant"]
    content: str
