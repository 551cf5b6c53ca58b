"""Sitemaps, news sitemaps and indexes of sitemaps, as trees, in; feeds out."""

from __future__ import annotations

from ingest.feed_entries import Entry, Feed, Kind
from ingest.feed_values import Values, plain
from ingest.feed_xml import Document, Fields


def sitemap(document: Document, values: Values) -> Feed:
    """Return the pages of a sitemap, those of a news sitemap with title, date, language and outlet.

    Raises:
        LoadError: it has too many.
    """
    entries = (_entry(Fields(url), values) for url in document.entries("url"))
    return Feed(kind=Kind.SITEMAP, entries=tuple(entry for entry in entries if entry.url))


def index(document: Document, values: Values) -> Feed:
    """Return the sitemaps of an index, the one that changed last first, those without a date behind them.

    Raises:
        LoadError: it has too many.
    """
    listed = map(Fields, document.entries("sitemap"))
    found = [(values.date(row.text("lastmod")), values.address(row.text("loc"))) for row in listed]
    found.sort(key=lambda row: row[0].timestamp() if row[0] else float("-inf"), reverse=True)
    return Feed(kind=Kind.SITEMAP_INDEX, more=tuple(dict.fromkeys(address for _, address in found if address)))


def _entry(page: Fields, values: Values) -> Entry:
    url, changed = values.address(page.text("loc")), values.date(page.text("lastmod"))
    element = page.first("news:news")
    if element is None:
        return Entry(url=url, updated_at=changed)
    news = Fields(element)
    publication = next(map(Fields, news.all("news:publication")), news)
    return Entry(
        url=url,
        title=plain(news.text("news:title")),
        published_at=values.date(news.text("news:publication_date")),
        updated_at=changed,
        language=values.language(publication.text("news:language")),
        outlet=plain(publication.text("news:name")),
    )
