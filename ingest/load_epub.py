"""An EPUB in, raw articles out: one for each chapter with text; newspapers in this format have one an article."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from ingest import properties
from ingest.corpus import RawArticle
from ingest.decode import decode
from ingest.errors import LoadError
from ingest.inflate import zip_member
from ingest.report import Failure
from ingest.safe_xml import Element, first, first_text, parse

MAX_CHAPTERS = 10_000  # a year of a daily newspaper

_SHORTEST = 150  # letters; a cover, a title page or a list of sections has fewer or is marked as such
# Starts and ends are looked for by themselves: one pattern for both would look for each start's end to the book's end.
_BODY = re.compile(r"<body\b[^<>]*>", re.IGNORECASE), re.compile(r"</body\b", re.IGNORECASE)
_HEADING = re.compile(r"<h[1-3]\b[^<>]*>", re.IGNORECASE), re.compile(r"</h[1-3]\b", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*>", re.IGNORECASE), re.compile(r"</title\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_PART = re.compile(r"<(?P<tag>/?a\b)?[^<>]*>|[^<]+|<", re.IGNORECASE)
# Fonts may be scrambled in a book that is not protected.
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package file says: of the whole, and which documents are read in which order."""

    outlet: str | None
    author: str | None
    published_at: str | None
    language: str | None
    identifier: str | None
    chapters: tuple[str, ...]


def articles(archive: zipfile.ZipFile, source: str) -> Iterator[RawArticle | Failure]:
    """Yield the chapters that have text, in their order.

    Raises:
        ValueError: it is protected, broken, or has no chapter with text.
    """
    names = frozenset(archive.namelist())
    if "META-INF/encryption.xml" in names and _is_protected(parse(zip_member(archive, "META-INF/encryption.xml"))):
        raise ValueError("is protected against copying; give one without protection, or the text")
    book = _book(archive, source)
    empty = True
    for path in book.chapters:
        name = f"{source}/{path}"
        try:
            markup = decode(zip_member(archive, path), name, markup=True) if path in names else ""
        except LoadError as error:
            yield Failure(error.source, error.reason)
            continue
        except ValueError as error:
            yield Failure(name, str(error))
            continue
        article = _chapter(markup, name, book, path)
        if article is not None:
            empty = False
            yield article
    if empty:
        raise ValueError("has no chapter with text; give its text")


def _is_protected(root: Element) -> bool:
    methods = (method.get("Algorithm", "") for method in root.iterfind(".//{*}EncryptedData/{*}EncryptionMethod"))
    return any(method not in _FONTS for method in methods)


def _book(archive: zipfile.ZipFile, source: str) -> _Book:
    rootfile = first(parse(zip_member(archive, "META-INF/container.xml")), "rootfile")
    path = "" if rootfile is None else rootfile.get("full-path", "")
    if path not in archive.namelist():
        raise LoadError(source, "is a broken EPUB (its package file is missing); download it again")
    package = parse(zip_member(archive, path))
    items = {item.get("id"): item for item in package.iterfind(".//{*}manifest/{*}item")}
    folder = posixpath.dirname(path)
    order = [items.get(entry.get("idref")) for entry in package.iterfind(".//{*}spine/{*}itemref")]
    chapters = [
        posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in order
        if item is not None and "html" in item.get("media-type", "") and "nav" not in item.get("properties", "").split()
    ]
    if len(chapters) > MAX_CHAPTERS:
        raise ValueError(f"has more than {MAX_CHAPTERS:,} chapters; give fewer at a time")
    return _Book(
        outlet=properties.author(first_text(package, "publisher")),
        author=properties.author(first_text(package, "creator")),
        published_at=properties.date(first_text(package, "date")),
        language=properties.language(first_text(package, "language")),
        identifier=first_text(package, "identifier"),
        chapters=tuple(dict.fromkeys(chapters)),
    )


def _chapter(markup: str, name: str, book: _Book, path: str) -> RawArticle | None:
    """Return the article of a chapter, None where it has no text of its own, as a cover or a table of contents."""
    body = _between(markup, *_BODY)
    body = markup if body is None else body
    if _letters(body) < _SHORTEST:
        return None
    heading = _between(body, *_HEADING) or _between(markup, *_TITLE)
    title = " ".join(_TAG.sub(" ", heading).split()) if heading else None
    return RawArticle(
        source=name,
        html=body,
        title=title or None,
        outlet=book.outlet,
        author=book.author,
        published_at=book.published_at,
        language=book.language,
        external_id=f"{book.identifier}#{path}" if book.identifier else None,
    )


def _between(markup: str, start: re.Pattern[str], end: re.Pattern[str]) -> str | None:
    """Return what stands between the first start and the next end."""
    opening = start.search(markup)
    closing = end.search(markup, opening.end()) if opening else None
    return markup[opening.end() : closing.start()] if opening and closing else None


def _letters(body: str) -> int:
    """Return how many letters stand in no link; one that is never closed is none."""
    letters = linked = 0
    inside = False
    for part in _PART.finditer(body):
        if part["tag"] is None:
            found = 0 if part[0].startswith("<") else sum(map(str.isalpha, part[0]))
            letters, linked = (letters, linked + found) if inside else (letters + found, 0)
        elif part["tag"].startswith("/"):
            linked, inside = 0, False
        elif not part[0].endswith("/>"):
            inside = True
    return letters + linked
