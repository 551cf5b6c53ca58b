"""What asks for a summary, and what only speaks of one."""

from __future__ import annotations

import json

import pytest

from app.example_questions import SEED_QUESTIONS
from app.summaries import Style
from app.summary_request import MOST, read_request

BRIEF, BULLETS, TIMELINE, COMPARE = Style

ASKED = [
    ("Summarise what happened in Harran this week", "what happened in Harran this week", BRIEF, 200),
    ("summarize the ferry disaster", "the ferry disaster", BRIEF, 200),
    ("Can you please summarise the ferry disaster?", "the ferry disaster", BRIEF, 200),
    ("Sum up the strike at Port Ellery.", "the strike at Port Ellery", BRIEF, 200),
    ("Give me a summary of the Marigold inquiry", "the Marigold inquiry", BRIEF, 200),
    ("I'd like a short overview of the harbour strike", "the harbour strike", BRIEF, 200),
    ("Summary of the harbour strike", "the harbour strike", BRIEF, 200),
    ("Could you give me a summary of the strike?", "the strike", BRIEF, 200),
    ("timeline of the ferry disaster", "the ferry disaster", TIMELINE, 200),
    ("Make a timeline of the strike last week", "the strike last week", TIMELINE, 200),
    ("Summarise the strike as a timeline", "the strike", TIMELINE, 200),
    ("Compare what the outlets say about the strike", "the strike", COMPARE, 200),
    ("compare the coverage of the ferry disaster in 300 words", "the ferry disaster", COMPARE, 300),
    ("Compare how newspapers reported on the strike.", "the strike", COMPARE, 200),
    ("Summarise the strike in bullet points", "the strike", BULLETS, 200),
    ("Key points of the inquiry", "the inquiry", BULLETS, 200),
    ("Summarise in bullet points: the strike, in at most 120 words", "the strike", BULLETS, 120),
    ("Summarise in 100 words what happened in Harran", "what happened in Harran", BRIEF, 100),
    ("Give me a 150-word summary of the strike", "the strike", BRIEF, 150),
    ("Summarise the strike side by side in under 1,200 words", "the strike", COMPARE, 1200),
    ("Summarise the strike in 3 words", "the strike", BRIEF, 20),
    ("Summarise the strike in 9,999 words", "the strike", BRIEF, MOST),
    (
        "Summarise what the Harbour Wire wrote about the strike",
        "what the Harbour Wire wrote about the strike",
        BRIEF,
        200,
    ),
]

NOT_ASKED = [
    "What does the summary of the report say?",
    "Who wrote the summary of the inquiry?",
    "Did the minister summarise the talks?",
    "The minister was asked to summarise the talks.",
    "Summary of the talks: who wrote it?",
    "When was the timeline of the project published?",
    "What is the timeline of the project?",
    "Sum up to 5 million was stolen, by whom?",
    "Compare the death tolls of the two storms",
    "How do the outlets differ on the strike?",
    "What are the key points of the peace plan?",
    "Who gave a summary of the plan to the council?",
    "summarise",
    "Summarise it",
    "Summarise your last answer",
    "Summarise the conversation in 100 words",
    "Summarise this: " + "The council met on Monday. " * 30,
    "Summarise ???",
    "",
]


@pytest.mark.parametrize(("text", "topic", "style", "words"), ASKED, ids=[row[0][:50] for row in ASKED])
def test_a_request_is_read(text: str, topic: str, style: Style, words: int) -> None:
    wanted = read_request(text)
    assert wanted is not None
    assert (wanted.topic, wanted.style, wanted.max_words) == (topic, style, words)


@pytest.mark.parametrize("text", NOT_ASKED, ids=[text[:50] or "nothing" for text in NOT_ASKED])
def test_a_question_stays_a_question(text: str) -> None:
    assert read_request(text) is None


def test_a_long_text_is_read_in_no_time() -> None:
    assert read_request("Summarise " + "in bullet points " * 10_000) is None
    assert read_request("give me a " + "short " * 50_000 + "x") is None


def test_no_question_of_the_samples_is_taken_for_a_request() -> None:
    lines = SEED_QUESTIONS.read_text("utf-8").splitlines()
    assert lines
    assert not [line for line in lines if read_request(json.loads(line)["question"])]
