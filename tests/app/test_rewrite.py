from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answers import Turn
from app.question import Kind, language_of, read_question
from app.rewrite import LONGEST, Rewritten, leans_back, rewrite

OUTLETS = ["Meridian Wire", "Harbour Gazette", "The Lindar Standard", "Kestrin Post"]
DIALOGUES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "seeds" / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()
]
FOLLOW_UPS = [
    line.split(" | ")
    for line in Path(__file__).with_name("follow_ups.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
FERRY = [Turn("user", "How many people died on the Lady Amara?"), Turn("assistant", "The toll is 18. [1]")]


@pytest.mark.parametrize(("before", "question", "standalone"), FOLLOW_UPS)
def test_follow_up_stands_by_itself(before: str, question: str, standalone: str) -> None:
    assert rewrite(question, [Turn("user", before)], outlets=OUTLETS) == Rewritten(standalone, followed=True)
    assert leans_back(question, [Turn("user", before)])


@pytest.mark.parametrize(
    "question",
    [
        "Who won the Varda election?",
        "And who won the Varda election?",
        "What is it that Halden Marine builds?",
        "Is it true that the dam is safe?",
        "Who said that the dam is safe?",
        "Is it safe to swim in Harran?",
        "How long does it take to rebuild a dam?",
        "What is inflation?",
        "Who is Hanneke Vosloo?",
        "Why did Priya Raghunath say she would resign?",
        "What did the council say about its budget?",
        "Was Beatriz Onwuachi asked to give up her post?",
        "When the ferry sank, how many people did it carry?",
        "Are there survivors of the ferry?",
        "How many ships are there in the harbour of Harran?",
        "Why are there so many wolves in Varda?",
        "Who were those who drowned in the sound?",
        "Where does the union want its members to meet?",
        "Which ferry lost its bow door?",
        "Which films were nominated this year?",
        "What happened in Harran this week?",
        "What did the mayor say that day?",
        "Who owns the company that built the dam?",
        "But did Lumenar confirm the talks with Brandt Osei?",
        "And what will the storm cost the insurance companies?",
        "And how do I reset my router?",
        "How many of the authors agreed?",
        "In which year was HTS founded?",
        "What caused the accident?",
        "What was the name that HTS had before it took its present name?",
        "How many people were moved out of their homes in Harlock?",
        "The dam broke in May. Who built it?",
        "Lady Amara",
        "Valmora election turnout",
        "¿Es verdad que la presa es segura?",
        "¿Cuánto dinero costaría repetir el recuento en Altasierra?",
        "متى بُنيت العبّارة ليدي أمارا؟",
        "asdf qwer zxcv uiop",
        "?????",
        "",
    ],
)
def test_question_of_its_own_stays_as_it_is(question: str) -> None:
    assert rewrite(question, FERRY, outlets=OUTLETS) == Rewritten(question, followed=False)
    assert not leans_back(question, FERRY)


@pytest.mark.parametrize("question", ["Why?", "and in Harran?", "Who leads it?"])
@pytest.mark.parametrize("history", [[], [Turn("assistant", "Ask me something.")], [Turn("system", "Be brief.")]])
def test_without_an_earlier_question_nothing_can_be_put_in(question: str, history: list[Turn]) -> None:
    assert rewrite(question, history) == Rewritten(question, followed=False)
    assert not leans_back(question, history)


@pytest.mark.parametrize(
    ("before", "answer", "question", "standalone"),
    [
        (
            "Who leads Halden Marine?",
            "Ada Quill, who leads Halden Marine, spoke in Varda Bay. [1]",
            "What did she say?",
            "What did Ada Quill say?",
        ),
        (
            "Which minister resigned?",
            "In Port Ellery, Tomas Berghal's resignation was announced. [1]",
            "When did he resign?",
            "When did Tomas Berghal resign?",
        ),
        # Whom the question names is meant, whoever else the answer names.
        (
            "What did Ada Quill say?",
            "Ada Quill said that Tomas Berghal was wrong. [1]",
            "Why did she say that?",
            "Why did Ada Quill say that?",
        ),
        # An answer lends no more than a person's name.
        (
            "Who leads Halden Marine?",
            "The sources don't say.",
            "Where does she live?",
            "Where does she live (who leads Halden Marine)?",
        ),
        ("Who leads Halden Marine?", "Ada Quill does. [1]", "Why?", "Why (who leads Halden Marine)?"),
    ],
)
def test_answer_says_who_was_asked_for(before: str, answer: str, question: str, standalone: str) -> None:
    history = [Turn("user", before), Turn("assistant", answer)]
    assert rewrite(question, history).question == standalone


def test_earlier_follow_ups_stand_by_themselves_first() -> None:
    history = [
        Turn("user", "What did the council decide in October?"),
        Turn("assistant", "It raised the dyke. [1]"),
        Turn("user", "and in November?"),
        Turn("assistant", "It built a dam. [1]"),
        Turn("user", "When?"),
        Turn("assistant", "On a Monday. [1]"),
    ]
    assert rewrite("And the mayor?", history).question == "When did the mayor decide in November?"


def test_a_follow_up_leans_on_the_last_subject() -> None:
    history = [*FERRY, Turn("user", "Who won the Varda election?"), Turn("assistant", "Ada Quill won. [1]")]
    assert rewrite("and in Harran?", history).question == "Who won the election in Harran?"


def test_a_pasted_text_is_nothing_to_lean_on() -> None:
    assert not rewrite("Why?", [Turn("user", "The dam broke. " * LONGEST)]).followed


@pytest.mark.parametrize(
    ("before", "question", "kind"),
    [
        ("How many people died on the Lady Amara?", "When was that?", Kind.TIME),
        ("When did the Lady Amara sink?", "Who built it?", Kind.PERSON),
        ("Who built the Lady Amara?", "how many of them are there?", Kind.NUMBER),
        ("How many people died on the Lady Amara?", "Why?", Kind.ACCOUNT),
        ("How many people died on the Lady Amara?", "and how many of them were women?", Kind.NUMBER),
        ("Who won the Varda election?", "By how many votes?", Kind.NUMBER),
        ("Who won the Varda election?", "Where was that?", Kind.PLACE),
        ("¿Cuántas personas murieron en Harran?", "¿Cuándo fue eso?", Kind.TIME),
    ],
)
def test_the_follow_up_is_what_is_asked(before: str, question: str, kind: Kind) -> None:
    standalone = rewrite(question, [Turn("user", before)]).question
    assert read_question(standalone, language_of(standalone, ["en"])).kind is kind


@pytest.mark.parametrize("row", DIALOGUES, ids=lambda row: row["id"])
def test_sample_dialogues(row: dict[str, Any]) -> None:
    *earlier, last = row["turns"]
    kept = not rewrite(last, [Turn("user", turn) for turn in earlier]).followed
    assert kept is (row["kind"] in {"topic-change", "own-subject", "off-topic"})


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_any_text_may_be_asked(before: str, answer: str, question: str) -> None:
    history = [Turn("user", before), Turn("assistant", answer)]
    found = rewrite(question, history)
    assert found.followed == (found.question != question)
    assert not found.followed or leans_back(question, history)


@given(
    st.lists(
        st.sampled_from("and how many of them were the Gazette in Harran ? it that why its 's Ada May , (".split())
    )
)
def test_any_words_may_be_asked(words: list[str]) -> None:
    text = " ".join(words)
    assert rewrite(text, [Turn("user", text), Turn("user", "Who won in Varda?")], outlets=OUTLETS).question or not text
