from __future__ import annotations

import pytest

from app.cues import marked
from app.findings import Kind
from app.polarity import polarity_findings


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The boat did not sink.", {"sink"}),
        ("The boat didn't sink.", {"sink"}),
        ("The boat has never sunk.", {"sink"}),
        ("No sailors drowned.", {"sailor", "drown"}),
        ("Nobody drowned.", {"drown"}),
        ("It left without lights.", {"light"}),
        ("The crew failed to launch boats.", {"launch"}),
        ("The crew was unable to launch boats.", {"launch"}),
        ("The crew declined to speak.", {"speak"}),
        ("A gate prevented water from entering.", {"enter"}),
        ("He denied that he steered.", {"steer"}),
        ("He denied the allegations.", set()),
        ("He did not deny that he steered.", {"deni"}),
        ("Sales declined to a low.", set()),
        ("Not only sailors drowned.", set()),
        ("No fewer than ten sailors drowned.", set()),
        ("It did not sink, but burned.", {"sink"}),
    ],
)
def test_denied(text: str, denied: set[str]) -> None:
    assert {item.key for item in marked(text) if item.negated} == denied


def test_denied_in_spanish() -> None:
    assert [item.word.text for item in marked("El barco no zarpó ayer.", "es") if item.negated] == ["zarpó"]


@pytest.mark.parametrize(
    ("text", "mood", "words"),
    [
        ("The boat may sink.", "possible", {"sink"}),
        ("The boat reportedly sank.", "possible", {"sank"}),
        ("The boat will sail.", "planned", {"sail"}),
        ("The owner plans to sell.", "planned", {"sell"}),
        ("The owner urged the crew to leave.", "planned", {"leave"}),
        ("The boat is to sail.", "planned", {"sail"}),
        ("The boat set fire to a pier.", "planned", {"pier"}),
        ("The boat sank.", "possible", set()),
        ("The owner's plans sank.", "planned", set()),
    ],
)
def test_mood(text: str, mood: str, words: set[str]) -> None:
    assert {item.word.text for item in marked(text) if item.mood == mood} == words


# statement, source
CARRIED = [
    ("The council did not approve the plan.", "The plan was not approved by the council."),
    ("The plan was not approved by the council.", "The council did not approve the plan."),
    ("Nobody was hurt in the fire.", "No passengers were hurt in the fire."),
    ("The crew did not reach the pier.", "The crew failed to reach the pier."),
    ("The crew did not check the door.", "The crew left without checking the door."),
    ("He denies having taken bribes.", "He denied that he had taken bribes."),
    ("He refused to speak.", "He declined to speak."),
    ("The boat is in the port of Tarn.", "The boat did not leave the port of Tarn."),
    ("The boat did not leave the port.", "The boat stayed in the port."),
    ("Prices in the port went up 5%.", "Prices in the port rose 5%."),
    ("Prices in the port climbed.", "Prices in the port went up 5%."),
    ("The boat may sink in the port.", "The boat could sink in the port."),
    ("The owner intends to close the port.", "The owner plans to close the port."),
    ("The boat sank.", "The boat sank and another may sink."),
    ("The fence must be closed.", "The fence should be closed."),
    ("A woman led the crew of the boat.", "Ana led the crew; a man and a woman of the boat spoke."),
    ("The port is small.", "A big crowd came."),
]


@pytest.mark.parametrize(("statement", "source"), CARRIED, ids=[f"{a} / {b}" for a, b in CARRIED])
def test_carried(statement: str, source: str) -> None:
    assert polarity_findings(statement, [source]) == ()


# statement, source, kind, words of the finding
WRONG = [
    ("The council approved the plan.", "The council did not approve the plan.", Kind.POLARITY, "approved"),
    ("The council did not approve the plan.", "The council approved the plan.", Kind.POLARITY, "approve"),
    ("Passengers were hurt in the fire.", "No passengers were hurt in the fire.", Kind.POLARITY, "Passengers"),
    ("The crew reached the pier.", "The crew failed to reach the pier.", Kind.POLARITY, "reached"),
    ("The crew checked the door.", "The crew left without checking the door.", Kind.POLARITY, "checked"),
    ("He had steered the boat.", "He denied that he had steered the boat.", Kind.POLARITY, "steered"),
    ("He spoke to the crew.", "He refused to speak to the crew.", Kind.POLARITY, "spoke"),
    ("He never spoke to the crew.", "He spoke to the crew.", Kind.POLARITY, "spoke"),
    ("Prices in the port fell.", "Prices in the port rose.", Kind.POLARITY, "fell"),
    ("Prices in the port went down 5%.", "Prices in the port went up 5%.", Kind.POLARITY, "down"),
    ("The port was ruled unsafe by the mayor.", "The port was ruled safe by the mayor.", Kind.POLARITY, "unsafe"),
    ("The mayor banned boats in the port.", "The mayor allowed boats in the port.", Kind.POLARITY, "banned"),
    ("The jury found the captain innocent.", "The jury found the captain guilty.", Kind.POLARITY, "innocent"),
    ("A woman led the crew of the boat.", "A man led the crew of the boat.", Kind.POLARITY, "woman"),
    ("The red boat left the port.", "The blue boat left the port.", Kind.POLARITY, "red"),
    (
        "He did dispute the toll, but denied neglect.",
        "He did not dispute the toll, but denied neglect.",
        Kind.POLARITY,
        "dispute",
    ),
    ("The toll is not 40.", "The toll is 40.", Kind.POLARITY, "40"),
    ("The boat sank in the port.", "The boat may sink in the port.", Kind.MODALITY, "sank"),
    ("The owner closed the port.", "The owner plans to close the port.", Kind.MODALITY, "closed"),
    ("The drug has cut infections.", "The drug could cut infections.", Kind.MODALITY, "cut"),
    ("The port was closed.", "The port will be closed.", Kind.MODALITY, "closed"),
    ("The council closed the port.", "She urged the council to close the port.", Kind.MODALITY, "closed"),
]


@pytest.mark.parametrize(("statement", "source", "kind", "marked_word"), WRONG, ids=[f"{c[0]} / {c[1]}" for c in WRONG])
def test_not_carried(statement: str, source: str, kind: Kind, marked_word: str) -> None:
    first = polarity_findings(statement, [source])[0]
    assert (first.kind, first.text, first.clash) == (kind, marked_word, True)


def test_opposite_is_none_where_the_word_stands_around() -> None:
    statement, source = "The red boat left the port.", "The blue boat left the port."
    assert polarity_findings(statement, [source], ["The red one"]) == ()
    assert polarity_findings(statement, [source], ["The green one"]) != ()


def test_one_source_that_agrees_is_enough() -> None:
    sources = ["The council did not approve the plan.", "The council approved the plan."]
    assert polarity_findings("The council approved the plan.", sources) == ()
