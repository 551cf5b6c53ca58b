"""What a statement says that its sources do not: the values that every check returns and the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Which check found it."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    ROLE = "role"  # who does what to whom, or who holds which office
    QUOTE = "quote"
    POLARITY = "polarity"  # a lost or added negation, an opposite
    MODALITY = "modality"  # 'may' or 'plans to' turned into fact
    ATTRIBUTION = "attribution"
    UNCOVERED = "uncovered"  # words that no source has


@dataclass(frozen=True, slots=True)
class Finding:
    """A part of the statement that the sources do not carry.

    `clash` says that the sources say something else in its place, as against saying nothing about it.
    """

    kind: Kind
    start: int
    end: int
    text: str
    detail: str
    clash: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise ValueError(f"finding {self.kind} has no place: [{self.start}:{self.end}] {self.text!r}")


def found(kind: Kind, statement: str, place: tuple[int, int], detail: str, *, clash: bool = False) -> Finding:
    """Return a finding about `statement[start:end]`."""
    start, end = place
    return Finding(kind, start, end, statement[start:end], detail, clash)
