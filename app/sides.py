"""What articles say of one thing side by side: the values that `facts`, `compare` and `perspectives` return.

Pure values: ids of article and sentence, places in the article's text, and words of the article. Nothing is compared
here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from app.units import Unit

_FIRST = datetime.min.replace(tzinfo=UTC)


class About(StrEnum):
    """What differs."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"  # who or where
    WHETHER = "whether"  # one says that it is so, another that it is not


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says of a thing: `text` stands at [start:end] of the article, and is what differs."""

    article_id: str
    sentence: int
    start: int
    end: int
    text: str
    origin: str
    outlet: str
    published_at: datetime | None
    speaker: str = ""  # who says so, in the article's words; empty where the article says it itself

    @property
    def key(self) -> tuple[str, int]:
        """Which sentence it stands in: that of its unit."""
        return self.article_id, self.sentence


@dataclass(frozen=True, slots=True)
class Side:
    """One value and all who give it, the oldest first."""

    claims: tuple[Claim, ...]

    @property
    def value(self) -> str:
        """How the newest claim puts it."""
        return self.claims[-1].text

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins that carry it, each once."""
        return tuple(dict.fromkeys(claim.origin for claim in self.claims))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The same thing with different values: two sides or more."""

    about: About
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """The same thing as it was told later: the first value, then what took its place; the last one stands."""

    about: About
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between sentences, and why."""

    disagreements: tuple[Disagreement, ...]
    updates: tuple[Update, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Sentences that say the same, by their rows in what was compared, the most central first.

    `voices` are the outlets that speak for themselves: an origin counts as that of the outlet that printed it first.
    """

    rows: tuple[int, ...]
    origins: tuple[str, ...]
    voices: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Whether one outlet alone carries it, itself or in copies."""
        return len(self.voices) == 1


@dataclass(frozen=True, slots=True)
class Voice:
    """A source that articles name, with one sentence of each outlet that quotes it; the first has its fullest name."""

    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """The fullest name that the articles give it."""
        return self.claims[0].text

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that quote it, each once."""
        return tuple(dict.fromkeys(claim.outlet for claim in self.claims if claim.outlet))

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins that do, each once."""
        return tuple(dict.fromkeys(claim.origin for claim in self.claims))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What several origins tell, a sentence of each, and the outlets whose articles here do not have it."""

    claims: tuple[Claim, ...]
    outlets: tuple[str, ...]

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins that tell it, each once."""
        return tuple(dict.fromkeys(claim.origin for claim in self.claims))


@dataclass(frozen=True, slots=True)
class Perspectives:
    """Who is quoted by whom, and what some tell and others leave out."""

    voices: tuple[Voice, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def voices(units: Iterable[Unit]) -> dict[str, str]:
    """Map each origin to the outlet that printed it first; an article without an outlet speaks as itself."""
    first: dict[str, Unit] = {}
    for unit in units:
        other = first.get(unit.origin)
        if other is None or published(unit) < published(other):
            first[unit.origin] = unit
    return {origin: (unit.article.outlet or unit.article.id).casefold() for origin, unit in first.items()}


def published(unit: Unit) -> datetime:
    """Return when a unit's article was published; one without a date comes before all others."""
    return unit.article.published_at or _FIRST
