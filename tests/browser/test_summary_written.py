"""A summary that a language model writes: its statements lead to their sentences, what is false in it is not there."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.scripted_model import Script, ScriptedModel

from .articles import SHARED
from .pages import marked
from .test_summary import TOPIC, summarise

pytestmark = pytest.mark.browser

SAID = "The coastguard said that nine people died when the ferry Marigold sank off Port Ellery on Friday."
FALSE = "The ferry Marigold was hit by a submarine with 300 people on board."


def play(body: dict[str, Any]) -> Script:
    shown = body["messages"][-1]["content"]
    if "Statements that did not pass:" in shown:
        return Script(reply="NO ANSWER")
    found = re.search(rf"\[(\d+)\] {re.escape(SHARED)}", shown)
    number = found[1] if found else "0"
    return Script(reply=[f"{SAID} [{number}]\n", f"{FALSE} [{number}]\n"])


def test_what_the_model_wrote_is_shown_as_far_as_it_is_carried(written: Any, model: ScriptedModel) -> None:
    model.play(play)
    result = summarise(written, TOPIC)
    first = result.locator(".statement").first
    assert first.inner_text().startswith(SAID)
    assert "submarine" not in written.inner_text("body")
    assert "One sentence by scripted-1 left out" in result.locator(".warning").first.inner_text()
    assert result.locator(".writer").inner_text().startswith("Written by scripted-1, every sentence checked · prompt")
    first.locator(".cite").first.click()
    assert marked(written) == SHARED


def test_a_model_that_is_gone_leaves_a_summary_and_says_so(written: Any, model: ScriptedModel) -> None:
    model.play(Script(status=401, error={"error": {"message": "no"}}))
    result = summarise(written, TOPIC, "Key points")
    assert "Nine people died" in result.inner_text()
    assert result.locator(".writer").count() == 0
    warnings = " ".join(result.locator(".warning").all_inner_texts())
    assert "refused the key" in warnings
    assert "built-in summariser wrote instead of scripted-1" in warnings
