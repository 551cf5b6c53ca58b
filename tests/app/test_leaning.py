from __future__ import annotations

import pytest

from app.leaning import Sign, asked_in, read_leaning


@pytest.mark.parametrize(
    ("question", "sign", "words"),
    [
        ("and how many of them were women?", Sign.GROUP, "them"),
        ("Who leads it?", Sign.THING, "it"),
        ("What is the name of its captain?", Sign.THING, "its"),
        ("How many people did it kill?", Sign.THING, "it"),
        ("What did Berghal say about it?", Sign.THING, "it"),
        ("Is it true?", Sign.THING, "it"),
        ("¿Quién lo dirige?", Sign.THING, "lo"),
        ("When will he be sworn in?", Sign.PERSON, "he"),
        ("Who lives there?", Sign.PLACE, "there"),
        ("How many were there?", Sign.PLACE, "there"),
        ("When was that?", Sign.POINTER, "that"),
        ("Who said that?", Sign.POINTER, "that"),
        ("Is that dam safe?", Sign.POINTER, "that"),
        ("what does the other side say?", Sign.POINTER, "the other side"),
        ("وكم منهم نساء؟", Sign.POINTER, "منهم"),
        ("How many were on board?", Sign.UNCOUNTED, "many"),
        ("¿y cuántos eran mujeres?", Sign.UNCOUNTED, "cuántos"),
        ("and in Harran?", Sign.FRAGMENT, ""),
        ("By how many votes?", Sign.FRAGMENT, ""),
        ("The Gazette?", Sign.FRAGMENT, ""),
        ("Why?", Sign.BARE, ""),
        ("¿Por qué?", Sign.BARE, ""),
        ("لماذا؟", Sign.BARE, ""),
        ("And how high was the turnout?", Sign.THIN, ""),
        ("Who won?", Sign.THIN, ""),
        ("ومتى جُدّدت؟", Sign.THIN, ""),
    ],
)
def test_sign(question: str, sign: Sign, words: str) -> None:
    leaning = read_leaning(question)
    assert leaning is not None
    assert (leaning.sign, leaning.text[leaning.start : leaning.end]) == (sign, words)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("And so, in Harran?", "in Harran?"),
        ("what about November?", "November?"),
        ("And how about the Gazette?", "the Gazette?"),
        ("¿Y en noviembre?", "en noviembre?"),
        ("وماذا عن نوفمبر؟", "نوفمبر؟"),
    ],
)
def test_the_and_before_a_question_is_taken_off(question: str, text: str) -> None:
    leaning = read_leaning(question)
    assert leaning is not None
    assert leaning.text == text


@pytest.mark.parametrize(
    "question",
    [
        "What is it that Halden Marine builds?",
        "Does it take long to rebuild a dam?",
        "Who said that the dam is safe?",
        "Why did Priya Raghunath say she would resign?",
        "What did the council say about its budget?",
        "Are there survivors of the ferry?",
        "Who were those who drowned in the sound?",
        "And who won the Varda election?",
        "How many people were moved out of their homes, and how many of them slept in shelters?",
    ],
)
def test_no_sign_where_the_question_names_what_it_means(question: str) -> None:
    assert read_leaning(question) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [("and in Harran?", "en"), ("¿Y en noviembre?", "es"), ("لماذا؟", "ar"), ("Warum?", "en")],
)
def test_language_is_one_that_has_tables(text: str, language: str) -> None:
    assert asked_in(text) == language
