"""The nouns of the conversation: questions, evidence, statements, citations, answers. Pure values.

Citation numbers exist in three places only: where evidence is numbered, where a model's reply is parsed,
where an answer is rendered. Everything here that points into an article was taken from the store, never
from a model.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from app.findings import Finding
from ingest.catalogue import Filters as Filters
from ingest.corpus import Article, AttributionKind, Passage, Sentence, SourceKind
from ingest.embed import Vectors


class Label(StrEnum):
    """The verdict on a statement."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"


class Reason(StrEnum):
    """Why an answer abstains."""

    NO_ARTICLES = "no_articles"
    NO_EVIDENCE = "no_evidence"
    NOTHING_VERIFIED = "nothing_verified"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation; `role` is 'user' or 'assistant'."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Found:
    """A passage as retrieved, with what ranking knows of it: a row per sentence of scores, terms and vectors."""

    article: Article
    passage: Passage
    score: float
    sentence_scores: tuple[float, ...]  # comparable within one question
    terms: tuple[tuple[str, ...], ...]
    title_terms: frozenset[str]
    vectors: Vectors  # [sentences, dimension]

    def __post_init__(self) -> None:
        expected = self.passage.last - self.passage.first + 1
        if {len(self.sentence_scores), len(self.terms), len(self.vectors)} != {expected}:
            raise ValueError(f"a passage of {expected} sentences came with other numbers of scores, terms or vectors")

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The passage's sentences."""
        return self.article.sentences[self.passage.first : self.passage.last + 1]


@dataclass(frozen=True, slots=True)
class Support:
    """How well the cited sentences carry a statement; 0 to 1, and the label is a threshold on it."""

    label: Label
    score: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"support score {self.score} is not between 0 and 1")


@dataclass(frozen=True, slots=True)
class Teller:
    """Whom a sentence names as its source; `as_carried_by` is its article's outlet where that source is another one."""

    name: str
    kind: AttributionKind
    source: SourceKind
    told: str | None = None
    as_carried_by: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in one article version, within one sentence: `article.text[start:end] == quote`."""

    number: int
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

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.quote) or not self.quote:
            raise ValueError(f"citation {self.number} does not quote [{self.start}:{self.end}]")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer; `start` and `end` are its place in the text, without its markers.

    `findings` say what of it the cited sentences do not carry; their places count from the statement's start.
    """

    text: str
    start: int
    end: int
    citations: tuple[int, ...]
    support: Support
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Nearest:
    """An article close to a question that it does not answer."""

    article_id: str
    title: str | None
    outlet: str | None
    url: str | None
    published_at: datetime | None


class Why(StrEnum):
    """Why a sentence that was read is not cited."""

    SAME = "same"
    COPY = "copy"
    OLDER = "older"
    FURTHER = "further"
    LENGTH = "length"
    LONG = "long"
    ASKS = "asks"
    LATER = "later"
    UNUSED = "unused"
    UNVERIFIED = "unverified"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Considered:
    """A sentence of an article version that was read for an answer and not cited in it; `detail` says why in words.

    Without its text, so that a kept answer holds no words of an article that it does not cite.
    """

    article_id: str
    version: int
    sentence: int
    why: Why
    detail: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader gets. Either it has statements, each with a citation, or it abstains and says why."""

    id: str
    question: str
    standalone_question: str
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    reason: Reason | None = None
    nearest: tuple[Nearest, ...] = ()
    answerer: str = "quote"
    warnings: tuple[str, ...] = ()
    missing: tuple[str, ...] = field(default=())  # words of the question that no article holds
    prompt: str | None = None  # the prompt that a model was given, such as 'answer@1#2f2948'
    considered: tuple[Considered, ...] = ()  # read and not cited, those that came closest first

    def __post_init__(self) -> None:
        numbers = {citation.number for citation in self.citations}
        for statement in self.statements:
            if not statement.citations or not set(statement.citations) <= numbers:
                raise ValueError(f"a statement of {self.id} has no citation: {statement.text!r}")
            if self.text[statement.start : statement.end] != statement.text:
                raise ValueError(f"a statement of {self.id} is not at its offsets: {statement.text!r}")
        if bool(self.statements) == (self.reason is not None):
            raise ValueError(f"answer {self.id} must either state or abstain")

    @property
    def abstained(self) -> bool:
        """Whether the answer says that the sources don't say."""
        return self.reason is not None


@dataclass(frozen=True, slots=True)
class Differing:
    """A cited sentence that speaks of the same and says it differently: which citation, and what differs."""

    citation: int
    detail: str


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """One sentence of a draft with the verdict on it: `checked.text[start:end] == text`.

    `nearest` names the sentences that come closest where no sentence supports it; `differing` those of its citations
    that disagree where others support it.
    """

    text: str
    start: int
    end: int
    citations: tuple[int, ...]
    support: Support
    findings: tuple[Finding, ...] = ()
    nearest: tuple[Citation, ...] = ()
    differing: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft, sentence by sentence, against the corpus."""

    text: str
    sentences: tuple[CheckedSentence, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for sentence in self.sentences:
            if self.text[sentence.start : sentence.end] != sentence.text:
                raise ValueError(f"a checked sentence is not at its offsets: {sentence.text!r}")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an answer has come: what is being done, over how many articles and sentences.

    What is done in `parts` says how many are `done`; where there are none, both are 0.
    """

    phase: Literal["retrieving", "reading", "condensing", "writing", "checking"]
    articles: int = 0
    sentences: int = 0
    done: int = 0
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Verified:
    """A statement that passed verification, with every citation that it names."""

    statement: Statement
    citations: tuple[Citation, ...]


Event = Progress | Verified | Answer
