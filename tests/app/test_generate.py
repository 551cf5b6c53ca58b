"""The answerer with a model: what passes is shown at once, what does not is put right, left out, or replaced."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

import pytest

from app.answers import Label
from app.drafts import Declined, Draft, Note
from app.generate import GenerateAnswerer
from app.model import Message, Trouble, trouble
from tests.lines import brief, line
from tests.writers import Said, Told

OPENED = line("The Arlen bridge opened on Monday after nine years of work.", name="opened")
COST = line("The Arlen bridge cost 56 million crowns.", name="cost", vector=(0.0, 1.0))
ASKED = brief([OPENED], [COST], question="What of the bridge?")
OPENED_SAID, COST_SAID = "The Arlen bridge opened on Monday.", "The Arlen bridge cost 56 million crowns."
GOOD = [f"{OPENED_SAID} [1]\n", f"{COST_SAID} [2]\n"]
BAD = "The Arlen bridge cost 65 million crowns."


def made(*replies: Sequence[Said]) -> tuple[list[str], list[str], Told]:
    """Return the statements, the notes, and the model."""
    writer = Told(*replies)
    items = list(GenerateAnswerer(writer).draft(ASKED))
    drafts = [item for item in items if isinstance(item, Draft)]
    assert all(draft.places and draft.support.label is not Label.UNSUPPORTED for draft in drafts)
    return [draft.text for draft in drafts], [item.text for item in items if isinstance(item, Note)], writer


def test_a_good_reply_is_shown_as_it_is_written() -> None:
    answerer = GenerateAnswerer(Told(GOOD))
    drafts = [item for item in answerer.draft(ASKED) if isinstance(item, Draft)]
    assert [draft.text for draft in drafts] == [OPENED_SAID, COST_SAID]
    assert {draft.answerer for draft in drafts} == {"told"}
    assert {(draft.prompt or "").split("@")[0] for draft in drafts} == {"answer"}


def test_a_statement_is_shown_before_the_next_is_written() -> None:
    said: list[str] = []

    class Slow(Told):
        def write(self, messages: Sequence[Message], **_: object) -> Iterator[str]:
            for piece in GOOD:
                said.append(piece)
                yield piece

    first = next(GenerateAnswerer(Slow()).draft(ASKED))
    assert isinstance(first, Draft)
    assert said == GOOD[:1]


def test_the_model_sees_question_and_evidence() -> None:
    *_, writer = made(GOOD)
    assert "[1] The Arlen bridge opened on Monday after nine years of work." in writer.asked[0][1].content
    assert writer.asked[0][1].content.endswith("Question: What of the bridge?")
    assert GenerateAnswerer(writer).offered(ASKED) == {OPENED.key, COST.key}


def test_what_did_not_pass_is_given_back_once_with_the_reason() -> None:
    statements, notes, writer = made([GOOD[0], f"{BAD} [2]\n"], [f"{COST_SAID} [2]"])
    assert statements == [OPENED_SAID, COST_SAID]
    assert notes == []
    assert BAD in writer.asked[1][1].content
    assert "56" in writer.asked[1][1].content.split("Why:")[1]


def test_what_does_not_pass_twice_is_left_out_and_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        statements, notes, writer = made([GOOD[0], f"{BAD} [2]\n"], [f"{BAD} [2]"])
    assert statements == [OPENED_SAID]
    assert notes == ["One sentence by told left out: the sources do not carry it (in doubt: a figure)."]
    assert len(writer.asked) == 2
    assert BAD in caplog.text


def test_what_is_no_statement_is_left_out_and_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        statements, notes, _ = made(["Here is the answer:\n", f"{OPENED_SAID} [1][99]\n"])
    assert statements == [OPENED_SAID]
    assert notes == ["2 parts of the reply of told left out that no statement can hold; the log says which and why."]
    assert "[99]" in caplog.text
    assert "Here is the answer" in caplog.text


def test_a_statement_is_shown_once() -> None:
    assert made([GOOD[0], GOOD[0]])[0] == [OPENED_SAID]


def test_a_model_that_goes_round_in_circles_is_stopped() -> None:
    def circles(_: object) -> Iterator[str]:
        while True:
            yield GOOD[0]

    statements, notes, _ = made(circles)  # type: ignore[arg-type]
    assert statements == [OPENED_SAID]
    assert "it repeats itself" in notes[0]


def test_no_answer_is_no_answer() -> None:
    (declined,) = GenerateAnswerer(Told(["NO ANSWER"])).draft(ASKED)
    assert isinstance(declined, Declined)
    assert declined.note == "told found no answer in the 2 sentences that come closest."
    assert declined.prompt.startswith("answer@")


@pytest.mark.parametrize("kind", list(Trouble))
def test_a_model_that_fails_is_replaced_and_that_is_said(kind: Trouble) -> None:
    failure = trouble(kind, "told")
    statements, notes, _ = made([failure], [failure])
    assert statements == [OPENED.sentence.text]
    assert notes[0] == str(failure)
    assert "built-in answerer" in notes[1]


@pytest.mark.parametrize("kind", [Trouble.CUT_OFF, Trouble.EMPTY, Trouble.UNREADABLE])
def test_what_may_pass_is_tried_again(kind: Trouble) -> None:
    assert made([trouble(kind, "told")], GOOD)[:2] == ([OPENED_SAID, COST_SAID], [])


def test_half_a_line_is_forgotten_when_the_model_is_asked_again() -> None:
    statements, _, writer = made(["The Arlen bri", trouble(Trouble.CUT_OFF, "told")], GOOD)
    assert statements == [OPENED_SAID, COST_SAID]
    assert len(writer.asked) == 2


def test_what_was_shown_before_a_failure_stays() -> None:
    failure = trouble(Trouble.CUT_OFF, "told")
    statements, notes, writer = made([GOOD[0], "The Arlen bri", failure])
    assert statements == [OPENED_SAID]
    assert notes == [f"{failure}; the answer may lack something"]
    assert len(writer.asked) == 1


@pytest.mark.parametrize("reply", ["blah blah", "", "[1][2]", "{", "The moon is made of cheese. [1]"])
def test_where_nothing_passes_the_built_in_answerer_answers(reply: str) -> None:
    statements, notes, _ = made([reply], [reply])
    assert statements == [OPENED.sentence.text]
    assert "built-in answerer" in notes[-1]


def test_true_sentences_beside_the_answer_do_not_replace_it() -> None:
    statements, notes, _ = made([GOOD[1]])
    assert statements == [COST_SAID, OPENED.sentence.text]
    assert "closest to an answer" in notes[-1]


def test_what_is_said_beside_no_answer_is_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        note, declined = GenerateAnswerer(Told(["NO ANSWER\nThe bridge fell down."])).draft(ASKED)
    assert isinstance(note, Note)
    assert "left out" in note.text
    assert isinstance(declined, Declined)
    assert "NO ANSWER" in caplog.text
