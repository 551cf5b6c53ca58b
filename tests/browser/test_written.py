"""Answers that a language model writes: what is not carried is marked, and a reader can stop and correct."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scripted_model import ScriptedModel

from .articles import SHARED
from .pages import ask, begin, first_marker, marked, says

pytestmark = pytest.mark.browser

QUESTION = "How many people died when the ferry Marigold sank?"


def test_what_the_source_does_not_carry_is_marked(written: Any, model: ScriptedModel) -> None:
    model.play(says("Nine people died when the battered ferry Marigold sank off Port Ellery on Friday. [n]"))
    turn = ask(written, QUESTION)
    assert turn.locator("mark.gap").inner_text() == "battered"
    assert "battered" in turn.locator(".notes").inner_text()
    assert turn.locator(".verdict.partial").count() == 1
    writer = turn.locator(".writer").inner_text()
    assert writer.startswith("Written by scripted-1, every sentence checked · prompt answer@")
    first_marker(turn).click()
    assert marked(written) == SHARED


def test_a_reader_can_stop_an_answer(written: Any, model: ScriptedModel) -> None:
    model.play(says(f"{SHARED} [n]\nThe wind blew on and on. [n]\n", delay=0.05, endless=True))
    asked = len(model.requests)
    turn = begin(written, f"{QUESTION} Say it slowly.")
    turn.locator(".statement").first.wait_for()
    assert turn.locator(".working").inner_text().startswith("Writing from ")
    written.fill("#ask textarea", "What was typed meanwhile")
    written.keyboard.press("Enter")  # one answer at a time
    written.get_by_role("button", name="Stop").click()
    turn.locator(".stopped").wait_for()
    assert SHARED in turn.inner_text()
    assert model.requests[asked].gone.wait(10)
    assert written.input_value("#ask textarea") == "What was typed meanwhile"
    assert written.locator(".turn").count() == 1
    model.play(says(f"{SHARED} [n]"))
    assert SHARED in ask(written, f"{QUESTION} Say it now.").locator(".statement").inner_text()


def test_a_question_as_it_was_understood_can_be_corrected(written: Any, model: ScriptedModel) -> None:
    model.play(says(f"{SHARED} [n]"))
    ask(written, QUESTION)
    understood = "When did the ferry Marigold sink?"
    model.play(understood, says(f"{SHARED} [n]"))
    turn = ask(written, "And when did it sink?")
    assert understood in turn.locator(".understood").inner_text()
    turn.get_by_role("button", name="Edit the question as it was understood").click()
    assert written.input_value("#ask textarea") == understood
    assert written.evaluate("document.activeElement.closest('#ask') !== null")
    written.keyboard.press("Enter")
    written.wait_for_selector("#turn-3[aria-busy=false]")
    assert written.locator("#turn-3 .question").inner_text() == understood
