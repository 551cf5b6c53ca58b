"""How well follow-up questions are answered: the dialogues of the sample corpus, asked turn by turn.

`python -m tests.evals.gate --ways` compares three ways to ask the last question: alone as it was typed, after its
dialogue, and as a person wrote it to stand by itself. What is lost between the last two is lost by rewriting.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.answers import Answer, Turn
from app.ask import answer
from app.wire import Services
from tests.evals import scoring

Way = Literal["alone", "dialogue", "standalone"]
WAYS: tuple[Way, ...] = ("alone", "dialogue", "standalone")
NEW_SUBJECT = "topic-change"


@dataclass(frozen=True, slots=True)
class Followed:
    """One dialogue's last question: what was asked in the end, and whether the answer is right."""

    id: str
    kind: str
    asked: str
    right: bool  # cites a gold sentence, or abstains where the corpus has no answer
    answerable: bool
    kept: bool  # asked as it was typed


def dialogues() -> list[dict[str, Any]]:
    """Return the gold dialogues."""
    lines = (scoring.SEEDS / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def follow(row: dict[str, Any], services: Services, places: dict[str, tuple[str, str]], way: Way) -> Followed:
    """Ask the last question of a dialogue."""
    *earlier, last = row["turns"]
    history: list[Turn] = []
    for question in earlier if way == "dialogue" else ():
        given = answer(question, services=services, history=history)
        history += [Turn("user", question), Turn("assistant", given.text)]
    given = answer(row["standalone"] if way == "standalone" else last, services=services, history=history)
    return Followed(
        id=row["id"],
        kind=row["kind"],
        asked=given.standalone_question,
        right=_right(given, row, places),
        answerable=row["answerable"],
        kept=given.standalone_question == last,
    )


def figures(rows: Sequence[Followed]) -> dict[str, float]:
    """Return the gate's figures."""
    follow_ups = [row for row in rows if row.kind != NEW_SUBJECT]
    return {
        "follow-ups answered": scoring.mean(float(row.right) for row in follow_ups if row.answerable),
        "follow-ups abstained": scoring.mean(float(row.right) for row in follow_ups if not row.answerable),
        "new subjects kept": scoring.mean(float(row.kept) for row in rows if row.kind == NEW_SUBJECT),
    }


def _right(given: Answer, row: dict[str, Any], places: dict[str, tuple[str, str]]) -> bool:
    if not row["answerable"]:
        return given.abstained
    gold = [span for entry in row["gold"] for span in scoring.spans(entry, places)]
    return any(cited.overlaps(span) for cited in scoring.cited(given, places) for span in gold)
