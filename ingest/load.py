"""Sources in, raw articles out, one at a time; whatever can't be read is a `Failure` and the rest goes on.

A source is a file, a folder or `-` for JSON Lines on standard input. Folders are read recursively and in sorted
order, without hidden files and without what is by its name no article (`NOT_ARTICLES`); a file that is named
itself is always read. Nothing is fetched and nothing is cleaned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import BinaryIO

from ingest import load_json, load_markdown, load_text
from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.report import Failure

STDIN = "-"
MAX_FILE_BYTES = (
    20_000_000  # one file is one article or a short list; the longest of 4,278 articles has 64 kB
)
# Beside the articles of a folder, not among them; `questions.jsonl` holds a corpus's gold questions.
NOT_ARTICLES = ("readme*", "license*", "licence*", "copying*", "notice*", "changelog*", "questions.jsonl")

_CHUNK = 1 << 20


def _html(text: str, source: str) -> Iterator[RawArticle | Failure]:
    yield RawArticle(source=source, html=text)


def _markdown(text: str, source: str) -> Iterator[RawArticle | Failure]:
    yield load_markdown.article(text, source)


def _text(text: str, source: str) -> Iterator[RawArticle | Failure]:
    yield load_text.article(text, source)


_LINES = {".jsonl", ".ndjson"}
_READERS: dict[str, Callable[[str, str], Iterator[RawArticle | Failure]]] = {
    **dict.fromkeys((".txt", ".text"), _text),
    **dict.fromkeys((".md", ".markdown"), _markdown),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _html),
    ".json": load_json.articles,
}


def load(sources: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[RawArticle | Failure]:
    """Yield every article of the sources in their order, and a `Failure` for each that can't be read."""
    for source in sources:
        if source == STDIN:
            yield from _stdin(stdin)
        elif source.startswith(("http://", "https://")):
            yield Failure(source, "web addresses can't be read yet; save the page and give the HTML file")
        else:
            for found in _files(Path(source)):
                yield from (found,) if isinstance(found, Failure) else _file(found)


def count(sources: Sequence[str]) -> int | None:
    """Return about how many rows `load` will yield, or None where that can't be known before reading it all."""
    if STDIN in sources:
        return None
    total = 0
    for source in sources:
        for found in _files(Path(source)):
            many = isinstance(found, Path) and found.suffix.lower() in _LINES
            total += _count_lines(found) if many and isinstance(found, Path) else 1
    return total


def _stdin(stdin: BinaryIO | None) -> Iterator[RawArticle | Failure]:
    if stdin is None:
        yield Failure(STDIN, "there is no standard input to read; pipe JSON Lines into the command")
    else:
        yield from load_json.lines(stdin, "stdin")


def _files(source: Path) -> Iterator[Path | Failure]:
    """Yield the files under a source in sorted order; the source itself, if it is a file, whatever its name."""
    seen: set[tuple[int, int]] = set()
    waiting = [source]
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                status = path.stat()
                # A link may lead back to a folder above it.
                if (status.st_dev, status.st_ino) not in seen:
                    seen.add((status.st_dev, status.st_ino))
                    waiting += sorted(filter(_wanted, path.iterdir()), reverse=True)
            else:
                yield path
        except OSError as error:
            yield Failure(_name(path), _why(error))


def _wanted(path: Path) -> bool:
    name = path.name.casefold()
    return not name.startswith(".") and (
        path.is_dir() or not any(fnmatch(name, skip) for skip in NOT_ARTICLES)
    )


def _file(path: Path) -> Iterator[RawArticle | Failure]:
    name, kind = _name(path), path.suffix.lower()
    try:
        if path.exists() and not path.is_file():
            raise LoadError(name, "is not a regular file; give a file or a folder")
        if kind in _LINES:
            with path.open("rb") as stream:
                yield from _lines(stream, name)
        elif kind in _READERS or not path.exists():
            yield from _READERS.get(kind, _text)(_read(path, name), name)
        else:
            known = " ".join(sorted({*_READERS, *_LINES}))
            raise LoadError(
                name, f"unknown kind of file {path.suffix!r}; the kinds that can be read are {known}"
            )
    except OSError as error:
        yield Failure(name, _why(error))
    except LoadError as error:
        yield Failure(error.source, error.reason)


def _lines(stream: BinaryIO, name: str) -> Iterator[RawArticle | Failure]:
    empty = True
    for item in load_json.lines(stream, name):
        empty = False
        yield item
    if empty:
        raise LoadError(name, "is empty; give one JSON object a line")


def _read(path: Path, name: str) -> str:
    with path.open("rb") as stream:
        data = stream.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1_000_000
        raise LoadError(name, f"is larger than {limit} MB; give many articles as JSON Lines (.jsonl)")
    text = load_text.decode(data, name)
    if not text.strip():
        raise LoadError(name, "is empty; delete it or fill it")
    return text


def _count_lines(path: Path) -> int:
    total, last = 0, b"\n"
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                total += chunk.count(b"\n")
                last = chunk[-1:]
    except OSError:
        return 1  # the one failure that reading it will be
    return max(1, total + (last != b"\n"))


def _name(path: Path) -> str:
    """Return the path as text that can be printed and stored, also where its bytes are not UTF-8."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "may not be read; change its permissions or leave it out"
    return f"can't be read: {error.strerror or error}"
