from __future__ import annotations

import pytest

from app.candidates import Candidate, candidates, has_case, read_casing
from app.question import read_question
from ingest.terms import terms


def found(question: str, text: str, language: str = "en", *, beside: tuple[str, ...] = ()) -> tuple[Candidate, ...]:
    return candidates(
        text, terms(text, language), read_question(question, language), read_casing([text, *beside]), language
    )


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("How many herons nested?", "Forty herons nested, 12 more than feared.", [("forty",), ("12",)]),
        ("How much did it cost?", "It cost $12,000 at first.", [("12000",)]),
        ("How many herons nested?", "Herons nested.", []),
        ("How many of the 40 herons nested?", "Of 40 herons 31 nested.", [("31",)]),
        ("How many came?", "Hundreds came.", [("hundreds",)]),
        ("When did it sink?", "It sank on 3 March 1912.", [("3",), ("march",), ("1912",)]),
        ("When did it sink?", "It sank on Tuesday.", [("tuesday",)]),
        ("How many sank?", "They sank on Tuesday.", []),
        ("Who opened it?", "It was opened by Mara Quill.", [("mara", "quill")]),
        ("Who met Mara Quill?", "Mara Quill met Ada Brunel.", [("ada", "brunel")]),
        ("Who opened it on Tuesday?", "The mill was opened on Friday.", []),
        ("Who runs it?", "It is run by the Bank of Lorne.", [("bank", "lorn")]),
        ("Why did it sink?", "It sank off Vell in 1912.", []),
        ("Which state voted?", "People in New Mexico voted, Ada Brunel said.", [("New Mexico",)]),
        ("Which state voted with Ohio?", "Ohio and West Virginia voted.", [("West Virginia",)]),
        ("Which country joined?", "South Sudan joined in May.", [("South Sudan",)]),
        ("Which country joined?", "The Ohioans joined.", []),
    ],
)
def test_candidates(question: str, text: str, expected: list[Candidate]) -> None:
    assert list(found(question, text)) == expected


def test_names_end_at_commas() -> None:
    named = found("Who opened it?", "It was opened by Mara Quill, Ada Brunel and Olof Brandt.")
    assert ("mara", "quill") in named
    assert not any({"quill", "ada"} <= set(name) for name in named)


@pytest.mark.parametrize(
    ("beside", "is_name"), [((), True), (("They ate rice.",), False), (("They ate rice with Ms Rice.",), True)]
)
def test_a_capital_at_the_head_of_a_sentence(beside: tuple[str, ...], is_name: bool) -> None:
    assert (("rice",) in found("Who won?", "Rice won.", beside=beside)) is is_name


def test_a_thing_is_any_other_word() -> None:
    assert found("Which animal escaped?", "A goat escaped.") == (("goat",),)


def test_a_script_without_capitals_has_words() -> None:
    assert ("مار",) in found("من افتتح المنارة؟", "افتتحت مارا المنارة.", "ar")


@pytest.mark.parametrize(
    ("text", "cased"), [("abc", True), ("ABC 1", True), ("المنارة", False), ("灯塔", False), ("", False)]
)
def test_has_case(text: str, cased: bool) -> None:
    assert has_case(text) is cased
