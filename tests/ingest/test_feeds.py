from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from ingest.feeds import Entry, Feed, Kind, read_feed

HOME = "https://harran.example/news/feed.xml"
MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
PARAGRAPH = (
    "The harbour bridge of Harran stays closed until the cracks in its northern pier are filled, the council said. "
)
LONG = f"<p>{PARAGRAPH * 4}</p><p>Ferries run instead.</p>"


def rss(items: str, *, channel: str = "", attributes: str = "") -> bytes:
    head = f'<?xml version="1.0"?><rss version="2.0" {attributes}><channel><title>Harran Post</title>'
    return f"{head}<link>https://harran.example/</link>{channel}{items}</channel></rss>".encode()


def item(inner: str, attributes: str = "") -> bytes:
    return rss(f"<item>{inner}</item>", attributes=attributes)


def atom(inner: str, *, head: str = "", attributes: str = "") -> bytes:
    start = f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Harran Post</title>{head}'
    return f"{start}<entry>{inner}</entry></feed>".encode()


def read(data: bytes, url: str = HOME) -> Feed:
    feed = read_feed(data, url)
    assert feed is not None
    return feed


def only(data: bytes, url: str = HOME) -> Entry:
    (entry,) = read(data, url).entries
    return entry


def test_rss_is_read() -> None:
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"'
    )
    inner = (
        f"<title>Bridge closed</title><link>https://harran.example/bridge</link><guid isPermaLink='false'>17</guid>"
        f"<pubDate>Wed, 04 Mar 2026 05:06:07 GMT</pubDate><dc:creator>Ida Moss</dc:creator>"
        f"<description>Cracks were found.</description><content:encoded><![CDATA[{LONG}]]></content:encoded>"
    )
    channel = '<language>en-GB</language><atom:link rel="next" href="?page=2"/><atom:link rel="self" href="/me"/>'
    feed = read(rss(f"<item>{inner}</item>", channel=channel, attributes=spaces))
    entry = Entry(
        url="https://harran.example/bridge",
        title="Bridge closed",
        published_at=MOMENT,
        author="Ida Moss",
        html=LONG,
        summary="Cracks were found.",
        id="17",
        language="en",
    )
    assert feed == Feed(
        kind=Kind.RSS,
        title="Harran Post",
        url="https://harran.example/",
        language="en",
        entries=(entry,),
        more=("https://harran.example/news/feed.xml?page=2",),
    )


def test_atom_is_read() -> None:
    inner = (
        '<title type="html">Bridge &lt;b&gt;closed&lt;/b&gt; &amp;amp; guarded</title>'
        "<id>tag:harran.example,2026:1</id>"
        '<link rel="enclosure" href="/a.mp3"/><link rel="alternate" type="application/json" href="/1.json"/>'
        '<link rel="alternate" type="text/html" href="/1"/><link rel="self" href="/1.atom"/>'
        "<published>2026-03-04T06:06:07+01:00</published><updated>2026-03-04T05:06:07Z</updated>"
        f'<summary>Cracks &amp; more.</summary><content type="xhtml" xml:lang="en">'
        f'<div xmlns="http://www.w3.org/1999/xhtml">{LONG}<br/></div></content>'
    )
    head = '<link href="https://harran.example/"/><author><name>Ida Moss</name></author>'
    head += "<author><name>Otto Lind</name></author>"
    feed = read(atom(inner, head=head, attributes='xml:lang="de" xml:base="https://harran.example/x/"'))
    assert feed == Feed(
        kind=Kind.ATOM,
        title="Harran Post",
        url="https://harran.example/",
        language="de",
        entries=(
            Entry(
                url="https://harran.example/1",
                title="Bridge closed & guarded",
                published_at=MOMENT,
                updated_at=MOMENT,
                author="Ida Moss, Otto Lind",
                html=f"<div>{LONG}<br></div>",
                summary="Cracks & more.",
                id="tag:harran.example,2026:1",
                language="en",
            ),
        ),
    )


def test_rdf_has_its_items_beside_the_channel() -> None:
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://harran.example/"><title>Harran Post'
        "</title><dc:language>fr</dc:language></channel><item rdf:about='https://harran.example/1'>"
        "<title>Bridge</title>"
        "<dc:date>2026-03-04T05:06:07+00:00</dc:date><dc:creator>Ida Moss</dc:creator>"
        "<dc:creator>Otto Lind</dc:creator>"
        "</item></rdf:RDF>"
    )
    feed = read(data.encode())
    assert (feed.kind, feed.title, feed.language) == (Kind.RSS, "Harran Post", "fr")
    assert feed.entries == (
        Entry(
            url="https://harran.example/1",
            title="Bridge",
            published_at=MOMENT,
            author="Ida Moss, Otto Lind",
            id="https://harran.example/1",
            language="fr",
        ),
    )


@pytest.mark.parametrize(
    ("data", "title"),
    [
        pytest.param("﻿\n\n  ".encode(), "Čaj", id="mark and blank lines"),
        pytest.param(b"<br />\n<b>Warning</b>: x in y.php\n", "Čaj", id="a server's warning"),
        pytest.param(b"<!-- made by <rss> --><?xml-stylesheet href='a'?>", "Čaj", id="comment and stylesheet"),
        pytest.param(b'<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://h.example/rss.dtd">', "Čaj", id="DTD"),
        pytest.param(
            b'<!DOCTYPE rss [<!ENTITY % HTML PUBLIC "x" "http://h.example/l.ent">\n%HTML; ]>', "Čaj", id="entities"
        ),
        pytest.param(b'<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>', "Čaj", id="entity of HTML"),
    ],
)
def test_what_stands_before_the_feed(data: bytes, title: str) -> None:
    assert only(data + item(f"<title>{title}</title>")).title == title


@pytest.mark.parametrize(
    ("encoding", "declared", "title"),
    [
        ("utf-8", "utf-8", "Čaj – “sladký”"),
        ("utf-8", "iso-8859-1", "Čaj – “sladký”"),
        ("utf-8", "utf-16", "Čaj"),
        ("utf-16", "utf-16", "Čaj"),
        ("utf-16-le", "utf-16", "Čaj"),
        ("utf-16-be", "utf-8", "Čaj"),
        ("windows-1251", "windows-1251", "Мост в Харране закрыт"),
        ("windows-1251", "utf-8", "Мост в Харране закрыт до пятницы, сообщил совет города"),
        ("cp1252", "iso-8859-1", "It’s closed"),
        ("cp1252", "utf-8", "L’été à Harran"),
        ("shift_jis", "Shift_JIS", "橋は金曜日まで閉鎖"),
    ],
)
def test_encodings(encoding: str, declared: str, title: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><rss><channel><item><title>{title}</title></item></channel></rss>'
    )
    assert only(text.encode(encoding)).title == title


def test_a_slip_in_utf_8_costs_one_character() -> None:
    assert only(
        item("<title>Čaj, žluť, dům, kůň, řeka, říčka, žížala, štěstí?</title>").replace(b"?", b"\xff")
    ).title == ("Čaj, žluť, dům, kůň, řeka, říčka, žížala, štěstí\ufffd")


def test_html_that_nobody_escaped_breaks_nothing() -> None:
    broken = f"<item><title>One<br></title><description><p>{PARAGRAPH}<br>{PARAGRAPH * 11}</description></item>"
    first, second = read(rss(f"{broken}<item><title>Two</title></item>")).entries
    assert (first.title, second.title) == ("One", "Two")
    assert first.html is not None
    assert first.html.startswith("<p>The harbour")


def test_what_breaks_off_loses_its_last_entry_only() -> None:
    data = rss("<item><title>One</title></item><item><title>Two</title><description>Half a sen")
    assert [entry.title for entry in read(data.removesuffix(b"</channel></rss>")).entries] == ["One"]


def test_a_prefix_is_what_its_document_says() -> None:
    data = item("<q:creator>Ida Moss</q:creator>", 'xmlns:q="http://purl.org/dc/elements/1.1/"')
    assert only(data).author == "Ida Moss"
    prefixed = b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>One</a:title></a:entry></a:feed>'
    assert only(prefixed).title == "One"
    assert (
        only(b"<feed><entry><title>One</title><id>https://h.example/1</id></entry></feed>").url == "https://h.example/1"
    )


def test_an_entry_that_was_taken_over_names_its_source() -> None:
    source = "<source><title>Yelland Echo</title><author><name>Otto Lind</name></author></source>"
    entry = only(atom(f"<title>One</title>{source}", head="<author><name>Ida Moss</name></author>"))
    assert (entry.author, entry.outlet) == ("Otto Lind", "Yelland Echo")


def test_media_describe_what_has_no_text() -> None:
    group = '<media:group xmlns:media="http://search.yahoo.com/mrss/"><media:description>Seen from the air.'
    assert only(atom(f"{group}</media:description></media:group>")).summary == "Seen from the air."
    assert only(item(f"{group}</media:description></media:group>")).summary == "Seen from the air."


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  ",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"<!doctype html><html><body>An &lt;rss&gt; feed, <rss> indeed</body></html>",
        b"<html><head><title>rss</title></head></html>",
        b'{"articles": []}',
        b"{not json",
        b"[1, 2]",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"Plain text about an rss feed.",
        gzip.compress(b"Plain text"),
        "<NewsML xmlns='http://iptc.org/std/nar/2006-10-01/'/>".encode("utf-16"),
    ],
)
def test_what_is_no_feed(data: bytes) -> None:
    assert read_feed(data, HOME) is None


def test_a_feed_without_entries_is_one() -> None:
    assert read(b"<rss/>") == Feed(kind=Kind.RSS)
    assert read(rss("")).entries == ()
