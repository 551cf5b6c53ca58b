"""Which model wrote an answer or a summary, as HTML: the answer in, a line out, or nothing where none did. Pure."""

from __future__ import annotations

from markupsafe import Markup

from app.answers import Answer

BUILT_IN = "quote"  # the answerer that writes nothing of its own


def writer(answer: Answer) -> Markup:
    """Return the model's name and the prompt that it was given."""
    if answer.answerer == BUILT_IN:
        return Markup("")
    checked = ", every sentence checked" if answer.statements else ""
    prompt = Markup(' · prompt <span class="prompt">{}</span>').format(answer.prompt) if answer.prompt else ""
    return Markup('<span class="writer">Written by <bdi>{}</bdi>{}{}</span>').format(answer.answerer, checked, prompt)
