"""The nouns of the corpus: pure values. Where they are kept is the store's business.

An `Article` is one version of one published text. Its `text` is the cleaned body, the one string that every
offset in the project points into; offsets count characters, ends are exclusive. Scores and vectors are never
part of these values.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum


class Role(StrEnum):
    """What a sentence is for. Only `BODY` is evidence; the rest is shown, never quoted as a fact."""

    BODY = "body"
    HEADING = "heading"  # a sub-heading or a headline repeated in the body
    FURNITURE = "furniture"  # 'read the full article', sign-ups, share lines, contributor lines, bylines


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: `article.text[start:end] == text`."""

    index: int
    start: int
    end: int
    text: str
    role: Role = Role.BODY

    def __post_init__(self) -> None:
        if self.index < 0 or not 0 <= self.start < self.end:
            raise ValueError(f"sentence {self.index} has no place: [{self.start}:{self.end}]")
        if self.end - self.start != len(self.text) or self.text != self.text.strip():
            raise ValueError(f"sentence {self.index} is not the text of [{self.start}:{self.end}]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive whole sentences `first` to `last` (inclusive) of one article, as retrieved."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            raise ValueError(f"passage of sentences {self.first} to {self.last}")


class NoticeKind(StrEnum):
    """What an outlet says that it did to an article, the gravest first."""

    RETRACTION = "retraction"
    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Notice:
    """What an outlet says of an article that it changed or took back: its words, and the sentence that has them.

    `sentence` is None where the title says it.
    """

    kind: NoticeKind
    sentence: int | None
    text: str


class AttributionKind(StrEnum):
    """How a sentence names its source."""

    QUOTE = "quote"  # direct speech
    TOLD = "told"  # 'X told Y'
    SAID = "said"  # 'X said'
    ACCORDING = "according"  # 'according to X'
    CITING = "citing"  # 'Y, citing X'
    CARRIED = "carried"  # 'as reported by X'


class SourceKind(StrEnum):
    """What a source is; `NAME` is a proper name of which it can't be told."""

    OUTLET = "outlet"
    BODY = "body"
    ANONYMOUS = "anonymous"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source of a sentence: `article.text[start:end] == name`; `told` is whom it was told, where that is said."""

    sentence: int
    kind: AttributionKind
    source: SourceKind
    start: int
    end: int
    name: str
    told: str | None = None


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as it was handed in: nothing cleaned, nothing guessed, nothing believed.

    `source` names the file, URL or line that it came from, for reports. `text` or `html` holds the body.
    `archived_at` is when a web archive captured its page, `fetched_at` when it was fetched from the web. `listed_at` is
    when it was published by the feed that named its page, for a page that does not say so itself.
    """

    source: str
    text: str | None = None
    html: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published_at: str | None = None
    language: str | None = None
    external_id: str | None = None
    sample: bool = False
    archived_at: str | None = None
    fetched_at: str | None = None
    modified_at: str | None = None
    listed_at: str | None = None

    @property
    def name(self) -> str:
        """What to call it in a report: its external id, the URL that was asked for, its own URL or its source."""
        asked = self.source if self.source.lower().startswith(("http://", "https://")) else None
        return self.external_id or asked or self.url or self.source


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one published text, cleaned and cut into sentences; its dates are in UTC, in whole seconds.

    `modified_at`, `archived_at`, `notes` (on what can't be right in its page), `notice` and `attributions` (None where
    nobody looked for them) are no part of the digest: a page that gives another date of change and the same text is
    unchanged.
    """

    id: str
    text: str
    sentences: tuple[Sentence, ...]
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    external_id: str | None = None
    sample: bool = False
    version: int = 1
    digest: str = field(default="", compare=False)
    modified_at: datetime | None = None
    archived_at: datetime | None = None
    notes: tuple[str, ...] = ()
    notice: Notice | None = None
    attributions: tuple[Attribution, ...] | None = None

    def __post_init__(self) -> None:
        at = 0
        for number, sentence in enumerate(self.sentences):
            if sentence.index != number or sentence.start < at:
                raise ValueError(f"sentence {number} of {self.id} is out of order")
            if self.text[sentence.start : sentence.end] != sentence.text:
                raise ValueError(f"sentence {number} of {self.id} is not at its offsets")
            at = sentence.end
        for name in ("published_at", "modified_at", "archived_at"):
            moment = getattr(self, name)
            if moment is None:
                continue
            if moment.tzinfo is None:
                raise ValueError(f"{self.id} has a date without a time zone")
            # The record keeps seconds: with a fraction, an article would differ from itself once it was stored.
            object.__setattr__(self, name, moment.astimezone(UTC).replace(microsecond=0))
        if not self.digest:
            object.__setattr__(self, "digest", self._digest())

    def _digest(self) -> str:
        """Hash of everything a reader sees: the same digest means unchanged."""
        date = self.published_at.isoformat() if self.published_at else ""
        parts = (self.text, self.title, self.outlet, self.author, self.url, date, self.language)
        marks = ("sample",) if self.sample else ()
        return content_id("", *(part or "" for part in parts), *marks, size=32)


def article_id(*, external_id: str | None, url: str | None, text: str) -> str:
    """Return the id of an article's identity: its external id, else its canonical URL, else its text."""
    if external_id:
        return content_id("art_", "external_id", external_id)
    if url:
        return content_id("art_", "url", url)
    return content_id("art_", "text", text)


def content_id(prefix: str, *parts: str, size: int = 16) -> str:
    """Return `prefix` and `size` hexadecimal digits that depend on the parts and on nothing else."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return prefix + digest[:size]
