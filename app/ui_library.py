"""The tab that lists all articles: its fields and empty places are made here, the rest is the browser's own work.

static/library.js fetches rows and counts from the API and builds them of text alone. What reaches the server through
the page is which articles are to be asked or summarised, and that some were deleted.
"""

from __future__ import annotations

from typing import Any

import gradio as gr
from markupsafe import Markup

from app.ui_scope import Scope, chosen_in
from app.wire import Services

FRAME = Markup("""
<div class="library" aria-busy="true">
  <form class="lib-search" role="search">
    <label class="lib-field wide"><span>Search</span>
      <input class="lib-q" type="search" autocomplete="off" maxlength="200"
        placeholder="Titles, outlets, authors"></label>
    <label class="lib-field"><span>Order</span><select class="lib-sort">
      <option value="newest">Newest first</option>
      <option value="added">Added last first</option>
      <option value="title">By title</option></select></label>
  </form>
  <details class="lib-filters" open>
    <summary>Filters and numbers<span class="lib-filtering"></span></summary>
    <div class="lib-grid">
      <section aria-label="By date"><h3>Date</h3><div class="lib-chart"></div>
        <div class="lib-dates"><label class="lib-field"><span>From</span><input class="lib-from" type="date"></label>
        <label class="lib-field"><span>To</span><input class="lib-to" type="date"></label></div></section>
      <section aria-label="By outlet"><h3>Outlet</h3><div class="lib-outlets"></div></section>
      <section aria-label="By language"><h3>Language</h3><div class="lib-languages"></div></section>
      <section aria-label="By status"><h3>Status</h3><div class="lib-statuses"></div></section>
    </div>
  </details>
  <div class="lib-head">
    <p class="lib-count" role="status" tabindex="-1"></p>
    <span class="lib-origin" hidden>that carry one text</span>
    <button type="button" class="lib-clear act" data-act="clear" hidden>Clear filters</button>
    <label class="lib-all"><input type="checkbox"> <span class="lib-all-words">Select all</span></label>
  </div>
  <div class="lib-trouble failure" role="alert" hidden></div>
  <ul class="lib-rows" aria-label="Articles"></ul>
  <p class="lib-none" hidden></p>
  <button type="button" class="lib-more act" data-act="more" hidden>Show more</button>
  <div class="lib-bar" role="region" aria-label="Selected articles" hidden>
    <span class="lib-selected" role="status"></span>
    <span class="lib-acts">
      <button type="button" class="lib-main" data-act="ask">Ask these</button>
      <button type="button" class="lib-main" data-act="summarise">Summarise these</button>
      <button type="button" class="act" data-act="delete">Delete</button>
      <button type="button" class="act" data-act="none">Select none</button>
    </span>
  </div>
</div>
""")
# Gradio gives the script the element, and `trigger` to say what happened in it.
_SCRIPT = """
element.addEventListener("use", (event) => trigger("click", event.detail));
element.addEventListener("gone", () => trigger("delete", {}));
"""
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def library_tab(services: Services, asking: Scope, summing: Scope) -> gr.HTML:
    """Fill the tab; return the part of it whose `delete` says that articles are gone."""
    room = gr.HTML(str(FRAME), elem_id="library", js_on_load=_SCRIPT, apply_default_css=False)
    scopes = {"ask": asking, "summarise": summing}

    def used(event: gr.EventData) -> dict[Any, Any]:
        """Have a tab use the chosen articles alone."""
        chosen = chosen_in(event._data)
        scope = scopes.get(str(event._data.get("act"))) if isinstance(event._data, dict) else None
        if scope is None or not chosen:
            return {asking.line: gr.skip()}
        return scope.set(chosen, services.store)

    room.click(used, None, [*asking.changed, *summing.changed], **_QUIET)
    return room
