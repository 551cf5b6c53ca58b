from __future__ import annotations

import pytest

from app.antecedents import antecedent, around, counted, owner, said
from app.leaning import Sign

DIED = "How many people died on the Lady Amara?"
TAKEN = "How many villages did the rebels take?"


@pytest.mark.parametrize(
    ("sign", "before", "expected"),
    [
        (Sign.THING, DIED, "the Lady Amara"),
        (Sign.THING, "What do customers buy?", ""),  # 'it' is not many
        (Sign.GROUP, DIED, "the people who died on the Lady Amara"),
        (Sign.GROUP, TAKEN, "the villages"),
        (Sign.GROUP, "What do the rebels claim?", "the rebels"),
        (Sign.GROUP, "What did Ada Quill claim?", ""),
        (Sign.PERSON, "What did Ada Quill claim?", "Ada Quill"),
        (Sign.PERSON, "Who won Varda's election?", ""),
        (Sign.PERSON, "What did the National Accord claim?", ""),
        (Sign.PLACE, "What happened in Harran?", "in Harran"),
        (Sign.PLACE, "Who leads the Civic Front?", ""),
    ],
)
def test_what_a_pronoun_stands_for(sign: Sign, before: str, expected: str) -> None:
    assert antecedent(sign, before, "", "en") == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("In Port Ellery, Ada Quill said so. [1]", "Ada Quill"),
        ("The Civic Front's leader is Ada Quill. [1]", "Ada Quill"),
        ("The National Accord did. [1]", ""),
        ("The sources don't say.", ""),
    ],
)
def test_a_person_who_was_asked_for_stands_in_the_answer(answer: str, expected: str) -> None:
    assert antecedent(Sign.PERSON, "Who leads the Civic Front?", answer, "en") == expected


@pytest.mark.parametrize(
    ("before", "language", "expected"),
    [
        (DIED, "en", "the people who died on the Lady Amara"),
        ("How many homes were flooded in Harran?", "en", "the homes that were flooded in Harran"),
        (TAKEN, "en", "the villages that the rebels did take"),
        ("How many ships does Halden Marine own?", "en", "the ships that Halden Marine owns"),
        ("How many jobs will Lumenar cut?", "en", "the jobs that Lumenar will cut"),
        ("¿Cuántas personas murieron en Harran?", "es", "las personas que murieron en Harran"),
        ("Who died?", "en", ""),
        ("How many died?", "en", ""),
    ],
)
def test_what_was_counted(before: str, language: str, expected: str) -> None:
    assert counted(before, language) == expected


def test_owner_is_the_body_that_a_thing_is_of() -> None:
    assert owner("When is the report of the Marine Board expected?", "en") == "the Marine Board"
    assert owner("Who built the dam?", "en") == "the dam"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (DIED, ("on the Lady Amara", True)),
        ("Who won Varda's election?", ("Varda's election", False)),
        ("How many died?", ("died", False)),
    ],
)
def test_what_stands_beside(before: str, expected: tuple[str, bool]) -> None:
    assert around(before, "en") == expected


def test_one_who_was_asked_for_stands_for_himself() -> None:
    assert around("Who was hurt in the storm?", "en", asked=True) == ("who was hurt in the storm", False)


def test_what_a_question_says_without_asking() -> None:
    assert said("What had the crew reported about the door?", "en") == "the crew had reported about the door"
    assert said("متى بُنيت العبّارة؟", "ar") == "بُنيت العبّارة"
