"""Articles handed to the server that owns the store, over a real connection."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import uvicorn

from app.api import create_app
from app.wire import Services, open_services
from ingest import handover, subscribed
from ingest.__main__ import main
from ingest.corpus import RawArticle
from ingest.errors import StoreError
from ingest.feeds import Outline
from ingest.handover import BATCH_ARTICLES, hand_over
from ingest.index import IndexProgress
from ingest.load import load
from ingest.report import Failure, Status
from ingest.settings import Settings
from ingest.watch import follow
from tests.builders import raw
from tests.loopback_web import loopback_web, page


@contextmanager
def serving(services: Services, listening: socket.socket) -> Iterator[None]:
    server = uvicorn.Server(uvicorn.Config(create_app(services), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Services, str]]:
    """A server that owns a store, and its address, which the lock names."""
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        services = open_services(Settings(data_dir=tmp_path_factory.mktemp("served")), url=url)
        with closing(services.store), serving(services, listening):
            yield services, url


def test_what_is_handed_over_is_in_the_store_under_its_own_name(served: tuple[Services, str]) -> None:
    services, url = served
    items = [
        raw("The pier was painted green in the spring.", source="pier.txt", title="Pier", outlet="Harbour Post"),
        Failure("broken.json", "is not JSON"),
        raw("The lamp was lit at dusk.", source="lamp.jsonl:3", external_id="lamp", published_at="2024-05-01"),
        raw("Boats were counted.", source="boats.txt", published_at="the day after"),
        RawArticle(source="quay.html", html="<p>The <b>quay</b> was swept by three people.</p>", sample=True),
    ]
    report = hand_over(items, url)
    assert [(row.input, row.status) for row in report.done] == [
        ("pier.txt", Status.ADDED),
        ("lamp", Status.ADDED),
        ("quay.html", Status.ADDED),
    ]
    assert sorted(row.input for row in report.failed) == ["boats.txt", "broken.json"]
    assert "the day after" in next(row.error for row in report.failed if row.input == "boats.txt")
    pier, lamp, quay = (services.store.article(row.id) for row in report.done)
    assert (pier.title, pier.outlet) == ("Pier", "Harbour Post")
    assert lamp.external_id == "lamp"
    assert (quay.text, quay.sample) == ("The quay was swept by three people.", True)
    again = hand_over(items, url)
    assert [row.status for row in again.done] == [Status.UNCHANGED] * 3


def test_many_go_in_batches_and_progress_is_told(served: tuple[Services, str]) -> None:
    told: list[IndexProgress] = []
    items = [raw(f"Boat {number} was moored at the wharf.", source=f"{number}.txt") for number in range(101)]
    report = hand_over(iter(items), served[1], on_progress=told.append)
    assert [progress.done for progress in told] == [BATCH_ARTICLES, 2 * BATCH_ARTICLES, 101]
    assert [row.input for row in report.done] == [item.source for item in items]


def test_large_articles_go_in_small_batches(served: tuple[Services, str]) -> None:
    told: list[IndexProgress] = []
    long = "<p>The quay was swept.</p>" + "<!-- nothing to see -->" * 60_000
    hand_over(
        [raw(text=None, html=long, external_id=f"long-{number}") for number in range(3)],
        served[1],
        on_progress=told.append,
    )
    assert [progress.done for progress in told] == [2, 3]


def test_articles_that_come_slowly_do_not_wait_for_a_full_batch(
    served: tuple[Services, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover, "BATCH_SECONDS", 0.0)
    told: list[IndexProgress] = []
    items = [raw(f"Crane {number} was painted.", source=f"crane-{number}.txt") for number in range(3)]
    hand_over(iter(items), served[1], on_progress=told.append)
    assert [progress.done for progress in told] == [1, 2, 3]


def test_pages_are_fetched_here_and_called_by_the_urls_that_were_asked_for(served: tuple[Services, str]) -> None:
    with loopback_web() as web:
        text = "The dry dock of Tolm was flooded on Sunday and will not be used before the summer."
        web.put("/dock?utm_source=mail", page(text))
        asked = [web.redirect("/short", "/dock?utm_source=mail"), web.url("/dock?utm_source=mail"), web.url("/gone")]
        report = hand_over(load(asked, fetcher=web.fetcher()), served[1])
        assert [(row.input, row.status) for row in report.done] == [
            (asked[0], Status.ADDED),
            (asked[1], Status.UNCHANGED),
        ]
        assert [row.input for row in report.failed] == asked[2:]
        assert served[0].store.article(report.done[0].id).url == web.url("/dock")


def test_halves_of_characters_do_not_stop_it(served: tuple[Services, str]) -> None:
    report = hand_over([raw("The kiosk\ud83d was open.", title="Kiosk\udc00", external_id="kiosk\ud83d")], served[1])
    assert [row.status for row in report.done] == [Status.ADDED]


def test_nothing_is_nothing(served: tuple[Services, str]) -> None:
    report = hand_over([], served[1])
    assert (report.done, report.failed) == ([], [])


def test_the_command_hands_over_to_the_server_that_the_lock_names(
    served: tuple[Services, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    services, _ = served
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORROBORATE_DATA_DIR", str(services.store.folder))
    Path("ropewalk.txt").write_text("Title: Ropewalk\n\nThe ropewalk opened again after nine years.", "utf-8")
    inside = "http://127.0.0.1:9/ropewalk"
    assert main(["ropewalk.txt", "missing.txt", inside, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["added"], [row["input"] for row in report["failed"]]) == (1, ["missing.txt", inside])
    assert "not a host of the public web" in report["failed"][1]["error"]
    (row,) = report["articles"]
    assert row["input"] == "ropewalk.txt"
    assert services.store.article(row["id"]).title == "Ropewalk"


@contextmanager
def answering(status: int, body: bytes, *, length: int | None = None) -> Iterator[str]:
    """Serve one answer to every POST; with a `length` beyond the body the connection ends within it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Length", str(length or len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_a_server_that_refuses_is_quoted() -> None:
    with answering(507, b"the disk is full") as url, pytest.raises(StoreError, match="507 the disk is full"):
        hand_over([raw()], url)


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"articles": []}'], ids=["no-json", "list", "half"])
def test_a_server_of_another_kind_is_an_error_of_ours(body: bytes) -> None:
    with answering(200, body) as url, pytest.raises(StoreError, match="is not one of Corroborate's"):
        hand_over([raw()], url)


def test_a_server_that_dies_is_an_error_of_ours() -> None:
    with answering(200, b"{", length=100) as url, pytest.raises(StoreError, match="stopped answering"):
        hand_over([raw()], url)


def test_a_server_that_starts_is_waited_for(tmp_path: Path) -> None:
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        services = open_services(Settings(data_dir=tmp_path), url=url)
        handed: list[int] = []
        caller = threading.Thread(target=lambda: handed.append(len(hand_over([raw()], url).done)))
        caller.start()
        time.sleep(0.3)  # it has asked once and was refused
        listening.listen()
        with closing(services.store), serving(services, listening):
            caller.join()
        assert handed == [1]


def test_a_server_that_does_not_come_up_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "STARTING", 0.1)
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        with pytest.raises(StoreError, match="does not answer"):
            hand_over([raw()], url)


def test_the_command_asks_and_changes_the_server_that_has_the_store(
    served: tuple[Services, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    services, url = served
    feed = "https://harran.example/feed"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORROBORATE_DATA_DIR", str(services.store.folder))
    follow(services.store.database, [Outline(feed)], datetime.now(UTC))
    assert main(["--pause", feed]) == 0
    assert main(["--subscriptions"]) == 0
    assert f"{feed}  new, as often as it has news, paused" in capsys.readouterr().out
    assert main(["--resume", feed]) == main(["--unsubscribe", feed]) == main(["--jobs"]) == 0
    assert main(["--unsubscribe", feed]) == 2
    assert "no subscription" in capsys.readouterr().err
    listed = tmp_path / "papers.opml"
    listed.write_text(f"<opml><body><outline text='Harran Post' xmlUrl='{feed}'/></body></opml>", "utf-8")
    assert main(["--watch", "http://127.0.0.1:9/feed", str(listed)]) == 1
    said = capsys.readouterr().err
    assert f"at {url}, which keeps up with them: 1, failed: 1" in said
    assert "127.0.0.1" in said
    (row,) = subscribed.every(services.store.database.connection)
    assert (row.url, row.title) == (feed, "Harran Post")  # a list is believed as it is: none of its feeds is asked for
