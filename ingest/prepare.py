"""A raw article in, an article out: extracted, cleaned, cut into sentences, its metadata checked.

What was given wins over what a page says of itself, and what can't be right among it is an error that names it.
Nothing is stored or embedded here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol, TypeVar

from ingest.attribution import attributions
from ingest.clean import clean
from ingest.corpus import Article, RawArticle, Role, Sentence, article_id
from ingest.corrections import notice
from ingest.dates import parse_date
from ingest.errors import LoadError
from ingest.extract import Extracted, extract
from ingest.furniture import credited_outlet, with_roles
from ingest.language import UNKNOWN, detect, normalise
from ingest.outlet_hosts import host_name, outlet_name
from ingest.page_dates import PageDates, page_dates
from ingest.sentences import split
from ingest.urls import canonical_url

MAX_TEXT = 1_000_000  # characters, some 300 pages: a book or a dump, no article
MAX_SENTENCES = 20_000  # a text of MAX_TEXT has some 8,000; half a million lines of two letters would need 750 MB
MAX_LINE = 1_000  # characters of a title, an author, an outlet or an id
_BEFORE_CLEANING = 4 * MAX_LINE

_NOT_A_WORD = re.compile(r"[\W_]+")

T = TypeVar("T")


class Extract(Protocol):
    """What finds the article in HTML: `ingest.extract.extract`, here or in a process of its own."""

    def __call__(self, html: str, url: str | None = None, *, fetched_at: datetime | None = None) -> Extracted:
        """Return what the HTML holds."""


def prepare(
    raw: RawArticle,
    *,
    outlets: Mapping[str, str] | None = None,
    fetched_at: datetime | None = None,
    extract: Extract = extract,
) -> Article:
    """Return the article.

    Args:
        raw: what was handed in.
        outlets: the user's names of outlets by their hosts, which win over what a page says of itself.
        fetched_at: when its page was fetched, if `raw` does not say so, which is what '2 hours ago' on it counts from.
        extract: what finds the article in HTML.

    Raises:
        LoadError: it has no text or too much, or a URL, date or language that can't be right, or is the page of no
            article.
    """
    given_url = _checked(raw, raw.url, canonical_url)
    published_at = _checked(raw, raw.published_at, parse_date)
    language = _checked(raw, None if raw.language in UNKNOWN else raw.language, normalise)
    modified_at = _checked(raw, raw.modified_at, parse_date)
    archived_at = _checked(raw, raw.archived_at, parse_date)
    fetched_at = _checked(raw, raw.fetched_at, parse_date) or archived_at or fetched_at
    extracted = _extracted(raw, given_url, fetched_at, extract)
    page = extracted.page
    url = given_url or page.url
    title = _line(raw.title) or _line(page.title)
    text = _without_title(clean(extracted.text), title)
    language = language or detect(text) or page.language
    sentences = with_roles(split(text, language), text=text, title=title)
    if len(sentences) > MAX_SENTENCES:
        raise LoadError(raw.name, f"the text has more than {MAX_SENTENCES:,} sentences; give one article at a time")
    if not any(sentence.role is Role.BODY for sentence in sentences):
        raise LoadError(raw.name, "no article text beside headings and page furniture; give the whole text")
    external_id = _line(raw.external_id)
    published_at = published_at or page.published_at
    listed = page_dates((raw.listed_at,), fetched_at=fetched_at) if raw.listed_at and not published_at else PageDates()
    return Article(
        id=article_id(external_id=external_id, url=url, text=text),
        text=text,
        sentences=sentences,
        title=title,
        outlet=_line(raw.outlet) or _line(outlet_name(page.outlet, url, outlets)) or _credited(sentences) or _host(url),
        author=_line(raw.author) or _line(page.author),
        url=url,
        published_at=published_at or listed.published_at,
        language=language,
        external_id=external_id,
        sample=raw.sample,
        modified_at=modified_at or page.modified_at,
        archived_at=archived_at,
        notes=(*page.notes, *listed.notes),
        notice=notice(title, sentences),
        attributions=attributions(sentences, language),
    )


def _extracted(raw: RawArticle, url: str | None, fetched_at: datetime | None, extract: Extract) -> Extracted:
    """Return the given text, or else what the given HTML holds."""
    if raw.text and raw.text.strip():
        extracted = Extracted(text=raw.text)
    else:
        try:
            extracted = extract(raw.html or "", url, fetched_at=fetched_at)
        except ValueError as error:
            raise LoadError(raw.name, str(error)) from error
    if extracted.refused:
        raise LoadError(raw.name, extracted.refused)
    if not extracted.text.strip():
        raise LoadError(raw.name, f"no article text{' was found in the HTML' if raw.html else ''}; give the text")
    if len(extracted.text) > MAX_TEXT:
        raise LoadError(raw.name, f"the text is longer than {MAX_TEXT:,} characters; give one article at a time")
    return extracted


def _without_title(text: str, title: str | None) -> str:
    """Return the text without its first line where that only repeats the title."""
    first, _, rest = text.partition("\n")
    repeated = title is not None and _words(first) == _words(title) != ""
    return rest.lstrip("\n") if repeated else text


def _words(line: str) -> str:
    return _NOT_A_WORD.sub(" ", line.casefold()).strip()


def _credited(sentences: tuple[Sentence, ...]) -> str | None:
    """Return the outlet that a line such as 'Ida Moss contributed to this report for The Example' names."""
    lines = (sentence.text for sentence in sentences if sentence.role is Role.FURNITURE)
    return next(filter(None, map(credited_outlet, lines)), None)


def _host(url: str | None) -> str | None:
    return host_name(url) if url else None


def _line(value: str | None) -> str | None:
    """Return a value as one clean line, None where nothing is left of it."""
    if value is None:
        return None
    return " ".join(clean(value[:_BEFORE_CLEANING]).split())[:MAX_LINE].rstrip() or None


def _checked(raw: RawArticle, value: str | None, read: Callable[[str], T]) -> T | None:
    """Return what `read` makes of something given, None where nothing was."""
    if value is None or not value.strip():
        return None
    try:
        return read(value)
    except ValueError as error:
        raise LoadError(raw.name, str(error)) from error
