from __future__ import annotations

import pytest

from app.fit import MOST_WORDS, fitting, leans
from ingest.corpus import Article, Sentence
from tests.units import read, told


def one(text: str) -> Article:
    return Article(id="art_1", text=text, sentences=(Sentence(0, 0, len(text), text),), language="en")


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left the harbour of Maren at noon.",
        '"Nobody was hurt in the harbour," said Ida Brandt.',
        "There were 236 people on board the ferry, not 212.",
        "This week the council of Maren votes on the harbour.",
    ],
)
def test_a_sentence_of_its_own_fits_and_leans_on_nothing(text: str) -> None:
    found = fitting(read(one(text)).units[0])
    assert found is not None
    assert (found.text, found.leans) == (text, False)


@pytest.mark.parametrize(
    "text",
    [
        "In this May 2, 2021 file photo, a ferry leaves the harbour of Maren.",
        "(Photo by Ida Brandt of the Harbour Post.)",
        "Sign up to our newsletter for more from the harbour.",
        "Click here to read more about the ferry accident.",
        "This copy is for your personal, non-commercial use only.",
        "Mayor opens new harbour in Maren after long delay",
        "and then the ferry left the harbour of Maren.",
        "An earlier version of this article said that forty people had died.",
        "Correction, 16 March: the ferry had 236 people on board.",
        "I saw how the ferry left the harbour at noon.",
        'The mayor said: "The ferry left the harbour too early.',
        "Thank you very much.",
        "The ferry left the harbour of Maren with a ...",
    ],
)
def test_what_is_no_statement_of_the_article_does_not_fit(text: str) -> None:
    assert fitting(read(one(text)).units[0]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said the ferry was late.", True),
        ("But the ferry was late again.", True),
        ('"The ferry is late," she said.', True),
        ("That was wrong, the mayor said.", True),
        ("There she saw the ferry leave.", True),
        ("También el puerto está cerrado.", True),
        ("The mayor said the ferry was late.", False),
        ("This month the ferry is late.", False),
        ("Thatcham has a harbour of its own.", False),
    ],
)
def test_a_sentence_that_points_back_leans(text: str, expected: bool) -> None:
    assert leans(text) is expected


def test_a_dateline_is_left_out_of_what_is_stated() -> None:
    text = "PORT MAREN, Kestrin (Meridian Wire) — The ferry left the harbour at noon on Friday."
    found = fitting(read(one(text)).units[0])
    assert found is not None
    assert found.text == "The ferry left the harbour at noon on Friday."
    assert text[found.place.start : found.place.end] == found.text


def test_a_long_sentence_loses_its_last_clauses() -> None:
    head = "The ferry Solveig left the harbour of Maren at noon on Friday with forty people on board"
    text = f"{head}, while {'the wind grew stronger and the harbour office closed its gates ' * 6}.".replace(" .", ".")
    assert len(text.split()) > MOST_WORDS
    found = fitting(read(one(text)).units[0])
    assert found is not None
    assert found.text == head


def test_a_piece_of_a_running_quotation_does_not_fit() -> None:
    text = '"The ferry left early. The harbour was closed by then. Nobody told the crew," said Ida Brandt.'
    pieces = ['"The ferry left early.', "The harbour was closed by then.", 'Nobody told the crew," said Ida Brandt.']
    cut = tuple(
        Sentence(number, text.index(piece), text.index(piece) + len(piece), piece)
        for number, piece in enumerate(pieces)
    )
    whole = Article(id="art_1", text=text, sentences=cut, language="en")
    assert [fitting(unit) for unit in read(whole).units] == [None, None, None]


def test_rows_keep_the_place_in_their_article() -> None:
    for unit in told("The ferry left the harbour at noon. The mayor of Maren opened a school.").units:
        found = fitting(unit)
        assert found is not None
        assert found.unit.article.text[found.place.start : found.place.end] == found.text
