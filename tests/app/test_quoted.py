from __future__ import annotations

import pytest

from app.findings import Kind
from app.quoted import quotations, quote_findings

SOURCE = "“We will rebuild every house,” said Nadia Farrow. ‘It is not over,’ she added."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “all is well” twice.", ["all is well"]),
        ('He said "all is well" twice.', ["all is well"]),
        ("He said ‘all is well’ twice.", ["all is well"]),
        ("Dijo «todo va bien» y calló.", ["todo va bien"]),
        ("Er sagte „alles ist gut“ und ging.", ["alles ist gut"]),
        ("The “Sorla” sank.", []),
        ("The crew’s hopes and the ship’s end.", []),
        ("Nothing is quoted.", []),
    ],
)
def test_reads(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == expected


@pytest.mark.parametrize(
    "statement",
    [
        "She said: “We will rebuild every house.”",
        'She said: "we will rebuild\nevery house".',
        "She said they would “rebuild every house”.",
        "She said: “We will ... every house.”",
        "She said: “We [the city] will rebuild every house.”",
        'She added: "It is not over."',
        "The “house” was lost.",
    ],
)
def test_carried(statement: str) -> None:
    assert quote_findings(statement, [SOURCE]) == ()


@pytest.mark.parametrize(
    ("statement", "marked"),
    [
        ("She said: “We will rebuild every school.”", "We will rebuild every school."),
        ("She said: “We rebuild every house.”", "We rebuild every house."),
        ("She said they would 'try', then “burn every house”.", "burn every house"),
        ("She said: ‘It is all over.’", "It is all over."),
    ],
)
def test_nobody_said_it(statement: str, marked: str) -> None:
    found = quote_findings(statement, [SOURCE])
    assert [(one.kind, one.text, one.clash) for one in found] == [(Kind.QUOTE, marked, True)]


def test_quotation_elsewhere_in_the_article_counts() -> None:
    assert quote_findings("She said “all is well”.", ["She spoke."], ["At noon she said all is well."]) == ()
