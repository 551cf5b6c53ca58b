"""A raw article in, an article out: extracted, cleaned, cut into sentences, its metadata checked.

What was given wins over what a page says of itself. Given metadata that can't be right is an error that names it;
a page's own is left out. Nothing is stored or embedded here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from ingest.clean import clean
from ingest.corpus import Article, RawArticle, Role, Sentence, article_id
from ingest.dates import parse_date
from ingest.errors import LoadError
from ingest.extract import Extracted, extract
from ingest.furniture import credited_outlet, with_roles
from ingest.language import detect, normalise
from ingest.sentences import split
from ingest.urls import canonical_url, host

MAX_TEXT = 1_000_000  # characters, about 300 pages: a book or a dump, not an article
MAX_LINE = 1_000  # characters of a title, an author, an outlet, an id

T = TypeVar("T")

_NOT_A_WORD = re.compile(r"[\W_]+")


def prepare(raw: RawArticle) -> Article:
    """Return the article.

    Raises:
        LoadError: it has no text, too much text, or a URL, date or language that can't be right.
    """
    url = _checked(raw, raw.url, canonical_url)
    published_at = _checked(raw, raw.published_at, parse_date)
    language = _checked(raw, raw.language, normalise)
    page = _page(raw, url)
    url = url or _believed(page.url, canonical_url)
    title = _line(raw.title) or _line(page.title)
    text = _without_title(clean(page.text), title)
    language = language or detect(text) or _believed(page.language, normalise)
    sentences = with_roles(split(text, language), text=text, title=title)
    if not any(sentence.role is Role.BODY for sentence in sentences):
        raise LoadError(raw.name, "no article text is left without headings and page furniture; give the full text")
    external_id = _line(raw.external_id)
    return Article(
        id=article_id(external_id=external_id, url=url, text=text),
        text=text,
        sentences=sentences,
        title=title,
        outlet=_line(raw.outlet) or _line(page.outlet) or credited(sentences) or (host(url) if url else None),
        author=_line(raw.author) or _line(page.author),
        url=url,
        published_at=published_at or _believed(page.published_at, parse_date),
        language=language,
        external_id=external_id,
        sample=raw.sample,
    )


def credited(sentences: tuple[Sentence, ...]) -> str | None:
    """Return the outlet that a line such as 'Jane Roe contributed to this report for The Example' names."""
    lines = (sentence.text for sentence in sentences if sentence.role is Role.FURNITURE)
    return next(filter(None, map(credited_outlet, lines)), None)


def _page(raw: RawArticle, url: str | None) -> Extracted:
    """Return the given text, or else what the HTML holds."""
    if len(raw.text or "") > MAX_TEXT:
        raise LoadError(raw.name, f"the text is longer than {MAX_TEXT:,} characters; give one article at a time")
    if raw.text and raw.text.strip():
        return Extracted(text=raw.text)
    if not raw.html or not raw.html.strip():
        raise LoadError(raw.name, "no article text: it has neither text nor HTML")
    try:
        page = extract(raw.html, url)
    except ValueError as error:
        raise LoadError(raw.name, str(error)) from error
    if not page.text.strip():
        raise LoadError(raw.name, "no article text was found in the HTML; give the text itself")
    return page


def _without_title(text: str, title: str | None) -> str:
    """Return the text without its first line where that only repeats the title."""
    first, _, rest = text.partition("\n")
    same = title is not None and _words(first) == _words(title) != ""
    return rest.lstrip("\n") if same else text


def _words(line: str) -> str:
    return _NOT_A_WORD.sub(" ", line.casefold()).strip()


def _line(value: str | None) -> str | None:
    """Return a value as one clean line, or None where nothing is left."""
    if value is None:
        return None
    return " ".join(clean(value[: 4 * MAX_LINE]).split())[:MAX_LINE].rstrip() or None


def _checked(raw: RawArticle, value: str | None, check: Callable[[str], T]) -> T | None:
    """Return the checked form of what was given, None where nothing was."""
    if value is None or not value.strip():
        return None
    try:
        return check(value)
    except ValueError as error:
        raise LoadError(raw.name, str(error)) from error


def _believed(value: str | None, check: Callable[[str], T]) -> T | None:
    """Return the checked form of what a page says of itself, None where it makes no sense."""
    try:
        return check(value) if value else None
    except ValueError:
        return None
