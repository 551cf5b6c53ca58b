"""URLs over HTTP, fetched from a web that is played on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ingest.load import usual_fetcher
from tests import loopback_web as harm
from tests.loopback_web import LoopbackWeb, loopback_web, page

pytest_plugins = ["tests.api_fixtures"]

BRIDGE = page(
    "The harbour bridge in Tolm stays closed until spring, the port office said on Monday.",
    "Two of its cables were found to be worn through, and nobody may cross it on foot or by car.",
    "The town council meets on Thursday to speak of the cost of the repairs.",
)
RSS = "<rss version='2.0'><channel>{}</channel></rss>"
LAUGHS = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>" + RSS.format("<title>&b;</title>")


@pytest.fixture
def web(client: TestClient) -> Iterator[LoopbackWeb]:
    """A web that the server of `client` reaches."""
    assert isinstance(client.app, FastAPI)
    with loopback_web() as served:
        fetcher = served.fetcher(timeout=1.0)
        client.app.dependency_overrides[usual_fetcher] = lambda: fetcher
        yield served


def test_pages_come_in_by_their_urls_and_each_bad_one_is_a_row(client: TestClient, web: LoopbackWeb) -> None:
    web.redirect("/short", "/bridge?utm_source=mail")
    good = [web.put("/bridge?utm_source=mail", BRIDGE), web.url("/short")]
    bad = [
        web.put("/slow", raw=harm.a_byte_at_a_time),
        web.put("/bomb", raw=harm.bomb("gzip")),
        web.put("/gone", status=410),
        web.put("/nested", "<html><body>" + "<div>" * 100_000 + "Closed."),
        web.put("/huge", "<html><body>" + "<p>The bridge is closed.</p>" * 300_000),
        web.put("/missing", page("The page you are looking for was not found.", title="404 Not Found")),
        web.put("/wide", RSS.format("<item/>" * 60_000), content_type="application/rss+xml"),
        web.put("/laughs", LAUGHS, content_type="application/rss+xml"),
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1.nip.invalid/",
        "file:///etc/passwd",
        "",
    ]
    reply = client.post("/api/articles", json={"urls": [*good, *bad, 7]})
    assert reply.status_code == 200, reply.text
    report = reply.json()
    assert sorted(row["input"] for row in report["failed"]) == sorted([*bad, "urls[14]"])
    assert [row["input"] for row in report["articles"]] == good
    assert {row["id"] for row in report["articles"]} == {report["articles"][0]["id"]}
    article = client.get(f"/api/articles/{report['articles'][0]['id']}").json()
    assert (article["url"], article["title"]) == (web.url("/bridge"), "Bridge closed")
    assert "stays closed until spring" in article["text"]
    assert client.post("/api/articles", json={"urls": good[:1]}).json()["unchanged"] == 1


def test_a_feed_comes_in_by_its_url_or_as_a_file(client: TestClient, web: LoopbackWeb) -> None:
    feed = RSS.format(f"<item><link>{web.put('/bridge', BRIDGE)}</link></item>")
    web.put("/feed", feed, content_type="application/rss+xml")
    assert client.post("/api/articles", json={"urls": [web.url("/feed")]}).json()["added"] == 1
    report = client.post("/api/articles", files=[("files", ("feed.xml", feed.encode()))]).json()
    assert [row["status"] for row in report["articles"]] == ["unchanged"]


def test_a_server_as_it_is_does_not_read_this_machine(client: TestClient) -> None:
    (row,) = client.post("/api/articles", json={"urls": ["http://127.0.0.1:7860/"]}).json()["failed"]
    assert row["input"] == "http://127.0.0.1:7860/"
    assert "not a host of the public web" in row["error"]
