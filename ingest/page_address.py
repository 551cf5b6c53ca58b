"""A fetched page in, its own address out: what it names as its canonical URL, if that is on its site."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

from ingest.urls import canonical_url, is_front_page, out_of_cache, same_site

_READ = 1_000_000  # characters; a page's links to itself stand in its head
_LINK = re.compile(r"<!--.*?(?:-->|\Z)|<link\b([^<>]{1,4000})>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"""\b(rel|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def own_address(html: str, url: str) -> str:
    """Return the canonical URL of a page that was found at `url`.

    Only a page of the same site is believed: another could pass its text off as that of somebody else's article. Nor is
    a site's front page, which some name on every page, and which would make one article of them all.

    Raises:
        ValueError: `url` is no canonical URL.
    """
    here = canonical_url(out_of_cache(url))
    for found in _LINK.finditer(html[:_READ]):
        given = {name.lower(): double or single or bare for name, double, single, bare in _attributes(found[1])}
        if "canonical" not in given.get("rel", "").lower().split() or not given.get("href"):
            continue
        try:
            address = canonical_url(out_of_cache(urljoin(url, unescape(given["href"]).strip())))
        except ValueError:
            continue
        if same_site(address, here) and (is_front_page(here) or not is_front_page(address)):
            return address
    return here


def _attributes(text: str | None) -> list[tuple[str, str, str, str]]:
    return _ATTRIBUTE.findall(text or "")
