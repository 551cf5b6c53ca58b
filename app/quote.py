"""The built-in answerer: source sentences, verbatim or cut at clause borders, each with everyone who says the same.

In: chosen sentences and everything else that was read. Out: drafts, each the words of one sentence with the places that
carry it. Uses no model; what it says was said by its sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.answers import Label
from app.drafts import BUILT_IN, Brief, Draft
from app.evidence import distinct
from app.reading import Line
from app.render import Place
from app.sourced import place_of, source_of
from app.verify import Source, verify
from ingest import spans
from ingest.terms import terms as search_terms

# Longer sentences lose their last clauses where nothing is lost that matters.
LONG_WORDS, FEWEST_WORDS = 40, 12
# Who else says it: sentences near the quoted one in meaning, looked at in the order of nearness.
NEAR, MOST_LOOKED_AT, MOST_CITED = 0.6, 6, 4
# Where a clause ends that may be left out.
BORDER = re.compile(r"[;–—]\s|,\s(?=(?:which|who|where|while|and|but|as|after|with|including|although|though|que|y)\b)")


class QuoteAnswerer:
    """Answers with the sources' own sentences."""

    name = BUILT_IN
    writes = False

    def offered(self, brief: Brief) -> frozenset[tuple[str, int]]:
        """Return the keys of the chosen lines: it quotes no others."""
        return frozenset(line.key for line in brief.chosen)

    def draft(self, brief: Brief) -> Iterator[Draft]:
        """Yield a draft for each chosen line, citing lines of other articles that say the same.

        No cut takes a term of the question away.
        """
        others = distinct(brief.read)
        taken: set[tuple[str, int]] = set()
        for line in brief.chosen:
            place = trimmed(line, brief.terms)
            text = line.article.text[place.start : place.end]
            with spans.step("verify"):
                verdict = verify(text, [source(line)])
                if verdict.support.label is not Label.SUPPORTED or line.key in taken:
                    continue
                also = _also(text, line, [other for other in others if other.key not in taken])
            taken |= {line.key, *(other.key for other in also)}
            yield Draft(text, (place, *map(whole, also)), verdict.support)


def whole(line: Line) -> Place:
    """Return the place of a sentence without its dateline."""
    return place_of(line.article, line.sentence.index)


def source(line: Line) -> Source:
    """Return a sentence with what it leans on, as the verifier reads it."""
    return source_of(line.article, line.sentence.index)


def trimmed(line: Line, terms: frozenset[str]) -> Place:
    """Return the sentence without its dateline, and without a long end that adds nothing that was asked for."""
    place = whole(line)
    if line.words <= LONG_WORDS:
        return place
    text = line.article.text[place.start : place.end]
    full = source(line)
    for border in reversed(list(BORDER.finditer(text))):
        kept = text[: border.start()]
        if len(kept.split()) < FEWEST_WORDS:
            break
        if len(kept.split()) <= LONG_WORDS and _whole_thought(kept, full, line, terms):
            return replace(place, end=place.start + len(kept))
    return place


def _whole_thought(kept: str, full: Source, line: Line, terms: frozenset[str]) -> bool:
    """Whether the cut loses no term of the question, no candidate, no quotation mark, no 'not' and nobody's 'said'."""
    if open_quotes(kept) or not line.terms & terms <= _terms(kept, line):
        return False
    held = _terms(kept, line)
    if not all(set(candidate) <= held for candidate in line.candidates):
        return False
    return verify(kept, [full]).support.score == 1.0


def _terms(text: str, line: Line) -> set[str]:
    return set(search_terms(text, line.article.language or ""))


def open_quotes(text: str) -> bool:
    """Whether a quotation that begins in a text does not end in it."""
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”") or text.count("«") != text.count("»")


def _also(text: str, line: Line, others: Sequence[Line]) -> list[Line]:
    """Return sentences of other articles, from other outlets first, that carry all of the text."""
    near = [other for other in others if other.article.id != line.article.id and _alike(line, other)]
    near.sort(key=lambda other: (other.article.outlet == line.article.outlet, -float(line.vector @ other.vector)))
    found: list[Line] = []
    for other in near[:MOST_LOOKED_AT]:
        if other.article.id in {one.article.id for one in found}:
            continue
        if verify(text, [source(other)]).support.label is Label.SUPPORTED:
            found.append(other)
            if len(found) == MOST_CITED - 1:
                break
    return found


def _alike(line: Line, other: Line) -> bool:
    return float(line.vector @ other.vector) >= NEAR
