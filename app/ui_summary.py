"""The tab that summarises: a topic or chosen articles go in, what `summarize` tells comes out as it happens.

How a summary looks is the business of `ui_summary_render`, what a form may hold that of `summary_form`. The list of
articles offers the newest, and while a reader types those that have the words in their titles or outlets.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from secrets import token_hex
from threading import Event
from typing import Any

import gradio as gr
from markupsafe import Markup

from app.stoppable import stoppable
from app.summaries import Style, Wanted
from app.summarize import summarize
from app.summary_form import LENGTHS, Unreadable, from_form
from app.ui_render import Exchange, day, reply
from app.ui_scope import Scope
from app.ui_summary_render import follow
from app.unheard import unheard
from app.wire import Services
from ingest.catalogue import ArticleRow, Filters, Sought
from ingest.corpus import Article
from ingest.errors import CorroborateError
from ingest.store import Store

log = logging.getLogger(__name__)

# Articles that the list offers at once: a browser shows some hundred without a pause, and nobody reads more.
OFFERED = 300
STYLES = [
    ("A paragraph", Style.BRIEF.value),
    ("Key points", Style.BULLETS.value),
    ("Timeline", Style.TIMELINE.value),
    ("Compare outlets", Style.COMPARE.value),
]
FAILED = "The summary could not be made: something went wrong on the server. Try again, or see its log."
# Gradio gives the script the element, and `trigger` to say what happened in it.
STORIES = """
element.addEventListener("click", (event) => {
  const story = event.target.closest("button.story");
  if (story) trigger("click", { articles: story.dataset.articles, text: story.dataset.text });
});
"""
_NOTICE = Markup('<p class="failure" role="alert">{}</p>')
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def summary_tab(services: Services, tab: gr.Tab) -> Scope:
    """Fill the tab; return what it can be made to summarise alone."""
    store = services.store
    scope = Scope("summary-scope")
    topic = gr.Textbox(
        label="Topic",
        placeholder="What is it about? A few words, or nothing where you choose articles",
        container=False,
        max_lines=1,
        interactive=True,
        elem_id="topic",
    )
    articles = gr.Dropdown(
        [],
        multiselect=True,
        filterable=True,
        label="Articles, if not all that are found",
        elem_id="chosen",
    )
    with gr.Row(elem_classes="summary-row"):
        outlets = gr.Dropdown([], multiselect=True, label="Outlets, if not all", elem_id="outlets")
        first = gr.Textbox(label="From", placeholder="2024-11-29", max_lines=1, elem_id="from")
        last = gr.Textbox(label="To", placeholder="2024-12-31", max_lines=1, elem_id="to")
    with gr.Row(elem_classes=["summary-row", "manner"]):
        style = gr.Radio(STYLES, value=Style.BRIEF.value, label="Style", elem_id="style")
        words = gr.Dropdown(
            [(f"{number} words", number) for number in LENGTHS], value=200, label="Length", filterable=False,
            elem_id="length",
        )  # fmt: skip
    with gr.Row(elem_id="summary-tools"):
        start = gr.Button("Summarise", variant="primary", elem_id="summarise")
        halt = gr.Button("Stop", visible=False, elem_id="summary-halt")
    result = gr.HTML("", elem_id="summary", js_on_load=STORIES, apply_default_css=False)
    stop = gr.State(None)  # the `Event` that stops the summary under way

    def offered(chosen: list[str]) -> tuple[Any, Any]:
        """Return what there is to choose from now."""
        names = [name for name, _ in store.counts().outlets]
        return gr.Dropdown(choices=found(store, "", chosen or ())), gr.Dropdown(choices=names)

    def searched(chosen: list[str], typed: gr.KeyUpData) -> gr.Dropdown:
        """Return the articles that have what is typed, and those that are chosen already."""
        return gr.Dropdown(choices=found(store, typed.input_value, chosen or ()))

    def told(wanted: Wanted, under_way: Event | None) -> Iterator[dict[Any, Any]]:
        """Stream how far the summary has come, and at last the whole of it; one at a time."""
        if under_way and not under_way.is_set():
            yield {result: gr.skip()}
            return
        now = Event()
        yield {start: gr.Button(visible=False), halt: gr.Button(visible=True), stop: now}
        for shown in telling(wanted, services, now):
            yield {result: shown}
        yield {start: gr.Button(visible=True), halt: gr.Button(visible=False)}

    def asked(
        under_way: Event | None,
        subject: str,
        ids: list[str],
        names: list[str],
        since: str,
        until: str,
        manner: str,
        most: int,
        only: tuple[str, ...] | None,
    ) -> Iterator[dict[Any, Any]]:
        """Summarise what the form asks for, or say what is wrong with it."""
        try:
            wanted = from_form(subject, ids or only, names, since, until, manner, most)
        except Unreadable as error:
            yield {result: str(_NOTICE.format(error))}
            return
        yield from told(replace(wanted, filters=replace(wanted.filters, article_ids=only)), under_way)

    def chosen(under_way: Event | None, manner: str, most: int, event: gr.EventData) -> Iterator[dict[Any, Any]]:
        """Summarise the story that a reader chose."""
        if ids := tuple(str(event.articles).split()):
            yield from told(Wanted(article_ids=ids, style=Style(manner), max_words=most), under_way)

    changed = [result, start, halt, stop]
    form = [stop, topic, articles, outlets, first, last, style, words, scope.ids]
    gr.on([start.click, topic.submit], asked, form, changed, trigger_mode="multiple", **_QUIET)
    result.click(chosen, [stop, style, words], changed, trigger_mode="multiple", **_QUIET)
    halt.click(end, stop, None, **_QUIET)
    tab.select(offered, articles, [articles, outlets], **_QUIET)
    articles.key_up(searched, articles, articles, trigger_mode="always_last", **_QUIET)
    return scope


def telling(wanted: Wanted, services: Services, stop: Event) -> Iterator[str]:
    """Yield a summary as far as it has come, each time as the whole of what the page is to show."""
    key, done = f"s{token_hex(4)}", Exchange(wanted.topic or "")
    yield _shown(key, done)
    try:
        for event in stoppable(summarize(wanted, services=services), stop):
            done = follow(key, done, unheard(event, services.store))
            yield _shown(key, done)
    except CorroborateError as error:
        done = replace(done, failure=str(error))
    except Exception:
        log.exception("a summary broke off")
        done = replace(done, failure=FAILED)
    yield _shown(key, replace(done, stopped=done.working))


def end(stop: Event | None) -> None:
    """Stop what is under way.

    Gradio's own cancelling would let what stops and what is stopped write to the page at the same time.
    """
    if stop:
        stop.set()


def named(row: Article | ArticleRow) -> tuple[str, str]:
    """Return an article as the list offers it, and its id."""
    when = day(row.published_at) if row.published_at else ""
    known = ", ".join(part for part in (row.outlet, when) if part)
    return f"{row.title or 'Without a title'} ({known})" if known else row.title or row.id, row.id


def found(store: Store, typed: str, chosen: Sequence[str]) -> list[tuple[str, str]]:
    """Return the articles that a search offers; what is chosen stays among them, else it could not be sent."""
    rows = {row.id: row for row in store.page(Sought(q=typed), limit=OFFERED).articles}
    others = tuple(one for one in chosen if one not in rows)
    kept = store.read_articles(store.versions_in(Filters(article_ids=others), len(others)) or []) if others else {}
    return [*map(named, kept.values()), *map(named, rows.values())]


def _shown(key: str, exchange: Exchange) -> str:
    return str(
        Markup(
            '<section class="summary" aria-label="Summary" aria-busy="{}"><h2 class="unseen">Summary</h2>{}</section>'
        ).format("true" if exchange.working else "false", reply(key, exchange))
    )
