"""The same words to the same model get the same reply; broken ones are not kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.model import Message, ModelError, Trouble, trouble
from app.replies import MOST, Replies
from tests.writers import Told

ASKED = [Message("user", "Who?")]


def test_a_reply_comes_as_it_is_written_and_then_as_it_was() -> None:
    replies, writer = Replies(), Told(["Ann", " Lee."], ["Bo."])
    assert list(replies.read(writer, ASKED)) == ["Ann", " Lee."]
    assert list(replies.read(writer, ASKED)) == ["Ann Lee."]
    assert len(writer.asked) == 1


def test_other_words_or_another_model_get_their_own() -> None:
    replies, writer, other = Replies(), Told(["one"], ["two"]), Told(["three"])
    other.name = "other"
    assert [*replies.read(writer, ASKED), *replies.read(writer, [Message("user", "What?")])] == ["one", "two"]
    assert list(replies.read(other, ASKED)) == ["three"]


def test_a_reply_that_broke_off_is_not_kept() -> None:
    replies, writer = Replies(), Told(["half", trouble(Trouble.CUT_OFF, "told")], ["whole"])
    with pytest.raises(ModelError):
        list(replies.read(writer, ASKED))
    assert list(replies.read(writer, ASKED)) == ["whole"]


def test_a_reply_that_nobody_waited_for_is_not_kept() -> None:
    replies, writer = Replies(), Told(["one", "two"], ["whole"])
    reply = replies.read(writer, ASKED)
    next(reply)
    reply.close()
    assert list(replies.read(writer, ASKED)) == ["whole"]


def test_the_oldest_go_first() -> None:
    replies = Replies()
    writer = Told(*[[str(number)] for number in range(MOST + 2)])
    for number in range(MOST + 1):
        list(replies.read(writer, [Message("user", str(number))]))
    assert list(replies.read(writer, [Message("user", "1")])) == ["1"]
    assert list(replies.read(writer, [Message("user", "0")])) == [str(MOST + 1)]


def test_who_asks_the_same_meanwhile_gets_the_same() -> None:
    replies, writer = Replies(), Told(["one", " reply"], ["another"])
    first = replies.read(writer, ASKED)
    assert next(first) == "one"
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(lambda: "".join(replies.read(writer, ASKED)))
        assert list(first) == [" reply"]
        assert second.result(timeout=5) == "one reply"
    assert len(writer.asked) == 1


def test_who_waits_for_a_reply_that_is_given_up_asks_himself() -> None:
    replies, writer = Replies(), Told(["one", " reply"], ["another"])
    first = replies.read(writer, ASKED)
    next(first)
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(lambda: "".join(replies.read(writer, ASKED)))
        first.close()
        assert second.result(timeout=5) == "another"
