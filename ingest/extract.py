"""HTML in, the article's text and what the page says of itself out. Nothing is fetched.

A whole page goes through trafilatura, which tells the article from what stands around it. A fragment, such as a
publishing system hands out for an article's body, is all article: there every block becomes a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

import trafilatura
from lxml.etree import iterwalk
from lxml.html import HtmlElement

from ingest.furniture import is_call
from ingest.page_kind import SHORT, count_words, observe, page_kind
from ingest.page_metadata import PageMetadata, page_metadata
from ingest.page_tree import is_hidden, readied, without_unseen

MAX_HTML = 5_000_000  # characters; the largest of 90 news pages has 1.1 million
# The largest of those pages has 1,596 elements. Extraction takes 80 microseconds for each, three times that where they
# are made to be slow: a page of 4 MB with a million of them took 81 s. This many take 3 s, at worst 8.
MAX_ELEMENTS = 30_000

# The text that a page's data for machines give takes the place of what extraction finds where that has less than this
# share of its words. On the pages that have both it is .74 at the least; where markup defeats extraction, next to 0.
_FOUND = 0.4
_FEWEST_WORDS = 60

# The parser compares each attribute of a tag with all before it: 20,000 take half a second, 100,000 fourteen, and so
# does extraction. The tags of 90 news pages have 40 at the most.
MAX_ATTRIBUTES = 2_000
_ATTRIBUTE = r"""[\s/]+|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))?+"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG = re.compile(rf"<[a-z][^\s/>]*+(?:{_ATTRIBUTE})*+", re.IGNORECASE)

_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_PROLOGUE = re.compile(r"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!doctype\b[^>]*>)?", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:p|br|div|a|span|b|i|em|strong|ul|li|h\d|blockquote)\b[^<>]*>", re.IGNORECASE)
_UNSEEN = {
    "script",
    "style",
    "template",
    "noscript",
    "figure",
    "iframe",
    "form",
    "button",
    "svg",
    "nav",
    "head",
    "dialog",
}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul"),
    *("figure", "form", "iframe", "nav"),
}
_ROW = re.compile(r"\|(.*)\|")
_RULE = re.compile(r"[|\s:-]*")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What HTML holds: `text` has one paragraph a line and no markup; `page` is what the page says of itself.

    `refused` says why the page is no article, such as a list of links; it is None where it may be one.
    """

    text: str
    page: PageMetadata = field(default_factory=PageMetadata)
    refused: str | None = None


def extract(html: str, url: str | None = None, *, fetched_at: datetime | None = None) -> Extracted:
    """Return the main text of a page or of a fragment, empty where there is none, and a page's metadata.

    Args:
        html: a page or a fragment.
        url: where it was found.
        fetched_at: when it was fetched, which is what '2 hours ago' on it counts from.

    Raises:
        ValueError: the HTML is too large to be one article's page.
    """
    if len(html) > MAX_HTML:
        raise ValueError(f"the HTML is longer than {MAX_HTML:,} characters; give the article's own page, or its text")
    is_page = _PAGE.search(html) is not None
    tree = _parsed(html, is_page=is_page)
    if tree is None:
        return Extracted(text="")
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise ValueError(f"the HTML has more than {MAX_ELEMENTS:,} elements; give the article's own page, or its text")
    if not is_page:
        return Extracted(text=_fragment_text(tree))
    page = page_metadata(tree, url, fetched_at=fetched_at)
    text = _page_text(tree, url, page)
    return Extracted(text=text, page=page, refused=_refusal(html, text, page))


def _parsed(html: str, *, is_page: bool) -> HtmlElement | None:
    if any(tag.end() - tag.start() > 4 * MAX_ATTRIBUTES and _attributes(tag[0]) for tag in _TAG.finditer(html)):
        raise ValueError(
            f"the HTML has a tag with more than {MAX_ATTRIBUTES:,} attributes; give the article's own page, or its text"
        )
    # Without a doctype trafilatura takes a short page for something else. Its parser stops at 256 levels, so that no
    # nesting can exhaust the stack of what walks over the tree.
    markup = _PROLOGUE.sub("", html, count=1) if is_page else f"<html><body><div>{html}</div></body></html>"
    return trafilatura.load_html(f"<!DOCTYPE html>{markup}")


def _attributes(tag: str) -> bool:
    """Whether a tag has more attributes than may be; what stands between them counts as one each."""
    return next(islice(_ATTRIBUTES.finditer(tag), 2 * MAX_ATTRIBUTES, None), None) is not None


def _page_text(tree: HtmlElement, url: str | None, page: PageMetadata) -> str:
    without_unseen(tree)
    readied(tree)
    # On 90 news pages (four-word shingles, F1): precision .970, balanced .961, recall .960, fast .962; without
    # tables 0.9 points less. With what `page_tree` does to the page .977, without lines that call the reader .979.
    # Comments are other people's words.
    text = trafilatura.extract(tree, url=url, favor_precision=True, include_comments=False) or ""
    lines = (line for line in map(_cells, text.split("\n")) if line and not is_call(line))
    return _or_body("\n".join(lines), page.body)


def _refusal(html: str, text: str, page: PageMetadata) -> str | None:
    """Return why the page is no article; it is parsed again, as extraction has changed its tree."""
    if page.is_article and count_words(text) >= SHORT:
        return None
    tree = _parsed(html, is_page=True)
    return None if tree is None else page_kind(observe(tree), text, is_article=page.is_article, is_free=page.is_free)


def _or_body(text: str, body: str | None) -> str:
    """Return the text, or the one that the page's data give where extraction found only a small part of it."""
    words = count_words(body or "")
    if body is None or words < _FEWEST_WORDS or count_words(text) >= _FOUND * words:
        return text
    tree = _parsed(body, is_page=False) if _MARKUP.search(body) else None
    return body if tree is None else _fragment_text(tree)


def _cells(line: str) -> str:
    """Return a line, one that is a row of a table ('| Votes | 1,204 |') without its bars."""
    row = _ROW.fullmatch(line.strip())
    if row is None:
        return line
    return "" if _RULE.fullmatch(line) else _joined(row[1].split("|"))


def _fragment_text(tree: HtmlElement) -> str:
    """Return everything that a reader sees of a fragment; the cells of a row become one line."""
    parts: list[str] = []
    walker = iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        parts.append("\n" if element.tag in _BLOCKS else "")
        if event == "end":
            parts.append("\t" if element.tag in ("td", "th") else "")
            parts.append(_BLANKS.sub(" ", element.tail or ""))
        elif element.tag in _UNSEEN or is_hidden(element):
            walker.skip_subtree()
        else:
            parts.append(_BLANKS.sub(" ", element.text or ""))
    lines = (_joined(line.split("\t")) for line in "".join(parts).split("\n"))
    return "\n".join(filter(None, lines))


def _joined(cells: Iterable[str]) -> str:
    return ", ".join(filter(None, map(str.strip, cells)))
