"""What addresses lead to as feeds, with the loopback as the web."""

from __future__ import annotations

from ingest.feeds import Outline
from ingest.subscribing import feeds_of
from tests.loopback_web import loopback_web

FEED = "<rss><channel><title>Harran Post</title><item><title>Bridge</title><link>/bridge</link></item></channel></rss>"


def test_addresses_lead_to_feeds_or_are_named_with_the_reason() -> None:
    with loopback_web() as web:
        feed = web.put("/feed", FEED, content_type="application/rss+xml")
        head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
        home = web.put("/", f"<html><head>{head}</head><body>Home</body></html>")
        bare = web.put("/bare", "<html><body>Nothing</body></html>")
        known = web.url("/known")
        found, failed = feeds_of([home, feed, bare, known, "http://127.0.0.2:1/"], web.fetcher(), {known})
        assert found == (Outline(feed), Outline(feed, "Harran Post"), Outline(known))
        assert [row.input for row in failed] == [bare, "http://127.0.0.2:1/"]
        assert "names none" in failed[0].error
        assert "/known" not in web.paths()
