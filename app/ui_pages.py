"""Pages to read and not to ask in: exchanges in, a whole HTML page out. Pure; knows nothing of Gradio or the store.

They show what the chat shows, with the same files and the same source panel. Their addresses lie one step below '/',
which is what their relative addresses start from.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from app.ui_frame import PANEL, folder, head
from app.ui_render import Exchange, moment, transcript
from ingest.conversations import named

# No script or style but from our own files, nothing from or to any other host, and no form.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)

_PAGE = Markup(
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><base href="../"><title>{} · Corroborate</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
    '<link rel="icon" href="{}/favicon.png"><script src="{}/scheme.js"></script>{}</head>\n'
    '<body class="read-only"><div class="gradio-container"><header id="masthead"><div class="masthead"><div>'
    '<p class="brand">Corroborate</p><p class="tagline">Answers from the news, every statement tied to the sentence '
    'that carries it.</p></div><p class="facts"><a href="./">Ask a question of your own</a></p></div></header>\n'
    "{}</div></body></html>\n"
)
_DESK = Markup(
    '<div id="desk"><main id="conversation"><div class="about-page"><h1 dir="auto">{}</h1><p class="as-of">{}</p></div>'
    '<div id="talk">{}</div></main><div id="source">{}</div></div>'
)
_MISSING = Markup('<main class="not-here"><h1>{}</h1><p>{}</p><p><a href="./">To the articles</a></p></main>')


def conversation_page(name: str, exchanges: Sequence[Exchange], as_of: datetime) -> str:
    """Return a page that shows a conversation as it was shared; one without a name of its own has its question's."""
    own = not exchanges or name != named(exchanges[0].question)
    note = f"A conversation to read, as of {moment(as_of)}. {_FROZEN}"
    return _page(name, _desk(name if own else "Conversation", note, exchanges))


def answer_page(exchange: Exchange, as_of: datetime) -> str:
    """Return a page that shows one answer at its permanent address."""
    note = f"An answer to read, as of {moment(as_of)}. {_FROZEN}"
    return _page(exchange.question, _desk("Answer", note, (exchange,)))


def missing_page(heading: str, words: str) -> str:
    """Return a page that says what is not at an address, and why that may be."""
    return _page(heading, _MISSING.format(heading, words))


_FROZEN = "Its sources are quoted as they were then; what has changed in them since stands below each answer."


def _desk(heading: str, note: str, exchanges: Sequence[Exchange]) -> Markup:
    return _DESK.format(heading, note, Markup(transcript(exchanges)), Markup(PANEL))  # noqa: S704 - escaped there


def _page(title: str, content: Markup) -> str:
    return str(_PAGE.format(title, folder(), folder(), Markup(head(more=("reading",))), content))  # noqa: S704 - ours
