"""The tab that adds sources: files, addresses and subscriptions go in as jobs, their progress comes out.

What is done is the business of `ui_actions`, how it is shown that of `ui_jobs`. Whatever a visitor does only starts
something and is answered by a note; the rest of the tab is written by `look` alone, one call at a time, so that nothing
older ever takes the place of something newer. While a job runs or a feed is due, it is called every second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from markupsafe import Markup

from app.api_gate import granted
from app.ui_actions import bring_addresses, bring_files, bring_samples, press, subscribe, subscribe_all
from app.ui_check import notice
from app.ui_jobs import active, job_list, spoken, subscription_list, working_line
from app.ui_uploads import MAX_BYTES
from app.wire import Services
from ingest import subscribed
from ingest.fetch import Fetcher
from ingest.keys import Scope
from ingest.subscriptions import due

SHOWN = 8  # jobs; more would push the subscriptions out of sight
TICK = 1.0  # seconds; a look takes a few milliseconds

_ONLY_READ = (
    "Your key may read only. To add sources, sign in at /login with one of the scope 'ingest', which whoever runs this "
    "server makes."
)
_SCRIPT = (Path(__file__).parent / "static" / "add.js").read_text("utf-8")
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

_EVERY = [
    ("as often as it has news", 0),
    ("every 15 minutes", 15),
    ("every hour", 60),
    ("every 6 hours", 360),
    ("every day", 1440),
]
_KINDS = Markup(
    "Text, Markdown, HTML, PDF, Word, OpenDocument, RTF, EPUB, e-mail, CSV, JSON, JSON Lines, ninjs, NewsML, WARC, "
    "feeds, and zip or tar.gz of any of these. Up to {} MB each; what is larger goes in with "
    "<code>python -m ingest FILE</code>."
)
_DROP = Markup(
    '<label class="drop" data-limit="{}"><input type="file" multiple aria-describedby="kinds"><span>Drop files here or '
    '<u>choose them</u></span></label><p class="sending" role="status"></p><p class="hint" id="kinds">{}</p>'
).format(MAX_BYTES, _KINDS.format(MAX_BYTES // 1_000_000))
_LIST = Markup(
    '<label class="drop small" data-limit="{}"><input type="file" accept=".opml,.xml"><span>Choose an OPML file</span>'
    '</label><p class="sending" role="status"></p>'
).format(MAX_BYTES)


@dataclass(frozen=True, slots=True)
class Around:
    """What the tab works with that stands elsewhere on the page, where it is there before the tab was ever opened.

    `samples` is the button that brings in the sample articles, `line` says that something is being brought in, `ended`
    changes when a job has ended or a feed was read.
    """

    samples: gr.Button
    line: gr.HTML
    ended: gr.State
    timer: gr.Timer


def around(samples: gr.Button, line: gr.HTML) -> Around:
    """Make the parts of it that nobody sees."""
    return Around(samples, line, gr.State(()), gr.Timer(TICK, active=False))


def add_tab(services: Services, web: Callable[[], Fetcher], tab: gr.Tab, page: gr.Blocks, around: Around) -> None:
    """Fill the tab; `web` gives who fetches the feeds that are subscribed to."""
    _heading("Files")
    files = gr.HTML(str(_DROP), elem_id="files", js_on_load=_SCRIPT, apply_default_css=False)
    files_note = gr.HTML("", apply_default_css=False)
    _heading("Web addresses")
    addresses = gr.Textbox(
        label="Addresses on the web, one a line",
        placeholder="Pages, feeds, sitemaps or home pages, one a line",
        lines=3,
        max_lines=12,
        container=False,
        interactive=True,
        elem_id="addresses",
    )
    with gr.Row(elem_classes="add-row"):
        fetch = gr.Button("Add", variant="primary", elem_id="add-urls")
    addresses_note = gr.HTML("", apply_default_css=False)
    said = gr.HTML(spoken(()), apply_default_css=False)
    jobs_note = gr.HTML("", apply_default_css=False)
    jobs = gr.HTML("", elem_id="jobs", js_on_load=_SCRIPT, apply_default_css=False)
    _heading("Keep up with feeds")
    feed = gr.Textbox(
        label="Address of a feed or a home page",
        placeholder="A feed or a home page",
        container=False,
        max_lines=1,
        interactive=True,
        elem_id="feed",
    )
    with gr.Row(elem_classes="add-row"):
        every = gr.Dropdown(_EVERY, value=0, label="Read it", container=False, filterable=False, elem_id="interval")
        follow = gr.Button("Subscribe", variant="primary", elem_id="subscribe")
        lists = gr.HTML(str(_LIST), elem_id="lists", js_on_load=_SCRIPT, apply_default_css=False)
    feeds_note = gr.HTML("", apply_default_css=False)
    feeds = gr.HTML("", elem_id="feeds", js_on_load=_SCRIPT, apply_default_css=False)
    line, ended, timer = around.line, around.ended, around.timer

    def look() -> dict[Any, Any]:
        """Return everything that changes by itself, as it is now."""
        now, rows = services.clock(), services.jobs.recent(SHOWN)
        subscriptions = subscribed.every(services.store.database.connection)
        reading = services.watcher.running and any(due(row, now) for row in subscriptions)
        return {
            jobs: job_list(rows),
            said: spoken(rows),
            line: working_line(rows),
            feeds: subscription_list(subscriptions, now),
            ended: (*(job.id for job in rows if job.ended), *(row.checked_at for row in subscriptions)),
            timer: gr.Timer(active=active(rows) or reading),
        }

    def sent(event: gr.EventData, request: gr.Request) -> str:
        return _refused(request) or bring_files(event._data, services)

    def pasted(text: str, request: gr.Request) -> tuple[str, Any]:
        refused = _refused(request)
        return refused or bring_addresses(text, services), gr.skip() if refused or not text.strip() else ""

    def sampled(request: gr.Request) -> str:
        return _refused(request) or bring_samples(services)

    def followed(address: str, minutes: int, request: gr.Request) -> tuple[str, Any]:
        refused = _refused(request)
        note = refused or subscribe(address, minutes, services, web())
        return note, gr.skip() if refused or not address.strip() else ""

    def listed(minutes: int, event: gr.EventData, request: gr.Request) -> str:
        return _refused(request) or subscribe_all(event._data, minutes, services)

    def pressed(event: gr.EventData, request: gr.Request) -> str:
        return _refused(request) or press(event._data, services)

    shown: dict[str, Any] = {
        "fn": look,
        "inputs": None,
        "outputs": [jobs, said, line, feeds, ended, timer],
        "concurrency_id": "look",
        "concurrency_limit": 1,
        **_QUIET,
    }
    gr.on([page.load, tab.select], **shown)
    timer.tick(**shown, trigger_mode="once")
    starts = (
        files.upload(sent, None, files_note, **_QUIET),
        fetch.click(pasted, addresses, [addresses_note, addresses], **_QUIET),
        around.samples.click(sampled, None, jobs_note, **_QUIET),
        gr.on([follow.click, feed.submit], followed, [feed, every], [feeds_note, feed], **_QUIET),
        lists.upload(listed, every, feeds_note, **_QUIET),
        jobs.click(pressed, None, jobs_note, **_QUIET),
        feeds.click(pressed, None, feeds_note, **_QUIET),
    )
    for start in starts:
        start.then(**shown)


def _refused(request: gr.Request) -> str:
    """Return what a visitor is told whose key may only read; nothing, if he may add sources."""
    scope = granted(request.request).scope
    return "" if scope is not None and scope >= Scope.INGEST else notice(_ONLY_READ)


def _heading(words: str) -> None:
    gr.HTML(f'<h2 class="part">{words}</h2>', apply_default_css=False)
