from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.outlets import outlet_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The Gazette", "gazette", id="article_and_case"),
        pytest.param("El País", "el pais", id="accents"),
        pytest.param(" Harbour\u00a0 Post ", "Harbour Post", id="blanks"),
        pytest.param("Straße", "STRASSE", id="sharp_s"),
        pytest.param("Ａｘｉｓ", "Axis", id="wide_letters"),
    ],
)
def test_spellings_of_one_outlet(one: str, other: str) -> None:
    assert outlet_key(one) == outlet_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Times", "Times of Lindholm"), ("Theatre News", "atre News"), ("Post", "Posten")],
)
def test_outlets_that_are_two(one: str, other: str) -> None:
    assert outlet_key(one) != outlet_key(other)


@pytest.mark.parametrize("name", ["The", "the ", "新华社", "الجزيرة"])
def test_a_name_always_leaves_something(name: str) -> None:
    assert outlet_key(name)


@given(st.text(st.characters(categories=["L", "M", "Zs"]), max_size=30))
def test_upper_and_lower_case_are_the_same(name: str) -> None:
    assert outlet_key(name) == outlet_key(name.casefold())
