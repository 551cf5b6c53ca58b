"""A page in, the feeds that it names out. Nothing is fetched."""

from __future__ import annotations

import re
from html import unescape

from ingest.feed_values import Values

_READ = 1_000_000  # characters; links to feeds stand in a page's head
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(?P<tag>link|base)\b(?P<attributes>[^<>]*)>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"""(?<![a-z-])([a-z-]++)\s*+=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/rss+xml"}
# Types that name no feed by themselves: 'application/json' is as often the address of a programming interface.
_VAGUE_TYPES = {"application/xml", "text/xml", "application/json"}
_LIKE_A_FEED = re.compile(r"\b(?:feed|rss|atom)\b", re.IGNORECASE)
_COMMENTS = re.compile(r"/comments?/|[?&]feed=comments|\bcomments\b.*\bfeed|comments for", re.IGNORECASE)


def discover(html: str | bytes, url: str) -> tuple[str, ...]:
    """Return the addresses of a page's feeds, each once; feeds of comments only where there are no others.

    `url` is the page's own address.
    """
    text = html[:_READ].decode("utf-8", "replace") if isinstance(html, bytes) else html[:_READ]
    values = Values(url)
    feeds: dict[str, bool] = {}
    base = ""
    for found in _TAG.finditer(text):
        if found["tag"] is None:
            continue
        given = _attributes(found["attributes"])
        if found["tag"].lower() == "base":
            base = base or given.get("href", "")
        elif found["tag"].lower() == "link" and _is_feed(given):
            address = values.address(_as_http(given.get("href", "")), base=base)
            if address:
                feeds.setdefault(address, bool(_COMMENTS.search(f"{address} {given.get('title', '')}")))
    return tuple(address for address, comments in feeds.items() if not comments) or tuple(feeds)


def _attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(text)
    return {key.lower(): unescape(double or single or bare).strip() for key, double, single, bare in reversed(found)}


def _is_feed(given: dict[str, str]) -> bool:
    relations = given.get("rel", "").lower().split()
    kind = given.get("type", "").lower().partition(";")[0].strip()
    if "feed" in relations:
        return True
    vague = (
        kind in _VAGUE_TYPES and _LIKE_A_FEED.search(f"{given.get('href', '')} {given.get('title', '')}") is not None
    )
    return "alternate" in relations and "stylesheet" not in relations and (kind in _TYPES or vague)


def _as_http(address: str) -> str:
    """Return an address of the scheme 'feed:', which some pages use for programs that read feeds, as what it means."""
    if address.lower().startswith("feed://"):
        return f"https://{address[7:]}"
    return address[5:] if address.lower().startswith("feed:") else address
