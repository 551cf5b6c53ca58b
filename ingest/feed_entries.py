"""The nouns of feeds: what a feed says of itself and of its entries. Pure values; nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What was read."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemapindex"
    OPML = "opml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page that a feed names.

    `url` is absolute, None where the feed gives no address. `html` is the article where the feed carries all of it,
    None where it carries a teaser or nothing; `summary` is plain text. Dates know their zone. `language` is the
    entry's own or the feed's, in the form of `ingest.language`.
    """

    url: str | None = None
    title: str | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    author: str | None = None
    html: str | None = None
    summary: str | None = None
    id: str | None = None
    language: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its pages in `entries`, in the feed's order, and in `more` the addresses of further feeds.

    `more` holds the sitemaps of an index, the feeds of an OPML file, the next page of a feed that is cut into pages.
    """

    kind: Kind
    title: str | None = None
    url: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    more: tuple[str, ...] = ()
