"""What is made to exhaust its reader is refused, in little time and memory, with the reason."""

from __future__ import annotations

import gzip
import resource
import time
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import LoadError
from ingest.feed_xml import MAX_BYTES, MAX_ENTRIES
from ingest.feeds import read_feed

MOST_SECONDS = 2.0  # of the processor
MOST_BYTES = 300_000_000
BEGINNING = b"<rss><channel>"
END = b"</channel></rss>"
BOMB = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))


def entries(number: int) -> bytes:
    return BEGINNING + b"<item><title>a</title></item>" * number + END


def gzipped(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(
        (packer.compress(b"<rss>"), *(packer.compress(b" " * 1_000_000) for _ in range(size)), packer.flush())
    )


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "too large": (lambda: BEGINNING + b" " * MAX_BYTES, "larger than 20 MB"),
    "large once unpacked": (lambda: gzipped(40), "larger than 20 MB"),
    "large in many members": (lambda: gzip.compress(BEGINNING + b" " * 3_000_000) * 10, "larger than 20 MB"),
    "broken gzip": (lambda: gzip.compress(entries(1))[:20] + b"\0" * 50, "broken gzip"),
    "too many entries": (lambda: entries(MAX_ENTRIES + 1), "50,000 entries"),
    "a hundred thousand entries": (lambda: entries(100_000), "50,000 entries"),
    "too many tags": (lambda: BEGINNING + b"<item/>" * 1_000_000 + END, "1,000,000 tags"),
    "too many attributes": (
        lambda: BEGINNING + b"<a " + b" ".join(b'a%d=""' % n for n in range(1_000_001)) + b"/>",
        "1,000,000 tags",
    ),
    "too many entities": (lambda: BEGINNING + b"<item><title>" + b"&" * 1_500_000, "1,000,000 tags"),
    "too deep": (lambda: BEGINNING + b"<item>" * 300_000, "256 levels"),
    "one value of 15 MB": (
        lambda: BEGINNING + b"<item><title>" + b"x" * 15_000_000 + b"</title></item>" + END,
        "10 MB",
    ),
    "entities of entities": (
        lambda: f"<!DOCTYPE rss [<!ENTITY a0 'ha'>{BOMB}]><rss><channel><title>&a11;</title></channel></rss>".encode(),
        "'a0'",
    ),
    "a file as an entity": (
        lambda: (
            b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'
        ),
        "'x'",
    ),
    "too deep JSON": (lambda: b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 200_000, "too deeply"),
    "too many values": (
        lambda: b'{"version":"https://jsonfeed.org/version/1","items":[' + b"[]," * 2_000_000,
        "2,000,000 values",
    ),
    "too many items": (
        lambda: b'{"version":"https://jsonfeed.org/version/1","items":[' + b"0," * 50_001 + b"0]}",
        "50,000 entries",
    ),
    "too many feeds": (lambda: b"<opml><body>" + b"<outline/>" * 50_001 + b"</body></opml>", "50,000 outlines"),
    "no encoding at all": (lambda: BEGINNING + b"<title>" + b"\xe9\xe8\x81" * 300_000, "another encoding"),
}
READ: dict[str, Callable[[], bytes]] = {
    "as many entries as may be": lambda: entries(MAX_ENTRIES),
    "dates that nobody writes": lambda: (
        b"<urlset>"
        + b"<url><loc>https://h.example/</loc><lastmod>the 3 of May, 9999</lastmod></url>" * 5_000
        + b"</urlset>"
    ),
    "sections that do not end": lambda: BEGINNING + b"<![CDATA[" * 400_000,
    "comments that do not end": lambda: b"<!-- " * 400_000 + BEGINNING,
    "document types that do not end": lambda: b"<!doctype [" * 400_000 + BEGINNING,
    "open HTML": lambda: BEGINNING + b"<item><title>&lt;a </title></item>" * 10_000 + END,
    "elements that do not end": lambda: BEGINNING + b"<item></x><description>" * 100,
    "entries in entries": lambda: BEGINNING + (b"<item>" * 200 + b"x" * 10_000 + b"</item>" * 200) * 100 + END,
    "blanks": lambda: BEGINNING + b"<item><link>" + b" " * 9_000_000 + b"</link></item>" + END,
    "a parameter entity that names a file": lambda: (
        b'<!DOCTYPE rss [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><rss><channel><title>a</title></channel></rss>'
    ),
}


def measured(data: bytes) -> str | None:
    """Return why it was refused, None where it was not; fail where that took too much."""
    before, began = peak(), time.process_time()
    reason = None
    try:
        read_feed(data, "https://harran.example/feed")
    except LoadError as error:
        reason = error.reason
    assert time.process_time() - began < MOST_SECONDS
    assert peak() - before < MOST_BYTES
    return reason


def peak() -> int:
    """Return the most memory that this process had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    make, reason = REFUSED[name]
    assert reason in (measured(make()) or "nothing")


@pytest.mark.parametrize("name", READ)
def test_what_is_read_without_harm(name: str) -> None:
    assert measured(READ[name]()) is None


def test_no_entity_reaches_a_file() -> None:
    data = READ["a parameter entity that names a file"]()
    feed = read_feed(data.replace(b">a<", b">a &x; b<"))
    assert feed is not None
    assert feed.title == "a &x; b"


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("a<!-- <![CDATA[ -->&nbsp;b", "a b"),
        ("a &#xD800; &#0; &#99999999999; b", "a \ufffd \ufffd \ufffd b"),
        ("a &#xD8<!-- -->00; b", "a \ufffd b"),
    ],
)
def test_characters_that_are_none(title: str, read: str) -> None:
    feed = read_feed(BEGINNING + f"<title>{title}</title>".encode() + END)
    assert feed is not None
    assert feed.title == read


FEEDS = (
    BEGINNING
    + b"<item><title>A &amp; b</title><link>/1</link><dc:date>2026-03-04</dc:date><content:encoded><![CDATA[<p>"
    b"x</p>]]></content:encoded></item>" + END,
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/1"/><content type="xhtml"><div>x</div></content>'
    b"</entry></feed>",
    b'<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>/1</loc><n:news><n:title>A</n:title>'
    b"</n:news></url></urlset>",
    b'{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"authors":[{"name":"Ida"}],"date_published":"2026"}]}',
    b'<opml><body><outline text="A" xmlUrl="/feed"/></body></opml>',
)
PIECES = (
    *(b"<", b">", b"&", b"</", b'"', b"]]>", b"<![CDATA[", b"<!--", b"<!DOCTYPE [", b"<?", b"<item>", b"<entry>", b"{"),
    *(
        b"\0",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"&#0;",
        b"&#xD800;",
        b"xmlns:q='",
        b"xml:base='http://[",
        b"<a:b>",
        b"9" * 30,
    ),
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(FEEDS), st.lists(st.tuples(st.integers(0, 400), st.sampled_from(PIECES) | st.binary(max_size=9)))
)
def test_whatever_is_put_into_a_feed_it_is_read_or_refused(data: bytes, pieces: list[tuple[int, bytes]]) -> None:
    for place, piece in pieces:
        data = data[:place] + piece + data[place:]
    try:
        feed = read_feed(data, "https://harran.example/feed")
    except LoadError:
        return
    for entry in feed.entries if feed else ():
        assert entry.url is None or entry.url.startswith(("http://", "https://"))
        f"{entry}".encode()  # characters, all of them
