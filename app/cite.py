"""Choosing the sentences that carry a statement: candidates in, the citing set out.

Nothing here knows how candidates were found. Whoever states a fact is cited, not only the first. Copies count once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from app.closeness import Candidate, Candidates, closeness
from ingest.embed import Vectors

# From here on a sentence is cited. On tests/app/attributed.jsonl (see `closeness`) precision, recall and F1 are .85,
# .76 and .80; from .42 to .50 F1 is .80 or .81, so the value is one of the higher ones: a citation that carries nothing
# is worse than a source left out. The best sentence alone has F1 .50.
CITED_FROM = 0.48
# A statement is found where some sentence comes that close by itself: for each of the 68 one does in its own story, for
# 8 of them in stories about other things.
FOUND_FROM = 0.3
# A reader looks at no more: with 12, F1 is the same and .03 more of what is cited carries nothing.
MOST_CITED = 6
NEAREST = 3
# Articles with half of the shorter one's sentences in common, two at least, are one text: as in `evidence`. What an
# editor has shortened is still a copy then: all that the sample's three reprints took over is above .79.
COPY, REPRINTED, FEWEST_COPIES, EDITED = 0.95, 0.5, 2, 0.78
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The citing set, best first; and the sentences that come closest, whether they carry anything or not."""

    cited: tuple[Candidate, ...]
    nearest: tuple[Candidate, ...]


def choose(statement: str, vector: Vectors, candidates: Candidates, language: str) -> Chosen:
    """Return the candidates that carry the statement."""
    if not candidates.rows:
        return Chosen((), ())
    close = closeness(statement, vector, candidates, language)
    order = np.argsort(-close.score, kind="stable").tolist()
    found = float(close.own.max()) >= FOUND_FROM
    cited = [row for row in order if close.score[row] >= CITED_FROM] if found else []
    nearest = order[: NEAREST * NEAREST]  # some of them may be copies
    return Chosen(
        tuple(_once(cited, candidates)[:MOST_CITED]),
        tuple(_once(nearest, candidates)[:NEAREST]),
    )


def _once(rows: Sequence[int], candidates: Candidates) -> list[Candidate]:
    """Return the candidates of these rows without copies; the earliest copy stands where the best one was."""
    kept: list[int] = []
    for row in rows:
        copied = next((place for place, other in enumerate(kept) if _copies(row, other, candidates)), None)
        if copied is None:
            kept.append(row)
        else:
            kept[copied] = min(kept[copied], row, key=lambda one: _published(candidates.rows[one]))
    return [candidates.rows[row] for row in kept]


def _copies(row: int, other: int, candidates: Candidates) -> bool:
    """Whether two sentences are one in two copies of an article, or twice in the same."""
    alike = float(candidates.vectors[row] @ candidates.vectors[other])
    one, two = candidates.rows[row], candidates.rows[other]
    if alike < EDITED or one.article.id == two.article.id:
        return alike >= COPY
    return one.origin == two.origin or _reprints(
        candidates.vectors[_of(one, candidates)], candidates.vectors[_of(two, candidates)]
    )


def _of(one: Candidate, candidates: Candidates) -> list[int]:
    """Return the rows of the sentences of the same article."""
    return [row for row, other in enumerate(candidates.rows) if other.article.id == one.article.id]


def _reprints(one: Vectors, other: Vectors) -> bool:
    """Whether two articles have half of the shorter one's sentences in common."""
    shorter, longer = sorted((one, other), key=len)
    copies = int(((shorter @ longer.T) >= COPY).any(axis=1).sum())
    return copies >= FEWEST_COPIES and copies >= REPRINTED * len(shorter)


def _published(one: Candidate) -> tuple[datetime, str, int]:
    return one.article.published_at or _LAST, one.article.id, one.sentence.index
