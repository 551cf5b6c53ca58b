from __future__ import annotations

import pytest

from app.compare import compare
from app.summary_making import overtaken
from tests.app.stories import told

# What was said, what is said of it later by the same outlet or another, and whether the first is overtaken.
TAKEN_BACK = [
    pytest.param(
        "A pill made of seaweed cures migraine within hours.",
        "A journal retracted a study which had claimed that a pill made of seaweed cures migraine.",
        "Wire",
        id="a study is retracted",
    ),
    pytest.param(
        "A pill made of seaweed cures migraine within hours.",
        "There is no evidence that a pill made of seaweed cures migraine.",
        "Wire",
        id="no evidence",
    ),
    pytest.param(
        "The pill took away 38 per cent of the pain.",
        "The finding of 38 per cent less pain cannot be relied upon, the journal said.",
        "Wire",
        id="a figure that cannot be relied upon",
    ),
    pytest.param(
        "Seaweed pill cures migraine in hours, doctors find.",
        'The Post withdraws its article of 3 March, "Seaweed pill cures migraine in hours, doctors find".',
        "Post",
        id="an article is withdrawn by its title",
    ),
    pytest.param(
        "The hunt in the Tarvo hills goes on until 31 March.",
        "Correction: our report of 3 March gave the end of the hunt as 31 March; it is 15 April.",
        "Post",
        id="a note corrects a day",
    ),
    pytest.param(
        "The Tarvo bridge was closed by order of the mayor.",
        "Correction: we wrongly reported that the Tarvo bridge was closed by order of the mayor.",
        "Post",
        id="a note corrects what was said",
    ),
]
STANDS = [
    pytest.param(
        "Doctors failed to repeat that a pill made of seaweed cures migraine.",
        "A journal retracted a study which had claimed that a pill made of seaweed cures migraine.",
        "Wire",
        id="it doubted so itself",
    ),
    pytest.param(
        "The price of seaweed rose in the markets of Tarvo.",
        "A journal retracted a study which had claimed that a pill made of seaweed cures migraine.",
        "Wire",
        id="of something else",
    ),
    pytest.param(
        "The pill took away 41 per cent of the pain.",
        "The finding of 38 per cent less pain cannot be relied upon, the journal said.",
        "Wire",
        id="another figure",
    ),
    pytest.param(
        "The Tarvo bridge was closed by order of the mayor.",
        "Correction: we wrongly reported that the Tarvo bridge was closed by order of the mayor.",
        "Wire",
        id="a note of another outlet on itself",
    ),
]


@pytest.mark.parametrize(("text", "later", "outlet"), TAKEN_BACK)
def test_what_was_taken_back_is_no_fact(text: str, later: str, outlet: str) -> None:
    first = told(text, outlet="Post")
    found = compare([*first, *told(later, outlet=outlet, hours=100)])
    assert first[0].key in overtaken(found)
    assert not found.disagreements


@pytest.mark.parametrize(("text", "later", "outlet"), STANDS)
def test_what_was_not_taken_back_stands(text: str, later: str, outlet: str) -> None:
    first = told(text, outlet="Post")
    found = compare([*first, *told(later, outlet=outlet, hours=100)])
    assert first[0].key not in overtaken(found)


def test_what_was_said_after_it_was_taken_back_stands() -> None:
    note = told("There is no evidence that a pill made of seaweed cures migraine.", outlet="Wire")
    again = told("A pill made of seaweed cures migraine within hours.", outlet="Post", hours=100)
    assert not overtaken(compare([*note, *again]))
