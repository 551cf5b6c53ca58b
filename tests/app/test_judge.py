"""A second opinion: yes, no, or no opinion."""

from __future__ import annotations

import pytest

from app.judge import ModelJudge
from app.model import ModelError, Trouble, trouble
from app.replies import Replies
from tests.writers import Told


@pytest.mark.parametrize(
    ("reply", "opinion"),
    [
        ("CARRIED", True),
        ("Carried.", True),
        ("**CARRIED**", True),
        ("NOT", False),
        ("NOT CARRIED", False),
        ("Not: the figure is another one", False),
        ("CARRIED, mostly", None),
        ("I think so", None),
        ("", None),
        (trouble(Trouble.TIMEOUT, "told"), None),
    ],
)
def test_a_verdict_is_one_clear_word(reply: str | ModelError, opinion: bool | None) -> None:
    judge = ModelJudge(Told([reply]), Replies())
    assert judge("The bridge is open.", ["It opened."], "'open'") is opinion


def test_it_reads_statement_sentences_and_doubt() -> None:
    writer = Told(["NOT"])
    ModelJudge(writer, Replies())("The bridge is open.", ["It\nopened.", "It will."], "'open': not there")
    asked = writer.asked[0][1].content
    assert "Statement: The bridge is open." in asked
    assert "- It opened.\n- It will." in asked
    assert "'open': not there" in asked
