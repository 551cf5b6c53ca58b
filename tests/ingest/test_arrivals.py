from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from ingest.arrivals import AHEAD, TICK, arrivals
from ingest.corpus import Article, RawArticle
from ingest.errors import LoadError
from ingest.report import Failure
from tests.builders import article, raw


def prepared(item: RawArticle) -> Article:
    if item.external_id == "slow":
        time.sleep(0.2)
    if item.external_id == "bad":
        raise LoadError(item.name, "is bad")
    return article(external_id=item.external_id)


def page(name: str) -> RawArticle:
    return RawArticle(source=name, html="<p>Rain fell.</p>", external_id=name)


def wanted(item: RawArticle) -> bool:
    return item.external_id != "unwanted"


def test_everything_comes_in_its_order() -> None:
    items = [page("slow"), raw(external_id="a"), Failure("x", "y"), page("bad"), page("unwanted"), raw(external_id="b")]
    found = [arrival for arrival in arrivals(items, prepared, wanted) if arrival]
    assert [arrival.item for arrival in found] == items
    names = [arrival.article().external_id for arrival in (found[0], found[1], found[4]) if arrival.article]
    assert names == ["slow", "a", "unwanted"]
    assert found[2].article is None
    assert found[3].article
    with pytest.raises(LoadError, match="is bad"):
        found[3].article()


def test_only_a_bounded_number_is_read_ahead() -> None:
    read: list[int] = []

    def endless() -> Iterator[RawArticle]:
        number = 0
        while True:
            read.append(number)
            yield raw(external_id=str(number))
            number += 1

    coming = arrivals(endless(), prepared, wanted)
    for _ in range(3):
        next(coming)
    time.sleep(0.2)
    assert len(read) <= AHEAD + 5
    coming.close()  # type: ignore[attr-defined]
    assert not [thread for thread in threading.enumerate() if thread.name == "arrivals"]


def test_while_nothing_comes_the_reader_is_woken() -> None:
    def slow() -> Iterator[RawArticle]:
        yield raw(external_id="a")
        time.sleep(3 * TICK)
        yield raw(external_id="b")

    found = list(arrivals(slow(), prepared, wanted))
    assert found[0] is not None
    assert found[1] is None
    assert found[-1] is not None


def test_what_reading_raises_is_raised_behind_what_came_before_it() -> None:
    def broken() -> Iterator[RawArticle]:
        yield raw(external_id="a")
        raise KeyError("gone")

    coming = arrivals(broken(), prepared, wanted)
    assert next(coming)
    with pytest.raises(KeyError, match="gone"):
        list(coming)


def test_items_are_closed_when_their_reader_stops() -> None:
    closed = threading.Event()

    def items() -> Iterator[RawArticle]:
        try:
            while True:
                yield raw()
        finally:
            closed.set()

    coming = arrivals(items(), prepared, wanted)
    next(coming)
    coming.close()  # type: ignore[attr-defined]
    assert closed.wait(5)
