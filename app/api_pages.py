"""Pages that people open by an address of their own: one answer, or a conversation that was shared.

In: an id. Out: a page to read, outside of Gradio, under a strict policy; where nothing is there any more, a page that
says so, with the status that says it to programs.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from app.api_wire import Using
from app.ui_kept import answered, exchanges
from app.ui_pages import POLICY, answer_page, conversation_page, missing_page
from ingest.errors import GoneError, NotFoundError

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "private, no-cache",  # what has become of the sources changes
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_LOOK = "Look whether the address was copied whole."


def install(app: FastAPI) -> None:
    """Serve the pages."""
    methods = ["GET", "HEAD"]
    for path, page in (("/answers/{answer_id}", read_answer), ("/shared/{share_id}", read_shared)):
        app.add_api_route(path, page, methods=methods, include_in_schema=False, response_class=HTMLResponse)


def read_answer(answer_id: str, services: Using) -> HTMLResponse:
    """Show an answer at its permanent address."""
    store = services.store

    def made() -> str:
        question = str(store.answer(answer_id)["question"] or "Summary")
        return answer_page(answered(1, question, answer_id, store), store.answer_made_at(answer_id))

    return _shown(made, f"There is no answer at this address. {_LOOK} An answer of another server is not here.")


def read_shared(share_id: str, services: Using) -> HTMLResponse:
    """Show a conversation as it was shared."""
    kept = services.conversations

    def made() -> str:
        found = kept.shared(share_id)
        share = found.share
        turns = kept.turns(found.id)[: share.turns if share else 0]
        return conversation_page(found.name, exchanges(turns, services.store), share.at if share else found.changed_at)

    words = f"Nothing is shared at this address. {_LOOK} Whoever shared it may have taken it back or deleted it."
    return _shown(made, words)


def _shown(made: Callable[[], str], words: str) -> HTMLResponse:
    try:
        return HTMLResponse(made(), headers=_HEADERS)
    except NotFoundError:
        return HTMLResponse(missing_page("Nothing is here", words), 404, _HEADERS)
    except GoneError:
        gone = (
            "This answer quoted an article that was deleted since, and went with it. Ask again for an answer from the "
            "articles that remain."
        )
        return HTMLResponse(missing_page("This answer is gone", gone), 410, _HEADERS)
