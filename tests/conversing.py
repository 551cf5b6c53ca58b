"""A small conversation for tests: two questions that are answered, one that is not."""

from __future__ import annotations

from dataclasses import dataclass

from app.talks import Talks
from app.wire import Services
from tests.api_server import ARTICLES, make_client, send

BOARD = "How many people were on board the ferry Solveig?"
STORM = "What cut the power of homes in Lindholm?"
CHESS = "Who won the chess match in Tarvo?"
READER = "r" * 32


@dataclass(frozen=True)
class Talk:
    """A conversation in a store of one's own."""

    services: Services
    id: str

    @property
    def answers(self) -> list[str]:
        return [turn.answer or "" for turn in self.services.conversations.turns(self.id)]


def a_talk(services: Services, *questions: str) -> Talk:
    """Hold a conversation over `ARTICLES`."""
    send(make_client(services), *ARTICLES)
    talks, conversation = Talks(services), ""
    for question in questions or (BOARD, STORM, CHESS):
        seen = talks.read(conversation) if conversation else ()
        asked = talks.ask(question, conversation, seen, reader=READER)
        conversation = asked.conversation
        *_, _ = asked.live.watch()
    return Talk(services, conversation)
