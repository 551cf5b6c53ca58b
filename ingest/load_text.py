"""Plain text in, one raw article out; and bytes in, text out, for every kind of text file.

A file of plain text may begin with lines such as 'Title: ...' and 'Date: ...', or with its headline as the first
line. Its body is passed on as it stands. No language and no date is guessed.
"""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from ingest import load_json
from ingest.corpus import RawArticle
from ingest.errors import LoadError

MAX_HEADLINE = 200  # characters; the longest of 4,278 news titles has 174, opening paragraphs are mostly longer

_MARKS = (
    *((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")),
    *((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")),
)
# What Windows-1252 holds beside ASCII in the languages it was made for. Anything else (superscripts inside Polish
# words, '\xf0' inside Turkish ones) says that the bytes were another encoding.
_WESTERN = re.compile(
    r"[\x00-\x7f\xa0¡¿«»°·§©®™£€¢¥½¼¾ªº´¨–—‘’‚“”„…•†‰‹›ˆ˜àâäáãåæçèéêëìíîïñòóôöøœùúûüßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØŒÙÚÛÜšŠžŽŸÿ]*"
)
_MOST_ACCENTED = 0.2  # of all characters; French and German have 0.04, Cyrillic or Greek read as Western above 0.7
_HEADER = re.compile(
    r"(title|headline|source|outlet|publisher|author|byline|date|published|url|link|language|id|sample)"
    r"[ \t]*:[ \t]*(\S.*)",
    re.IGNORECASE,
)
_FULL_STOPS = (".", "。", "।", "۔", "։", "።", ",", ";", ":", "،", "，", "、")


def article(text: str, source: str) -> RawArticle:
    """Return the article of a plain text file.

    Raises:
        LoadError: nothing stands below its headers.
    """
    headers, body = _headers(text)
    if not body.strip():
        raise LoadError(source, "holds headers and no text below them; add the text")
    title, body = (None, body) if {"title", "headline"} & headers.keys() else _headline(body)
    return load_json.raw_article({"title": title, **headers, "text": body}, source)


def decode(data: bytes, source: str, *, declared: str | None = None) -> str:
    """Return the bytes as text: by their mark, else as UTF-8, else as declared, else by what makes sense.

    UTF-8 goes before what a page declares, since bytes of another encoding hardly ever pass as UTF-8.

    Raises:
        LoadError: the bytes are binary, or no encoding fits them.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked is None and b"\0" in data:
        raise LoadError(source, "is binary (it holds NUL bytes); give text, saved as UTF-8")
    for encoding in (marked,) if marked else ("utf-8", declared):
        try:
            if encoding:
                return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    text = None if marked else _western(data) or _guessed(data)
    if text is None:
        raise LoadError(source, "is in no encoding that can be made out; save it as UTF-8")
    return text


def _western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    accented = sum(not char.isascii() for char in text)
    return text if accented <= _MOST_ACCENTED * len(text) and _WESTERN.fullmatch(text) else None


def _guessed(data: bytes) -> str | None:
    best = charset_normalizer.from_bytes(data).best()
    return str(best) if best else None


def _headers(text: str) -> tuple[dict[str, object], str]:
    """Return the header lines at the very top, and what stands below them."""
    headers: dict[str, object] = {}
    rest = text.lstrip("\ufeff \t\r\n")
    while found := _HEADER.match(rest):
        line, _, below = rest.partition("\n")
        if len(line) > MAX_HEADLINE or found[1].lower() in headers:
            break
        headers[found[1].lower()] = found[2].strip()
        rest = below
    return headers, rest


def _headline(text: str) -> tuple[str | None, str]:
    """Return the first line as the title if it looks like one, and the rest of the text."""
    first, _, rest = text.strip().partition("\n")
    first = first.strip()
    following = rest.lstrip("\r\n \t")
    # A first line that goes on below in lower case is a hard-wrapped paragraph.
    if (
        not following
        or len(first) > MAX_HEADLINE
        or first.endswith(_FULL_STOPS)
        or not any(map(str.isalpha, first))
        or (following[0].islower() and not rest.startswith(("\n", "\r\n")))
    ):
        return None, text
    return first, rest
