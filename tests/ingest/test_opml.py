from __future__ import annotations

from ingest.feeds import Feed, Kind, Outline, read_feed, read_outlines

LIST = b"""<?xml version="1.0"?><opml version="2.0"><head><title>My papers</title></head><body>
<outline text="Near"><outline text="Coast"><outline text="Harran Post" title="Harran &amp; Post" type="rss"
  xmlUrl="https://harran.example/feed" htmlUrl="https://harran.example/"/></outline>
  <outline text="Twice" xmlUrl="https://harran.example/feed"/></outline>
<outline text="Old spelling" xmlurl="/echo.rss"/><outline text="A note"/><outline text="Bad" xmlUrl="javascript:1"/>
<outline type="include" text="More" url="https://lists.example/more.opml"/><outline type="link" url="https://x.example/"/>
</body></opml>"""


def test_a_list_of_feeds() -> None:
    addresses = (
        "https://harran.example/feed",
        "https://me.example/echo.rss",
        "javascript:1",  # for whoever reads the list to refuse by name
        "https://lists.example/more.opml",
    )
    assert read_feed(LIST, "https://me.example/list.opml") == Feed(kind=Kind.OPML, title="My papers", more=addresses)
    assert read_outlines(LIST, "https://me.example/list.opml") == (
        Outline(addresses[0], "Harran & Post", "https://harran.example/"),
        Outline(addresses[1], "Old spelling"),
        Outline(addresses[2], "Bad"),
        Outline(addresses[3], "More"),
    )


def test_what_is_no_list_has_no_feeds() -> None:
    assert read_outlines(b"<rss><channel/></rss>") == ()
    assert read_outlines(b"text") == ()
