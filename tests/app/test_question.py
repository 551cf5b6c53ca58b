from __future__ import annotations

import pytest

from app.question import Kind, content_terms, language_of, read_question


@pytest.mark.parametrize(
    ("text", "language", "kind", "noun"),
    [
        ("Who won the race?", "en", Kind.PERSON, ""),
        ("When does the bridge open?", "en", Kind.TIME, ""),
        ("Where did the ferry sink?", "en", Kind.PLACE, ""),
        ("Why was the study withdrawn?", "en", Kind.ACCOUNT, ""),
        ("How many people were on board?", "en", Kind.NUMBER, ""),
        ("How did the ministry react?", "en", Kind.ACCOUNT, ""),
        ("Which country closed its border?", "en", Kind.PLACE, "country"),
        ("Which home goods chain filed for bankruptcy?", "en", Kind.NAME, "chain"),
        ("What was the turnout?", "en", Kind.NUMBER, ""),
        ("What is the new ferry called?", "en", Kind.NAME, ""),
        ("What did the mayor say?", "en", Kind.ACCOUNT, ""),
        ("In 2003, when the flag was revised, which country kept its star?", "en", Kind.PLACE, "country"),
        ("¿Quién ganó las elecciones?", "es", Kind.PERSON, ""),
        ("¿Por qué cerró la fábrica?", "es", Kind.ACCOUNT, ""),
        ("¿Cuántos votos obtuvo?", "es", Kind.NUMBER, ""),
        ("متى بنيت السفينة؟", "ar", Kind.TIME, ""),
    ],
)
def test_what_is_asked_for(text: str, language: str, kind: Kind, noun: str) -> None:
    question = read_question(text, language)
    assert question.kind is kind
    if noun:
        assert question.noun == noun


def test_the_sentence_that_asks_is_the_one_that_counts() -> None:
    question = read_question("A storm hit Arlen this week. How many homes lost power? Tell me.", "en")
    assert question.asked == "How many homes lost power?"
    assert question.kind is Kind.NUMBER
    assert question.current


def test_years_and_now() -> None:
    assert read_question("Who won in 1998?", "en").years == (1998,)
    assert not read_question("Who won the last race?", "en").current
    assert read_question("Who won last week?", "en").current


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("How many people were on the ferry?", ["peopl", "ferri"]),
        ("HOW HIGH IS IT ON THE BRIDGE", ["bridg"]),
        ("Many people cheered?", ["mani", "peopl", "cheer"]),
        ("Who leads the US?", ["lead", "us"]),
    ],
)
def test_words_that_only_ask_are_not_looked_for(text: str, terms: list[str]) -> None:
    assert content_terms(text, "en") == terms


@pytest.mark.parametrize(
    ("text", "corpus", "language"),
    [
        ("Who won the presidential election in the end?", ["es"], "en"),
        ("¿Quién ganó?", ["en", "es"], "es"),
        ("Arlen?", ["es", "en"], "es"),
        ("Arlen?", [], "en"),
    ],
)
def test_the_language_of_a_question(text: str, corpus: list[str], language: str) -> None:
    assert language_of(text, corpus) == language
