"""The tab that answers: questions go in, the conversation comes out as it grows, and again when its address is opened.

What is said is kept by `talks`; the page holds the conversation's id, and what it shows of it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from app.api_reader import COOKIE, known_reader
from app.example_questions import EXAMPLES
from app.schemas import MAX_QUESTION
from app.summaries import Wanted
from app.summary_request import read_request
from app.talks import FAILED, Asked, Talks
from app.ui_check import notice
from app.ui_render import Exchange, transcript
from app.ui_scope import Scope, within
from app.ui_summary import STORIES, end
from app.wire import Services
from ingest.errors import NotFoundError

log = logging.getLogger(__name__)

NOT_HERE = "This conversation is not here: it may have been deleted. Ask a question to begin another."

_BAR = """
<nav class="talk-bar" aria-label="Conversations">
  <button type="button" data-does="list" aria-haspopup="dialog">Conversations</button>
  <button type="button" data-does="share" class="of-one" aria-haspopup="dialog" hidden>Share</button>
  <a href="./" class="of-one" hidden>New conversation</a>
</nav>
"""

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class Start:
    """What stands on the page before the first question, and changes with what the corpus holds."""

    invitation: gr.HTML
    samples: gr.Button
    line: gr.HTML
    examples: list[gr.Button]
    scope: Scope


def conversation_tab(services: Services, page: gr.Blocks) -> Start:
    """Make the tab that answers."""
    gr.HTML(_BAR, elem_id="talk-bar", apply_default_css=False)
    with gr.Column(elem_id="start") as start:
        invitation = gr.HTML("", apply_default_css=False)
        samples = gr.Button("Bring in the sample articles", visible=False, elem_id="samples")
        line = gr.HTML("", elem_id="bringing", apply_default_css=False)
        buttons = [gr.Button("", visible=False, elem_classes="example") for _ in range(EXAMPLES)]
    chat = _Chat(Talks(services), start)
    page.load(chat.resume, None, chat.changed, **_QUIET)
    chat.talk.click(
        chat.choose, [chat.said, chat.place, chat.scope.ids], chat.changed, trigger_mode="multiple", **_QUIET
    )
    asked = [chat.said, chat.place, chat.scope.ids]
    chat.box.submit(chat.converse, [chat.box, *asked], chat.changed, trigger_mode="multiple", **_QUIET)
    for button in buttons:
        button.click(chat.converse, [button, *asked], chat.changed, **_QUIET)
    chat.box.stop(end, chat.halt, None, **_QUIET)
    return Start(invitation, samples, line, buttons, chat.scope)


class _Chat:
    """The transcript and the question box, and what happens when a reader asks."""

    def __init__(self, talks: Talks, start: gr.Column) -> None:
        """Put both below what stands on the page before the first question."""
        self._talks, self._start = talks, start
        self.said = gr.State(())
        self.place = gr.State("")  # the conversation's id
        self.halt = gr.State(None)  # the `Event` that stops the answer under way
        self.talk = gr.HTML("", elem_id="talk", js_on_load=STORIES, apply_default_css=False)
        self.scope = Scope("ask-scope")
        self.box = gr.Textbox(
            label="Your question",
            show_label=False,
            placeholder="Ask the articles a question",
            submit_btn="Ask",
            max_lines=6,
            max_length=MAX_QUESTION,
            container=False,
            interactive=True,
            elem_id="ask",
        )
        self.changed = [self.talk, self.said, self.place, self.box, start, self.halt]

    def converse(
        self,
        question: str,
        past: tuple[Exchange, ...],
        conversation: str,
        chosen: tuple[str, ...] | None,
        request: gr.Request,
        wanted: Wanted | None = None,
    ) -> Iterator[dict[Any, Any]]:
        """Stream the conversation with one more question and its answer, or with the summary that is wanted."""
        question = question.strip()[:MAX_QUESTION]  # the box takes no more; another client might send it
        if not question:
            yield {self.box: ""}
            return
        if past and past[-1].working:  # one answer at a time; the question stays in the box
            yield {self.box: gr.skip()}
            return
        wanted = wanted or read_request(question)
        try:
            asked = self._talks.ask(
                question, conversation, past, reader=_reader(request), wanted=wanted, filters=within(chosen)
            )
        except Exception:  # a full disk, say: what can't be kept is not answered
            log.exception("a question could not be kept")
            yield self._shown((*past, Exchange(question, failure=FAILED)), conversation) | {self.box: ""}
            return
        yield from self._followed(asked, gr.Textbox("", submit_btn=False, stop_btn="Stop"))

    def choose(
        self,
        past: tuple[Exchange, ...],
        conversation: str,
        chosen: tuple[str, ...] | None,
        request: gr.Request,
        event: gr.EventData,
    ) -> Iterator[dict[Any, Any]]:
        """Summarise the story that a reader chose, as the last question asked for one."""
        asked = read_request(past[-1].question) if past else None
        if ids := tuple(str(event.articles).split()):
            wanted = replace(asked or Wanted(), topic=None, article_ids=ids)
            yield from self.converse(str(event.text), past, conversation, chosen, request, wanted)

    def resume(self, request: gr.Request) -> Iterator[dict[Any, Any]]:
        """Show the conversation that the page's address names, and what is under way in it as it goes on."""
        conversation = str(dict(request.query_params).get("c", ""))
        if not conversation:
            yield {self.talk: gr.skip()}
            return
        try:
            past = self._talks.read(conversation)
            live = self._talks.under_way(conversation, len(past))
            if live is None and past[-1].working:  # it has ended since
                past = self._talks.read(conversation)
        except NotFoundError:
            yield {self.talk: notice(NOT_HERE)}
            return
        if live is None:
            yield self._shown(past, conversation) | {self._start: gr.Column(visible=False)}
        else:
            yield from self._followed(
                Asked(conversation, past[:-1], live), gr.Textbox(submit_btn=False, stop_btn="Stop")
            )

    def _followed(self, asked: Asked, box: gr.Textbox) -> Iterator[dict[Any, Any]]:
        """Stream a conversation whose last question is being answered, until it is."""
        conversation, now = asked.conversation, asked.live.now
        first = self._shown((*asked.past, now), conversation)
        yield first | {self.box: box, self._start: gr.Column(visible=False), self.halt: asked.live.stop}
        for now in asked.live.watch():
            yield self._shown((*asked.past, now), conversation)
        whole = (*asked.past, now)
        try:
            whole = self._talks.newer(conversation, whole)
        except NotFoundError:
            log.info("a conversation was deleted while it was answered in")
        # What was typed into the box meanwhile stays.
        yield self._shown(whole, conversation) | {self.box: gr.Textbox(submit_btn="Ask", stop_btn=False)}

    def _shown(self, past: tuple[Exchange, ...], conversation: str) -> dict[Any, Any]:
        """Return a conversation as far as it has come, for the page and for the next question."""
        return {self.talk: transcript(past, conversation), self.said: past, self.place: conversation}


def _reader(request: gr.Request) -> str:
    return known_reader(str(dict(request.cookies).get(COOKIE, "")))
