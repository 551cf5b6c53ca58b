from __future__ import annotations

import pytest

from app.compare import compare
from tests.app.stories import told

# Two articles an hour apart; what stands against what, or nothing.
AGAINST = [
    pytest.param(
        "Police said that 12 people had died in the blast in Tarvo.",
        "Nineteen people died in the blast in Tarvo, the hospital said.",
        [["12", "Nineteen"]],
        id="two parties count the dead",
    ),
    pytest.param(
        "Turnout was 61 per cent, the commission said.",
        "Turnout was 58 per cent, the observers said.",
        [["61 per cent", "58 per cent"]],
        id="two counts of a turnout",
    ),
    pytest.param("At least nine people died in Tarvo.", "Ten people died in Tarvo.", [], id="a bound holds the other"),
    pytest.param("About 400 people were hurt in Tarvo.", "In Tarvo 410 people were hurt.", [], id="rounded"),
    pytest.param("Nine people were killed.", "In Tarvo 40 people were killed or injured.", [], id="two frames"),
    pytest.param("Profit rose 5 per cent, it said.", "Profit rose 5 percentage points, it said.", [], id="points"),
    pytest.param(
        "The council expects 300 cases in Tarvo.", "The clinic in Tarvo counted 500 cases.", [], id="a forecast"
    ),
    pytest.param(
        "The party demands a recount in 214 stations.", "The court ordered a recount in 96 stations.", [], id="a demand"
    ),
    pytest.param("The ferry is licensed to carry 320 people.", "Some 236 people were aboard.", [], id="a limit"),
    pytest.param(
        "Rain reached 96 millimetres at Fennby.", "Rain reached 40 millimetres at Tarvo, and Fennby was flooded.",
        [],
        id="a place that one article does not know",
    ),
    pytest.param(
        "Rain reached 96 millimetres at Fennby. Tarvo stayed dry.",
        "Rain reached 40 millimetres at Tarvo. Fennby was flooded.",
        [],
        id="two places",
    ),
]  # fmt: skip


def values(text: str, other: str, hours: float = 1) -> list[list[str]]:
    found = compare([*told(text, outlet="Post"), *told(other, outlet="Wire", hours=hours)])
    return [[side.value for side in one.sides] for one in found.disagreements]


@pytest.mark.parametrize(("text", "other", "wanted"), AGAINST)
def test_figures_of_two_outlets(text: str, other: str, wanted: list[list[str]]) -> None:
    assert values(text, other) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Nineteen people are dead, by the coastguard's count. The Ministry of Health has 18.",
            [["Nineteen", "18"]],
            id="it has another",
        ),
        pytest.param(
            "Turnout was 61 per cent, the commission said. The observers put it at 58 per cent.",
            [["61 per cent", "58 per cent"]],
            id="put it at",
        ),
        pytest.param(
            "He spoke to a crowd that police estimated at 20,000 and his party at 60,000.",
            [["20,000", "60,000"]],
            id="and another at",
        ),
        pytest.param("The union said 40 had died. It put the toll at 50.", [], id="the same one"),
        pytest.param("The union said 40 people had died. Of them, 12 were crew.", [], id="a part"),
    ],
)
def test_one_article_sets_figures_against_each_other(text: str, wanted: list[list[str]]) -> None:
    found = compare(told(text, outlet="Post"))
    assert [[side.value for side in one.sides] for one in found.disagreements] == wanted


@pytest.mark.parametrize(
    ("text", "other", "outlet"),
    [
        pytest.param(
            "Nine people died in Tarvo.", "The death toll in Tarvo rose to 17.", "Wire", id="a toll that rises"
        ),
        pytest.param(
            "Turnout was 61 per cent, the commission said.",
            "Turnout was 62 per cent, not 61 per cent, the observers said.",
            "Wire",
            id="instead of the earlier one",
        ),
        pytest.param("The repairs cost $4m.", "The repairs cost $6m.", "Post", id="the same outlet"),
    ],
)
def test_a_later_figure_overtakes(text: str, other: str, outlet: str) -> None:
    found = compare([*told(text, outlet="Post"), *told(other, outlet=outlet, hours=5)])
    assert found.disagreements == ()
    assert len(found.updates) == 1
    assert [side.claims[0].outlet for side in found.updates[0].sides] == ["Post", outlet]


@pytest.mark.parametrize(
    ("text", "later", "values"),
    [
        pytest.param(
            "A petition against the dam has 8,000 signatures.",
            "The petition against the dam had 31,000 signatures on Monday morning.",
            ["8,000", "31,000"],
            id="a count that goes on",
        ),
        pytest.param(
            "Ana Ruiz was elected mayor of Tarvo by 212 votes.",
            "A recount in Tarvo cut the lead of Ana Ruiz from 212 votes to 187.",
            ["212", "187"],
            id="a margin",
        ),
        pytest.param(
            "The ship's manifest listed 212 people.",
            "There were 236 people on board, not 212 as first stated.",
            ["212", "236"],
            id="so exact that it can be no other",
        ),
    ],
)
def test_a_later_figure_of_somebody_elses_takes_the_place_of_an_earlier_one(
    text: str, later: str, values: list[str]
) -> None:
    found = compare([*told(text, outlet="Post"), *told(later, outlet="Wire", hours=100)])
    assert found.disagreements == ()
    assert [[side.value for side in one.sides] for one in found.updates] == [values]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        pytest.param(
            "The recount will cost 90,000 crowns.", "The recount cost 140,000 crowns.", id="planned and what it was"
        ),
        pytest.param("The union wants 8 per cent more pay.", "Pay will rise by 5 per cent.", id="asked and granted"),
        pytest.param("56 villages were taken.", "The army drove them out of 20 villages.", id="taken and retaken"),
    ],
)
def test_later_figures_of_something_else(text: str, later: str) -> None:
    found = compare([*told(text, outlet="Post"), *told(later, outlet="Wire", hours=100)])
    assert not found.disagreements
    assert not found.updates


def test_a_note_of_correction_tells_what_was_wrong_from_what_is_right() -> None:
    first = told("A shift of 26 was at work in the quarry.", outlet="Post")
    note = told("Correction: we reported that 26 people were at work; police now say 31 were.", outlet="Post", hours=60)
    (update,) = compare([*first, *note]).updates
    assert [side.value for side in update.sides] == ["26", "31"]


def test_a_figure_that_its_outlet_took_back_stands_against_nothing() -> None:
    first = told("The fire destroyed 40 homes in Tarvo.", outlet="Post")
    other = told("The fire destroyed 17 homes in Tarvo.", outlet="Wire", hours=1)
    corrected = told("The fire destroyed 17 homes in Tarvo.", outlet="Post", hours=2)
    assert compare([*first, *other]).disagreements
    assert not compare([*first, *other, *corrected]).disagreements


def test_claims_are_places_in_the_articles() -> None:
    units = told("Police said that 12 people had died in Tarvo.", outlet="Post")
    units += told("Nineteen people died in Tarvo, the hospital said.", outlet="Wire", hours=1)
    (found,) = compare(units).disagreements
    for side in found.sides:
        for claim in side.claims:
            article = next(unit.article for unit in units if unit.key == claim.key)
            assert article.text[claim.start : claim.end] == claim.text
    assert [side.claims[0].speaker for side in found.sides] == ["Police", "the hospital"]
