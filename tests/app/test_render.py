"""Statements get their numbers and markers, answers their JSON and their footnotes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answers import Answer, Label, Nearest, Reason, Support
from app.findings import Kind, found
from app.render import Place, Rendering, answer_json, rfc3339, terminal
from tests.builders import article

SURE = Support(Label.SUPPORTED, 0.98765)
FERRY = article(
    "The ferry sank. Nine people died. Divers search the wreck.",
    external_id="ferry",
    title="Ferry sinks",
    outlet="Harbour Wire",
    author="Ida Brandt",
    url="https://wire.example/ferry",
)
STORM = article("A storm came. It went.", external_id="storm", title=None, outlet=None, published_at=None)


def place(of: Any, sentence: int, start: int = 0, end: int | None = None) -> Place:
    """Return a sentence of an article, or the part from `start` to `end` within it."""
    found = of.sentences[sentence]
    return Place(of, sentence, found.start + start, found.end if end is None else found.start + end)


def answer(rendering: Rendering, **fields: Any) -> Answer:
    given = {
        "id": "ans_1", "question": "q", "standalone_question": "q", "text": rendering.text,
        "statements": tuple(rendering.statements), "citations": tuple(rendering.citations.values()),
    }  # fmt: skip
    return Answer(**given | fields)


def test_markers_stand_behind_their_statement_and_number_places_in_order() -> None:
    rendering = Rendering()
    rendering.add("Nine people died.", [place(FERRY, 1)], SURE)
    rendering.add("It sank in a storm.", [place(FERRY, 0), place(STORM, 0)], SURE)
    rendering.add("Nine died.", [place(FERRY, 1)], SURE)
    assert rendering.text == "Nine people died. [1] It sank in a storm. [2][3] Nine died. [1]"
    assert [statement.citations for statement in rendering.statements] == [(1,), (2, 3), (1,)]
    assert [citation.number for citation in rendering.citations.values()] == [1, 2, 3]


def test_a_place_that_is_cited_twice_by_a_statement_has_one_marker() -> None:
    rendering = Rendering()
    verified = rendering.add("Nine people died.", [place(FERRY, 1), place(FERRY, 1)], SURE)
    assert rendering.text == "Nine people died. [1]"
    assert len(verified.citations) == 1


def test_parts_of_one_sentence_are_places_of_their_own() -> None:
    rendering = Rendering()
    rendering.add("Nine.", [place(FERRY, 1, 0, 4), place(FERRY, 1)], SURE)
    assert [citation.quote for citation in rendering.citations.values()] == ["Nine", "Nine people died."]


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (0, 99), (4, 4), (5, 4)])
def test_a_place_lies_within_its_sentence(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside sentence 1"):
        place(FERRY, 1, start, end)


def test_a_citation_is_what_the_store_holds() -> None:
    rendering = Rendering()
    (citation,) = rendering.add("Nine died.", [place(FERRY, 1)], SURE).citations
    assert FERRY.text[citation.start : citation.end] == citation.quote == "Nine people died."
    assert (citation.title, citation.outlet, citation.author) == ("Ferry sinks", "Harbour Wire", "Ida Brandt")
    assert (citation.article_id, citation.version, citation.sentence) == (FERRY.id, 1, 1)
    assert citation.link == "https://wire.example/ferry#:~:text=Nine%20people%20died."


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)


@given(st.lists(st.tuples(TEXTS, st.lists(st.integers(0, 2), min_size=1, max_size=4)), min_size=1, max_size=6))
def test_a_statement_is_where_it_says_and_cites_what_is_there(rows: list[tuple[str, list[int]]]) -> None:
    rendering = Rendering()
    for text, cited in rows:
        rendering.add(text, [place(FERRY, number) for number in cited], SURE)
    given = answer(rendering)  # whose constructor checks that each statement is at its offsets and has its citations
    assert [given.text[s.start : s.end] for s in given.statements] == [text for text, _ in rows]
    assert [c.number for c in given.citations] == list(range(1, len(given.citations) + 1))
    for statement, (_, cited) in zip(given.statements, rows, strict=True):
        quotes = [FERRY.sentences[number].text for number in dict.fromkeys(cited)]
        assert [given.citations[number - 1].quote for number in statement.citations] == quotes
        markers = "".join(f"[{number}]" for number in statement.citations)
        assert given.text[statement.end :].startswith(f" {markers}")


def test_an_answers_json_is_the_contracts() -> None:
    rendering = Rendering()
    rendering.add("Nine people died.", [place(FERRY, 1)], SURE)
    body = answer_json(answer(rendering, warnings=("careful",)))
    assert body["statements"] == [
        {"text": "Nine people died.", "start": 0, "end": 17, "citations": [1],
         "support": {"label": "supported", "score": 0.9877}, "findings": []}
    ]  # fmt: skip
    assert body["citations"][0] == {
        "number": 1, "article_id": FERRY.id, "version": 1, "title": "Ferry sinks", "outlet": "Harbour Wire",
        "author": "Ida Brandt", "url": "https://wire.example/ferry", "published_at": "2024-11-29T00:00:00Z",
        "sentence": 1, "start": 16, "end": 33, "quote": "Nine people died.",
        "link": "https://wire.example/ferry#:~:text=Nine%20people%20died.",
        "attribution": None,
    }  # fmt: skip
    assert (body["abstained"], body["reason"], body["nearest"], body["missing"]) == (False, None, [], [])
    assert (body["answerer"], body["warnings"]) == ("quote", ["careful"])


def test_an_abstentions_json_says_why_and_what_is_near() -> None:
    nearest = (Nearest("art_1", "Ferry sinks", None, None, datetime(2024, 1, 2, tzinfo=UTC)),)
    body = answer_json(answer(Rendering(), text="No.", reason=Reason.NO_EVIDENCE, nearest=nearest, missing=("zinc",)))
    assert (body["abstained"], body["reason"], body["missing"]) == (True, "no_evidence", ["zinc"])
    assert body["nearest"] == [
        {"article_id": "art_1", "title": "Ferry sinks", "outlet": None, "url": None,
         "published_at": "2024-01-02T00:00:00Z"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (None, None),
        (datetime(2024, 11, 29, tzinfo=UTC), "2024-11-29T00:00:00Z"),
        (datetime(2024, 11, 29, 1, 30, 5, 999, tzinfo=timezone(timedelta(hours=2))), "2024-11-28T23:30:05Z"),
    ],
)
def test_moments(moment: datetime | None, written: str | None) -> None:
    assert rfc3339(moment) == written


def test_footnotes_of_a_terminal() -> None:
    rendering = Rendering()
    rendering.add("Nine people died.", [place(FERRY, 1), place(STORM, 0)], SURE)
    assert terminal(answer_json(answer(rendering, warnings=("one source is old",)))).split("\n") == [
        "Nine people died. [1][2]",
        "",
        "[1] Harbour Wire, Ferry sinks, 2024-11-29",
        "    “Nine people died.”",
        "    https://wire.example/ferry",
        "",
        "[2] An article without outlet, title or date",
        "    “A storm came.”",
        "! one source is old",
    ]


def test_lines_of_a_terminal_are_no_longer_than_it() -> None:
    rendering = Rendering()
    for number in range(3):
        rendering.add("Nine people died in the cold water. " * 3, [place(FERRY, number)], SURE)
    lines = terminal(answer_json(answer(rendering)), width=40).split("\n")
    assert max(map(len, lines)) <= 40
    assert re.sub(r"\s+", " ", " ".join(lines)).startswith(re.sub(r"\s+", " ", rendering.text))


def test_an_abstention_in_a_terminal() -> None:
    nearest = (Nearest("art_1", "Ferry sinks", "Harbour Wire", None, None), Nearest("art_2", None, None, None, None))
    said = terminal(answer_json(answer(Rendering(), text="No.", reason=Reason.NO_EVIDENCE, nearest=nearest)))
    assert said.split("\n") == [
        "No.",
        "",
        "Nearest articles:",
        "  - Harbour Wire, Ferry sinks",
        "  - An article without outlet, title or date",
    ]


def test_the_terminal_marks_what_is_carried_in_part() -> None:
    text = "Nineteen people died."
    rendering = Rendering()
    doubt = found(Kind.NUMBER, text, (0, 8), "the source says 'Nine'")
    rendering.add(text, [place(FERRY, 1)], Support(Label.PARTIAL, 0.5), (doubt,))
    rendering.add("The ferry sank.", [place(FERRY, 0)], SURE)
    shown = terminal(answer_json(answer(rendering)))
    assert "◐ »Nineteen« people died. [1] The ferry sank. [2]" in shown
    assert "◐ partly supported, 0.50" in shown
    assert "»Nineteen«: the source says 'Nine'" in shown
