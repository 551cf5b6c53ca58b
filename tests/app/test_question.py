from __future__ import annotations

import pytest

from app.question import Kind, content_terms, language_of, read_question

KINDS = [
    ("Who opened the Tarnby lighthouse?", "en", Kind.PERSON, ""),
    ("WHO OPENED THE TARNBY LIGHTHOUSE?", "en", Kind.PERSON, ""),
    ("How many herons nested at Lake Ossa?", "en", Kind.NUMBER, ""),
    ("How much did Quibbleford council pay?", "en", Kind.NUMBER, ""),
    ("How did the baker rescue the heron?", "en", Kind.ACCOUNT, ""),
    ("When did the ferry to Vell sink?", "en", Kind.TIME, ""),
    ("Where was the statue found?", "en", Kind.PLACE, ""),
    ("Why was the bridge painted green?", "en", Kind.ACCOUNT, ""),
    ("Which bakery chain closed its shops?", "en", Kind.NAME, "chain"),
    ("A baker who won which prize?", "en", Kind.NAME, "prize"),
    ("Which town banned kites?", "en", Kind.PLACE, "town"),
    ("Which countries signed the herring pact?", "en", Kind.PLACE, "country"),
    ("Which of these animals escaped?", "en", Kind.THING, "animal"),
    ("What year did the mill burn?", "en", Kind.TIME, "year"),
    ("What percentage of voters backed the plan?", "en", Kind.NUMBER, "percentage"),
    ("What was the turnout?", "en", Kind.NUMBER, ""),
    ("What is the new ferry called?", "en", Kind.NAME, ""),
    ("What did Mara Quill say about the dam?", "en", Kind.ACCOUNT, ""),
    ("Quién abrió el faro de Tarnby?", "es", Kind.PERSON, ""),
    ("¿Cuántos pájaros murieron en el lago?", "es", Kind.NUMBER, ""),
    ("¿Cuándo se hundió el barco?", "es", Kind.TIME, ""),
    ("¿Dónde está el faro?", "es", Kind.PLACE, ""),
    ("¿Por qué cerró el puente?", "es", Kind.ACCOUNT, ""),
    ("¿Qué ciudad prohibió las cometas?", "es", Kind.PLACE, "ciudad"),
    ("¿Qué dijo la alcaldesa?", "es", Kind.ACCOUNT, ""),
    ("من افتتح المنارة؟", "ar", Kind.PERSON, ""),
    ("كم عدد القتلى في العاصفة؟", "ar", Kind.NUMBER, ""),
    ("متى غرقت السفينة؟", "ar", Kind.TIME, ""),
    ("أين وقع الحادث؟", "ar", Kind.PLACE, ""),
    ("لماذا أغلق الجسر؟", "ar", Kind.ACCOUNT, ""),
    ("Tell me about the dam.", "en", Kind.THING, ""),
    ("", "en", Kind.THING, ""),
]


@pytest.mark.parametrize(("text", "language", "kind", "noun"), KINDS, ids=[text or "nothing" for text, *_ in KINDS])
def test_kind(text: str, language: str, kind: Kind, noun: str) -> None:
    question = read_question(text, language)
    assert (question.kind, question.noun) == (kind, noun)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Mara Quill resigned. Who replaced her?", "Who replaced her?"),
        ("Mara Quill resigned. Who replaced her? Thanks.", "Who replaced her?"),
        ("Who resigned? And who came after?", "And who came after?"),
        ("Tell me about the dam. It leaks.", "It leaks."),
        ("Who resigned?", "Who resigned?"),
    ],
)
def test_one_sentence_asks(text: str, asked: str) -> None:
    assert read_question(text, "en").asked == asked


def test_terms_of_the_asking_sentence_are_told_from_those_before_it() -> None:
    question = read_question("Mara Quill resigned. Who replaced her?", "en")
    assert question.terms == ("mara", "quill", "resign", "replac")
    assert question.asked_terms == {"replac"}


def test_shouting_asks_the_same() -> None:
    text = "Who opened the lighthouse on Tarnby Hill?"
    assert read_question(text.upper(), "en").terms == read_question(text, "en").terms


def test_words_that_only_ask_are_no_subject() -> None:
    question = read_question("What is the name of the ferry that sank last week?", "en")
    assert {"ferri", "sank"} <= set(question.subject)
    assert not {"name", "week", "what"} & set(question.subject)


def test_what_is_measured_need_not_be_said() -> None:
    assert content_terms("How many herons?", "en") == ["heron"]
    assert "mani" in content_terms("Too many herons", "en")


@pytest.mark.parametrize(
    ("text", "language", "current"),
    [
        ("Who won this week?", "en", True),
        ("Who won this past weekend?", "en", True),
        ("Who recently won?", "en", True),
        ("Who won this race?", "en", False),
        ("Who won the race?", "en", False),
        ("¿Quién ganó hoy?", "es", True),
    ],
)
def test_speaks_of_now(text: str, language: str, current: bool) -> None:
    assert read_question(text, language).current is current


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Who won in 1987 and in 2003?", (1987, 2003)),
        ("Who won in 1987, the 1987 race?", (1987,)),
        ("Who sold 120050 eggs?", ()),
        ("Who won?", ()),
    ],
)
def test_years(text: str, years: tuple[int, ...]) -> None:
    assert read_question(text, "en").years == years


@pytest.mark.parametrize(
    ("text", "corpus", "language"),
    [
        ("How many people were killed by the storm in the harbour?", ["es"], "en"),
        ("Who won?", ["es", "en"], "en"),
        ("¿Qué pasó?", ["en", "es"], "es"),
        ("من هو؟", ["en"], "ar"),
        ("no", ["es", "en"], "es"),
        ("no", ["en", "es"], "en"),
        ("Tarnby?", ["es", "en"], "es"),
        ("", [], "en"),
        ("xyzzy", [], "en"),
    ],
)
def test_language(text: str, corpus: list[str], language: str) -> None:
    assert language_of(text, corpus) == language
