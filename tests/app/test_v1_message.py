from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.answers import Answer, Citation, Event, Label, Progress, Reason, Statement, Support, Verified
from app.model import estimate_tokens
from app.render import as_shown
from app.v1_message import Message, Piece

SERVER = "http://127.0.0.1:7860"
CITED = Citation(
    1, "art_1", 2, "Fähre läuft auf", "Harbour Post", None, "https://a.example/x", None, 3, 5, 9, "Zwölf"[:4], None
)
OTHER = replace(CITED, number=2, article_id="art_2", start=0, end=2, quote="no")


def given(*rows: tuple[str, tuple[Citation, ...]]) -> list[Event]:
    """Return the events of an answer with these statements."""
    text, statements, events = "", [], list[Event]([Progress("retrieving")])
    for words, cited in rows:
        start = len(text) + bool(text)
        numbers = tuple(one.number for one in cited)
        statement = Statement(words, start, start + len(words), numbers, Support(Label.SUPPORTED, 1.0))
        text += as_shown(statement)
        statements.append(statement)
        events.append(Verified(statement, cited))
    citations = {one.number: one for _, cited in rows for one in cited}
    answer = Answer("ans_1", "q", "q", text, tuple(statements), tuple(citations.values()), warnings=("Mind this.",))
    return [*events, answer]


ROWS = (("Zwölf Boote 🛳 sanken.", (CITED, OTHER)), ("Niemand [war] verletzt.", (OTHER,)), ("ثلاثة قوارب.", (CITED,)))
SILENT = Answer("ans_2", "q", "q", "The sources don't say.", reason=Reason.NO_EVIDENCE)


def test_the_message_is_the_answers_text_and_its_annotations_stand_at_the_markers() -> None:
    message = Message(SERVER)
    answer = message.whole(given(*ROWS))
    assert message.text == answer.text
    spans = [(one["number"], message.text[one["start_index"] : one["end_index"]]) for one in message.annotations]
    assert spans == [(1, "[1]"), (2, "[2]"), (2, "[2]"), (1, "[1]")]
    assert [one["start_index"] for one in message.annotations] == sorted(
        {one["start_index"] for one in message.annotations}
    )
    assert message.statements == list(answer.statements)


def test_an_annotation_names_the_place_in_the_article() -> None:
    message = Message(SERVER)
    message.whole(given(ROWS[0]))
    one = message.annotations[0]
    assert (one["article_id"], one["version"], one["sentence"]) == ("art_1", 2, 3)
    assert (one["start_char_index"], one["end_char_index"], one["cited_text"]) == (5, 9, "Zwöl")
    assert (one["url"], one["title"]) == ("https://a.example/x", "Fähre läuft auf")


@pytest.mark.parametrize(
    ("changes", "url", "title"),
    [
        ({"url": None}, f"{SERVER}/api/articles/art_1?version=2", "Fähre läuft auf"),
        ({"url": "javascript:alert(1)"}, f"{SERVER}/api/articles/art_1?version=2", "Fähre läuft auf"),
        ({"url": "HTTPS://A.example/x", "title": None}, "HTTPS://A.example/x", "Harbour Post"),
        ({"title": None, "outlet": None}, "https://a.example/x", "art_1"),
    ],
    ids=["no-url", "no-web-url", "no-title", "neither-title-nor-outlet"],
)
def test_address_and_title_are_always_there(changes: dict[str, Any], url: str, title: str) -> None:
    message = Message(SERVER)
    message.whole(given(("Zwölf.", (replace(CITED, **changes),))))
    assert (message.annotations[0]["url"], message.annotations[0]["title"]) == (url, title)


@pytest.mark.parametrize("cap", range(1, 60))
def test_a_cap_leaves_out_whole_statements_at_the_end(cap: int) -> None:
    message = Message(SERVER, cap)
    answer = message.whole(given(*ROWS))
    ends = ["", *(answer.text[:next_end] for next_end in _ends(answer))]
    assert message.text in ends
    assert message.tokens <= cap
    assert message.cut is (message.text != answer.text)
    longer = ends[ends.index(message.text) + 1 :][:1]
    assert all(estimate_tokens(text) > cap for text in longer)
    assert len(message.statements) == ends.index(message.text)
    assert {one["number"] for one in message.annotations} <= {
        number for statement in message.statements for number in statement.citations
    }


def _ends(answer: Answer) -> list[int]:
    starts = [statement.start - 1 for statement in answer.statements[1:]]
    return [*starts, len(answer.text)]


def test_what_follows_a_statement_that_does_not_fit_is_left_out_too() -> None:
    long = ("So many boats sank that nobody could count them all before the night fell over the bay.", (CITED,))
    message = Message(SERVER, 20)
    message.whole(given(("Ja.", (CITED,)), long, ("Ja.", (CITED,))))
    assert message.text == "Ja. [1]"
    assert message.cut


def test_an_abstention_is_a_message_without_annotations() -> None:
    message = Message(SERVER)
    assert list(message.pieces([Progress("retrieving"), SILENT])) == [Piece(SILENT.text), SILENT]
    assert (message.text, message.annotations, message.cut) == (SILENT.text, [], False)
    extension = message.extension(SILENT)
    assert (extension["abstained"], extension["reason"], extension["statements"]) == (True, "no_evidence", [])


def test_an_abstention_that_does_not_fit_is_left_out() -> None:
    message = Message(SERVER, 2)
    assert list(message.pieces([SILENT])) == [SILENT]
    assert (message.text, message.tokens, message.cut) == ("", 0, True)


def test_the_extension_says_what_was_shown_and_how_well_it_is_supported() -> None:
    message = Message(SERVER, estimate_tokens(as_shown(given(ROWS[0])[1].statement)))  # type: ignore[union-attr]
    extension = message.extension(message.whole(given(*ROWS)))
    assert (extension["answer_id"], extension["warnings"]) == ("ans_1", ["Mind this."])
    assert [row["text"] for row in extension["statements"]] == [ROWS[0][0]]
    assert extension["statements"][0]["support"] == {"label": "supported", "score": 1.0}


def test_events_without_an_answer_are_an_error() -> None:
    with pytest.raises(TypeError):
        Message(SERVER).whole(given(ROWS[0])[:-1])
