"""The sample dialogues keep their promises: enough of each sort, and their gold is verbatim."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from tests.seeds.test_seeds import BODIES, SEEDS

DIALOGUES = [json.loads(line) for line in (SEEDS / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()]
each_dialogue = pytest.mark.parametrize("row", DIALOGUES, ids=lambda row: row["id"])


def test_there_are_enough_dialogues_of_each_sort() -> None:
    kinds = Counter(row["kind"] for row in DIALOGUES)
    assert sum(row["answerable"] and row["kind"] != "topic-change" for row in DIALOGUES) >= 30
    assert kinds["topic-change"] >= 10
    assert sum(not row["answerable"] for row in DIALOGUES) >= 5
    assert kinds["spanish"] >= 2
    assert kinds["arabic"] >= 2


def test_dialogues_and_their_ids_are_unique() -> None:
    assert len({row["id"] for row in DIALOGUES}) == len(DIALOGUES)
    assert len({tuple(row["turns"]) for row in DIALOGUES}) == len(DIALOGUES)


@each_dialogue
def test_dialogue_has_several_turns_and_a_standalone_question(row: dict[str, Any]) -> None:
    assert len(row["turns"]) >= 2
    assert row["standalone"].strip()


@each_dialogue
def test_gold_stands_verbatim_in_its_article(row: dict[str, Any]) -> None:
    for mark in (key for key in ("gold", "superseded", "withdrawn") if key in row):
        for entry in row[mark]:
            assert BODIES[entry["article"]].count(entry["sentence"]) == 1


@each_dialogue
def test_dialogue_has_gold_or_a_reason(row: dict[str, Any]) -> None:
    assert bool(row["gold"]) is row["answerable"]
    assert bool(row.get("why")) is not row["answerable"]
