from __future__ import annotations

import pytest

from app.attribution import attribution_findings
from app.findings import Kind
from app.speakers import speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The union said the shift was long.", ["union"]),
        ("“It was long,” said Bram Oduya.", ["Bram Oduya"]),
        ("“It was long,” said the union's secretary.", ["the union's secretary"]),
        ("Bram Oduya, the union's secretary, said it was long.", ["Bram Oduya, the union's secretary"]),
        ("The shift was long, Bram Oduya said.", ["Bram Oduya"]),
        ("According to the union, the shift was long.", ["the union"]),
        ("He said it was long.", ["He"]),
        ("Bram Oduya has also warned of storms.", ["Bram Oduya"]),
        ("The claims were heard.", []),
        ("A man accused of theft fled.", []),
        ("The shift was long.", []),
    ],
)
def test_speakers(text: str, expected: list[str]) -> None:
    found = [text[speaker.start : speaker.end].strip(" ,.").removeprefix("The ") for speaker in speakers(text)]
    assert found == expected


def test_pronoun_names_nobody() -> None:
    assert [speaker.keys for speaker in speakers("She said it was long.")] == [frozenset()]


def test_place_does_not_name_a_speaker() -> None:
    assert [speaker.named for speaker in speakers("The shipyard in Carrow said so.")] == [False]
    assert [speaker.named for speaker in speakers("It was long, Bram Oduya said.")] == [True]


TWO = "The union said the shift had been too long; the shipyard in Carrow said it met the rules."
NAMED = "Hanna Bright said the dam was safe, while Oskar Lund warned it could fail."

# statement, source
CARRIED = [
    ("The union said that the shift had been too long.", TWO),
    ("The shipyard said it met the rules.", TWO),
    ("Oskar Lund warned that the dam could fail.", NAMED),
    ("Bright said the dam was safe.", NAMED),
    ("The mayor said the dam was safe.", "“The dam is safe,” said Hanna Bright."),
    ("Hanna Bright said the dam was safe.", "She said the dam was safe."),
    ("Rebels claim they took the airfield.", "Rebels claim to have taken the airfield."),
    ("Rebels allegedly took the airfield.", "Rebels claim to have taken the airfield."),
    ("The bridge opened on Monday.", "The bridge, which critics claim is ugly, opened on Monday."),
    ("Two boats sank.", "Two boats sank, police said."),
]


@pytest.mark.parametrize(("statement", "source"), CARRIED, ids=[statement for statement, _ in CARRIED])
def test_carried(statement: str, source: str) -> None:
    assert attribution_findings(statement, [source]) == ()


# statement, source, words of the finding, whether the source says something else
WRONG = [
    ("The shipyard in Carrow said that the shift had been too long.", TWO, "The shipyard in Carrow", True),
    ("Hanna Bright warned that the dam could fail.", NAMED, "Hanna Bright", True),
    ("Bram Oduya said the dam was safe.", "“The dam is safe,” said Hanna Bright.", "Bram Oduya", True),
    ("According to Bram Oduya, the dam is safe.", "According to Hanna Bright, the dam is safe.", "Bram Oduya", True),
    ("Rebels took the airfield.", "Rebels claim to have taken the airfield.", "Rebels took the airfield.", True),
    ("Rebels took the airfield.", "Rebels reportedly took the airfield.", "Rebels took the airfield.", True),
    ("Lorne moved troops.", "Tarn accused Lorne of moving troops.", "Lorne moved troops.", True),
    ("Two boats sank.", "Two boats sank, according to police.", "Two boats sank.", False),
]


@pytest.mark.parametrize(("statement", "source", "marked", "clash"), WRONG, ids=[f"{c[0]} / {c[1]}" for c in WRONG])
def test_not_carried(statement: str, source: str, marked: str, clash: bool) -> None:
    found = attribution_findings(statement, [source])
    assert [(one.kind, one.text, one.clash) for one in found] == [(Kind.ATTRIBUTION, marked, clash)]


def test_pronoun_leans_on_the_sentence_before() -> None:
    sources = ["She said the dam was safe.", "Oskar Lund said it was old."]
    assert attribution_findings("Hanna Bright said the dam was safe.", sources, ["Hanna Bright spoke first."]) == ()


def test_one_source_that_vouches_is_enough() -> None:
    sources = ["Rebels claim to have taken the airfield.", "Rebels took the airfield."]
    assert attribution_findings("Rebels took the airfield.", sources) == ()
