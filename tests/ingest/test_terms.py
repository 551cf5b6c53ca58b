"""Texts and their search terms, in languages with and without blanks."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.terms import terms

CASES = [
    ("The ferries were running", "en", "the ferri were run"),
    ("running the the running", "en", "run the the run"),
    ("Beyoncé and Beyonce", "en", "beyonc and beyonc"),
    ("The U.S. and the E.U. agreed", "en", "the us and the eu agre"),
    ("U.S.A", "en", "usa"),
    ("It ended. A day later", "en", "it end a day later"),
    ("25,000 people, 3.5 percent, 1,25 euros", "en", "25000 peopl 3.5 percent 1.25 euro"),
    ("1,234,567.89", "en", "1234567.89"),
    ("12,00,000", "en", "12.00.000"),
    ("Amara's captain didn't see O'Neill", "en", "amara captain didnt see oneil"),
    ("Amara’s captain", "en", "amara captain"),
    ("covid-19 and F-16", "en", "covid 19 and f 16"),
    ("snake_case", "en", "snake case"),
    ("L’homme de l'île", "fr", "l homm de l ile"),
    ("dell'arte", "it", "dell arte"),
    ("Las elecciones españolas", "es", "las eleccion espanol"),
    ("Die Häuser in Köln", "de", "die haus in koln"),
    ("İstanbul", "tr", "istanbul"),
    ("Straße", "xx", "straße"),
    ("Cafés réunis", "xx", "cafes reunis"),
    ("Cafés réunis", "", "cafes reunis"),
    ("ﬁnance ２０２４", "en", "financ 2024"),
    ("Москва и москвы", "ru", "москв и москв"),
    ("東京都知事", "ja", "東京 京都 都知 知事"),
    ("東", "zh", "東"),
    ("東京で9人", "ja", "東京 京で 9 人"),
    ("서울에서", "ko", "서울 울에 에서"),
    ("Xi习近平met", "zh", "xi 习近 近平 met"),
    ("สวัสดี", "th", "สว วั ัส สด ดี"),
    ("", "en", ""),
    (" \n\t ", "en", ""),
    ("… — “” !?", "en", ""),
    ("🛳 🚩", "en", ""),
]


@pytest.mark.parametrize(("text", "language", "expected"), CASES, ids=[repr(case[0]) for case in CASES])
def test_terms(text: str, language: str, expected: str) -> None:
    assert terms(text, language) == expected.split()


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("فاز المُرشَّح", "فاز المرشح", "ar"),  # vowel signs
        ("שָׁלוֹם", "שלום", "he"),  # points
        ("Résumé", "Re\u0301sume\u0301", "fr"),  # composed and not
        ("ÉLECTION", "élection", "fr"),
        ("elections", "election", "en"),
        ("Wahlen", "wahl", "de"),
    ],
)
def test_one_word_in_two_spellings(one: str, other: str, language: str) -> None:
    assert terms(one, language) == terms(other, language)


@pytest.mark.parametrize(("one", "other"), [("की", "का"), ("दिन", "दीन"), ("ที่", "ทำ")])
def test_vowel_signs_tell_words_apart(one: str, other: str) -> None:
    assert terms(one, "xx") != terms(other, "xx")


LANGUAGES = st.sampled_from(["en", "fr", "ar", "hi", "zh", "th", "ru", "", "xx"])
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@given(ANY, LANGUAGES)
def test_a_term_is_one_token_of_the_index(text: str, language: str) -> None:
    for term in terms(text, language):
        assert term
        assert term == "".join(term.split())
        assert all(sign.isalnum() or not sign.isascii() or sign == "." for sign in term), term


def test_the_index_keeps_terms_as_they_are() -> None:
    text = "The U.S. paid 25,000.50 on 3.5. Café, 東京都, की, Ελλάδα, O'Neill_x 12"
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("""CREATE VIRTUAL TABLE t USING fts5 (body, tokenize = "ascii tokenchars '.'")""")
        for language in ("en", "xx", "hi"):
            found = terms(text, language)
            db.execute("INSERT INTO t VALUES (?)", (" ".join(found),))
            for term in found:
                assert db.execute("SELECT count(*) FROM t WHERE t MATCH ?", (f'"{term}"',)).fetchone()[0]
        db.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, row)")
        there = {term for (term,) in db.execute("SELECT term FROM v")}
    assert there == {term for language in ("en", "xx", "hi") for term in terms(text, language)}


@pytest.mark.parametrize("unit", ["a.", "a'", "1,", "東", "ا", ".", "_", "a_", "1.a"])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    started = time.perf_counter()
    terms(unit * 20_000, "en")
    assert time.perf_counter() - started < 2
