"""What a page says of itself in its elements: a parsed page in, the values of meta tags, microdata and links out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

LONGEST_VALUE = 2_000  # characters of one value, as many as a URL may have
_MOST_READ = 10 * LONGEST_VALUE  # characters, blanks included
_MOST_VALUES = 200  # microdata of one page; comments carry an author each

# The names under which meta tags (`property`, `name`, `itemprop`) give a field, the best first.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"),
    "author": (
        *("author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author"),
        *("article:author_name", "citation_author", "authors"),
    ),
    "outlet": ("og:site_name", "application-name", "publisher", "dc.publisher", "dcterms.publisher"),
    "url": ("og:url", "parsely-link"),
    "published_at": (
        *("article:published_time", "datepublished", "og:published_time", "og:article:published_time", "publishdate"),
        *(
            "publish-date",
            "publication_date",
            "pubdate",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "dc.date",
        ),
        *("dcterms.date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "date"),
    ),
    "modified_at": (
        *(
            "article:modified_time",
            "datemodified",
            "og:updated_time",
            "lastmod",
            "dcterms.modified",
            "dc.date.modified",
        ),
        *("last-modified", "revised"),
    ),
    "language": ("inlanguage", "content-language", "dc.language", "dcterms.language", "og:locale"),
    "tier": ("article:content_tier", "og:article:content_tier"),
}
_PARSELY = {"title": "title", "author": "author", "url": "link", "published_at": "pub_date"}
_ARTICLE_TYPE = re.compile(r"https?://(?:www\.)?schema\.org/\w*(?:Article|Posting|Report|Review|NewsContent)")


def given(tags: Mapping[str, str], field: str) -> Iterator[str]:
    """Yield the values that meta tags give for a field, the best first."""
    return (tags[name] for name in _NAMES[field] if name in tags)


def meta_tags(tree: HtmlElement) -> dict[str, str]:
    """Return the contents of the meta tags by their names in lower case, the first of each name."""
    tags: dict[str, str] = {}
    for element in tree.iterfind(".//meta[@content]"):
        content = element.get("content")[:LONGEST_VALUE].strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                tags.setdefault(name.strip().lower(), content)
    return tags


def parsely(tags: Mapping[str, str], field: str) -> Iterator[str]:
    """Yield what the JSON in the meta tag 'parsely-page' gives for a field."""
    try:
        page = json.loads(tags.get("parsely-page", "null"))
    except (ValueError, RecursionError):
        return
    values = page.get(_PARSELY[field]) if isinstance(page, dict) else None
    for value in values if isinstance(values, list) else [values]:
        if isinstance(value, str) and value.strip():
            yield value.strip()


def microdata(tree: HtmlElement) -> dict[str, list[str]]:
    """Return the microdata of the page's article, by the names of the properties in lower case.

    What belongs to another thing on the page, such as a comment or an advertised article, is left out.
    """
    found: dict[str, list[str]] = {}
    for element in tree.xpath("(//*[@itemprop])[position() <= $most]", most=_MOST_VALUES):
        if not _of_article(element):
            continue
        inner = element.find(".//*[@itemprop='name']") if element.get("itemscope") is not None else None
        value = _value(element if inner is None else inner)
        for name in element.get("itemprop").lower().split():
            if value:
                found.setdefault(name, []).append(value)
    return found


def published_times(tree: HtmlElement) -> Iterator[str]:
    """Yield the moments of the `time` elements that are marked as the date of publication."""
    for element in tree.iterfind(".//time[@datetime]"):
        if element.get("pubdate") is not None or "datepublished" in element.get("itemprop", "").lower():
            yield element.get("datetime")


def shown_times(tree: HtmlElement) -> Iterator[str]:
    """Yield what the first `time` element of the article says: its moment, and what a reader sees."""
    for place in ("//article//time", "//main//time", "//header//time"):
        for element in tree.xpath(f"({place})[1]"):
            yield element.get("datetime", "").strip()
            yield shown_text(element)
            return


def canonical_links(tree: HtmlElement) -> Iterator[str]:
    """Yield the addresses that the page names as its own."""
    return (
        link.get("href").strip()
        for link in tree.iterfind(".//link[@href]")
        if link.get("rel", "").lower() == "canonical"
    )


def shown_text(element: HtmlElement) -> str:
    """Return the beginning of an element's text on one line; a property may be that of the whole page."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part[:_MOST_READ])
        length += len(parts[-1])
        if length >= _MOST_READ:
            break
    return " ".join("".join(parts).split())[:LONGEST_VALUE]


def _of_article(element: HtmlElement) -> bool:
    scope = next(element.iterancestors("*"), None)
    while scope is not None and scope.get("itemscope") is None:
        scope = scope.getparent()
    return scope is None or _ARTICLE_TYPE.fullmatch((scope.get("itemtype") or "").strip()) is not None


def _value(element: HtmlElement) -> str:
    return (element.get("content") or element.get("datetime") or shown_text(element))[:LONGEST_VALUE].strip()
