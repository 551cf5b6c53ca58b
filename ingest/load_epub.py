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
_BODY = re.compile(r"<body\b[^>]*>(.*)</body\s*>", re.DOTALL | re.IGNORECASE)
_HEADING = re.compile(r"<h[1-3]\b[^>]*>(.*?)</h[1-3]\s*>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"<a\b[^>]*>.*?</a\s*>", re.DOTALL | re.IGNORECASE)
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
    found = _BODY.search(markup)
    body = found[1] if found else markup
    letters = sum(map(str.isalpha, _TAG.sub("", _LINK.sub("", body))))
    if letters < _SHORTEST:
        return None
    heading = _HEADING.search(body) or _TITLE.search(markup)
    title = " ".join(_TAG.sub(" ", heading[1]).split()) if heading else None
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
