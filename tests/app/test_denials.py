from __future__ import annotations

import pytest

from app.compare import compare
from app.sides import About
from tests.app.stories import told

DENIED = [
    pytest.param(
        "The union said the crane was faulty. The port called that claim absurd.",
        ("The union", "The port"),
        id="called absurd",
    ),
    pytest.param(
        "The port rejected a claim by the union that the crane was faulty.",
        ("the union", "The port"),
        id="the claim is named with its maker",
    ),
    pytest.param("The union says a report was lost; the port denies it.", ("The union", "the port"), id="two halves"),
    pytest.param("The union said the crane was faulty. The port denied this.", ("The union", "The port"), id="this"),
    pytest.param(
        "The union says a letter was sent. The port said that no such letter had come.",
        ("The union", "The port"),
        id="no such letter",
    ),
    pytest.param(
        "The union accused the port of hiding a report. The port said it had published everything.",
        ("The union", "The port"),
        id="an accusation and its answer",
    ),
]
NOT_DENIED = [
    pytest.param("The union said pay was low. The dispute began in May.", id="a noun"),
    pytest.param("The union said pay was low. It hopes to dismiss the director.", id="an infinitive"),
    pytest.param("The union accused the port of fraud. A judge dismissed the charges against the port.", id="a court"),
    pytest.param("The union said pay was low. “I thought he denied it,” she said.", id="in a quotation"),
    pytest.param("The mayor denied that money had been the reason.", id="nobody says so"),
    pytest.param("The union said the crane was faulty. The port did not deny this.", id="not denied"),
    pytest.param("The union asked for talks. The port rejected the demand.", id="a demand"),
    pytest.param("The union accused the port of hiding a report. The port declined to comment.", id="no answer"),
    pytest.param("Mayor Ana Ruiz said she would leave. She denied that she had been asked to go.", id="the same one"),
    pytest.param("The port was shut. The harbour master denied that people were left.", id="of something else"),
]


@pytest.mark.parametrize(("text", "speakers"), DENIED)
def test_what_one_says_and_another_denies(text: str, speakers: tuple[str, str]) -> None:
    (found,) = compare(told(text, outlet="Post")).disagreements
    assert found.about is About.WHETHER
    assert tuple(side.claims[0].speaker for side in found.sides) == speakers


@pytest.mark.parametrize("text", NOT_DENIED)
def test_what_is_no_dispute(text: str) -> None:
    assert compare(told(text, outlet="Post")).disagreements == ()


def test_a_denial_stands_against_what_another_article_has_somebody_say() -> None:
    claim = told("The engineers said that tree cutting along the lines was reduced.", outlet="Post")
    denial = told("The utility has denied that tree cutting was reduced.", outlet="Wire", hours=3)
    (found,) = compare([*claim, *denial]).disagreements
    assert [side.claims[0].outlet for side in found.sides] == ["Post", "Wire"]


def test_one_dispute_is_told_once() -> None:
    first = told("The union says the seal was split; the operator denies having known.", outlet="Post")
    second = told("The union said the seal was split. The operator denied this.", outlet="Wire", hours=2)
    (found,) = compare([*first, *second]).disagreements
    assert [len(side.claims) for side in found.sides] == [2, 2]
