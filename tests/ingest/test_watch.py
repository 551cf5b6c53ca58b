from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ingest.corpus import RawArticle, content_id
from ingest.database import Database
from ingest.errors import LoadError
from ingest.feeds import Outline
from ingest.fetch_errors import FetchError, Trouble
from ingest.report import Failure, IndexReport
from ingest.subscriptions import FIRST, State, Subscription
from ingest.watch import LOOK_AGAIN, MOST_TRIES, Refreshed, follow, outlines, refresh, watch
from tests.watched import FEED, NOW, Desk, Web, addresses, feed, page, run, state, subscribe

pytest_plugins = ["tests.watch_fixtures"]


def test_a_list_is_followed_once(database: Database) -> None:
    outlines = [Outline(FEED, "Harran Post"), Outline("file:///etc/passwd"), Outline(FEED, "Twice")]
    added, (failed,) = follow(database, outlines, NOW)
    assert (added, failed.input) == (1, "file:///etc/passwd")
    assert follow(database, outlines[:1], NOW + timedelta(hours=1)) == (0, ())
    assert state(database) == Subscription(url=FEED, title="Harran Post", due_at=NOW)


def test_only_what_is_new_goes_in(database: Database, web: Web, desk: Desk) -> None:
    subscribe(database, FEED)
    web.pages[FEED] = feed(1, 2)
    assert run(database, web, desk) == [Refreshed(FEED, State.CHANGED, 2)]
    assert desk.names == addresses(1, 2)
    assert run(database, web, desk) == []  # nothing is due
    later = state(database).due_at
    assert later == NOW + FIRST
    assert run(database, web, desk, later) == [Refreshed(FEED, State.UNCHANGED)]
    assert web.asked[-1] == (FEED, content_id("", str(web.pages[FEED])))
    web.pages[FEED] = feed(3, 2)
    assert run(database, web, desk, state(database).due_at) == [Refreshed(FEED, State.CHANGED, 1)]
    assert desk.names == addresses(1, 2, 3)
    assert state(database).title == "Harran Post"


def test_an_edited_entry_is_new(database: Database, web: Web, desk: Desk) -> None:
    subscribe(database, FEED)
    web.pages[FEED] = feed(1)
    run(database, web, desk)
    web.pages[FEED] = feed(1).replace(b"Friday", b"Saturday")
    assert [row.articles for row in run(database, web, desk, NOW + FIRST)] == [1]


def test_pages_are_fetched_where_the_feed_has_teasers(database: Database, web: Web, desk: Desk) -> None:
    subscribe(database, FEED)
    web.pages = {FEED: feed(1, whole=False), "https://harran.example/1": page()}
    assert run(database, web, desk) == [Refreshed(FEED, State.CHANGED, 1)]
    assert ("https://harran.example/1", None) in web.asked


def test_a_page_that_fails_is_tried_again_a_few_times(database: Database, web: Web, desk: Desk) -> None:
    subscribe(database, FEED)
    web.pages[FEED] = feed(1, 2, whole=False)
    web.pages["https://harran.example/2"] = page()
    now = NOW
    for number in range(MOST_TRIES + 2):
        (row,) = run(database, web, desk, now)
        assert len(row.failed) == (1 if number < MOST_TRIES else 0)
        now = state(database).due_at
    asked = [url for url, _ in web.asked]
    assert asked.count("https://harran.example/1") == MOST_TRIES
    assert asked.count("https://harran.example/2") == 1
    assert web.asked[-1] == (FEED, content_id("", str(web.pages[FEED])))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(None, "no such page", id="missing"),
        pytest.param(page(), "no feed", id="a page"),
        pytest.param(b"<opml><body/></opml>", "list of feeds", id="a list"),
        pytest.param(b"<sitemapindex/>", "list of sitemaps", id="an index"),
        pytest.param(b"<rss>" + b"<item>" * 1_000, "nested deeper", id="hostile"),
    ],
)
def test_a_feed_that_fails_waits_longer_and_the_others_go_on(
    database: Database, web: Web, desk: Desk, content: bytes | None, reason: str
) -> None:
    other = "https://yelland.example/feed"
    subscribe(database, FEED, other)
    web.pages[other] = feed(1)
    if content is not None:
        web.pages[FEED] = content
    failed, fine = run(database, web, desk)
    assert (failed.url, failed.state, fine.state) == (FEED, State.FAILED, State.CHANGED)
    assert reason in (failed.error or "")
    assert state(database).due_at == NOW + FIRST * 2
    assert state(database).error == failed.error


def test_a_server_may_ask_to_wait(database: Database, web: Web, desk: Desk) -> None:
    subscribe(database, FEED)
    web.pages[FEED] = FetchError(FEED, "busy", Trouble.STATUS, status=429, retry_after=7_200)
    run(database, web, desk)
    assert state(database).due_at == NOW + timedelta(hours=2)


def test_a_pass_that_breaks_off_is_repeated(database: Database, web: Web, desk: Desk) -> None:
    subscribe(database, FEED)
    web.pages[FEED] = feed(1)

    def full(items: Iterator[RawArticle | Failure]) -> IndexReport:
        raise OSError(f"the disk is full at {next(items)}")

    with pytest.raises(OSError, match="full"):
        list(refresh(database, web, NOW, full))
    assert state(database).state is State.NEW
    assert run(database, web, desk) == [Refreshed(FEED, State.CHANGED, 1)]


def test_many_feeds_are_read(database: Database, web: Web, desk: Desk) -> None:
    urls = [f"https://paper{number}.example/feed" for number in range(20)]
    subscribe(database, *urls)
    web.pages = {url: feed(number) for number, url in enumerate(urls)}
    assert sorted(row.url for row in run(database, web, desk)) == sorted(urls)


def test_watching_reads_what_becomes_due(database: Database, web: Web, desk: Desk) -> None:
    subscribe(database, FEED)
    web.pages[FEED] = feed(1)
    time = [NOW]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        time[0] += timedelta(seconds=seconds)
        if len(slept) == 60:
            web.pages[FEED] = feed(1, 2)
        if len(slept) == 200:
            raise KeyboardInterrupt

    seen: list[Refreshed] = []

    def read() -> None:
        for row in watch(database, web, desk, clock=lambda: time[0], sleep=sleep):
            seen.append(row)

    with pytest.raises(KeyboardInterrupt):
        read()
    assert [row.state for row in seen] == [State.CHANGED] * 2 + [State.UNCHANGED] * 3
    assert desk.names == addresses(1, 2)
    assert max(slept) == LOOK_AGAIN


def test_watching_nothing_waits(database: Database, web: Web, desk: Desk) -> None:
    def sleep(seconds: float) -> None:
        raise KeyboardInterrupt(seconds)

    with pytest.raises(KeyboardInterrupt, match=str(LOOK_AGAIN)):
        next(watch(database, web, desk, sleep=sleep))


def test_sources_name_feeds(tmp_path: Path) -> None:
    path = tmp_path / "papers.opml"
    path.write_text(f"<opml><body><outline text='Harran Post' xmlUrl='{FEED}'/></body></opml>", encoding="utf-8")
    assert outlines([str(path)]) == (Outline(FEED, "Harran Post"),)
    path.write_text("Just text", encoding="utf-8")
    with pytest.raises(LoadError, match="names no feeds"):
        outlines([str(path)])
    with pytest.raises(LoadError, match="can't be read"):
        outlines([str(tmp_path / "missing.opml")])


def test_what_came_of_a_feed_as_json() -> None:
    row = Refreshed(FEED, State.CHANGED, 2, (Failure("https://harran.example/3", "gone"),))
    failed = [{"input": "https://harran.example/3", "error": "gone"}]
    assert row.as_json() == {"feed": FEED, "state": "changed", "articles": 2, "failed": failed, "error": None}
