"""Choosing the sentences that carry a statement: candidates in, the citing set out.

Nothing here knows how candidates were found. A statement may say several things, so each of its clauses picks for
itself; whoever states a thing is cited, not only the first. Copies count once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from app.lexicon import alike
from app.render import Place
from app.verify import Source
from app.words import content
from ingest.corpus import Article, Sentence
from ingest.embed import Vectors

CITED_FROM, NEARLY = 0.35, 0.7
MOST_CITED = 8
NEAREST = 3
COPY = 0.98
LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may carry a statement; articles of one `origin` carry one text."""

    article: Article
    sentence: Sentence
    vector: Vectors
    keys: frozenset[str]  # base forms of its words
    origin: str

    @property
    def source(self) -> Source:
        """The sentence with what it leans on, as the verifier reads it."""
        article, index = self.article, self.sentence.index
        return Source(
            text=self.sentence.text,
            title=article.title or "",
            before=article.sentences[index - 1].text if index else "",
            article=article.text,
            language=article.language or "en",
            published_at=article.published_at,
        )

    @property
    def place(self) -> Place:
        """The whole sentence, as a citation names it."""
        return Place(self.article, self.sentence.index, self.sentence.start, self.sentence.end)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The citing set, best first, and the sentences that come closest whether they carry anything or not."""

    cited: tuple[Candidate, ...]
    nearest: tuple[Candidate, ...]


def choose(statement: str, vector: Vectors, candidates: Sequence[Candidate]) -> Chosen:
    """Return the candidates that carry the statement."""
    if not candidates:
        return Chosen((), ())
    meaning = np.stack([one.vector for one in candidates]) @ vector
    words = np.array([_covered(statement, one) for one in candidates])
    scores = 0.5 * meaning + 0.5 * words
    order = np.argsort(-scores, kind="stable").tolist()
    best = scores[order[0]]
    cited = [candidates[row] for row in order if scores[row] >= max(CITED_FROM, NEARLY * best)]
    return Chosen(tuple(_once(cited)[:MOST_CITED]), tuple(_once([candidates[row] for row in order])[:NEAREST]))


def _covered(statement: str, candidate: Candidate) -> float:
    facts = content(statement, candidate.article.language or "en")
    whole = sum(word.weight for word in facts)
    return (
        sum(word.weight for word in facts if not alike(word.stem).isdisjoint(candidate.keys)) / whole if whole else 0.0
    )


def _once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without copies, the earliest of each in the place of the first."""
    kept: list[Candidate] = []
    for one in candidates:
        place = next((row for row, other in enumerate(kept) if _copies(one, other)), None)
        if place is None:
            kept.append(one)
        else:
            kept[place] = min(kept[place], one, key=_published)
    return kept


def _copies(one: Candidate, other: Candidate) -> bool:
    return one.origin == other.origin and float(one.vector @ other.vector) >= COPY


def _published(one: Candidate) -> tuple[datetime, str, int]:
    return one.article.published_at or LAST, one.article.id, one.sentence.index
