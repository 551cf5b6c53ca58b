"""Chosen articles on a tab that answers from these alone: ids go in, a line that says so and takes them away comes out.

What the server will use and what the line says are one state, so that a choice is never on without being seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr
from markupsafe import Markup

from app.schemas import MAX_LISTED
from app.ui_render import count
from ingest.catalogue import Filters
from ingest.store import Store

NAMED = 3  # titles; the line is to stay one or two
# Gradio gives the script the element, and `trigger` to say what happened in it.
_SCRIPT = """
element.addEventListener("click", (event) => {
  if (!event.target.closest("button.unscope")) return;
  trigger("click", {});
  element.dispatchEvent(new CustomEvent("unscoped", { bubbles: true }));
});
"""
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


class Scope:
    """The chosen articles of a tab: `ids` is the state, None for the whole corpus, `line` says so above its fields."""

    def __init__(self, name: str) -> None:
        self.ids = gr.State(None)
        self.line = gr.HTML("", elem_id=name, elem_classes="scope-line", js_on_load=_SCRIPT, apply_default_css=False)
        self.changed = [self.ids, self.line]
        self.line.click(lambda: (None, ""), None, self.changed, **_QUIET)

    def set(self, chosen: tuple[str, ...], store: Store) -> dict[Any, Any]:
        """Return what Gradio is to show and keep when articles are chosen."""
        return {self.ids: chosen, self.line: scope_line(chosen, store)}


def within(chosen: Sequence[str] | None) -> Filters:
    """Return the filters of a choice."""
    return Filters() if chosen is None else Filters(article_ids=tuple(chosen))


def chosen_in(data: object) -> tuple[str, ...]:
    """Return the ids that a browser says were chosen; what is no id is left out."""
    sent = data.get("articles") if isinstance(data, dict) else None
    ids = [one for one in sent if isinstance(one, str)] if isinstance(sent, list) else []
    return tuple(dict.fromkeys(ids))[:MAX_LISTED]


def scope_line(chosen: Sequence[str], store: Store) -> str:
    """Return the line that says which articles are used."""
    found = (store.current(one) for one in chosen[:NAMED])
    titles = [article.title or "Without a title" for article in found if article is not None]
    rest = len(chosen) - len(titles)
    named = Markup("; ").join(Markup('<cite dir="auto">{}</cite>').format(title) for title in titles)
    more = f" and {rest:,} more" if titles and rest else ""
    return str(
        Markup(
            '<p class="scope" role="status"><span><b>Only {}:</b> {}{}</span><button type="button" class="unscope" '
            'aria-label="Use all articles again" title="Use all articles again">×</button></p>'
        ).format("this article" if len(chosen) == 1 else f"these {count(len(chosen), 'article')}",
                 named, more)
    )  # fmt: skip
