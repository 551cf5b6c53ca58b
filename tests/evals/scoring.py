"""How well the built-in answerer does on the sample corpus and its gold questions.

Sentences are compared by place: a citation is right when it overlaps a gold sentence of its article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.answers import Answer
from app.ask import answer
from app.search import search
from app.wire import Services
from ingest.index import index
from ingest.load import load

SEEDS = Path(__file__).parents[2] / "seeds"
EVIDENCE = 5  # sentences that recall looks at


@dataclass(frozen=True, slots=True)
class Span:
    """A place in an article, named by the article's external id."""

    article: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.article == other.article and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Scored:
    """One question's figures; None where a figure does not apply."""

    id: str
    kind: str
    recall: float | None = None  # parts of the gold that the best sentences cover
    precision: float | None = None  # citations on gold sentences, none of them withdrawn
    abstained: bool = False
    answerable: bool = True


def questions() -> list[dict[str, Any]]:
    """Return the gold questions."""
    lines = (SEEDS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def score(question: dict[str, Any], services: Services, places: dict[str, tuple[str, str]]) -> Scored:
    """Ask one question; `places` gives each external id's article id and text."""
    given = answer(question["question"], services=services)
    basics = {"id": question["id"], "kind": question["kind"], "abstained": given.abstained}
    if not question["answerable"]:
        return Scored(answerable=False, **basics)
    gold = [(row.get("part", 1), span) for row in question["gold"] for span in spans(row, places)]
    wrong = [span for row in question.get("withdrawn", []) for span in spans(row, places)]
    return Scored(
        recall=_recall(_best(question["question"], services, places), gold),
        precision=None if given.abstained else _precision(cited(given, places), gold, wrong),
        **basics,
    )


def mean(values: Iterable[float | None]) -> float:
    """Return the mean of what applies."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known)


def figures(rows: Sequence[Scored]) -> dict[str, float]:
    """Return the gate's figures."""
    answerable = [row for row in rows if row.answerable]
    others = [row for row in rows if not row.answerable]
    return {
        "evidence recall@5": mean(row.recall for row in answerable),
        "citation precision": mean(row.precision for row in answerable),
        "right abstentions": mean(float(row.abstained) for row in others),
        "answered": mean(float(not row.abstained) for row in answerable),
    }


def fill(services: Services) -> dict[str, tuple[str, str]]:
    """Ingest the sample corpus; return each external id's article id and text."""
    report = index(load([str(SEEDS)]), services.store)
    if report.failed:
        raise ValueError(f"the sample corpus does not go in: {report.failed}")
    return {row.external_id: (row.id, services.store.article(row.id).text) for row in report.done if row.external_id}


def spans(row: dict[str, Any], places: dict[str, tuple[str, str]]) -> list[Span]:
    """Return the places of a gold sentence."""
    text = places[row["article"]][1]
    start = text.find(row["sentence"])
    if start < 0:
        raise ValueError(f"gold sentence not in {row['article']}: {row['sentence']!r}")
    return [Span(row["article"], start, start + len(row["sentence"]))]


def _best(question: str, services: Services, places: dict[str, tuple[str, str]]) -> list[Span]:
    names = {identity: external for external, (identity, _) in places.items()}
    found = {
        Span(names[hit.article.id], s.sentence.start, s.sentence.end): s.score
        for hit in search(question, services=services, k=10)
        for s in hit.sentences
    }
    return sorted(found, key=lambda span: -found[span])[:EVIDENCE]


def cited(given: Answer, places: dict[str, tuple[str, str]]) -> list[Span]:
    """Return the places that an answer cites."""
    names = {identity: external for external, (identity, _) in places.items()}
    return [Span(names[c.article_id], c.start, c.end) for c in given.citations]


def _recall(found: Sequence[Span], gold: Sequence[tuple[int, Span]]) -> float:
    parts = {part for part, _ in gold}
    covered = {part for part, span in gold if any(span.overlaps(other) for other in found)}
    return len(covered) / len(parts)


def _precision(cited: Sequence[Span], gold: Sequence[tuple[int, Span]], wrong: Sequence[Span]) -> float:
    good = [
        span
        for span in cited
        if any(span.overlaps(other) for _, other in gold) and not any(span.overlaps(other) for other in wrong)
    ]
    return len(good) / len(cited)
