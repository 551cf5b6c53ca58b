"""Conversations as they go on, over a real store: asked, left, stopped, continued by two, and read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest

from app.answers import Answer, Reason, Turn
from app.drafts import Answerer, Brief, Declined, Draft, Note
from app.summaries import Style, Wanted
from app.talks import FAILED, Asked, Talks, history
from app.ui_kept import GONE, INTERRUPTED, UNFINISHED
from app.ui_render import Exchange, transcript
from app.wire import Services
from ingest.conversations import TurnState
from ingest.errors import EmbedError, NotFoundError
from tests.api_server import ARTICLES, make_client, send

pytest_plugins = ["tests.api_fixtures"]

BOARD = "How many people were on board the ferry Solveig?"
STORM = "How many homes lost power in Lindholm?"


@pytest.fixture
def stocked(services: Services) -> Services:
    send(make_client(services), *ARTICLES)
    return services


@pytest.fixture
def talks(stocked: Services) -> Talks:
    return Talks(stocked)


def whole(asked: Asked) -> tuple[Exchange, ...]:
    """Return the conversation when its question is answered."""
    *_, last = asked.live.watch()
    return (*asked.past, last)


class Waiting:
    """An answerer that says one thing, then waits for a word."""

    name = "quote"
    writes = False

    def __init__(self, inner: Answerer, *, breaks: Exception | None = None) -> None:
        self.inner, self.breaks = inner, breaks
        self.said, self.go = Event(), Event()

    def offered(self, brief: Brief) -> frozenset[tuple[str, int]]:
        return self.inner.offered(brief)

    def draft(self, brief: Brief) -> Iterator[Draft | Note | Declined]:
        for draft in self.inner.draft(brief):
            yield draft
            self.said.set()
            assert self.go.wait(10)
            if self.breaks:
                raise self.breaks


def waiting(services: Services, *, breaks: Exception | None = None) -> tuple[Talks, Waiting]:
    answerer = Waiting(services.answerer, breaks=breaks)
    return Talks(replace(services, answerer=answerer)), answerer


def test_a_question_begins_a_conversation_that_is_kept(talks: Talks, stocked: Services) -> None:
    asked = talks.ask(BOARD, "", (), reader="ida")
    shown = whole(asked)
    assert "Forty people" in shown[0].statements[0].text
    again = Talks(stocked).read(asked.conversation)
    assert transcript(again, asked.conversation) == transcript(shown, asked.conversation)
    assert [one.id for one in stocked.conversations.listed("ida")[0]] == [asked.conversation]


def test_it_goes_on_with_what_was_said(talks: Talks, stocked: Services) -> None:
    first = talks.ask("What happened to the ferry Solveig?", "", (), reader="ida")
    shown = whole(first)
    second = talks.ask("How many people were on board of it?", first.conversation, shown, reader="ida")
    shown = whole(second)
    assert "Solveig" in shown[1].answer.standalone_question  # type: ignore[union-attr]
    assert transcript(talks.read(first.conversation)) == transcript(shown)


@pytest.mark.parametrize("style", Style)
def test_a_summary_is_kept_too(talks: Talks, style: Style) -> None:
    asked = talks.ask("Summarise the storm", "", (), reader="ida", wanted=Wanted(topic="storm", style=style))
    assert transcript(talks.read(asked.conversation)) != ""
    shown = whole(asked)
    assert shown[0].told
    assert transcript(talks.read(asked.conversation)) == transcript(shown)


def test_a_summary_that_has_nothing_is_kept_too(talks: Talks) -> None:
    asked = talks.ask("Summarise zinc", "", (), reader="ida", wanted=Wanted(topic="zinc in glaciers"))
    shown = whole(asked)
    assert "zinc" in transcript(shown)
    assert transcript(talks.read(asked.conversation)) == transcript(shown)


def test_whoever_leaves_finds_the_answer(stocked: Services) -> None:
    talks, answerer = waiting(stocked)
    asked = talks.ask(BOARD, "", (), reader="ida")
    watched = asked.live.watch()
    next(watched)
    watched.close()  # the page is gone
    assert answerer.said.wait(10)
    (seen,) = talks.read(asked.conversation)
    assert seen.working
    live = talks.under_way(asked.conversation, 1)
    assert live is asked.live
    (told,) = Talks(stocked).read(asked.conversation)  # by what does not answer it: a shared page
    assert told.failure == UNFINISHED
    answerer.go.set()
    assert list(live.watch())[-1].answer is not None
    assert talks.read(asked.conversation)[0].answer is not None
    assert talks.under_way(asked.conversation, 1) is None


def test_what_was_checked_before_a_stop_stays(stocked: Services) -> None:
    talks, answerer = waiting(stocked)
    asked = talks.ask(BOARD, "", (), reader="ida")
    watched: Iterator[Exchange] = asked.live.watch()
    while not (now := next(watched)).statements:
        pass
    asked.live.stop.set()
    shown = whole(asked)
    answerer.go.set()
    assert shown[0].stopped
    assert shown[0].statements == now.statements
    again = talks.read(asked.conversation)
    assert transcript(again) == transcript(shown)
    assert "Stopped. What stands here was checked before that." in transcript(again)
    # It goes like any answer when its article does.
    stocked.store.delete(shown[0].citations[0].article_id)
    (gone,) = talks.read(asked.conversation)
    assert (gone.failure, gone.statements) == (GONE, ())


@pytest.mark.parametrize(
    ("breaks", "said"), [(EmbedError("the embedder is away"), "the embedder is away"), (ValueError("x"), FAILED)]
)
def test_a_failure_is_kept_with_what_was_checked(stocked: Services, breaks: Exception, said: str) -> None:
    talks, answerer = waiting(stocked, breaks=breaks)
    answerer.go.set()
    asked = talks.ask(BOARD, "", (), reader="ida")
    shown = whole(asked)
    assert shown[0].failure == said
    assert transcript(talks.read(asked.conversation)) == transcript(shown)


def test_what_a_killed_server_left_says_so(talks: Talks, stocked: Services) -> None:
    made = stocked.conversations.begin("ida", BOARD, at=stocked.clock())
    stocked.conversations.interrupt()
    assert talks.read(made)[0].failure == INTERRUPTED


def test_an_answer_goes_with_its_article_and_the_rest_stays(talks: Talks, stocked: Services) -> None:
    first = talks.ask(BOARD, "", (), reader="ida")
    second = talks.ask(STORM, first.conversation, whole(first), reader="ida")
    shown = whole(second)
    stocked.store.delete(shown[0].citations[0].article_id)
    gone, stays = talks.read(first.conversation)
    assert (gone.question, gone.failure) == (BOARD, GONE)
    assert stays == shown[1]


def test_two_pages_on_one_conversation_lose_nothing(talks: Talks) -> None:
    first = talks.ask(BOARD, "", (), reader="ida")
    both = whole(first)
    one = talks.ask(STORM, first.conversation, both, reader="ida")
    other = talks.ask("Was anybody hurt on the ferry Solveig?", first.conversation, both, reader="olav")
    seen = [exchange.question for exchange in whole(other)]
    assert seen == [BOARD, STORM, "Was anybody hurt on the ferry Solveig?"]
    stale = whole(one)
    assert [exchange.question for exchange in talks.newer(first.conversation, stale)] == seen
    fresh = talks.read(first.conversation)
    assert talks.newer(first.conversation, fresh) is fresh


def test_a_question_in_a_deleted_conversation_begins_another(talks: Talks, stocked: Services) -> None:
    first = talks.ask(BOARD, "", (), reader="ida")
    shown = whole(first)
    stocked.conversations.delete(first.conversation)
    second = talks.ask(STORM, first.conversation, shown, reader="ida")
    assert second.conversation != first.conversation
    assert len(whole(second)) == 1
    with pytest.raises(NotFoundError):
        talks.read(first.conversation)


def test_a_deletion_while_it_is_answered_brings_nothing_back(stocked: Services) -> None:
    talks, answerer = waiting(stocked)
    asked = talks.ask(BOARD, "", (), reader="ida")
    stocked.conversations.delete(asked.conversation)
    answerer.go.set()
    whole(asked)
    with pytest.raises(NotFoundError):
        talks.read(asked.conversation)


def test_a_reader_without_a_cookie_shares_a_list_with_nobody(talks: Talks, stocked: Services) -> None:
    for _ in range(2):
        whole(talks.ask(BOARD, "", (), reader=""))
    assert stocked.conversations.listed("") == ((), None)


def test_a_changed_source_is_said(talks: Talks, stocked: Services) -> None:
    asked = talks.ask(BOARD, "", (), reader="ida")
    before = whole(asked)[0]
    changed = ARTICLES[0] | {"text": ARTICLES[0]["text"].replace("Forty", "Fifty")}
    send(make_client(stocked), changed)
    (now,) = talks.read(asked.conversation)
    assert now.citations == before.citations
    assert any("was changed since" in warning for warning in now.answer.warnings)  # type: ignore[union-attr]


def test_a_follow_up_is_asked_with_what_was_answered() -> None:
    answer = Answer("ans_1", "Who?", "Who?", "The sources don't say.", reason=Reason.NO_EVIDENCE)
    past = (Exchange("Who?", answer=answer), Exchange("Broken?", failure="no"))
    assert history(past) == (Turn("user", "Who?"), Turn("assistant", "The sources don't say."))
    assert history(()) == ()


def test_the_states_of_a_turn_are_all_told() -> None:
    assert set(TurnState) == {"working", "answered", "stopped", "failed", "interrupted"}
