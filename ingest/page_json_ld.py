"""JSON-LD on a page: a parsed page in, its objects of schema.org out, and of these the one on the page's article.

Real blocks are broken in a handful of ways (comments, trailing commas, escaped as HTML, several values in one element),
which are mended. A page may carry blocks on other articles too: those that it links to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import unescape
from typing import cast

from lxml.html import HtmlElement

from ingest.urls import canonical_url

LONGEST_SCRIPT = 1_000_000  # characters of JSON-LD; an article's has a few thousand, its whole text included
_LONGEST_MENDED = 200_000  # of broken JSON; mending this much takes .1 s, .5 s where it is made to be slow
_MOST_OBJECTS = 5_000  # a page with all its comments in JSON-LD has hundreds
_ARTICLE_TYPE = re.compile(r"(?:https?://schema\.org/)?\w*(?:Article|Posting|Report|Review|Recipe|NewsContent)")
# Strings first, so that what looks like a comment inside one ('https://...') stays. A backslash outside of strings and
# the length of a comment are limits: without them a hostile page has each quotation mark read to its end.
_NOT_JSON = re.compile(r'("(?:[^"\\]|\\.)*")|\\.|//[^\n]*|/\*.{0,500}?\*/|<!--|-->|<!\[CDATA\[|\]\]>', re.DOTALL)
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])')
_BETWEEN_VALUES = re.compile(r"[\s;,\ufeff]*")
_NOT_A_WORD = re.compile(r"[\W_]+")

Item = Mapping[str, object]


def linked_items(tree: HtmlElement) -> Iterator[Item]:
    """Yield the objects of the page's JSON-LD, those of its lists and graphs too, in their order."""
    left = _MOST_OBJECTS
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        waiting = list(values(script.text or ""))[::-1]
        while waiting and left:
            item = waiting.pop()
            if isinstance(item, list):
                waiting += reversed(item)
            elif isinstance(item, dict):
                left -= 1
                yield cast(Item, item)
                nested = (item.get(name) for name in ("mainEntity", "mainEntityOfPage", "@graph"))
                waiting += [value for value in nested if isinstance(value, dict | list)]


def article_item(items: Sequence[Item], *, addresses: Collection[str] = (), titles: Collection[str] = ()) -> Item:
    """Return the object on the page's article, its references to other objects resolved; empty where there is none.

    Args:
        items: the objects of the page.
        addresses: the canonical URLs of the page.
        titles: the titles that it shows; an object with another headline and another address is on another page.
    """
    shown = {_words(title) for title in titles}
    best: Item = {}
    best_rank = (-1, -1)
    for item in filter(is_article, items):
        rank = (_at_home(item, addresses), _same_title(item, shown))
        if (rank[0] or rank[1] > 0 or not shown) and rank > best_rank:
            best, best_rank = item, rank
    by_id = {str(item["@id"]): item for item in items if "@id" in item and len(item) > 1}
    return {name: _resolved(value, by_id) for name, value in best.items()}


def is_article(item: Item) -> bool:
    """Whether an object of schema.org is on an article of any kind."""
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE_TYPE.fullmatch(kind) for kind in kinds)


def values(text: str) -> Iterator[object]:
    """Yield the JSON values of a script element, mended where they are broken in a common way."""
    if len(text) > LONGEST_SCRIPT:
        return
    if "&quot;" in text and '"' not in text:
        text = unescape(text)
    yield from list(_read(text)) or _read(_mended(text[:_LONGEST_MENDED]))


def _read(text: str) -> Iterator[object]:
    # Not strict: real pages have raw newlines inside their strings.
    decoder = json.JSONDecoder(strict=False)
    at = _end(_BETWEEN_VALUES, text, 0)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
        at = _end(_BETWEEN_VALUES, text, at)


def _mended(text: str) -> str:
    for pattern in (_NOT_JSON, _TRAILING_COMMA):
        text = pattern.sub(lambda found: found[1] or "", text)
    return text


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _at_home(item: Item, addresses: Collection[str]) -> int:
    """Return 1 for an object on the page itself, 0 where it names no page or another."""
    return int(any(address in addresses for address in _addresses(item)))


def _same_title(item: Item, shown: Collection[str]) -> int:
    """Return 2 for the headline that the page shows, 1 where there is none to compare, 0 for another."""
    headline = item.get("headline") or item.get("name")
    if not isinstance(headline, str) or not (line := _words(unescape(headline[:500]))):
        return 0 if _addresses(item) else 1
    same = any(line == title or (title and (line in title or title in line)) for title in shown)
    return 2 if same else 0 if _addresses(item) else 1


def _addresses(item: Item) -> set[str]:
    found = set()
    for name in ("url", "mainEntityOfPage", "@id"):
        value = item.get(name)
        value = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(value, str):
            try:
                found.add(canonical_url(value))
            except ValueError:
                continue
    return found


def _resolved(value: object, by_id: Mapping[str, Item]) -> object:
    """Return the object that a reference such as {'@id': '#author'} names."""
    if isinstance(value, list):
        return [_resolved(item, by_id) for item in value]
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        return by_id.get(str(value["@id"]), value)
    return value


def _words(line: str) -> str:
    return _NOT_A_WORD.sub(" ", line.casefold()).strip()
