"""What becomes of a statement: shown, put right, marked or refused."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.answers import Label
from app.findings import Kind
from app.reading import Line
from app.settle import Settled, settle
from tests.lines import line

OPENED = line("The Arlen bridge opened on Monday after nine years of work.", name="opened")
AGAIN = line("After nine years of work, the bridge at Arlen opened on Monday.", name="again")
COST = line("It cost 56 million crowns, twice what was planned.", name="cost")
BRIDGE_COST = line("The Arlen bridge cost 56 million crowns.", name="bridge cost")
TOLL = line("According to the drivers' union, the toll on the Arlen bridge will drive away lorries.", name="toll")
CLAIM = line("The rebels claim to have taken the airfield at Sorrel.", name="claim")
FERRIES = line("Ferries will run until spring.", name="ferries")
EVIDENCE = [OPENED, AGAIN, COST, BRIDGE_COST, TOLL, CLAIM, FERRIES]


def settled(text: str, named: Sequence[Line], evidence: Sequence[Line] = EVIDENCE) -> Settled:
    return settle(text, named, evidence)


def outlets(one: Settled) -> set[str]:
    return {(place.article.outlet or "").removeprefix("Outlet ") for place in one.places}


def test_all_that_carry_a_statement_are_cited() -> None:
    one = settled("The Arlen bridge opened on Monday.", [OPENED])
    assert one.support.label is Label.SUPPORTED
    assert outlets(one) == {"opened", "again"}


def test_a_wrong_sentence_is_put_right() -> None:
    one = settled("The Arlen bridge opened on Monday.", [FERRIES])
    assert one.shown
    assert outlets(one) == {"opened", "again"}


def test_a_statement_without_numbers_finds_its_sentence() -> None:
    assert outlets(settled("Ferries will run until spring.", [])) == {"ferries"}


def test_a_sentence_that_adds_nothing_is_not_cited() -> None:
    assert "ferries" not in outlets(settled("The Arlen bridge opened on Monday.", [OPENED, FERRIES]))


def test_two_sentences_may_carry_it_together() -> None:
    one = settled("The Arlen bridge opened on Monday and cost 56 million crowns.", [OPENED, BRIDGE_COST])
    assert one.support.label is Label.SUPPORTED
    assert {"opened", "bridge cost"} <= outlets(one)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Arlen bridge cost 65 million crowns.", id="another figure"),
        pytest.param("The Arlen bridge did not open on Monday.", id="a negation"),
        pytest.param("The Arlen bridge opened on Tuesday.", id="another day"),
        pytest.param("The Sorrel bridge opened on Monday.", id="another name"),
        pytest.param("Ferries may run until spring, and the council has sold them to Norland.", id="an invention"),
        pytest.param("The Arlen bridge sank nine ferries on Monday.", id="familiar words, another deed"),
        pytest.param("The moon is made of cheese.", id="nothing of it"),
    ],
)
def test_what_no_sentence_carries_is_not_supported(text: str) -> None:
    assert settled(text, EVIDENCE[:2]).support.label is not Label.SUPPORTED


def test_what_the_sources_contradict_is_not_shown_even_in_part() -> None:
    one = settled("The Arlen bridge cost 65 million crowns.", [BRIDGE_COST])
    assert not one.shown
    assert "65" in one.why


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("The toll on the Arlen bridge will drive away lorries.", TOLL, id="according to"),
        pytest.param("The rebels have taken the airfield at Sorrel.", CLAIM, id="claim"),
    ],
)
def test_a_claim_is_not_stated_as_fact(text: str, source: Line) -> None:
    one = settled(text, [source])
    assert one.support.label is not Label.SUPPORTED
    assert Kind.ATTRIBUTION in {finding.kind for finding in one.findings}


def test_a_claim_that_another_source_states_as_fact_is_supported_by_that_one() -> None:
    fact = line("The airfield at Sorrel has been taken by the rebels.", name="fact")
    one = settled("The rebels have taken the airfield at Sorrel.", [CLAIM], [CLAIM, fact])
    assert one.support.label is Label.SUPPORTED
    assert outlets(one) == {"fact"}


PARTIAL = "The Arlen bridge opened on Monday after nine years of patient work."


@pytest.mark.parametrize(
    ("opinion", "label"), [(True, Label.SUPPORTED), (False, Label.UNSUPPORTED), (None, Label.PARTIAL)]
)
def test_a_judge_decides_what_is_in_doubt(opinion: bool | None, label: Label) -> None:
    assert settled(PARTIAL, [OPENED]).support.label is Label.PARTIAL
    one = settle(PARTIAL, [OPENED], EVIDENCE, judge=lambda *_: opinion)
    assert one.support.label is label
    assert outlets(one) <= {"opened", "again"}


@pytest.mark.parametrize("text", ["The Arlen bridge opened on Monday.", "The moon is made of cheese."])
def test_a_judge_is_asked_about_doubts_alone(text: str) -> None:
    def judge(*_: object) -> bool:
        raise AssertionError("was asked")

    settle(text, [OPENED], EVIDENCE, judge=judge)


def test_without_evidence_there_is_nothing_to_show() -> None:
    assert not settled("The Arlen bridge opened on Monday.", [], []).shown


GUST = line("The station at Cape Arlen measured a gust of 148 km/h at noon, a record for the cape.", name="gust")
CALM = line("On Wednesday the council of Sorrel met for an hour.", name="calm")
WARNING = line("The highest warning, red, was issued in Arlen at noon.", name="warning")
ORANGE = line("An orange warning has been in force in Arlen since Sunday.", name="orange")


def test_what_adds_nothing_is_not_cited_though_all_is_named() -> None:
    one = settled("The orange warning was issued in Arlen at noon.", [ORANGE, WARNING, GUST, CALM, FERRIES, TOLL], [])
    assert one.support.label is not Label.SUPPORTED
    assert outlets(one) <= {"warning", "orange"}
    assert "orange" in {finding.text for finding in one.findings}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The station at Cape Arlen measured a gust of 148 km/h on Wednesday.", id="another's day"),
        pytest.param("The station at Cape Arlen measured a gust of 56 km/h at noon.", id="another's figure"),
    ],
)
def test_a_figure_from_a_sentence_about_something_else_is_not_lent(text: str) -> None:
    assert not settled(text, [GUST, CALM, BRIDGE_COST], [GUST, CALM, BRIDGE_COST]).shown


def test_a_judge_lifts_no_more_than_a_choice_of_words() -> None:
    one = settle("The toll on the Arlen bridge will drive away lorries.", [TOLL], EVIDENCE, judge=lambda *_: True)
    assert one.support.label is not Label.SUPPORTED


GERMAN = line("Die Brücke in Arlen wurde am Montag nicht geöffnet, sagte der Rat.", name="german", language="de")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (GERMAN.article.text, True),
        ("Die Brücke in Arlen wurde am Montag nicht geöffnet.", True),
        ("Die Brücke in Arlen wurde am Montag geöffnet.", False),
        ("Der Rat sagte, die Brücke in Arlen wurde am Montag nicht geöffnet.", False),
    ],
    ids=["the sentence", "a part", "a word left out", "another order"],
)
def test_a_language_without_tables_is_quoted(text: str, shown: bool) -> None:
    assert settled(text, [GERMAN], [GERMAN]).shown is shown
