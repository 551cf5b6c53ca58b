"""Conversations as they go on: questions in, exchanges out, each kept in the record as it is asked and as it ends.

An answer is made in a thread of its own and kept when it is whole, whether the page that asked is still there or not.
Two pages may hold one conversation: each question gets a number of its own, and neither page loses the other's.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from functools import partial
from threading import Event

from app.answers import Event as AnswerEvent
from app.answers import Turn
from app.ask import ask
from app.live import Live, Lives
from app.stoppable import stoppable
from app.summaries import SummaryEvent, Wanted
from app.summarize import summarize
from app.ui_kept import ending, exchanges
from app.ui_render import Exchange
from app.ui_summary_render import follow
from app.unheard import unheard
from app.wire import Services
from ingest.catalogue import Filters
from ingest.errors import CorroborateError, NotFoundError

log = logging.getLogger(__name__)

FAILED = "The question could not be answered: something went wrong on the server. Ask again, or see its log."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question under way: its conversation, the exchanges before it, and its own as it comes."""

    conversation: str
    past: tuple[Exchange, ...]
    live: Live[Exchange]


class Talks:
    """The conversations of a server."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._lives: Lives[Exchange] = Lives()

    def read(self, conversation: str) -> tuple[Exchange, ...]:
        """Return a conversation with as much as there is of what is under way.

        Raises:
            NotFoundError: there is no such conversation.
        """
        lives = self._lives.of(conversation)  # first: what ends from here on is whole in both
        told = exchanges(self._services.conversations.turns(conversation), self._services.store)
        return tuple(lives[number].now if number in lives else one for number, one in enumerate(told, start=1))

    def newer(self, conversation: str, seen: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
        """Return a conversation, read again only where another page has asked in it since `seen`.

        Raises:
            NotFoundError: there is no such conversation.
        """
        if self._services.conversations.find(conversation).turns == len(seen):
            return seen
        return self.read(conversation)

    def under_way(self, conversation: str, number: int) -> Live[Exchange] | None:
        """Return the answer to a question that is being made now, None where none is."""
        return self._lives.of(conversation).get(number)

    def ask(
        self,
        question: str,
        conversation: str,
        seen: tuple[Exchange, ...],
        *,
        reader: str,
        wanted: Wanted | None = None,
        filters: Filters | None = None,
    ) -> Asked:
        """Begin to answer a question, or to make the summary that is wanted, from what passes the filters.

        One that goes on from no conversation, or from one that was deleted, begins one. `seen` are the exchanges that
        the page shows; what other pages have asked meanwhile comes before the question.
        """
        kept, now = self._services.conversations, self._services.clock()
        past: tuple[Exchange, ...] = ()
        number = 1
        try:
            number = kept.ask(conversation, question, at=now)
            past = seen if number == len(seen) + 1 else self.read(conversation)[: number - 1]
        except NotFoundError:
            conversation = kept.begin(reader or secrets.token_urlsafe(), question, at=now)
        live = self._lives.start(
            (conversation, number),
            Exchange(question),
            partial(self._states, number, question, past, wanted, filters or Filters()),
            partial(self._keep, conversation, number),
        )
        return Asked(conversation, past, live)

    def _states(
        self,
        number: int,
        question: str,
        past: tuple[Exchange, ...],
        wanted: Wanted | None,
        filters: Filters,
        stop: Event,
    ) -> Iterator[Exchange]:
        """Yield an exchange as it grows; the last one has ended, well or not."""
        now = Exchange(question)
        try:
            for event in stoppable(self._replying(question, past, wanted, filters), stop):
                now = follow(number, now, event)
                yield now
        except CorroborateError as error:
            now = replace(now, failure=str(error))
        except Exception:
            log.exception("an answer broke off")
            now = replace(now, failure=FAILED)
        yield replace(now, stopped=now.working)

    def _keep(self, conversation: str, number: int, last: Exchange) -> None:
        ended = ending(last, self._services.store)
        self._services.conversations.end(conversation, number, ended.state, answer=ended.answer, note=ended.note)

    def _replying(
        self, question: str, past: tuple[Exchange, ...], wanted: Wanted | None, filters: Filters
    ) -> Generator[AnswerEvent | SummaryEvent, None, None]:
        """Yield the summary that is wanted, else the answer."""
        if wanted:
            if filters.article_ids is not None:
                wanted = replace(wanted, filters=replace(wanted.filters, article_ids=filters.article_ids))
            for event in summarize(wanted, services=self._services):
                yield unheard(event, self._services.store)
        else:
            yield from ask(question, services=self._services, history=history(past), filters=filters)


def history(past: tuple[Exchange, ...]) -> tuple[Turn, ...]:
    """Return the answered exchanges as the turns of a conversation."""
    turns: list[Turn] = []
    for exchange in past:
        if exchange.answer is not None:
            turns += [Turn("user", exchange.question), Turn("assistant", exchange.answer.text)]
    return tuple(turns)
