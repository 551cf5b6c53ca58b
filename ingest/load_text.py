"""Plain text in, one raw article out.

A file of plain text may begin with lines such as 'Title: ...' and 'Date: ...', or with its headline as the first
line. Its body is passed on as it stands; no language and no date is guessed.
"""

from __future__ import annotations

import re

from ingest import load_json
from ingest.corpus import RawArticle
from ingest.errors import LoadError

MAX_HEADLINE = 200  # characters; of 4,278 news articles no title has more than 80

_HEADER = re.compile(
    r"(title|headline|source|outlet|publisher|author|byline|date|published|url|link|language|id|sample)"
    r"[ \t]*:[ \t]*(\S.*)",
    re.IGNORECASE,
)
# A headline may ask or cry out, but it does not end as a sentence does, nor goes on.
_SENTENCE_ENDS = (*".,;:", "…", "。", "।", "۔", "։", "።", "，", "、", "；", "：", "،", "؛")


def article(text: str, source: str) -> RawArticle:
    """Return the article of a plain text file.

    Raises:
        LoadError: no text stands below its headers.
    """
    headers, body = _headers(text)
    title = None
    if not {"title", "headline"} & headers.keys():
        title, body = _headline(body)
    if not body.strip():
        raise LoadError(source, "holds headers and no text below them; add the text")
    return load_json.raw_article({"title": title, **headers, "text": body}, source)


def _headers(text: str) -> tuple[dict[str, object], str]:
    """Return the header lines at the very top, by their names in lower case, and what stands below them."""
    headers: dict[str, object] = {}
    rest = text.lstrip()
    while found := _HEADER.match(rest):
        name, value = found[1].lower(), found[2].strip()
        if len(value) > MAX_HEADLINE or name in headers:
            break
        headers[name] = value
        rest = rest[found.end() :].lstrip("\r").removeprefix("\n")
    return headers, rest


def _headline(text: str) -> tuple[str | None, str]:
    """Return the first line as the title if it looks like one, and the text without it."""
    first, _, rest = text.strip().partition("\n")
    title = first.strip()
    following = rest.lstrip()
    # A line that goes on below in lower case is the first of a hard-wrapped paragraph.
    goes_on = following[:1].islower() and not rest.lstrip(" \t\r").startswith("\n")
    looks_so = len(title) <= MAX_HEADLINE and not title.endswith(_SENTENCE_ENDS) and any(map(str.isalpha, title))
    return (title, rest) if looks_so and following and not goes_on else (None, text)
