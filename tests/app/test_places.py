from __future__ import annotations

import pytest

from app.places import GAZETTEERS


@pytest.mark.parametrize(
    ("noun", "text", "expected"),
    [
        ("state", "From Ohio to New Mexico.", ["Ohio", "New Mexico"]),
        ("state", "West Virginia voted.", ["West Virginia"]),
        ("state", "Virginia voted.", ["Virginia"]),
        ("state", "Ohioans voted in ohio.", []),
        ("state", "Georgia voted.", ["Georgia"]),
        ("country", "Georgia voted.", ["Georgia"]),
        ("country", "South Sudan is not Sudan.", ["South Sudan", "Sudan"]),
        ("country", "Guinea-Bissau, Papua New Guinea and Guinea.", ["Guinea-Bissau", "Papua New Guinea", "Guinea"]),
        ("country", "The U.S. and the UK met.", ["U.S.", "UK"]),
        ("country", "Türkiye met Peru's team.", ["Türkiye", "Peru"]),
        ("country", "Nigerians met.", []),
        ("country", "Ohio met.", []),
        ("nation", "Peru met Chad.", ["Peru", "Chad"]),
        ("country", "", []),
    ],
)
def test_finds(noun: str, text: str, expected: list[str]) -> None:
    assert GAZETTEERS[noun].findall(text) == expected


def test_no_name_spans_a_line_of_the_list() -> None:
    assert not any("\\\n" in pattern.pattern or "\n" in pattern.pattern for pattern in GAZETTEERS.values())
