"""Documents and archives in, raw articles out; which module reads which kind.

Whatever can't be read is one `Failure` with what to do, and the rest goes on. Archives are read in memory, one member
at a time, and so are archives inside of them, but none inside of those. Feeds are read elsewhere.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ingest import (
    load_archive,
    load_epub,
    load_json,
    load_mail,
    load_newsml,
    load_office,
    load_pdf,
    load_tables,
    load_warc,
)
from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.inflate import MAX_MEMBER, Budget, BudgetError, Inflated, read_all, zip_file, zip_member
from ingest.readers import READERS, read_text
from ingest.report import Failure
from ingest.sniff import HEAD, SUFFIXES, kind

__all__ = ["SUFFIXES", "read_document", "read_path"]

Found = Iterator[RawArticle | Failure]

MAX_DOCUMENT = 100_000_000  # bytes of a PDF or an office file with its pictures; held in memory
_BUFFER = 65_536
_MARKUP = (".xml", ".html", ".htm", ".xhtml", ".opf")

_STREAMED: dict[str, Callable[[io.BufferedReader, str], Found]] = {
    **dict.fromkeys((".jsonl", ".ndjson"), load_json.lines),
    ".mbox": load_mail.mailbox,
    ".warc": load_warc.articles,
}


def read_document(data: bytes, name: str, content_type: str | None = None) -> Found:
    """Yield the articles in a file's bytes; `name` is what to call it, and tells its kind where its bytes don't."""
    yield from _tried(lambda: _read(_buffered(io.BytesIO(data)), name, name, content_type, 0, Budget()), name)


def read_path(path: Path, name: str) -> Found:
    """Yield the articles in a file, which is read as a stream where its kind allows it.

    Raises:
        OSError: it can't be opened.
    """
    with path.open("rb") as stream:
        yield from _tried(lambda: _read(stream, name, name, None, 0, Budget()), name)


def _tried(read: Callable[[], Found], name: str, *, inner: bool = False) -> Found:
    """Yield what is read until something goes wrong, and then what went wrong."""
    try:
        yield from read()
    except LoadError as error:
        yield Failure(error.source, error.reason)
    except BudgetError as error:
        if inner:  # it is the whole archive's
            raise
        yield Failure(name, str(error))
    except KeyError as error:
        yield Failure(name, f"lacks a part that it must have ({error.args[0]}); save or download it again")
    except (ValueError, OSError) as error:
        yield Failure(name, str(error) or "can't be read; save or download it again")
    except Exception as error:  # noqa: BLE001  whatever a parser raises at foreign bytes says that it can't read them
        yield Failure(name, f"is broken ({type(error).__name__}: {str(error)[:100]}); save or download it again")


def _read(
    stream: io.BufferedReader, name: str, called: str, content_type: str | None, depth: int, budget: Budget
) -> Found:
    """Yield the articles of a stream; `called` is the name that tells its kind, `depth` the archives around it."""
    head = stream.peek(HEAD)[:HEAD]
    if not head:
        raise LoadError(name, "is empty; fill it or leave it out")
    try:
        ending = kind(head, called, content_type)
    except LoadError as error:
        raise LoadError(name, error.reason) from error
    if ending in _STREAMED:
        yield from _some(_STREAMED[ending](stream, name), name)
    elif ending == ".gz":
        yield from _gzip(stream, name, called, depth, budget)
    elif ending == ".tar":
        yield from _members(load_archive.tar_members(stream, name, budget), name, depth, budget)
    elif ending == ".zip":
        yield from _zip(cast(BinaryIO, stream) if _is_file(stream) else _whole(stream), name, depth, budget)
    elif ending in (".csv", ".tsv", ".tab"):
        yield from load_tables.comma_separated(stream if _is_file(stream) else _whole(stream), name)
    elif ending == ".parquet":
        yield from load_tables.parquet(stream if _is_file(stream) else _whole(stream), name)
    else:
        yield from _document(stream, ending, name)


def _document(stream: BinaryIO, ending: str, name: str) -> Found:
    """Yield the articles of what is held in memory as a whole."""
    if ending in READERS:
        yield from read_text(read_all(stream), ending, name)
    elif ending == ".pdf":
        yield load_pdf.article(read_all(stream, MAX_DOCUMENT), name)
    elif ending == ".rtf":
        yield load_office.rtf(read_all(stream), name)
    elif ending == ".eml":
        yield load_mail.message(read_all(stream), name)
    else:
        yield from load_newsml.xml(read_all(stream), name)


def _gzip(stream: BinaryIO, name: str, called: str, depth: int, budget: Budget) -> Found:
    inside = called[:-3] if called.lower().endswith(".gz") else called
    if called.lower().endswith(".tgz"):
        inside = f"{called[:-4]}.tar"
    inner = _buffered(cast(BinaryIO, Inflated(stream)))
    if inner.peek(2)[:2] == b"\x1f\x8b":
        raise LoadError(name, "is packed twice; unpack it once")
    yield from _read(inner, name, inside, None, depth, budget)


def _zip(stream: BinaryIO, name: str, depth: int, budget: Budget) -> Found:
    """Yield the articles of a zip archive, which may be a document of its own kind."""
    with zip_file(stream) as archive:
        names = frozenset(archive.namelist())
        mimetype = zip_member(archive, "mimetype", 200).strip() if "mimetype" in names else b""
        if "word/document.xml" in names or mimetype:
            budget.spend(_text_size(archive))
        if "word/document.xml" in names:
            yield load_office.docx(archive, name)
            return
        if mimetype == b"application/vnd.oasis.opendocument.text":
            yield load_office.odt(archive, name)
            return
        if mimetype == b"application/epub+zip":
            yield from load_epub.articles(archive, name)
            return
        reason = _no_text(archive, names)
        if reason:
            raise LoadError(name, reason)
        captured = "datapackage.json" in names and any(path.startswith("archive/") for path in names)
    members = load_archive.zip_members(stream, name, budget)
    yield from _members(filter(_is_warc, members) if captured else members, name, depth, budget)


def _text_size(archive: zipfile.ZipFile) -> int:
    """Return how much the documents in it can inflate to: no member gives more than the archive says it holds."""
    return sum(info.file_size for info in archive.infolist() if info.filename.lower().endswith(_MARKUP))


def _no_text(archive: zipfile.ZipFile, names: frozenset[str]) -> str | None:
    if "xl/workbook.xml" in names:
        return "is a spreadsheet; save the sheet with the articles as CSV"
    if "ppt/presentation.xml" in names:
        return "is a set of slides; save it as PDF"
    return None


def _is_warc(member: load_archive.Member | Failure) -> bool:
    return not isinstance(member, Failure) and "/archive/" in member.name


def _members(members: Iterator[load_archive.Member | Failure], name: str, depth: int, budget: Budget) -> Found:
    """Yield the articles of the members, each by itself."""
    if depth > 1:
        raise LoadError(name, "is an archive in an archive in an archive; unpack it once")
    empty = True
    for member in members:
        empty = False
        if isinstance(member, Failure):
            yield member
        else:
            yield from _tried(lambda: _member(member, depth, budget), member.name, inner=True)  # noqa: B023  read at once
    if empty:
        raise LoadError(name, "holds no articles; give another archive, or the files themselves")


def _member(member: load_archive.Member, depth: int, budget: Budget) -> Found:
    yield from _read(_buffered(member.stream), member.name, member.name, None, depth + 1, budget)


def _some(found: Found, name: str) -> Found:
    empty = True
    for item in found:
        empty = False
        yield item
    if empty:
        raise LoadError(name, "holds no articles; give another file")


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    return io.BufferedReader(cast(io.RawIOBase, stream), _BUFFER)


def _is_file(stream: io.BufferedReader) -> bool:
    """Whether the stream is of a file or of bytes in memory, where one can go back and forth."""
    return isinstance(stream.raw, io.FileIO | io.BytesIO)


def _whole(stream: BinaryIO) -> BinaryIO:
    return io.BytesIO(read_all(stream, MAX_MEMBER))
