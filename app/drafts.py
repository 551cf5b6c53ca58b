"""What an answerer is given and what it gives back: the seam between evidence and answer.

A brief goes in; drafts come out one by one, each verified, and notes on what did not become one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from app.answers import Support
from app.findings import Finding
from app.reading import Line
from app.render import Place

BUILT_IN = "quote"  # the name of the answerer that needs no model


@dataclass(frozen=True, slots=True)
class Brief:
    """What there is to answer: the question, the lines that answer it best first, and the others that were read."""

    question: str
    language: str
    terms: frozenset[str]  # the question's, as the index has them
    chosen: tuple[Line, ...]
    ranked: tuple[Line, ...]  # all that may be quoted, best first
    read: tuple[Line, ...]  # everything that was read
    wishes: str = ""  # as to tone and length, for a model that writes


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement that passed: its text, the places that carry it, the verdict, and what of it they do not carry."""

    text: str
    places: tuple[Place, ...]
    support: Support
    findings: tuple[Finding, ...] = ()
    answerer: str = BUILT_IN
    prompt: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader should know of how the answer came about, as a sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Declined:
    """The answerer has read the evidence and finds no answer in it."""

    note: str
    answerer: str
    prompt: str


class Answerer(Protocol):
    """Makes an answer of evidence."""

    @property
    def name(self) -> str:
        """Return what an answer says of who wrote it."""

    @property
    def writes(self) -> bool:
        """Return whether a model writes, so that the reader is told what takes so long."""

    def offered(self, brief: Brief) -> frozenset[tuple[str, int]]:
        """Return the keys of the lines that it makes an answer of."""

    def draft(self, brief: Brief) -> Iterator[Draft | Note | Declined]:
        """Yield verified statements in the order in which they are shown."""
