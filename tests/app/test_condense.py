"""Evidence made less by a model, several portions at a time: what is kept, what is not sent, and what is said of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from app.answers import Progress
from app.condense import AT_ONCE, Condensed, Portion, condense
from app.model import Message, ModelError, Trouble, trouble
from app.numbered import portions
from app.reading import Line
from app.scribe import Scribe
from tests.builders import article
from tests.lines import read

TOWNS = ("Arlen", "Sorrel", "Tarvo", "Orrin", "Tessin", "Marlow", "Lindholm", "Maren")
THINGS = ("harbour", "school", "theatre", "hospital", "station", "market")


class Playing:
    """A model that plays a function of what it is sent; it notes how many ask it at the same time."""

    name = "playing"

    def __init__(self, play: Callable[[str], Sequence[str | ModelError]]) -> None:
        self._play = play
        self._lock = threading.Lock()
        self._now = 0
        self.most = 0
        self.asked: list[str] = []

    def write(self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None) -> Iterator[str]:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
            self.asked.append(messages[-1].content)
        try:
            for piece in self._play(messages[-1].content):
                if isinstance(piece, ModelError):
                    raise piece
                yield piece
        finally:
            with self._lock:
                self._now -= 1

    def count(self, text: str) -> int:
        return len(text.split())


def lines_of(town: str) -> list[Line]:
    text = " ".join(f"The {thing} of {town} was painted on Monday." for thing in THINGS)
    whole = article(text, external_id=town, outlet=f"{town} Post")
    return [read(whole, at) for at in range(len(THINGS))]


PARTS = [
    Portion(portions(lines_of(town), lambda text: len(text.split()))[0], "en", 2, frozenset({lines_of(town)[0].key}))
    for town in TOWNS
]


def done(writer: Playing, after_first: Callable[[], None] = lambda: None) -> tuple[Condensed, list[Progress]]:
    """Return what is kept, and the progress; something may happen when the first portion has come back."""
    work = condense(PARTS, "painting", Scribe(writer))
    seen = []
    while True:
        try:
            seen.append(next(work))
        except StopIteration as end:
            return end.value, seen
        if len(seen) > 1:
            after_first()


def kept(found: Condensed) -> list[list[str]]:
    return [[line.sentence.text.split()[1] for line in lines] for lines in found.kept]


def third(evidence: str) -> Sequence[str | ModelError]:
    town = evidence.partition("of ")[2].split()[0]
    return [f"The theatre of {town} was painted on Monday. [3]\n", f"The station of {town} burned. [5]\n"]


def test_what_verified_statements_rest_on_is_kept_with_what_must_stay() -> None:
    found, _ = done(Playing(third))
    assert kept(found) == [["harbour", "theatre"]] * len(TOWNS)
    assert [lines[0].article.outlet for lines in found.kept] == [f"{town} Post" for town in TOWNS]
    assert (found.failed, found.trouble, found.ended) == (0, "", False)


def test_no_more_is_kept_than_is_wanted() -> None:
    def every(evidence: str) -> Sequence[str]:
        town = evidence.partition("of ")[2].split()[0]
        return [f"The {thing} of {town} was painted on Monday. [{at}]\n" for at, thing in enumerate(THINGS, 1)]

    found, _ = done(Playing(every))
    assert {len(lines) for lines in found.kept} == {2}


def test_a_portion_without_a_true_statement_keeps_its_first_sentences() -> None:
    found, _ = done(Playing(lambda _: ["Everything burned. [1]\n", "The king fled. [99]\n"]))
    assert kept(found) == [["harbour", "school", "theatre"]] * len(TOWNS)


def test_several_are_asked_at_a_time_and_progress_counts_them() -> None:
    together = threading.Barrier(AT_ONCE, timeout=10)

    def play(evidence: str) -> Sequence[str | ModelError]:
        together.wait()
        return third(evidence)

    writer = Playing(play)
    _, seen = done(writer)
    assert writer.most == AT_ONCE
    assert {(one.phase, one.parts, one.articles, one.sentences) for one in seen} == {("condensing", 8, 8, 48)}
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    assert (seen[0].done, seen[-1].done) == (0, 8)


def test_one_that_breaks_off_does_not_stop_the_others() -> None:
    def play(evidence: str) -> Sequence[str | ModelError]:
        return [trouble(Trouble.CUT_OFF, "playing")] if "Tarvo" in evidence else third(evidence)

    found, _ = done(Playing(play))
    assert kept(found)[2] == ["harbour", "school", "theatre"]
    assert kept(found)[3] == ["harbour", "theatre"]
    assert (found.failed, found.ended) == (1, False)
    assert "broke off" in found.trouble


def test_a_model_that_can_not_be_asked_is_not_asked_for_all_of_them() -> None:
    waiting = threading.Event()

    def play(evidence: str) -> Sequence[str | ModelError]:
        if "Arlen" not in evidence:
            waiting.wait(10)
            return third(evidence)
        return [trouble(Trouble.UNREACHABLE, "playing")]

    writer = Playing(play)
    found, seen = done(writer, after_first=waiting.set)
    assert found.ended
    assert found.kind is Trouble.UNREACHABLE
    assert len(writer.asked) <= AT_ONCE
    assert seen[-1].done < len(PARTS)


def test_what_a_busy_server_refuses_is_asked_for_again_one_at_a_time() -> None:
    busy = threading.Lock()
    answered, refused = threading.Event(), threading.Event()

    def play(evidence: str) -> Iterator[str]:
        if "Arlen" in evidence:
            yield from map(str, third(evidence))
            return
        answered.wait(10)
        if not busy.acquire(blocking=False):
            refused.set()
            raise trouble(Trouble.RATE_LIMIT, "playing")
        refused.wait(10)
        yield from map(str, third(evidence))
        busy.release()

    writer = Playing(play)  # type: ignore[arg-type]
    found, seen = done(writer, after_first=answered.set)
    assert len(writer.asked) > len(TOWNS)
    assert kept(found) == [["harbour", "theatre"]] * len(TOWNS)
    assert (found.failed, found.ended, seen[-1].done) == (0, False, len(TOWNS))


def test_a_reader_who_goes_ends_what_is_under_way() -> None:
    going = threading.Event()
    told = threading.Event()

    def play(evidence: str) -> Iterator[str]:
        if "Arlen" in evidence:
            yield from map(str, third(evidence))
            return
        going.wait(10)
        try:
            for _ in range(1_000):
                yield from map(str, third(evidence))
        finally:
            told.set()

    writer = Playing(play)  # type: ignore[arg-type]
    work = condense(PARTS, "painting", Scribe(writer))
    next(work)
    next(work)
    work.close()
    going.set()
    assert told.wait(10)
    assert len(writer.asked) <= AT_ONCE + 1
