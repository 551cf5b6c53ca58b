"""HTML in, the article's text and what the page says of itself out. Nothing is fetched.

A whole page goes through trafilatura, which tells the article from what stands around it. A fragment, such as a
publishing system hands out for an article's body, is all article: there every block becomes a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import trafilatura
from lxml.etree import iterwalk
from lxml.html import HtmlElement

from ingest.page_metadata import PageMetadata, page_metadata

MAX_HTML = 5_000_000  # characters; the largest of 90 news pages has 1.1 million
# The largest of those pages has 1,596 elements. Extraction takes 80 microseconds for each, three times that where they
# are made to be slow: a page of 4 MB with a million of them took 81 s. This many take 3 s, at worst 8.
MAX_ELEMENTS = 30_000

_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_PROLOGUE = re.compile(r"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!doctype\b[^>]*>)?", re.IGNORECASE)
_UNSEEN = {"script", "style", "template", "noscript", "figure", "iframe", "form", "button", "svg", "nav", "head"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul"),
    *("figure", "form", "iframe", "nav"),
}
_ROW = re.compile(r"\|(.*)\|")
_RULE = re.compile(r"[|\s:-]*")
_BLANKS = re.compile(r"\s+")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What HTML holds: `text` has one paragraph a line and no markup; `page` is what the page says of itself."""

    text: str
    page: PageMetadata = field(default_factory=PageMetadata)


def extract(html: str, url: str | None = None) -> Extracted:
    """Return the main text of a page or of a fragment, empty where there is none, and a page's metadata.

    Raises:
        ValueError: the HTML is too large to be one article's page.
    """
    if len(html) > MAX_HTML:
        raise ValueError(f"the HTML is longer than {MAX_HTML:,} characters; give the article's own page, or its text")
    is_page = _PAGE.search(html) is not None
    # Without a doctype trafilatura takes a short page for something else. Its parser stops at 256 levels, so that no
    # nesting can exhaust the stack of what walks over the tree.
    markup = _PROLOGUE.sub("", html, count=1) if is_page else f"<html><body><div>{html}</div></body></html>"
    tree = trafilatura.load_html(f"<!DOCTYPE html>{markup}")
    if tree is None:
        return Extracted(text="")
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise ValueError(f"the HTML has more than {MAX_ELEMENTS:,} elements; give the article's own page, or its text")
    if not is_page:
        return Extracted(text=_fragment_text(tree))
    page = page_metadata(tree, url)
    return Extracted(text=_page_text(tree, url), page=page)


def _page_text(tree: HtmlElement, url: str | None) -> str:
    # On 90 news pages (four-word shingles, F1): precision .970, balanced .961, recall .960, fast .962; without
    # tables 0.9 points less. Comments are other people's words.
    text = trafilatura.extract(tree, url=url, favor_precision=True, include_comments=False) or ""
    return "\n".join(filter(None, map(_cells, text.split("\n"))))


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
        elif element.tag in _UNSEEN or _is_hidden(element):
            walker.skip_subtree()
        else:
            parts.append(_BLANKS.sub(" ", element.text or ""))
    lines = (_joined(line.split("\t")) for line in "".join(parts).split("\n"))
    return "\n".join(filter(None, lines))


def _joined(cells: Iterable[str]) -> str:
    return ", ".join(filter(None, map(str.strip, cells)))


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None
