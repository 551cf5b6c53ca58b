"""Single values of RSS items, in every way that they are met."""

from __future__ import annotations

import pytest

from ingest.feeds import Entry, read_feed


def item(inner: str, *, attributes: str = "") -> bytes:
    return f'<?xml version="1.0"?><rss {attributes}><channel><item>{inner}</item></channel></rss>'.encode()


def only(data: bytes) -> Entry:
    feed = read_feed(data, "https://harran.example/news/feed.xml")
    assert feed is not None
    (entry,) = feed.entries
    return entry


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        pytest.param("<title>Fish &amp; chips</title>", "Fish & chips", id="escaped once"),
        pytest.param("<title>Fish &amp;amp; chips</title>", "Fish & chips", id="escaped twice"),
        pytest.param("<title>Fish & chips at AT&T</title>", "Fish & chips at AT&T", id="not escaped"),
        pytest.param("<title>Caf&eacute;&nbsp;closed &mdash; why</title>", "Café closed — why", id="entities of HTML"),
        pytest.param("<title>A &unknown; word</title>", "A &unknown; word", id="entity of nobody"),
        pytest.param("<title>It&#146;s &#x2019;s</title>", "It’s ’s", id="Windows characters by number"),
        pytest.param("<title>A&#11;B\x08C</title>", "ABC", id="control characters"),
        pytest.param("<title><![CDATA[The <i>Ada</i> sails & waits]]></title>", "The Ada sails & waits", id="CDATA"),
        pytest.param("<title>The &lt;i&gt;Ada&lt;/i&gt; sails</title>", "The Ada sails", id="HTML"),
        pytest.param("<title>The <i>Ada</i> sails</title>", "The Ada sails", id="elements"),
        pytest.param("<title>Why 3 &lt; 5 and &lt;stdio.h&gt;</title>", "Why 3 < 5 and <stdio.h>", id="no HTML"),
        pytest.param("<title>\n Bridge\n closed </title>", "Bridge closed", id="lines"),
        pytest.param("<title/><media:title>Bridge</media:title>", "Bridge", id="media, namespace not declared"),
        pytest.param("<media:title>Photo</media:title><title>Bridge</title>", "Bridge", id="not the photo's"),
        pytest.param("<link>x</link>", None, id="none"),
    ],
)
def test_titles(inner: str, title: str | None) -> None:
    assert only(item(inner)).title == title


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        pytest.param("<link>\n https://h.example/1 </link>", "https://h.example/1", id="blanks"),
        pytest.param("<link>/1?a=1&b=2&copy=3</link>", "https://harran.example/1?a=1&b=2&copy=3", id="unescaped"),
        pytest.param(
            "<link><![CDATA[/1?a=1&b=2&copy=3]]></link>", "https://harran.example/1?a=1&b=2&copy=3", id="CDATA"
        ),
        pytest.param("<link>1</link>", "https://harran.example/news/1", id="relative to the feed"),
        pytest.param("<link xml:base='https://h.example/x/'>1</link>", "https://h.example/x/1", id="own base"),
        pytest.param("<guid>https://h.example/1</guid>", "https://h.example/1", id="guid"),
        pytest.param("<guid isPermaLink='false'>https://h.example/1</guid>", None, id="guid that is none"),
        pytest.param("<guid>post-17</guid>", None, id="guid without address"),
        pytest.param("<link/><atom:link href='https://h.example/1'/>", "https://h.example/1", id="a link of Atom"),
        pytest.param("<link href='https://h.example/1'/>", "https://h.example/1", id="a link with href"),
        pytest.param(
            "<link>https://proxy.example/1</link><feedburner:origLink>https://h.example/1</feedburner:origLink>",
            "https://h.example/1",
            id="a proxy's",
        ),
        pytest.param("<link>javascript:alert(1)</link>", None, id="no page"),
        pytest.param("<link>file:///etc/passwd</link>", None, id="a file"),
        pytest.param("<link>https://h.example/a b</link>", "https://h.example/a%20b", id="blank inside"),
        pytest.param("<link>http://[half</link>", None, id="half an address"),
    ],
)
def test_addresses(inner: str, url: str | None) -> None:
    assert only(item(inner)).url == url


def test_the_base_of_a_document_and_of_an_entry() -> None:
    data = item('<link xml:base="b/">1</link>', attributes='xml:base="https://other.example/a/"')
    assert only(data).url == "https://other.example/a/b/1"


@pytest.mark.parametrize(
    ("inner", "author"),
    [
        pytest.param("<author>ida@harran.example (Ida Moss)</author>", "Ida Moss", id="mail and name"),
        pytest.param("<author>Ida Moss &lt;ida@harran.example&gt;</author>", "Ida Moss", id="name and mail"),
        pytest.param("<author>ida@harran.example</author>", None, id="mail"),
        pytest.param("<dc:creator><![CDATA[By Ida Moss]]></dc:creator>", "Ida Moss", id="by"),
        pytest.param("<dc:creator>admin</dc:creator><author>Ida Moss</author>", "Ida Moss", id="not the administrator"),
        pytest.param("<itunes:author>Ida Moss</itunes:author>", "Ida Moss", id="podcast"),
        pytest.param("<author><name>Ida Moss</name></author>", "Ida Moss", id="as in Atom"),
    ],
)
def test_authors(inner: str, author: str | None) -> None:
    assert only(item(inner)).author == author
