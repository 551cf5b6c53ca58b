"""Subscriptions over HTTP, with the loopback as the web."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from app.api import create_app
from app.watcher import Watcher
from app.wire import Services
from ingest.load import usual_fetcher
from tests.api_server import BASE_URL, assert_problem
from tests.loopback_web import LoopbackWeb, loopback_web

pytest_plugins = ["tests.api_fixtures"]

TEXT = "<p>The harbour bridge of Harran stays closed until Friday, the council said on Monday.</p>" * 6


@pytest.fixture
def web() -> Iterator[LoopbackWeb]:
    with loopback_web() as opened:
        yield opened


@pytest.fixture
def watcher(services: Services, web: LoopbackWeb) -> Iterator[Watcher]:
    made = Watcher(services.store, web=web.fetcher)
    yield made
    made.stop()


@pytest.fixture
def reader(services: Services, watcher: Watcher, web: LoopbackWeb) -> TestClient:
    app = create_app(replace(services, watcher=watcher))
    app.dependency_overrides[usual_fetcher] = lambda: web.fetcher()
    return TestClient(app, base_url=BASE_URL, raise_server_exceptions=False)


def put_feed(web: LoopbackWeb, path: str = "/feed", host: str = "harran.example") -> str:
    link = web.url("/bridge", host)
    item = f"<item><title>Bridge</title><link>{link}</link><content:encoded><![CDATA[{TEXT}]]></content:encoded></item>"
    body = f"<rss><channel><title>Harran Post</title>{item}</channel></rss>"
    return web.put(path, body, host=host, content_type="application/rss+xml")


def opml(*urls: str) -> str:
    rows = "".join(f'<outline type="rss" text="One" xmlUrl="{url}"/>' for url in urls)
    return f'<?xml version="1.0"?><opml version="2.0"><body>{rows}</body></opml>'


def test_a_feed_is_subscribed_to_once(reader: TestClient, web: LoopbackWeb) -> None:
    url = put_feed(web)
    reply = reader.post("/api/subscriptions", json={"url": url, "every": 60})
    assert reply.status_code == 201, reply.text
    (row,) = reply.json()["subscriptions"]
    assert (reply.json()["added"], row["url"], row["title"], row["every"]) == (1, url, "Harran Post", 60)
    assert reader.post("/api/subscriptions", json={"url": url}).json()["added"] == 0
    assert reader.get("/api/subscriptions").json() == {"watching": False, "subscriptions": [row]}


def test_a_page_leads_to_its_feed_and_a_list_to_all_of_its_feeds(reader: TestClient, web: LoopbackWeb) -> None:
    feed = put_feed(web)
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    home = web.put("/", f"<html><head>{head}</head><body>Home</body></html>", host="harran.example")
    assert [row["url"] for row in reader.post("/api/subscriptions", json={"url": home}).json()["subscriptions"]] == [
        feed
    ]
    other = web.url("/other")
    listed = web.put("/list.opml", opml(feed, other), content_type="text/xml")
    reply = reader.post("/api/subscriptions", json={"url": listed})
    assert (reply.json()["added"], len(reply.json()["subscriptions"])) == (1, 2)
    third = web.url("/third")
    reply = reader.post("/api/subscriptions/opml", files={"file": ("mine.opml", opml(third, "file:///x").encode())})
    assert reply.status_code == 201, reply.text
    assert reply.json()["added"] == 1
    assert [row["input"] for row in reply.json()["failed"]] == ["file:///x"]


def test_what_is_no_feed_is_refused(reader: TestClient, web: LoopbackWeb) -> None:
    bare = web.put("/bare", "<html><body>Nothing</body></html>")
    assert_problem(reader.post("/api/subscriptions", json={"url": bare}), 422, "names none")
    assert_problem(reader.post("/api/subscriptions", json={"url": web.url("/gone")}), 422, "/gone")
    assert_problem(reader.post("/api/subscriptions", json={"url": "file:///etc/passwd"}), 422, "file:///etc/passwd")
    assert_problem(reader.post("/api/subscriptions", json={"url": "http://127.0.0.2:1/"}), 422, "127.0.0.2")
    assert_problem(reader.post("/api/subscriptions", json={"url": put_feed(web), "every": 1}), 422, "'every'")
    assert_problem(reader.post("/api/subscriptions/opml", files={"file": ("x.opml", b"x")}), 422, "x.opml")
    assert reader.get("/api/subscriptions").json()["subscriptions"] == []


def test_a_subscription_is_changed_and_removed(reader: TestClient, web: LoopbackWeb) -> None:
    (row,) = reader.post("/api/subscriptions", json={"url": put_feed(web)}).json()["subscriptions"]
    place = f"/api/subscriptions/{row['id']}"
    assert reader.patch(place, json={"paused": True}).json()["paused"] is True
    changed = reader.patch(place, json={"every": 30}).json()
    assert (changed["paused"], changed["every"]) == (True, 30)
    changed = reader.patch(place, json={"paused": False, "every": None}).json()
    assert (changed["paused"], changed["every"]) == (False, None)
    assert_problem(reader.patch(place, json={"every": 2}), 422, "'every'")
    assert_problem(reader.patch("/api/subscriptions/sub_none", json={"paused": True}), 404, "'sub_none'")
    assert reader.delete(place).status_code == 204
    assert_problem(reader.delete(place), 404, row["id"])


def test_the_watcher_reads_what_is_due_and_what_is_subscribed_to_meanwhile(
    reader: TestClient, watcher: Watcher, web: LoopbackWeb
) -> None:
    watcher.start()
    assert reader.get("/api/subscriptions").json()["watching"] is True
    reader.post("/api/subscriptions", json={"url": put_feed(web)})
    give_up_at = time.monotonic() + 20
    while reader.get("/api/subscriptions").json()["subscriptions"][0]["state"] != "changed":
        assert time.monotonic() < give_up_at
        time.sleep(0.05)
    (article,) = reader.get("/api/articles").json()["articles"]
    assert article["url"] == web.url("/bridge", "harran.example")
    watcher.stop()
    assert reader.get("/api/subscriptions").json()["watching"] is False


def test_the_same_call_gets_the_same_answer_again(reader: TestClient, web: LoopbackWeb) -> None:
    body, key = {"url": put_feed(web)}, {"Idempotency-Key": "harran"}
    first, again = (reader.post("/api/subscriptions", json=body, headers=key) for _ in range(2))
    assert (first.json()["added"], again.status_code, again.content) == (1, 201, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    assert reader.post("/api/subscriptions", json=body).json()["added"] == 0
