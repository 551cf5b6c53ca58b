"""A statement beside sentences of the evidence: verified, read strictly, or one of them with something changed.

In: a statement and read sentences. Out: verdicts and findings. What is asked again is not read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from app.cover import keys
from app.findings import Finding, Kind
from app.lexicon import base
from app.number_words import SMALL
from app.quote import source, whole
from app.reading import Line
from app.strict import every_doubt, strict_findings
from app.verify import Source, Verdict, verify
from app.words import Word, content

# Share of a statement's weight that one sentence has, from which the statement is taken to be about the same fact.
NEXT_TO_ALL = 0.8
# Share that a second sentence must have of a statement to lend it a figure that the closest one lacks.
LENDS = 0.5
# What changes a fact even where the sentence has nothing in its place; a figure may come from a second sentence.
_HARD = frozenset({Kind.NAME, Kind.ROLE, Kind.POLARITY, Kind.MODALITY, Kind.QUOTE})


def verdict_on(text: str, lines: Sequence[Line]) -> Verdict:
    """Return how well sentences, taken together, carry a statement."""
    return _verified(text, tuple(map(source, lines)))


# A statement in doubt is looked at from several sides, each time with the same few sentences.
@lru_cache(maxsize=64)
def _verified(text: str, sources: tuple[Source, ...]) -> Verdict:
    return verify(text, sources)


def doubts_of(text: str, line: Line) -> tuple[Finding, ...]:
    """Return what a sentence does not say of a statement."""
    return strict_findings(text, read_strictly(line))


def read_strictly(line: Line) -> Source:
    """Return a sentence as it is read strictly: without its dateline."""
    place = whole(line)
    return replace(source(line), text=line.article.text[place.start : place.end])


def is_altered(text: str, closest: Line, cited: Sequence[Line]) -> bool:
    """Whether a statement is a sentence of the evidence, or next to it, with a figure, a name or a 'not' changed.

    Then the sentence contradicts it, though others may be read as if they lent it what was changed.
    """
    language = closest.article.language or "en"
    doubts = every_doubt(text, read_strictly(closest))
    changed = [one for one in doubts if one.kind in _HARD or one.clash]
    changed += [one for one in doubts if _is_figure(one) and not _lent(text, one, closest, cited)]
    words = content(text, language)
    # What marks the whole leaves no rest.
    rest = [word for word in words if not any(one.start <= word.start < one.end for one in changed)] or words
    if shared_weight(rest, closest) < NEXT_TO_ALL * sum(word.weight for word in rest):
        return False
    return bool(changed) or any(finding.clash for finding in verdict_on(text, [closest]).findings)


def _is_figure(doubt: Finding) -> bool:
    """Whether a day or a figure is in doubt, and no 'first' or 'half a year'."""
    if doubt.kind is Kind.NUMBER:
        return any(word.number or word.low in SMALL for word in content(doubt.text))
    return doubt.kind is Kind.DATE


def _lent(text: str, doubt: Finding, closest: Line, cited: Sequence[Line]) -> bool:
    """Whether another of the cited sentences has a figure or a day, and half of what the statement says."""
    words = content(text, closest.article.language or "en")
    half = LENDS * sum(word.weight for word in words)
    return any(
        shared_weight(words, line) >= half
        and not any(one.start < doubt.end and doubt.start < one.end for one in every_doubt(text, read_strictly(line)))
        for line in cited
        if line.key != closest.key
    )


def shared_weight(words: Iterable[Word], line: Line) -> float:
    """Return the weight of the words that a sentence has."""
    held = keys(line.sentence.text, line.article.language or "en")
    return sum(word.weight for word in words if base(word.stem) in held)
