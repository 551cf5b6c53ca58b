"""Who wrote an answer, as the page says it."""

from __future__ import annotations

from app.answers import Answer, Reason
from app.ui_writer import writer


def by(answerer: str, prompt: str | None = None) -> str:
    return str(writer(Answer("ans_", "?", "?", "No.", reason=Reason.NO_EVIDENCE, answerer=answerer, prompt=prompt)))


def test_the_built_in_answerer_wrote_nothing() -> None:
    assert by("quote") == ""


def test_a_model_is_named_with_its_prompt_and_never_as_markup() -> None:
    said = by("<b>tiny</b>", "summarize@1#abc123")
    assert "Written by <bdi>&lt;b&gt;tiny&lt;/b&gt;</bdi>" in said
    assert '<span class="prompt">summarize@1#abc123</span>' in said
    assert "every sentence checked" not in said
