"""Follow-ups by a model where there is one, by rules where there is none or it does not do."""

from __future__ import annotations

import pytest

from app.answers import Turn
from app.model import ModelError, Trouble, trouble
from app.standalone import LONGEST, Standalone
from tests.writers import Told

ASKED = (
    Turn("user", "How many people died on the Lady Amara?"),
    Turn("assistant", "Eighteen people died on the Lady Amara. [1]"),
)
FOLLOW_UP = "And how many of them were women?"
BY_RULES = "How many of the people who died on the Lady Amara were women?"
BY_MODEL = "How many women died on the Lady Amara?"


def test_by_rules_without_a_model() -> None:
    assert Standalone()(FOLLOW_UP, ASKED) == BY_RULES


def test_by_a_model() -> None:
    writer = Told([BY_MODEL])
    assert Standalone(writer)(FOLLOW_UP, ASKED) == BY_MODEL
    assert "assistant: Eighteen people died" in writer.asked[0][1].content
    assert writer.asked[0][1].content.endswith(f"Last question: {FOLLOW_UP}")


@pytest.mark.parametrize("question", ["Who won the Valmora election?", FOLLOW_UP])
def test_what_leans_on_nothing_is_left_and_costs_nothing(question: str) -> None:
    writer = Told()
    history = () if question == FOLLOW_UP else ASKED
    assert Standalone(writer)(question, history) == question
    assert writer.asked == []


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param("Eighteen people died, nine of them women.", id="an answer"),
        pytest.param("", id="nothing"),
        pytest.param("Sure!\nHow many women died?", id="chatter"),
        pytest.param("x" * LONGEST + "?", id="endless"),
        pytest.param("How many women did the army massacre?", id="something else"),
        pytest.param("Who won the elections in Valmora?", id="another subject"),
        pytest.param(trouble(Trouble.TIMEOUT, "told"), id="trouble"),
    ],
)
def test_what_is_no_question_is_not_taken(reply: str | ModelError) -> None:
    assert Standalone(Told([reply]))(FOLLOW_UP, ASKED) == BY_RULES


def test_marks_around_a_question_are_no_part_of_it() -> None:
    assert Standalone(Told([f'"{BY_MODEL}"\n']))(FOLLOW_UP, ASKED) == BY_MODEL


def test_the_same_follow_up_becomes_the_same_question() -> None:
    standalone = Standalone(Told([BY_MODEL], ["Something else?"]))
    assert standalone(FOLLOW_UP, ASKED) == standalone(FOLLOW_UP, ASKED)
