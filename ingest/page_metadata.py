"""What a page says of itself: a parsed page in, its title, author, outlet, URL, dates and language out.

The page's data for machines comes first (JSON-LD of schema.org, OpenGraph, meta tags, microdata), then what
trafilatura reads off the page that a reader sees. What can't be right is left out; nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from itertools import islice
from typing import TypeVar
from urllib.parse import urljoin

import trafilatura
from lxml.html import HtmlElement

from ingest.language import normalise
from ingest.page_dates import page_dates
from ingest.page_json_ld import Item, article_item, is_article, linked_items
from ingest.page_people import names
from ingest.page_tags import (
    LONGEST_VALUE,
    canonical_links,
    given,
    meta_tags,
    microdata,
    parsely,
    published_times,
    shown_text,
    shown_times,
)
from ingest.urls import canonical_url, host, is_front_page

T = TypeVar("T")

_NUMBER = re.compile(r"\d{1,4}")
_ADDRESS = re.compile(r"https?:.*|@\S+|\S+@\S+|admin(?:istrator)?", re.IGNORECASE)
# The largest of 90 news pages has 1,596 elements. Trafilatura reads each element that may name the author to its end:
# with 240 of them around 20,000 others that took 22 s.
_MOST_ELEMENTS = 3_000
_CUT = ("…", "...")
_NOT_A_WORD = re.compile(r"[\W_]+")
_NO = re.compile(r"(?:https?://schema\.org/)?false|no|0", re.IGNORECASE)
_YES = re.compile(r"(?:https?://schema\.org/)?true|yes|1", re.IGNORECASE)
_TIERS = {"free": True, "locked": False}  # 'metered' says nothing of this reader


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What a page says of itself; None where it says nothing that can be right.

    `is_article` says that its data for machines call it one article, `is_free` whether all of it can be read without
    paying, `body` is the text of the article as these data give it, `notes` name the dates that were left out.
    """

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    language: str | None = None
    is_article: bool = False
    is_free: bool | None = None
    body: str | None = None
    notes: tuple[str, ...] = ()


def page_metadata(tree: HtmlElement, url: str | None = None, *, fetched_at: datetime | None = None) -> PageMetadata:
    """Return the metadata of a page that was found at `url`; the tree stays as it is.

    Args:
        tree: the page.
        url: where it was found.
        fetched_at: when it was fetched, which is what '2 hours ago' on it counts from.
    """
    tags, props = meta_tags(tree), microdata(tree)
    addresses = tuple(_own_urls((*canonical_links(tree), *given(tags, "url"), *parsely(tags, "url")), url))
    shown = tuple(_headings(tree))
    titles = (*given(tags, "title"), *shown)
    items = list(linked_items(tree))
    item = article_item(items, addresses={*addresses, *_own_urls((url or "",), url)}, titles=titles)
    outlet = _outlet((*given(tags, "outlet"), *names(item.get("publisher")), *props.get("publisher", ())))
    headlines = (*_strings(item.get("headline")), *props.get("headline", ())[:1])
    author = names(item.get("author")) or names([*given(tags, "author"), *parsely(tags, "author")][:1])
    author = author or names(props.get("author", []))
    published = (
        *(*_strings(item.get("datePublished")), *given(tags, "published_at"), *parsely(tags, "published_at")),
        *(*props.get("datepublished", ()), *published_times(tree)),
    )
    modified = (*(*_strings(item.get("dateModified")), *given(tags, "modified_at"), *props.get("datemodified", ())),)
    dates = page_dates(published, modified, fetched_at=fetched_at)
    title = _title((*headlines, *titles), outlet, addresses[0] if addresses else url)
    if not (title and author and dates.published_at) and not _is_huge(tree):
        # Without the extensive search for a date, which takes any date in the text where it finds no better one.
        of_others = not item and any(map(is_article, items))
        seen = trafilatura.extract_metadata(_without_items(tree) if of_others else tree, url, extensive=False)
        title = title or _title(tuple(filter(None, (seen.title,))), outlet, url)
        author = author or names([part.strip() for part in (seen.author or "").split(";")])
        if dates.published_at is None:
            later = (*published, *shown_times(tree), "" if _made_up(seen.date or "", published) else seen.date or "")
            dates = page_dates(later, modified, fetched_at=fetched_at)
    languages = (*_strings(item.get("inLanguage")), *given(tags, "language"), tree.get("lang", ""))
    return PageMetadata(
        title=title,
        author=", ".join(author) or None,
        outlet=outlet,
        url=next(iter((*addresses, *_own_urls(_strings(item.get("url")), url))), None),
        published_at=dates.published_at,
        modified_at=dates.modified_at,
        language=_first(languages, normalise),
        is_article=bool(item),
        is_free=_is_free(item, tags),
        body=next(iter(_body(item)), None),
        notes=dates.notes,
    )


def _made_up(date: str, refused: Iterable[str]) -> bool:
    """Whether trafilatura made a date of one that can't be, or that could be two.

    Of 30 February it makes the first of the month, of 03/04/2026 the third of April.
    """
    numbers = sorted(map(int, _NUMBER.findall(date)))
    return any(
        (date.endswith("-01") and value.startswith(date[:7]))
        or sorted(map(int, _NUMBER.findall(value)[: len(numbers)])) == numbers
        for value in refused
    )


def _is_huge(tree: HtmlElement) -> bool:
    return next(islice(tree.iter(), _MOST_ELEMENTS, None), None) is not None


def _without_items(tree: HtmlElement) -> HtmlElement:
    """Return a copy without JSON-LD: trafilatura would take an object on another article for one on this."""
    tree = deepcopy(tree)
    for script in list(tree.iter("script")):
        script.text = None
    return tree


def _own_urls(addresses: Iterable[str], url: str | None) -> Iterator[str]:
    """Yield the canonical forms of the page's addresses.

    Those of front pages are left out: some sites name theirs on every page, which would make one article of them all.
    """
    for address in addresses:
        try:
            own = canonical_url(urljoin(url or "", address))
        except ValueError:
            continue
        if not is_front_page(own):
            yield own


def _headings(tree: HtmlElement) -> Iterator[str]:
    """Yield what the page shows as its headline, then what a browser's tab shows."""
    for tag in ("h1", "title"):
        for element in tree.iter(tag):
            if text := shown_text(element):
                yield text
                break


def _outlet(given_names: Iterable[str]) -> str | None:
    """Return the outlet's name; one such as 'detroitnews' only where there is no better one."""
    shown = [name.split(" | ")[0].strip().removeprefix("www.") for name in given_names if not _ADDRESS.fullmatch(name)]
    return next((name for name in shown if not name.islower()), shown[0] if shown else None)


def _title(titles: Sequence[str], outlet: str | None, url: str | None) -> str | None:
    """Return the best title: without the site's name, not the site's name, and whole where one of them is."""
    sites = [site for site in (outlet, host(url) if url else None) if site]
    cleaned = [_without_sites(unescape(title).strip(), sites) for title in titles]
    named = {_words(site) for site in sites}
    best = next((title for title in cleaned if title and _words(title) not in named), None)
    if best and best.endswith(_CUT):
        stem = best.removesuffix(_CUT[0]).removesuffix(_CUT[1]).rstrip()
        return next((title for title in cleaned if title.startswith(stem) and len(title) > len(best)), best)
    return best or next(filter(None, cleaned), None)


def _without_sites(title: str, sites: Sequence[str]) -> str:
    """Return the title without a site's name behind it, as in 'Storm hits coast | The Example'."""
    for site in sites:
        title = re.sub(rf"(?<=\S)\s+[|–—·»:-]\s+{re.escape(site)}\s*$", "", title, flags=re.IGNORECASE)
    return title


def _is_free(item: Item, tags: Mapping[str, str]) -> bool | None:
    value = item.get("isAccessibleForFree")
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and (_NO.fullmatch(value.strip()) or _YES.fullmatch(value.strip())):
        return _YES.fullmatch(value.strip()) is not None
    return next((_TIERS[tier] for tier in map(str.lower, given(tags, "tier")) if tier in _TIERS), None)


def _body(item: Item) -> Iterator[str]:
    """Yield the text of the article, and of a live blog that of its entries."""
    body = item.get("articleBody")
    if isinstance(body, str) and body.strip():
        yield body
    entries = item.get("liveBlogUpdate")
    texts = [
        entry["articleBody"]
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict) and isinstance(entry.get("articleBody"), str)
    ]
    if texts:
        yield "\n".join(texts)


def _strings(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    texts = (unescape(item[:LONGEST_VALUE]).strip() for item in items if isinstance(item, str))
    return tuple(filter(None, texts))


def _first(values: Iterable[str], read: Callable[[str], T]) -> T | None:
    """Return what `read` makes of the first value that it does not refuse."""
    for value in values:
        try:
            return read(value)
        except ValueError:
            continue
    return None


def _words(line: str) -> str:
    return _NOT_A_WORD.sub(" ", line.casefold()).strip()
