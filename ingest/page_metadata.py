"""What a page says of itself: a parsed page in, its title, author, outlet, URL, date and language out.

The page's data for machines comes first (JSON-LD of schema.org, OpenGraph, meta tags, microdata), then what
trafilatura reads off the page that a reader sees. What can't be right is left out; nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import TypeVar
from urllib.parse import urljoin

import trafilatura
from lxml.html import HtmlElement

from ingest.dates import parse_date
from ingest.language import normalise
from ingest.urls import canonical_url, is_front_page

T = TypeVar("T")

_LONGEST_SCRIPT = 1_000_000  # characters of JSON-LD; an article's has a few thousand, its whole text included
_LONGEST_VALUE = 2_000  # characters of one value, as many as a URL may have
_ARTICLE_TYPE = re.compile(r"\w*(?:Article|Posting|Report|Review|Recipe|NewsContent)")

# The names under which meta tags (`property`, `name`, `itemprop`) give a field, the best first.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "headline", "dc.title", "parsely-title", "sailthru.title"),
    "author": ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"),
    "outlet": ("og:site_name", "application-name", "publisher", "dc.publisher"),
    "url": ("og:url", "parsely-link"),
    "published_at": (
        *("article:published_time", "datepublished", "og:published_time", "publishdate", "pubdate"),
        *("dc.date.issued", "dc.date", "parsely-pub-date", "sailthru.date", "date"),
    ),
    "language": ("inlanguage", "content-language", "dc.language"),
}
_ADDRESS = re.compile(r"https?:.*|@\S+|\S+@\S+|admin(?:istrator)?", re.IGNORECASE)
_BY = re.compile(r"by\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What a page says of itself; None where it says nothing that can be right."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    language: str | None = None


def page_metadata(tree: HtmlElement, url: str | None = None) -> PageMetadata:
    """Return the metadata of a page that was found at `url`; the tree stays as it is."""
    article = next(filter(_is_article, _linked_data(tree)), {})
    tags = _tags(tree)
    outlet = _outlet((*_given(tags, "outlet"), *_names(article.get("publisher"))))
    title = next(iter((*_strings(article.get("headline")), *_given(tags, "title"))), None)
    author = ", ".join(_names(article.get("author"))) or next(iter(_names(list(_given(tags, "author")))), None)
    dates = (*_strings(article.get("datePublished")), *_given(tags, "published_at"), *_times(tree))
    published_at = _first(dates, parse_date)
    if not (title and author and published_at):
        # Without the extensive search for a date, which takes any date in the text where it finds no better one.
        seen = trafilatura.extract_metadata(tree, url, extensive=False)
        title = title or seen.title
        author = author or next(iter(_names(seen.author)), None)
        published_at = published_at or _first((seen.date or "",), parse_date)
    addresses = (*_canonical_links(tree), *_given(tags, "url"), *_strings(article.get("url")))
    languages = (*_strings(article.get("inLanguage")), *_given(tags, "language"), tree.get("lang", ""))
    return PageMetadata(
        title=_without_outlet(title, outlet),
        author=author,
        outlet=outlet,
        url=_first(addresses, lambda address: _own_url(urljoin(url or "", address))),
        published_at=published_at,
        language=_first(languages, normalise),
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
            item = waiting.pop()
            if isinstance(item, list):
                waiting += reversed(item)
            elif isinstance(item, dict):
                yield item
                waiting += (item.get("mainEntity"), item.get("@graph"))


def _is_article(item: Mapping[str, object]) -> bool:
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE_TYPE.fullmatch(kind) for kind in kinds)


def _tags(tree: HtmlElement) -> dict[str, str]:
    """Return the contents of the meta tags by their names in lower case, the first of each name."""
    tags: dict[str, str] = {}
    for element in tree.iterfind(".//meta[@content]"):
        content = element.get("content")[:_LONGEST_VALUE].strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                tags.setdefault(name.strip().lower(), content)
    return tags


def _given(tags: Mapping[str, str], field: str) -> Iterator[str]:
    return (tags[name] for name in _NAMES[field] if name in tags)


def _times(tree: HtmlElement) -> Iterator[str]:
    """Yield the moments of the `time` elements that are marked as the date of publication."""
    for element in tree.iterfind(".//time[@datetime]"):
        if element.get("pubdate") is not None or "datepublished" in element.get("itemprop", "").lower():
            yield element.get("datetime")


def _canonical_links(tree: HtmlElement) -> Iterator[str]:
    return (
        link.get("href").strip()
        for link in tree.iterfind(".//link[@href]")
        if link.get("rel", "").lower() == "canonical"
    )


def _own_url(address: str) -> str:
    """Return the page's canonical URL.

    Raises:
        ValueError: it is none, or a front page: some sites name it as the canonical URL of every page, which would
            make one article of them all.
    """
    url = canonical_url(address)
    if is_front_page(url):
        raise ValueError(f"{url!r} is a front page")
    return url


def _outlet(names: Iterable[str]) -> str | None:
    """Return the outlet's name; one such as 'detroitnews' only where there is no better one."""
    shown = [name.split(" | ")[0].strip() for name in names if not _ADDRESS.fullmatch(name)]
    return next((name for name in shown if not name.islower()), shown[0] if shown else None)


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """Return the title without the outlet's name behind it, as in 'Storm hits coast | The Example'."""
    if not title or not outlet:
        return title
    return re.sub(rf"(?<=\S)\s+[|–—·»:-]\s+{re.escape(outlet)}\s*$", "", title, flags=re.IGNORECASE)


def _names(value: object) -> tuple[str, ...]:
    """Return the names of one or several persons or organisations, each once, no addresses."""
    items = value if isinstance(value, list) else [value]
    found = (name for item in items for name in _strings(item.get("name") if isinstance(item, dict) else item))
    names = (_BY.sub("", name, count=1) if _BY.match(name) else name for name in found)
    return tuple(dict.fromkeys(name for name in names if not _ADDRESS.fullmatch(name)))


def _strings(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    texts = (unescape(item[:_LONGEST_VALUE]).strip() for item in items if isinstance(item, str))
    return tuple(filter(None, texts))


def _first(values: Iterable[str], read: Callable[[str], T]) -> T | None:
    """Return what `read` makes of the first value that it does not refuse."""
    for value in values:
        try:
            return read(value)
        except ValueError:
            continue
    return None
