from __future__ import annotations

import os

import pytest

from ingest import contained
from tests.contained_functions import (
    chatters,
    crashes,
    eats,
    fails,
    hangs,
    nests,
    process,
    refuses,
    reversed_text,
    threads,
)


def test_what_comes_back() -> None:
    assert contained.run(reversed_text, "Hafen, größer".encode()) == "reßörg ,nefaH"
    assert contained.run(chatters, b"") == "done"
    assert len(str(contained.run(reversed_text, b"x" * 5_000_000))) == 5_000_000


def test_one_process_serves_many_calls_and_it_is_not_this_one() -> None:
    first, second = contained.run(process, b""), contained.run(process, b"")
    assert first == second != os.getpid()


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (hangs, "took more than 0.5 seconds"),
        (eats, "takes more memory than a document may"),
        (crashes, "crashed its reader, or took too much memory"),
        (refuses, "is no such thing"),
        (fails, "can't be read (KeyError: 'gone')"),
        (nests, "is nested too deeply"),
    ],
)
def test_whatever_it_does_is_an_answer_and_the_next_call_goes_on(function: object, reason: str) -> None:
    contained.run(reversed_text, b"")  # so that the time to start is not counted
    with pytest.raises(contained.ContainedError) as caught:
        contained.run(function, b"", seconds=0.5)  # type: ignore[arg-type]
    assert str(caught.value) == reason
    assert contained.run(reversed_text, b"ab") == "ba"


def test_arithmetic_has_one_thread_so_that_many_cores_do_not_eat_the_memory() -> None:
    assert contained.run(threads, b"") == "1"
