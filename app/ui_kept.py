"""Kept turns as the page shows them: turns in, exchanges with their answers out; and how an exchange is kept.

An answer comes back with its citations as they were given, and with a note of what has changed in its sources since.
One whose article was deleted is gone with the article, and the exchange says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.answers import Answer
from app.changed import with_sources
from app.render import answer_json, as_shown
from app.restore import restored
from app.summaries import Summary
from app.ui_render import Exchange
from app.ui_summary_render import follow
from app.unheard import unheard
from ingest.conversations import KeptTurn, TurnState
from ingest.corpus import content_id
from ingest.errors import GoneError, NotFoundError
from ingest.store import Store

GONE = (
    "This answer quoted an article that was deleted since, and went with it. Ask again for an answer from the articles "
    "that remain."
)
INTERRUPTED = "The server was stopped before this was answered. Ask again."
UNFINISHED = "This was still being answered when the page was opened. Load the page again to see the answer."


def exchanges(turns: Iterable[KeptTurn], store: Store) -> tuple[Exchange, ...]:
    """Return the turns with their answers."""
    return tuple(_exchange(turn, store) for turn in turns)


def answered(number: int | str, question: str, answer_id: str, store: Store) -> Exchange:
    """Return a question with its kept answer.

    Raises:
        NotFoundError, GoneError
    """
    event = restored(with_sources(store.answer(answer_id), store))
    return follow(number, Exchange(question), unheard(event, store) if isinstance(event, Summary) else event)


def _exchange(turn: KeptTurn, store: Store) -> Exchange:
    asked = Exchange(turn.question)
    try:
        found = answered(turn.number, turn.question, turn.answer, store) if turn.answer else asked
    except (NotFoundError, GoneError):
        return Exchange(turn.question, failure=GONE)
    if turn.state is TurnState.ANSWERED:
        return found
    said = {TurnState.WORKING: UNFINISHED, TurnState.INTERRUPTED: INTERRUPTED}
    return Exchange(
        turn.question,
        statements=found.statements,
        citations=found.citations,
        failure=said.get(turn.state, turn.note),
        stopped=turn.state is TurnState.STOPPED,
    )


@dataclass(frozen=True, slots=True)
class Ending:
    """How an exchange ended, as the record keeps it; `answer` is the id of a kept answer."""

    state: TurnState
    answer: str | None = None
    note: str | None = None


def ending(exchange: Exchange, store: Store) -> Ending:
    """Return how an exchange ended; what was checked before a stop or a failure is kept as an answer of its own."""
    if exchange.answer is not None:
        return Ending(TurnState.ANSWERED, exchange.answer.id)
    begun = _begun(exchange, store) if exchange.statements else None
    if exchange.failure is not None:
        return Ending(TurnState.FAILED, begun, exchange.failure)
    return Ending(TurnState.STOPPED, begun)


def _begun(exchange: Exchange, store: Store) -> str:
    """Keep the beginning of an answer, so that it goes like any other where its article is deleted; return its id."""
    text = "".join(map(as_shown, exchange.statements))
    places = [f"{one.article_id} {one.version} {one.start} {one.end}" for one in exchange.citations]
    answer = Answer(
        id=content_id("ans_", "begun", exchange.question, text, *places),
        question=exchange.question,
        standalone_question=exchange.question,
        text=text,
        statements=exchange.statements,
        citations=exchange.citations,
        warnings=("This is the beginning of an answer that was not finished.",),
    )
    store.save_answer(answer.id, answer_json(answer), list({one.article_id for one in answer.citations}))
    return answer.id
