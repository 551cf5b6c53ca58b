"""What a page says of itself: a parsed page in, its title, author, outlet, URL, date and language out.

The page's data for machines comes first (JSON-LD of schema.org, then OpenGraph, meta tags and microdata), then what
trafilatura reads from the page a reader sees. Everything is passed on as it stands there and may be wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml.html import HtmlElement

_LONGEST_SCRIPT = 1_000_000  # characters of JSON-LD; the longest in 90 news pages has 51,000
_ARTICLE_TYPE = re.compile(r"(?:\w*Article|\w*Posting|\w*NewsContent|Report|Review|Recipe)")

# The names under which pages give a field in meta tags (`property`, `name` or `itemprop`), the best first.
_NAMES = {
    "title": ("og:title", "twitter:title", "headline", "dc.title", "parsely-title", "sailthru.title"),
    "author": ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"),
    "outlet": ("og:site_name", "application-name", "publisher", "dc.publisher", "twitter:site"),
    "url": ("og:url", "parsely-link"),
    "published_at": (
        *("article:published_time", "datepublished", "og:published_time", "publishdate", "pubdate"),
        *("dc.date.issued", "dc.date", "parsely-pub-date", "sailthru.date", "date"),
    ),
    "language": ("inlanguage", "content-language", "dc.language"),
}
_ADDRESS = re.compile(r"https?://\S+|@\w+|\S+@\S+")
_BY = re.compile(r"by\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What a page says of itself, unchecked; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published_at: str | None = None
    language: str | None = None


def page_metadata(tree: HtmlElement, url: str | None = None) -> PageMetadata:
    """Return the metadata of a page that was found at `url`; the tree stays as it is."""
    article = next((item for item in _linked_data(tree) if _is_article(item)), {})
    tags = _tags(tree)
    given = {field: next(filter(None, map(tags.get, names)), None) for field, names in _NAMES.items()}
    outlet = given["outlet"] or _names(article.get("publisher"))
    title = _string(article.get("headline")) or given["title"]
    author = _names(article.get("author")) or _person(given["author"])
    published_at = _string(article.get("datePublished")) or given["published_at"] or _time(tree)
    if not (title and author and published_at):
        # Not the extensive search for a date, which takes any date from the text when it finds no better one.
        seen = trafilatura.extract_metadata(tree, url, extensive=False)
        title, author, published_at = title or seen.title, author or seen.author, published_at or seen.date
    return PageMetadata(
        title=_without_outlet(title, outlet),
        author=author,
        outlet=outlet,
        url=_own_url(tree, given["url"] or _string(article.get("url")), url),
        published_at=published_at,
        language=_string(article.get("inLanguage")) or given["language"] or tree.get("lang"),
    )


def _linked_data(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    """Yield the objects of the page's JSON-LD, those of its lists and graphs too."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) > _LONGEST_SCRIPT:
            continue
        try:
            # Not strict: real pages have raw newlines inside their strings.
            waiting = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting = item + waiting
            elif isinstance(item, dict):
                yield item
                waiting = [item.get("@graph"), item.get("mainEntity"), *waiting]


def _is_article(item: Mapping[str, object]) -> bool:
    kinds = item.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE_TYPE.fullmatch(kind)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _tags(tree: HtmlElement) -> dict[str, str]:
    """Return the contents of the meta tags by their name in lower case, the first of each."""
    tags: dict[str, str] = {}
    for element in tree.iterfind(".//meta[@content]"):
        content = element.get("content").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                tags.setdefault(name.strip().lower(), content)
    return tags


def _time(tree: HtmlElement) -> str | None:
    """Return the moment of the page's `time` element that is marked as the date of publication."""
    for element in tree.iterfind(".//time[@datetime]"):
        if element.get("pubdate") is not None or "datepublished" in element.get("itemprop", "").lower():
            return str(element.get("datetime"))
    return None


def _own_url(tree: HtmlElement, named: str | None, found_at: str | None) -> str | None:
    """Return the page's address as it gives it, unless that is its site's front page.

    Some sites name the front page as the canonical URL of every page, which would make one article of them all.
    """
    links = [link.get("href") for link in tree.iterfind(".//link[@href]") if link.get("rel", "").lower() == "canonical"]
    for address in (*links, named):
        own = urljoin(found_at or "", address.strip()) if address else ""
        try:
            if len(urlsplit(own).path) > 1:
                return own
        except ValueError:
            continue
    return None


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """Return the title without the outlet's name behind it: 'Storm hits coast | The Example'."""
    if not title or not outlet:
        return title
    return re.sub(rf"(?<=\S)\s+[|–—·»:-]\s+{re.escape(outlet)}\s*$", "", title, flags=re.IGNORECASE)


def _names(value: object) -> str | None:
    """Return the names of one or several persons or organisations as one line."""
    items = value if isinstance(value, list) else [value]
    names = [_person(_string(item.get("name") if isinstance(item, dict) else item)) for item in items]
    return ", ".join(dict.fromkeys(filter(None, names))) or None


def _person(value: str | None) -> str | None:
    """Return the name without 'By', None where it is an address instead of a name."""
    return None if not value or _ADDRESS.fullmatch(value) else _BY.sub("", value, count=1) if _BY.match(value) else value


def _string(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return unescape(value).strip() or None if isinstance(value, str) else None
