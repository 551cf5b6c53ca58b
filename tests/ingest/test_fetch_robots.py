"""What sites ask of programs, and that it is done: over a web that is played on this machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from email.utils import formatdate

import pytest

from ingest.fetch_address import place
from ingest.fetch_errors import FetchError, Trouble
from ingest.fetch_hosts import Hosts
from ingest.fetch_robots import Robots
from tests import loopback_web as harm
from tests.loopback_web import LoopbackWeb, loopback_web, page


@pytest.fixture
def web() -> Iterator[LoopbackWeb]:
    with loopback_web() as served:
        served.put("/a", page("The bridge is closed."))
        served.put("/private/b", page("The quay is closed."))
        yield served


ROBOTS = "User-agent: *\nDisallow: /private/\nCrawl-delay: 3\n\nUser-agent: other\nDisallow: /\n"


def test_what_a_site_asks_is_done_and_asked_once(web: LoopbackWeb) -> None:
    web.put("/robots.txt", ROBOTS, content_type="text/plain")
    slept: list[float] = []
    fetcher = web.fetcher(hosts=Hosts(sleep=slept.append, clock=lambda: 0.0), interval=1.0)
    with pytest.raises(FetchError, match="asks programs to keep away") as caught:
        fetcher.fetch(web.url("/private/b"))
    assert caught.value.trouble is Trouble.ROBOTS
    fetcher.fetch(web.url("/a"))
    fetcher.fetch(web.url("/a"))
    assert [seen.path for seen in web.seen] == ["/robots.txt", "/a", "/a"]
    assert slept == [3.0]


def test_a_redirect_into_what_is_closed_is_not_followed(web: LoopbackWeb) -> None:
    web.put("/robots.txt", ROBOTS, content_type="text/plain", host="quay.example")
    web.redirect("/away", web.url("/private/b", "quay.example"))
    with pytest.raises(FetchError, match="keep away"):
        web.fetcher().fetch(web.url("/away"))
    assert "/private/b" not in web.paths()


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (401, True), (500, False), (503, False), (429, False)]
)
def test_no_rules_allow_everything_and_a_broken_site_nothing(web: LoopbackWeb, status: int, allowed: bool) -> None:
    web.put("/robots.txt", "x", status=status)
    if allowed:
        assert web.fetcher().fetch(web.url("/a")).url == web.url("/a")
    else:
        with pytest.raises(FetchError, match=f"can't be had .status {status}"):
            web.fetcher().fetch(web.url("/a"))
        assert web.paths() == []


def test_rules_are_found_behind_redirects(web: LoopbackWeb) -> None:
    web.redirect("/robots.txt", "/rules.txt")
    web.put("/rules.txt", ROBOTS, content_type="text/plain")
    with pytest.raises(FetchError, match="keep away"):
        web.fetcher().fetch(web.url("/private/b"))


def test_rules_that_lead_on_for_ever_are_none(web: LoopbackWeb) -> None:
    web.redirect("/robots.txt", "/robots.txt")
    assert web.fetcher().fetch(web.url("/a")).url == web.url("/a")


def test_rules_that_lead_to_a_private_address_are_not_read(web: LoopbackWeb) -> None:
    web.redirect("/robots.txt", "http://169.254.169.254/")
    with pytest.raises(FetchError, match="not a host of the public web"):
        web.fetcher().fetch(web.url("/a"))


def test_rules_that_do_not_come_close_the_site(web: LoopbackWeb) -> None:
    web.put("/robots.txt", raw=harm.a_byte_at_a_time)
    with pytest.raises(FetchError, match="does not answer in time"):
        web.fetcher(timeout=0.3).fetch(web.url("/a"))


def test_waiting_for_ones_turn_is_not_slowness(web: LoopbackWeb) -> None:
    """Two sites on one host, the first of them slow: the second waits, and is read all the same."""
    web.put("/slow", raw=harm.a_byte_at_a_time)
    fetcher = web.fetcher(timeout=0.4)
    errors: list[FetchError] = []

    def be_slow() -> None:
        try:
            fetcher.fetch(web.url("/slow"))
        except FetchError as error:
            errors.append(error)

    slow = threading.Thread(target=be_slow)
    slow.start()
    while "/slow" not in web.paths():
        time.sleep(0.01)
    with pytest.raises(FetchError) as caught:
        fetcher.fetch("http://harbour.example:9/")
    slow.join()
    assert [error.trouble for error in errors] == [Trouble.SLOW]
    assert caught.value.trouble is Trouble.CONNECTION


def test_only_the_first_half_megabyte_of_the_rules_counts(web: LoopbackWeb) -> None:
    web.put("/robots.txt", "# nothing\n" * 60_000 + ROBOTS, content_type="text/plain")
    assert web.fetcher().fetch(web.url("/private/b")).url == web.url("/private/b")


def test_rules_are_read_again_after_a_day_and_broken_ones_sooner() -> None:
    now = [0.0]
    replies = [(200, b"User-agent: *\nDisallow: /"), (503, b""), (404, b"")]
    robots = Robots(clock=lambda: now[0])
    here = place("https://harbour.example/a")
    refusals = []
    for moment in (0.0, 86_000.0, 87_000.0, 87_200.0, 87_400.0):
        now[0] = moment
        rules = robots.rules(here, lambda target: replies.pop(0))
        refusals.append((rules.parsed is not None, rules.trouble))
    assert refusals == [(True, None), (True, None), (False, "status 503"), (False, "status 503"), (False, None)]


def test_a_site_may_ask_for_ten_seconds_and_no_more() -> None:
    robots = Robots()
    rules = robots.rules(place("https://a.example/"), lambda target: (200, b"User-agent: *\nCrawl-delay: 3600"))
    assert (rules.pause(1.0), rules.pause(20.0)) == (10.0, 20.0)


def test_a_busy_server_is_asked_once_more_after_the_wait_it_asks_for(web: LoopbackWeb) -> None:
    web.put("/busy", status=503, headers={"Retry-After": "4"})
    web.put("/busy", page("It is closed."))
    slept: list[float] = []
    fetcher = web.fetcher(hosts=Hosts(sleep=slept.append, clock=lambda: 0.0))
    assert fetcher.fetch(web.url("/busy")).url == web.url("/busy")
    assert slept == [4.0]


@pytest.mark.parametrize(
    ("retry", "asked", "seconds"),
    [
        ("4", 2, 4.0),
        ("3600", 1, 3600.0),
        (formatdate(time.time() - 60, usegmt=True), 2, 0.0),
        ("soon", 1, None),
        ("", 1, None),
    ],
    ids=["busy for good", "too long", "a date", "no time", "nothing said"],
)
def test_a_server_that_stays_busy_is_left_alone(
    web: LoopbackWeb, retry: str, asked: int, seconds: float | None
) -> None:
    web.put("/busy", status=429, headers={"Retry-After": retry})
    with pytest.raises(FetchError, match="429") as caught:
        web.fetcher(hosts=Hosts(sleep=lambda seconds: None)).fetch(web.url("/busy"))
    assert (caught.value.status, caught.value.retry_after) == (429, seconds)
    assert len(web.paths()) == asked
