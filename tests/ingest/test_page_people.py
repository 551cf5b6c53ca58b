from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.page_people import names


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("Ida Moss", ("Ida Moss",)),
        ("By Ida Moss", ("Ida Moss",)),
        ("BY IDA MOSS", ("IDA MOSS",)),
        ("Von Ida Moss", ("Ida Moss",)),
        ("Byron Hale", ("Byron Hale",)),
        ("Ida Moss and Ben Hale", ("Ida Moss", "Ben Hale")),
        ("By Ida Moss, Ben Hale and Ana Ruiz de Soto", ("Ida Moss", "Ben Hale", "Ana Ruiz de Soto")),
        ("Ida Moss & Ben Hale", ("Ida Moss", "Ben Hale")),
        ("Ida Moss; Ben Hale", ("Ida Moss", "Ben Hale")),
        ("Ben Hale, Jr.", ("Ben Hale, Jr.",)),
        ("Ida Moss, Senior Political Correspondent", ("Ida Moss",)),
        ("Ida Moss, AP Business Writer", ("Ida Moss",)),
        ("Ida Moss, Editor-in-Chief", ("Ida Moss",)),
        ("Ida Moss in Arlen", ("Ida Moss in Arlen",)),
        ("Ida Moss | The Example", ("Ida Moss",)),
        ("Ida Moss\nStaff writer", ("Ida Moss",)),
        ("Ida Moss Published 12 March", ("Ida Moss",)),
        ("<a href='/ida'>Ida Moss</a>", ("Ida Moss",)),
        ("Ida &amp; Ben", ("Ida & Ben",)),
        ("Ministry of Health and Welfare", ("Ministry of Health and Welfare",)),
        ("The Associated Press", ("The Associated Press",)),
        ("Венера Соколова", ("Венера Соколова",)),
        ("山田太郎", ("山田太郎",)),
        (["Ida Moss", "ida moss", "Ben Hale"], ("Ida Moss", "Ben Hale")),
        ([{"@type": "Person", "name": "Ida Moss"}, {"name": ["Ben Hale"]}], ("Ida Moss", "Ben Hale")),
        *(
            (nobody, ())
            for nobody in ("https://example.com/ida", "@idamoss", "ida@example.com", "admin", "Staff Writer")
        ),
        *(
            (nobody, ())
            for nobody in ("", "  ", "-", "null", "Guest", None, 7, {}, {"name": None}, [None, {"url": "x"}])
        ),
    ],
)
def test_names(value: object, people: tuple[str, ...]) -> None:
    assert names(value) == people


@given(st.text(), st.lists(st.sampled_from(["Ida Moss", ",", " and ", "By ", "Senior ", "Reporter", "@x", "<b>"])))
def test_any_value_gives_names_that_are_clean(text: str, parts: list[str]) -> None:
    for value in (text, "".join(parts), parts):
        for name in names(value):
            assert name == name.strip() != ""
