"""Decide in code how well sentences carry a statement: statement and cited sentences in, verdict out.

Reads no store, asks no model and changes nothing. The checks (numbers, dates, names, roles, quotations, polarity,
attribution) each return findings; here they are weighed together with how much of the statement is covered. A verdict
names what is not carried, so that a page can mark it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.answers import Label, Support
from app.attribution import attribution_findings
from app.cover import Coverage, cover, keys
from app.dates_in_text import date_findings
from app.findings import Finding, Kind, found
from app.lexicon import base
from app.names import name_findings
from app.numbers import number_findings
from app.polarity import polarity_findings
from app.quantities import quantities
from app.quoted import quote_findings
from app.roles import role_findings
from app.words import content

SUPPORTED_FROM = 0.6
PARTIAL_FROM = 0.3
# Shares of the three kinds of coverage in the score before findings. With them, tests/app/perturbed.txt has every good
# paraphrase supported and no bad variant, and of 446 sentences of seeds/ none loses its label by a cut.
NEAR, WORST, PAIRS = 0.35, 0.35, 0.3
# What a finding leaves of the score: even a statement that is covered whole is not supported then.
KEPT = 0.6
# A view ('according to police') is mostly shared by who reports it; it lowers the score, not the label.
KEPT_OF_VIEW = 0.95
_CUT_OFF = frozenset({Kind.POLARITY, Kind.MODALITY, Kind.ATTRIBUTION})
SHARED = 2  # content words that a source must share with a statement to contradict it
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
    if any(_plain(statement) == _plain(source.text) for source in sources):
        return Verdict(Support(Label.SUPPORTED, VERBATIM))
    language = _language(statement, sources)
    parts = [source for source in sources if _is_part(statement, source.text)]
    # A part may have lost what stood before it: 'denied that', 'may', 'the rebels claim'.
    if parts and not any(finding.clash and finding.kind in _CUT_OFF for finding in _checks(statement, parts, language)):
        return Verdict(Support(Label.SUPPORTED, VERBATIM))
    findings = _checks(statement, sources, language)
    coverage = _coverage(statement, sources, language)
    score = min(HIGHEST, NEAR * coverage.near + WORST * coverage.worst + PAIRS * coverage.pairs)
    score = round(score * math.prod(map(_kept, findings)), 4)
    return Verdict(Support(label(score), score), _with_uncovered(statement, findings, coverage, language))


def label(score: float) -> Label:
    """Return the verdict that a score means, everywhere."""
    if score >= SUPPORTED_FROM:
        return Label.SUPPORTED
    return Label.PARTIAL if score >= PARTIAL_FROM else Label.UNSUPPORTED


def _kept(finding: Finding) -> float:
    return KEPT_OF_VIEW if finding.kind is Kind.ATTRIBUTION and not finding.clash else KEPT


def _checks(statement: str, sources: Sequence[Source], language: str) -> tuple[Finding, ...]:
    """Return what every check finds.

    Sources that share next to no word with the statement may lend it a number or a name, but can't contradict it.
    """
    close, others = _by_closeness(statement, sources, language)
    texts = [source.text for source in close]
    titles = list(dict.fromkeys(source.title for source in sources if source.title))
    before = [source.before for source in sources if source.before]
    articles = list(dict.fromkeys(source.article for source in sources if source.article))
    around = (*titles, *before, *(source.text for source in others))
    dated = [(source.text, _day(source)) for source in close]
    leaning = [
        *((source.text, _day(source)) for source in others),
        *((text, _day(source)) for source in sources for text in (source.title, source.before) if text),
    ]
    return (
        *number_findings(statement, texts, around, language),
        *date_findings(statement, dated, leaning, articles),
        *name_findings(statement, texts, around, language, articles),
        *role_findings(statement, texts, (*around, *articles), language),
        *quote_findings(statement, texts, (*around, *articles)),
        *polarity_findings(statement, texts, around, language),
        *attribution_findings(statement, texts, around, language),
    )


def _language(statement: str, sources: Sequence[Source]) -> str:
    """Return the language of the source that the statement is nearest to; it is taken to be the statement's too."""

    def nearness(source: Source) -> int:
        return len(_facts(statement, source.language) & keys(source.text, source.language))

    return max(sources, key=nearness).language


def _facts(statement: str, language: str) -> set[str]:
    return {base(word.stem) for word in content(statement, language) if word.weight == 1.0}


def _by_closeness(
    statement: str, sources: Sequence[Source], language: str
) -> tuple[Sequence[Source], Sequence[Source]]:
    """Return the sources that speak of what the statement does, and the rest."""
    facts = _facts(statement, language)
    fewest = min(SHARED, len(facts))
    shared = [len(facts & keys(source.text, language)) >= fewest for source in sources]
    if not any(shared):
        return sources, ()
    return (
        [source for source, close in zip(sources, shared, strict=True) if close],
        [source for source, close in zip(sources, shared, strict=True) if not close],
    )


def _day(source: Source) -> date | None:
    return source.published_at.date() if source.published_at else None


def _coverage(statement: str, sources: Sequence[Source], language: str) -> Coverage:
    near = [text for source in sources for text in (source.title, source.before) if text]
    articles = dict.fromkeys(source.article for source in sources if source.article)
    return cover(statement, [source.text for source in sources], near, articles, language)


def _with_uncovered(
    statement: str, findings: tuple[Finding, ...], coverage: Coverage, language: str
) -> tuple[Finding, ...]:
    """Add the words that no source has and that no other finding marks; figures are compared by their values."""
    marked = [(one.start, one.end) for one in findings]
    marked += [(one.start, one.end) for one in quantities(statement, language)]
    words = (
        found(Kind.UNCOVERED, statement, (word.start, word.end), "not in the cited sentences")
        for word in coverage.missing
        if not any(start <= word.start < end for start, end in marked)
    )
    return tuple(sorted((*findings, *words), key=lambda finding: (finding.start, finding.end)))


def _plain(text: str) -> str:
    """Return a text without its final stop and with single blanks."""
    return " ".join(text.split()).rstrip(".").strip()


def _is_part(statement: str, text: str) -> bool:
    """Whether the statement stands in the text up to blanks, the case of its first letter and its final stop."""
    wanted, given = _plain(statement), f" {' '.join(text.split())} "
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
