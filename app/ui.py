"""The page: conversation, summaries and checked drafts on the left, the source that a citation points at on the right.

Questions and drafts go in, the events of `ask`, `summarize` and `check` come out as they happen. What is said is
rendered in `ui_render`, `ui_summary_render` and `ui_check`; the source panel is the browser's own work
(static/reader.js), which fetches the article from the API. The page asks nothing of any other host, and its security
policy has the browser refuse to.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import gradio as gr
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from app.answers import Checked
from app.api_reader import ReaderCookie
from app.check import check
from app.example_questions import EXAMPLES, ExampleQuestions
from app.stoppable import stoppable
from app.ui_actions import SEEDS
from app.ui_add import add_tab, around
from app.ui_check import begun, checking, notice, refusal, report, stop_note
from app.ui_conversation import conversation_tab
from app.ui_facts import masthead, welcome
from app.ui_frame import PANEL, STATIC, folder, head
from app.ui_library import library_tab
from app.ui_policy import PagePolicy
from app.ui_summary import end, summary_tab
from app.ui_uploads import MAX_BYTES, folder_of, sweep
from app.wire import Services
from ingest.errors import CorroborateError
from ingest.fetch import Fetcher
from ingest.load import usual_fetcher

log = logging.getLogger(__name__)

CONCURRENT = 16  # questions at once; with 16 the first word comes after 0.46 s for 16 readers, the default is 1

_CHECK_FAILED = "The draft could not be checked: something went wrong on the server. Try again, or see its log."

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

_FONT = tuple(gr.themes.Font(name) for name in ("system-ui", "-apple-system", "Segoe UI", "sans-serif"))


def mount(app: FastAPI, services: Services, web: Callable[[], Fetcher] = usual_fetcher) -> FastAPI:
    """Put the page at '/' of an application, behind the routes it already has; `web` gives who fetches for it."""
    app.mount(f"/{folder()}", StaticFiles(directory=STATIC), name="reader")
    app.add_middleware(PagePolicy)
    app.add_middleware(ReaderCookie)
    uploads = folder_of(services.settings.data_dir)
    sweep(uploads, older=0)
    os.environ["GRADIO_TEMP_DIR"] = str(uploads)  # the only way to tell Gradio where to put what it is sent

    async def put() -> None:
        gr.mount_gradio_app(
            app,
            build(services, web),
            path="/",
            footer_links=[],
            run_history=False,
            show_error=False,
            max_file_size=MAX_BYTES,
            favicon_path=str(STATIC / "favicon.png"),
            theme=gr.themes.Base(font=_FONT, font_mono=(gr.themes.Font("ui-monospace"), gr.themes.Font("monospace"))),
            head=head(),
        )

    # Where no event loop runs Gradio makes some, and never closes them.
    asyncio.run(put())
    return app


def build(services: Services, web: Callable[[], Fetcher] = usual_fetcher) -> gr.Blocks:
    """Make the page over a store; without analytics, so that the server calls nobody either."""
    keyed = services.settings.access.needs_key(services.settings.host)
    page = gr.Blocks(title="Corroborate", analytics_enabled=False, fill_width=True)
    with page:
        facts = gr.HTML(masthead(services.store.counts(), keyed=keyed), elem_id="masthead", apply_default_css=False)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="conversation"), gr.Tabs(elem_id="tabs", overflow_behavior="wrap"):
                with gr.Tab("Ask", elem_id="ask-tab"):
                    start = conversation_tab(services, page)
                    # Between two tabs Gradio would count it as a tab, and show one tab in another's place.
                    adding = around(start.samples, start.line)
                with gr.Tab("Summarise", elem_id="summary-tab", render_children=True) as summing:
                    chosen = summary_tab(services, summing)
                with gr.Tab("Library", elem_id="library-tab", render_children=True):
                    library = library_tab(services, start.scope, chosen)
                with gr.Tab("Check a draft", elem_id="check-tab", render_children=True):
                    _desk(services)
                with gr.Tab("Add sources", elem_id="add-tab", render_children=True) as tab:
                    add_tab(services, web, tab, page, adding)
            gr.HTML(PANEL, elem_id="source", apply_default_css=False)

        examples = ExampleQuestions(services)

        def opened() -> dict[Any, Any]:
            """Return what the corpus holds now: it may have grown since the server started."""
            counts = services.store.counts()
            questions = examples.current()
            shown = [gr.Button(question, visible=True) for question in questions]
            hidden = [gr.Button(visible=False) for _ in range(EXAMPLES - len(questions))]
            offered = gr.Button(visible=not counts.articles and SEEDS.is_dir())
            texts = {
                facts: masthead(counts, keyed=keyed),
                start.invitation: welcome(counts, questions),
                start.samples: offered,
            }
            return texts | dict(zip(start.examples, shown + hidden, strict=True))

        changing = [facts, start.invitation, start.samples, *start.examples]
        gr.on([page.load, adding.ended.change, library.delete], opened, None, changing, **_QUIET)
    page.queue(default_concurrency_limit=CONCURRENT)
    return page


def _desk(services: Services) -> None:
    """Make the tab that checks a draft."""
    draft = gr.Textbox(
        label="Your draft",
        placeholder="Paste a text: each of its sentences is looked for in the articles",
        lines=8,
        max_lines=16,
        container=False,
        interactive=True,
        elem_id="draft",
    )
    with gr.Row(elem_id="check-tools"):
        start = gr.Button("Check", variant="primary", elem_id="check")
        halt = gr.Button("Stop", visible=False, elem_id="halt")
        gr.HTML('<span class="keys">Ctrl + Enter</span>', elem_id="check-keys", apply_default_css=False)
    result = gr.HTML("", elem_id="verdicts", apply_default_css=False)
    stop = gr.State(None)  # the `Event` that stops the check under way

    def examine(text: str) -> Iterator[dict[Any, Any]]:
        """Stream how far the check has come, and at last its result."""
        if reason := refusal(text):
            yield {result: notice(reason)}
            return
        now = Event()
        yield {start: gr.Button(visible=False), halt: gr.Button(visible=True), result: begun(), stop: now}
        last = stop_note()
        try:
            for event in stoppable(check(text, services=services), now):
                if isinstance(event, Checked):
                    last = report(event)
                else:
                    yield {result: checking(event)}
        except CorroborateError as error:
            last = notice(str(error))
        except Exception:
            log.exception("a check broke off")
            last = notice(_CHECK_FAILED)
        yield {result: last, start: gr.Button(visible=True), halt: gr.Button(visible=False)}

    start.click(examine, draft, [result, start, halt, stop], trigger_mode="multiple", **_QUIET)
    halt.click(end, stop, None, **_QUIET)
