"""Pages extracted in processes of their own: the same as here, several at once, and a bad one is its own failure."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from ingest import pages_apart
from ingest.corpus import RawArticle
from ingest.extract import extract
from ingest.index import index
from ingest.pages_apart import Pages
from ingest.report import Status
from ingest.store import Store

BODY = "".join(
    f"<p>The bridge at Arlen was closed on day {day}, the council said in a long report.</p>" for day in range(9)
)
PAGE = (
    "<html><head><title>Bridge closed</title><meta property='article:published_time' content='2024-05-01T10:00:00Z'>"
    f"<meta name='author' content='Ida Moss'></head><body><article><h1>Bridge closed</h1>{BODY}</article></body></html>"
)
FETCHED = datetime(2024, 5, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def pages() -> Iterator[Pages]:
    made = Pages(2)
    yield made
    for child in children(made):
        child.stop()


def children(pages: Pages) -> list[pages_apart.Child]:
    return list(pages._free.queue)


@pytest.mark.parametrize("html", [PAGE, "<p>Rain fell.</p>", ""], ids=["page", "fragment", "nothing"])
def test_it_finds_what_extraction_here_finds(pages: Pages, html: str) -> None:
    assert pages.extract(html, "https://arlen.example/a", fetched_at=FETCHED) == extract(
        html, "https://arlen.example/a", fetched_at=FETCHED
    )


def test_several_pages_at_once_have_a_process_each_and_one_stays(pages: Pages) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(pages.extract, [PAGE.replace("Arlen", f"Town {n}") for n in range(12)]))
    assert [f"Town {n}" in one.text for n, one in enumerate(found)] == [True] * 12
    assert 1 <= len(children(pages)) <= 2
    pages.rest()
    assert len(children(pages)) == 1


def test_what_extraction_refuses_is_refused_with_its_reason(pages: Pages) -> None:
    with pytest.raises(ValueError, match="longer than 5,000,000"):
        pages.extract("<p>" + "a" * 5_000_001)


def test_a_page_that_takes_too_long_or_kills_its_process_is_one_error(pages: Pages) -> None:
    with pytest.raises(ValueError, match="took more than"):
        pages.extract(PAGE, seconds=0.000_1)
    with ThreadPoolExecutor(1) as thread:
        pages.extract(PAGE)
        (process,) = [child.process for child in children(pages) if child.process]
        os.kill(process.pid, signal.SIGSTOP)
        waiting = thread.submit(pages.extract, PAGE)
        os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(ValueError, match="crashed its reader"):
            waiting.result()
    assert "Arlen" in pages.extract(PAGE).text


def test_pages_go_in_among_other_articles_in_their_order(store: Store) -> None:
    items = [
        RawArticle(source=str(n), html=PAGE.replace("Arlen", f"Town {n}"), external_id=str(n))
        if n % 2
        else RawArticle(source=str(n), text=f"Rain fell in Town {n}.", external_id=str(n), language="en")
        for n in range(8)
    ]
    items.insert(3, RawArticle(source="big", html="<p>" + "a" * 5_000_001))
    report = index(items, store)
    assert [row.input for row in report.done] == [str(n) for n in range(8)]
    assert {row.status for row in report.done} == {Status.ADDED}
    assert [row.input for row in report.failed] == ["big"]
    assert store.article(report.done[1].id).author == "Ida Moss"
