"""What a visitor does on the tab: a job or a subscription comes of it, or a note that says why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.jobs import Jobs
from app.ui_actions import SEEDS, address, bring_addresses, bring_files, bring_samples, press, subscribe, subscribe_all
from app.ui_uploads import folder_of
from ingest import subscribed
from ingest.errors import BusyError
from ingest.jobs import JobState
from ingest.settings import Settings
from ingest.store import Store
from ingest.subscriptions import Subscription
from tests.loopback_web import LoopbackWeb, loopback_web, page
from tests.page_html import PAYLOADS, seen

NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)
RSS = "<rss version='2.0'><channel><title>Sallow Gazette</title></channel></rss>"


class NoJobs(Jobs):
    """Jobs that nobody works off, so that what was handed in is seen as it is."""

    def _wake(self) -> None:
        pass


@pytest.fixture
def services(store: Store, tmp_path: Path) -> Any:
    return SimpleNamespace(
        settings=Settings(data_dir=tmp_path / "data"),
        store=store,
        jobs=NoJobs(store),
        watcher=SimpleNamespace(wake=lambda: None),
        clock=lambda: NOW,
    )


@pytest.fixture
def web() -> Iterator[LoopbackWeb]:
    with loopback_web() as played:
        yield played


def sent(services: Any, name: str, text: str) -> dict[str, Any]:
    place = folder_of(services.settings.data_dir) / "a1" / "file"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    return {"files": [{"name": name, "path": str(place)}]}


def followed(services: Any) -> tuple[Subscription, ...]:
    return subscribed.every(services.store.database.connection)


def test_files_become_a_job_and_are_gone(services: Any) -> None:
    note = bring_files(sent(services, "lamps.md", "The lamps were stolen."), services)
    assert seen(note).text == "Started: lamps.md"
    (job,) = services.jobs.recent()
    assert (job.title, job.state) == ("lamps.md", JobState.WAITING)
    assert list(folder_of(services.settings.data_dir).iterdir()) == []


def test_what_did_not_arrive_is_no_job(services: Any) -> None:
    note = bring_files({"files": [{"name": "lamps.md", "path": "/etc/passwd"}]}, services)
    assert "lamps.md did not arrive" in seen(note).text
    assert services.jobs.recent() == ()


def test_addresses_become_a_job(services: Any) -> None:
    assert "Started: 2 addresses" in bring_addresses(" harbour-wire.example\n\nhttps://post.example/a \n", services)
    (job,) = services.jobs.recent()
    assert job.total == 2 or job.total is None


def test_a_line_of_words_is_one_refused_address(services: Any) -> None:
    assert "Started: 3 addresses" in bring_addresses("a.example b.example\nno address at all\n", services)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("harbour-wire.example/a", "https://harbour-wire.example/a"),
        ("http://post.example", "http://post.example"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("lamps", "lamps"),
    ],
)
def test_an_address_may_lack_its_scheme(word: str, meant: str) -> None:
    assert address(word) == meant


def test_the_samples_are_the_articles_of_the_seeds_alone(services: Any) -> None:
    assert "Started: " in bring_samples(services)
    (job,) = services.jobs.recent()
    assert job.total == len(list(SEEDS.glob("*/*")))
    assert list(SEEDS.glob("*/*"))


def test_a_refusal_of_the_runner_is_a_note(services: Any) -> None:
    def full(_: object) -> None:
        raise BusyError("20 jobs are waiting, <b>and</b> no more may")

    services.jobs = SimpleNamespace(add_urls=full)
    note = seen(bring_addresses("https://post.example", services))
    assert note.text == "20 jobs are waiting, <b>and</b> no more may"


def test_what_nobody_foresaw_is_a_note_without_its_cause(services: Any, caplog: pytest.LogCaptureFixture) -> None:
    services.jobs = SimpleNamespace(add_urls=lambda _: 1 / 0)
    assert "something went wrong on the server" in bring_addresses("https://post.example", services)
    assert "ZeroDivisionError" in caplog.text


def test_a_feed_is_followed_at_the_interval_chosen(services: Any, web: LoopbackWeb) -> None:
    url = web.put("/feed", RSS, content_type="application/rss+xml")
    assert "Subscribed to Sallow Gazette." in subscribe(f" {url} ", 60, services, web.fetcher())
    (row,) = followed(services)
    assert (row.url, row.title, row.every) == (url, "Sallow Gazette", timedelta(hours=1))
    assert "1 subscription you had already." in subscribe(url, 0, services, web.fetcher())
    assert "now at the interval that you chose" in subscribe(url, 15, services, web.fetcher())
    assert [row.every for row in followed(services)] == [timedelta(minutes=15)]


@pytest.mark.parametrize("text", ["", "/plain", "file:///etc/passwd", "http://"], ids=["empty", "page", "file", "none"])
def test_what_can_not_be_followed_is_explained(services: Any, web: LoopbackWeb, text: str) -> None:
    web.put("/plain", page("The quay was swept."))
    note = subscribe(web.url(text) if text.startswith("/") else text, 0, services, web.fetcher())
    assert seen(note).tags[0][1]["role"] == "alert"
    assert followed(services) == ()


def test_a_list_is_followed(services: Any) -> None:
    rows = "".join(f'<outline text="F{n}" xmlUrl="https://f.example/{n}"/>' for n in range(3))
    opml = f'<opml version="2.0"><body>{rows}</body></opml>'
    assert "Subscribed to 3 feeds." in subscribe_all(sent(services, "desk.opml", opml), 0, services)
    assert {row.every for row in followed(services)} == {None}
    assert "names no feeds" in subscribe_all(sent(services, "desk.opml", "<opml></opml>"), 0, services)
    assert list(folder_of(services.settings.data_dir).iterdir()) == []


def test_buttons_do_what_they_say(services: Any, web: LoopbackWeb) -> None:
    url = web.put("/feed", RSS, content_type="application/rss+xml")
    subscribe(url, 0, services, web.fetcher())
    bring_addresses("https://post.example", services)
    (job,) = services.jobs.recent()
    assert press({"act": "stop", "on": job.id}, services) == ""
    assert services.jobs.get(job.id).state is JobState.CANCELLED
    for act, paused in (("pause", True), ("resume", False)):
        assert press({"act": act, "on": url}, services) == ""
        assert [row.paused for row in followed(services)] == [paused]
    assert press({"act": "remove", "on": url}, services) == ""
    assert followed(services) == ()


@pytest.mark.parametrize(
    "data",
    [None, {}, {"act": "drop", "on": "x"}, {"act": "stop"}, {"act": ["stop"], "on": "x"}, {"act": "stop", "on": 7}],
    ids=["nothing", "empty", "unknown", "on nothing", "list", "number"],
)
def test_a_button_that_is_none_does_nothing(services: Any, data: Any) -> None:
    assert "is not known here" in press(data, services)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_what_was_sent_never_becomes_markup(services: Any, payload: str) -> None:
    notes = (
        press({"act": "pause", "on": payload}, services),
        bring_files(sent(services, payload, "The lamps were stolen."), services),
    )
    assert {tag for note in notes for tag, _ in seen(note).tags} == {"p"}
