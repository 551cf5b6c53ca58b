"""The bytes of a feed in, what it says out: RSS, Atom, JSON Feed, sitemaps and lists of feeds. Nothing is fetched.

`read_feed` reads any of them. An entry has its article's HTML where the feed carries all of it; the others name pages
that somebody has to fetch.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ingest import feeds_atom, feeds_json, feeds_rss, opml, sitemaps
from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.feed_entries import Entry, Feed, Kind
from ingest.feed_values import Values
from ingest.feed_xml import MAX_BYTES, Document, parse
from ingest.opml import Outline

__all__ = ["Entry", "Feed", "Kind", "Outline", "raw_articles", "read_feed", "read_outlines"]

_READERS: dict[str, Callable[[Document, Values], Feed]] = {
    **dict.fromkeys(("rss", "rdf"), feeds_rss.feed),
    "feed": feeds_atom.feed,
    "urlset": sitemaps.sitemap,
    "sitemapindex": sitemaps.index,
    "opml": opml.feed,
}
_GZIP = b"\x1f\x8b"
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_NO_NAME = "the feed"


def read_feed(data: bytes, url: str = "") -> Feed | None:
    """Return the feed, None where the bytes are no feed; `url` is where they were found, for relative addresses.

    Raises:
        LoadError: it is a feed that can't be read: too large, too deep, or made to exhaust whoever reads it.
    """
    name = url or _NO_NAME
    data = _unpacked(data, name)
    values = Values(url)
    if _JSON.match(data):
        return feeds_json.feed(data, values, name)
    document = parse(data, name)
    with _only_characters(name):
        return _READERS[document.kind](document, values) if document else None


def read_outlines(data: bytes, url: str = "") -> tuple[Outline, ...]:
    """Return the feeds of an OPML file with their titles, in its order; none where it is no such file.

    Raises:
        LoadError: as `read_feed`.
    """
    document = parse(_unpacked(data, url or _NO_NAME), url or _NO_NAME)
    if document is None or document.kind != Kind.OPML:
        return ()
    with _only_characters(document.url):
        return tuple(opml.outlines(document, Values(url)))


@contextmanager
def _only_characters(name: str) -> Iterator[None]:
    """Refuse what the parser lets through from references such as '&#xD800;', in places where they are not repaired."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise LoadError(name, "holds half a character ('&#xD800;' or its like); give the feed without it") from error


def raw_articles(feed: Feed, source: str) -> tuple[tuple[RawArticle, ...], tuple[Entry, ...]]:
    """Return the articles that the feed carries whole, and the entries whose page would have to be fetched.

    An entry with neither text nor address is in neither. An article is known by its address, so that its page, fetched
    later, is the same article; only one without an address keeps the feed's id for it. The language is left to the
    text: publishing systems leave 'en-US' in feeds of whatever language. `source` names the feed in reports.
    """
    articles, pages = [], []
    for number, entry in enumerate(feed.entries, start=1):
        if entry.html:
            articles.append(_article(entry, feed, f"{source} (entry {number})"))
        elif entry.url:
            pages.append(entry)
    return tuple(articles), tuple(pages)


def _article(entry: Entry, feed: Feed, source: str) -> RawArticle:
    moment = entry.published_at or entry.updated_at
    return RawArticle(
        source=source,
        html=entry.html,
        title=entry.title,
        # With an address, its host says whose it is; a feed's title is as often 'World news' or 'Latest'.
        outlet=entry.outlet or (None if entry.url else feed.title),
        author=entry.author,
        url=entry.url,
        published_at=moment.isoformat() if moment else None,
        modified_at=entry.updated_at.isoformat() if entry.updated_at else None,
        external_id=None if entry.url else entry.id,
    )


def _unpacked(data: bytes, name: str) -> bytes:
    """Return the bytes, those of a gzip file unpacked, as far as they are of a size that feeds have."""
    unpacked = b""
    if not data.startswith(_GZIP):
        unpacked = data
    try:
        while data.startswith(_GZIP) and len(unpacked) <= MAX_BYTES:
            member = zlib.decompressobj(wbits=31)
            unpacked += member.decompress(data, MAX_BYTES + 1 - len(unpacked))
            data = member.unused_data
    except zlib.error as error:
        raise LoadError(name, f"is a broken gzip file ({error}); get it again") from error
    if len(unpacked) > MAX_BYTES:
        raise LoadError(name, f"is larger than {MAX_BYTES // 1_000_000} MB; give a shorter feed")
    return unpacked
