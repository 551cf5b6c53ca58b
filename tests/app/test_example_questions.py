"""Questions to begin with are made from the corpus, and each of them has an answer in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.ask import answer, answerable
from app.example_questions import EXAMPLES, ExampleQuestions, made, marked
from app.wire import Services, open_services
from ingest.corpus import RawArticle
from ingest.index import index
from ingest.settings import Settings

NOWHERE = Path("none.jsonl")
BRIDGE = "The mayor Odile Varga opened the Arlen bridge on Monday. It is 412 metres long."
MUSEUM = "Odile Varga said on Tuesday that the museum would stay shut. Its roof leaks."
ROWS: list[dict[str, Any]] = [
    {"external_id": "a", "outlet": "Arlen Post", "title": "Bridge opens", "text": BRIDGE, "published_at": "2025-05-05"},
    {"external_id": "b", "outlet": "The Courier", "title": "Museum shut", "text": MUSEUM, "published_at": "2025-05-06"},
    {
        "external_id": "c",
        "outlet": "The Courier",
        "title": "Herons are back",
        "text": "Herons nest again in the marshes of Tallow. Nobody knows why.",
        "published_at": "2025-05-04",
    },
]


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """The real embedder over an empty store."""
    opened = open_services(Settings(data_dir=tmp_path / "data"))
    yield opened
    opened.store.close()


def bring_in(services: Services, *rows: dict[str, Any], sample: bool = False) -> None:
    raw = [RawArticle(source="test", language="en", sample=sample, **row) for row in rows]
    assert not index(raw, services.store).failed


def test_a_name_of_several_outlets_comes_first_then_what_is_not_about_it(services: Services) -> None:
    bring_in(services, *ROWS)
    assert list(made(services.store)) == [
        "What is there about Odile Varga?",
        "What is “Herons are back” about?",
        "What is “Museum shut” about?",
        "What is “Bridge opens” about?",
    ]


def test_every_example_has_an_answer(services: Services) -> None:
    bring_in(services, *ROWS)
    found = ExampleQuestions(services, NOWHERE).current()
    assert len(found) == EXAMPLES
    assert [question for question in found if answer(question, services=services).abstained] == []


def test_a_question_without_an_answer_is_not_offered(services: Services, tmp_path: Path) -> None:
    bring_in(services, ROWS[2], sample=True)
    asked = ("Who won the chess match in Tarvo?", "Where do herons nest again?")
    questions = tmp_path / "questions.jsonl"
    questions.write_text("".join(json.dumps({"question": one, "example": True}) + "\n" for one in asked), "utf-8")
    assert not answerable(asked[0], services=services)
    assert "Tarvo" not in " ".join(ExampleQuestions(services, questions).current())


def test_only_what_is_marked_is_taken_from_a_file(tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    rows = [{"question": f"Question {n}?", "example": n % 2 == 0} for n in range(5)]
    questions.write_text("\n".join(map(json.dumps, rows)) + "\n\n", "utf-8")
    assert list(marked(questions)) == ["Question 0?", "Question 2?", "Question 4?"]


def test_they_change_with_the_corpus(services: Services) -> None:
    examples = ExampleQuestions(services, NOWHERE)
    assert examples.current() == ()
    bring_in(services, *ROWS)
    assert len(examples.current()) == EXAMPLES


def test_trying_a_question_keeps_no_answer(services: Services) -> None:
    bring_in(services, *ROWS)
    ExampleQuestions(services, NOWHERE).current()
    assert services.store.database.connection.execute("SELECT count(*) FROM answer").fetchone() == (0,)
