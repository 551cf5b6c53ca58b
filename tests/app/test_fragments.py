from __future__ import annotations

import pytest

from app.fragments import bare, put_in

OUTLETS = ("Meridian Wire", "Harbour Gazette", "Skerrow Gazette", "The Lindar Standard")


@pytest.mark.parametrize(
    ("fragment", "before", "expected"),
    [
        ("November?", "What was decided in October 2024?", "What was decided in November 2024?"),
        ("on 5 October?", "What was decided on 3 October 2024?", "What was decided on 5 October 2024?"),
        ("in 2023?", "What was decided in October 2024?", "What was decided in October 2023?"),
        ("on Friday?", "What was decided on Monday?", "What was decided on Friday?"),
        ("Friday?", "What was decided?", "What was decided on Friday?"),
        (
            "in the fourth quarter?",
            "What was lost in the third quarter of 2025?",
            "What was lost in the fourth quarter of 2025?",
        ),
        ("the Harbour Gazette?", "What did Meridian Wire say of it?", "What did the Harbour Gazette say of it?"),
        ("the Standard?", "What did Meridian Wire say of it?", "What did The Lindar Standard say of it?"),
        ("by the union's?", "How many go by the firm's count?", "How many go by the union's count?"),
        ("after the vote?", "How did shares do on the day of the count?", "How did shares do after the vote?"),
        ("in Harran?", "Who won the Kestrin election?", "Who won the election in Harran?"),
        ("in Harran?", "Who was hurt by Storm Ansgar?", "Who was hurt by Storm Ansgar in Harran?"),
        ("of Kestrin?", "Who is the mayor of Harran?", "Who is the mayor of Kestrin?"),
        ("Ada Quill?", "What did Tomas Berghal want?", "What did Ada Quill want?"),
        ("schools?", "How many homes were flooded?", "How many schools were flooded?"),
        ("the mayor?", "What did the minister want?", "What did the mayor want?"),
        ("by how many votes?", "Who won the race?", "By how many votes (who won the race)?"),
        ("the crew?", "How many people died on the Lady Amara?", "How many people died on the Lady Amara (the crew)?"),
    ],
)
def test_a_fragment_takes_the_place_of_its_like(fragment: str, before: str, expected: str) -> None:
    assert put_in(fragment, before, OUTLETS, "en") == expected


def test_a_name_that_two_outlets_share_names_neither() -> None:
    before = "What did Meridian Wire say of the dyke?"
    assert put_in("the Gazette?", before, OUTLETS, "en") == "What did the Gazette say of the dyke?"


@pytest.mark.parametrize(
    ("fragment", "before", "expected"),
    [
        ("Why?", "Did the ferry sink?", "Why did the ferry sink?"),
        ("Why not?", "Was the dam safe?", "Why not: was the dam safe?"),
        ("where?", "When did the ferry sink?", "Where did the ferry sink?"),
        ("When?", "Who built the dam?", "When (who built the dam)?"),
        ("Why?", "How many people were hurt?", "Why (how many people were hurt)?"),
    ],
)
def test_a_bare_word_asks_of_the_question_before(fragment: str, before: str, expected: str) -> None:
    assert bare(fragment, before, "en") == expected


def test_a_bare_word_keeps_the_marks_of_its_language() -> None:
    assert bare("¿Por qué?", "¿Quién dirige el puerto?", "es") == "¿Por qué (quién dirige el puerto)?"
    assert bare("لماذا؟", "كم شخصاً مات في حران؟", "ar") == "لماذا (كم شخصاً مات في حران)؟"
