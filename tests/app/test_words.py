from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.words import LIGHT_WEIGHT, clauses, content, spellings, stems, words


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The crew's boats sank.", "en", ["The", "crew's", "boats", "sank"]),
        ("A 71-year-old of the U.S. paid $4.5m.", "en", "A 71 year old of the U.S. paid 4.5 m".split()),
        ("G7 and COVID19", "en", ["G7", "and", "COVID19"]),
        ("L’été d'Eivissa", "fr", ["L", "été", "d", "Eivissa"]),
        ("東京は雨", "ja", ["東京", "京は", "は雨"]),
        ("...", "en", []),
    ],
)
def test_words(text: str, language: str, expected: list[str]) -> None:
    assert [word.text for word in words(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The boats of the crew have not sunk", "en", ["boats", "crew", "sunk"]),
        ("US told us it IT", "en", ["US", "told", "IT"]),
        ("El barco de la isla no zarpó", "es", ["barco", "isla", "zarpó"]),
        ("Das Boot sank im See", "de", ["Boot", "sank"]),
    ],
)
def test_content(text: str, language: str, expected: list[str]) -> None:
    assert [word.text for word in content(text, language)] == expected


def test_weights() -> None:
    assert [word.weight for word in words("The people sank")] == [0.0, LIGHT_WEIGHT, 1.0]


def test_properties_of_a_word() -> None:
    capital, number, small = words("Brunel's 40 Boats".replace("Boats", "boats"))
    assert (capital.capital, number.capital, small.capital) == (True, False, False)
    assert (capital.number, number.number) == (False, True)
    assert (capital.low, capital.stem, small.stem) == ("brunel's", "brunel", "boat")


@pytest.mark.parametrize("language", ["en", "es", "fr", "ja", "ar"])
@given(text=st.text())
def test_words_stand_where_they_say(language: str, text: str) -> None:
    for word in words(text, language):
        assert text[word.start : word.end] == word.text
    assert stems(text, language) >= {word.stem for word in words(text, language)}


def test_spellings() -> None:
    assert spellings("The boat, the boat!") == {"The", "the", "boat"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The red ferry sank off Tarn", ["The red ferry sank off Tarn"]),
        ("The red ferry sank, and seven sailors drowned", ["The red ferry sank", ", and seven sailors drowned"]),
        ("A blaze hit Tarn that an arsonist started", ["A blaze hit Tarn ", "that an arsonist started"]),
        ("The ferry, red, sank", ["The ferry, red, sank"]),
        ("The red ferry sank because of fog", ["The red ferry sank ", "because of fog"]),
        ("Due to fog the red ferry sank", ["Due to fog the red ferry sank"]),
        ("It is so", ["It is so"]),
        ("", [""]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text)] == expected


@given(text=st.text(alphabet="ab, ;-and that 19.", max_size=60))
def test_clauses_hold_everything_in_order(text: str) -> None:
    places = clauses(text)
    assert places[0][0] == 0
    assert places[-1][1] == len(text)
    assert all(one[1] == two[0] for one, two in pairwise(places))
