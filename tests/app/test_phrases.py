from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.phrases import inner, is_thing, owning, phrases, subject


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many people died on the Lady Amara?", ["people", "on the Lady Amara"]),
        ("What did the council decide in October?", ["the council", "in October"]),
        ("Why was the study of the net-eating microbe retracted?", ["the study of the net-eating microbe"]),
        (
            "What did Ledger & Exchange say about the forgotten boxes?",
            ["Ledger & Exchange", "about the forgotten boxes"],
        ),
        ("Is Halden Marine still planning its pilot plant?", ["Halden Marine", "its pilot plant"]),
        ("Who won?", []),
        ("", []),
    ],
)
def test_phrases_with_their_prepositions(text: str, expected: list[str]) -> None:
    assert [text[one.before : one.end] for one in phrases(text, "en")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who won Varda's presidential election?", "Varda's presidential election"),
        ("How much of the sea wall at Dunmarrow collapsed?", "the sea wall at Dunmarrow"),
        ("Who was behind the attack that came out of Harran?", "the attack that came out of Harran"),
        ("How many people were killed by Storm Ansgar?", "Storm Ansgar"),
        ("When did the offensive from Harran begin?", "the offensive from Harran"),
    ],
)
def test_what_a_question_is_about(text: str, expected: str) -> None:
    found = subject(text, "en")
    assert found is not None
    assert found.text == expected


@pytest.mark.parametrize("text", ["What happened in October?", "How many people died?", "Who won?", ""])
def test_a_question_may_be_about_nothing(text: str) -> None:
    assert subject(text, "en") is None


@pytest.mark.parametrize(("text", "thing"), [("the Southern Observers Network", True), ("Ada Quill", False)])
def test_bodies_and_places_are_no_persons(text: str, thing: bool) -> None:
    assert is_thing(text) is thing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who won the race?", "who won the race"),
        ("Lady Amara?", "Lady Amara"),
        ("¿Quién ganó?", "quién ganó"),
        ("?", ""),
    ],
)
def test_a_question_in_brackets(text: str, expected: str) -> None:
    assert inner(text) == expected


def test_owners() -> None:
    assert (owning("the union"), owning("Isles Holdings")) == ("the union's", "Isles Holdings'")


@given(st.text(max_size=120), st.sampled_from(["en", "es", "ar"]))
def test_phrases_lie_in_order_within_the_text(text: str, language: str) -> None:
    found = phrases(text, language)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.before <= one.start < one.end for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
