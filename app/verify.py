"""Decide in code how well sentences carry a statement: statement and cited sentences in, verdict out.

Reads no store, asks no model and changes nothing. A verdict names what is not covered, so that a page can mark it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.answers import Label, Support
from ingest.terms import terms

SUPPORTED_FROM = 0.75
PARTIAL_FROM = 0.4
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")


class Kind(StrEnum):
    """What about a statement its sources do not carry."""

    NUMBER = "number"
    NAME = "name"
    UNCOVERED = "uncovered"


@dataclass(frozen=True, slots=True)
class Source:
    """A cited sentence with what it leans on: `before` precedes it in its article, `article` is the whole text."""

    text: str
    title: str = ""
    before: str = ""
    article: str = ""
    language: str = "en"
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A part of the statement that the sources do not carry, and what differs."""

    kind: Kind
    start: int
    end: int
    text: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The support of a statement and the reasons for what it lacks."""

    support: Support
    findings: tuple[Finding, ...] = ()


def verify(statement: str, sources: Sequence[Source]) -> Verdict:
    """Return how well the sources, taken together, carry the statement."""
    if not sources or not statement.strip():
        return Verdict(Support(Label.UNSUPPORTED, 0.0))
    if any(_is_part(statement, source.text) for source in sources):
        return Verdict(Support(Label.SUPPORTED, 1.0))
    known = {t for s in sources for text in (s.text, s.title, s.before) for t in terms(text, s.language)}
    findings, weight, covered = [], 0.0, 0.0
    for match in _WORD.finditer(statement):
        word = match.group()
        kind = Kind.NUMBER if word[0].isdigit() else Kind.NAME if word[0].isupper() and match.start() else Kind.UNCOVERED
        here = 2.0 if kind is not Kind.UNCOVERED else min(len(word), 8) / 8
        weight += here
        if all(term in known for term in terms(word, sources[0].language)):
            covered += here
        elif len(word) > 3 or kind is Kind.NUMBER:
            findings.append(Finding(kind, match.start(), match.end(), word, "not in the cited sentences"))
    score = covered / weight if weight else 0.0
    if any(finding.kind is not Kind.UNCOVERED for finding in findings):
        score *= 0.8
    score = min(score, 0.99)
    label = Label.SUPPORTED if score >= SUPPORTED_FROM else Label.PARTIAL if score >= PARTIAL_FROM else Label.UNSUPPORTED
    return Verdict(Support(label, round(score, 4)), tuple(findings))


def _is_part(statement: str, text: str) -> bool:
    """Whether the statement stands in the text up to blanks, the case of its first letter and its final stop."""
    wanted, given = " ".join(statement.split()).rstrip(".").strip(), " ".join(text.split())
    return bool(wanted) and any(form in given for form in (wanted, wanted[0].swapcase() + wanted[1:]))
