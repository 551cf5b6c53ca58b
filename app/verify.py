"""Decide in code how well sentences carry a statement: statement and cited sentences in, verdict out.

Reads no store, asks no model and changes nothing. The checks (numbers, dates, names, roles, quotations, polarity,
attribution) each return findings; here they are weighed together with how much of the statement is covered. A verdict
names what is not carried, so that a page can mark it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.answers import Label, Support
from app.attribution import attribution_findings
from app.cover import Coverage, cover
from app.dates_in_text import date_findings
from app.findings import Finding, Kind, found
from app.names import name_findings
from app.numbers import number_findings
from app.polarity import polarity_findings
from app.quoted import quote_findings
from app.roles import role_findings

SUPPORTED_FROM = 0.6
PARTIAL_FROM = 0.3
# Shares of the three kinds of coverage in the score before findings.
NEAR, WORST, PAIRS = 0.35, 0.35, 0.3
# What a finding leaves of the score: (the source says something else, the source says nothing).
KEPT = {
    Kind.NUMBER: (0.6, 0.7),
    Kind.DATE: (0.6, 0.7),
    Kind.NAME: (0.6, 0.7),
    Kind.ROLE: (0.6, 0.7),
    Kind.QUOTE: (0.6, 0.7),
    Kind.POLARITY: (0.6, 0.7),
    Kind.MODALITY: (0.8, 0.9),
    Kind.ATTRIBUTION: (0.8, 0.95),
    Kind.UNCOVERED: (1.0, 1.0),  # counted by coverage already
}
VERBATIM = 1.0
HIGHEST = 0.99  # of a statement in other words; 1 is kept for the source's own


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
class Verdict:
    """The support of a statement and the reasons for what it lacks."""

    support: Support
    findings: tuple[Finding, ...] = ()


def verify(statement: str, sources: Sequence[Source]) -> Verdict:
    """Return how well the sources, taken together, carry the statement."""
    if not sources or not statement.strip():
        return Verdict(Support(Label.UNSUPPORTED, 0.0))
    if any(_is_part(statement, source.text) for source in sources):
        lost = tuple(
            finding for finding in _checks(statement, sources) if finding.kind in (Kind.POLARITY, Kind.MODALITY)
        )
        if not lost:
            return Verdict(Support(Label.SUPPORTED, VERBATIM))
    findings = _checks(statement, sources)
    coverage = _coverage(statement, sources)
    score = min(HIGHEST, NEAR * coverage.near + WORST * coverage.worst + PAIRS * coverage.pairs)
    score *= math.prod(KEPT[finding.kind][not finding.clash] for finding in findings)
    return Verdict(Support(label(score), round(score, 4)), _with_uncovered(statement, findings, coverage))


def label(score: float) -> Label:
    """Return the verdict that a score means, everywhere."""
    if score >= SUPPORTED_FROM:
        return Label.SUPPORTED
    return Label.PARTIAL if score >= PARTIAL_FROM else Label.UNSUPPORTED


def _checks(statement: str, sources: Sequence[Source]) -> tuple[Finding, ...]:
    """Return what every check finds."""
    language = sources[0].language
    texts = [source.text for source in sources]
    titles = list(dict.fromkeys(source.title for source in sources if source.title))
    before = [source.before for source in sources if source.before]
    articles = list(dict.fromkeys(source.article for source in sources if source.article))
    days = [source.published_at.date() if source.published_at else None for source in sources]
    dated = list(zip(texts, days, strict=True))
    leaning = [(text, days[0]) for text in (*titles, *before)]
    return (
        *number_findings(statement, texts, (*titles, *before)),
        *date_findings(statement, dated, leaning, articles),
        *name_findings(statement, texts, (*titles, *before, *articles), language),
        *role_findings(statement, texts, (*titles, *before, *articles), language),
        *quote_findings(statement, texts, articles),
        *polarity_findings(statement, texts, language),
        *attribution_findings(statement, texts, (*before, *titles), language),
    )


def _coverage(statement: str, sources: Sequence[Source]) -> Coverage:
    near = [text for source in sources for text in (source.title, source.before) if text]
    articles = dict.fromkeys(source.article for source in sources if source.article)
    return cover(statement, [source.text for source in sources], near, articles, sources[0].language)


def _with_uncovered(statement: str, findings: tuple[Finding, ...], coverage: Coverage) -> tuple[Finding, ...]:
    """Add the words that no source has and that no other finding marks."""
    words = (
        found(Kind.UNCOVERED, statement, (word.start, word.end), "not in the cited sentences")
        for word in coverage.missing
        if not any(finding.start <= word.start < finding.end for finding in findings)
    )
    return tuple(sorted((*findings, *words), key=lambda finding: (finding.start, finding.end)))


def _is_part(statement: str, text: str) -> bool:
    """Whether the statement stands in the text up to blanks, the case of its first letter and its final stop."""
    wanted, given = " ".join(statement.split()).rstrip(".").strip(), f" {' '.join(text.split())} "
    if not wanted:
        return False
    for form in (wanted, wanted[0].swapcase() + wanted[1:]):
        at = given.find(form)
        while at >= 0:
            end = at + len(form)
            if not (given[at - 1].isalnum() and form[0].isalnum()) and not (
                given[end].isalnum() and form[-1].isalnum()
            ):
                return True
            at = given.find(form, at + 1)
    return False
