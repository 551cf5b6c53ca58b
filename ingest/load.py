"""Sources in, raw articles out, one at a time; whatever can't be read is a `Failure` and the rest goes on.

A source is a file, a folder or `-` for JSON Lines on standard input. Folders are read recursively, in sorted order,
without hidden files and without what is by its name no article (`NOT_ARTICLES`); a file that is named itself is
always read. Nothing is fetched and nothing is cleaned.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import BinaryIO

from ingest import load_json, load_markdown, load_text
from ingest.corpus import RawArticle
from ingest.decode import decode
from ingest.errors import LoadError
from ingest.report import Failure

STDIN = "-"
MAX_FILE_BYTES = 20_000_000  # one article or a list of some; a page has a few hundred thousand. Held in memory.
# What stands in a folder beside its articles; the last two hold the gold questions and dialogues of a sample corpus.
NOT_ARTICLES = (
    "readme*",
    "license*",
    "licence*",
    "copying*",
    "notice*",
    "changelog*",
    "questions.jsonl",
    "dialogues.jsonl",
)

_CHUNK_BYTES = 1 << 20


def _text(text: str, source: str) -> Iterator[RawArticle | Failure]:
    yield load_text.article(text, source)


def _markdown(text: str, source: str) -> Iterator[RawArticle | Failure]:
    yield load_markdown.article(text, source)


def _html(text: str, source: str) -> Iterator[RawArticle | Failure]:
    yield RawArticle(source=source, html=text)


_READERS: dict[str, Callable[[str, str], Iterator[RawArticle | Failure]]] = {
    **dict.fromkeys((".txt", ".text"), _text),
    **dict.fromkeys((".md", ".markdown"), _markdown),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _html),
    ".json": load_json.articles,
}
_LINES = (".jsonl", ".ndjson")  # read as a stream, of any size


def load(sources: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[RawArticle | Failure]:
    """Yield every article of the sources in their order, and a `Failure` for each thing that can't be read."""
    for source in sources:
        if source.startswith(("http://", "https://")):
            yield Failure(source, "addresses on the web are not read; save the page and give the HTML file")
        elif source != STDIN:
            for found in _files(Path(source)):
                yield from (found,) if isinstance(found, Failure) else _file(found)
        elif stdin is None:
            yield Failure(STDIN, "there is no standard input to read; pipe JSON Lines into the command")
        else:
            yield from load_json.lines(stdin, "stdin")


def count(sources: Sequence[str]) -> int | None:
    """Return about how many rows `load` will yield, None where only reading them all would tell."""
    if STDIN in sources:
        return None
    found = (item for source in sources for item in _files(Path(source)))
    return sum(_count_lines(item) if isinstance(item, Path) and item.suffix.lower() in _LINES else 1 for item in found)


def _files(source: Path) -> Iterator[Path | Failure]:
    """Yield the files of a folder in sorted order, or the source itself where it is none."""
    seen: set[tuple[int, int]] = set()
    waiting = [source]
    empty = True
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                status = path.stat()
                place = (status.st_dev, status.st_ino)
                if place not in seen:  # a link may lead back to a folder above it
                    seen.add(place)
                    waiting += sorted(filter(_may_be_article, path.iterdir()), reverse=True)
            else:
                empty = False
                yield path
        except OSError as error:
            empty = False
            yield Failure(_name(path), _why(error))
    if empty:
        yield Failure(_name(source), "holds no articles; give another folder, or name the files themselves")


def _may_be_article(path: Path) -> bool:
    name = path.name.casefold()
    beside = any(fnmatch(name, pattern) for pattern in NOT_ARTICLES)
    return not name.startswith(".") and (not beside or path.is_dir())


def _file(path: Path) -> Iterator[RawArticle | Failure]:
    name, kind = _name(path), path.suffix.lower()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise LoadError(name, "is neither a file nor a folder; give one of these")
        if kind in _LINES:
            with path.open("rb") as stream:
                yield from _lines(stream, name)
        elif kind in _READERS:
            yield from _READERS[kind](_read(path, name), name)
        else:
            known = " ".join(sorted((*_READERS, *_LINES)))
            raise LoadError(name, f"is of an unknown kind ({kind or 'no ending'}); those that can be read are {known}")
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
        raise LoadError(name, "is empty; write one JSON object a line")


def _read(path: Path, name: str) -> str:
    with path.open("rb") as stream:
        data = stream.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1_000_000
        raise LoadError(name, f"is larger than {limit} MB; give one article a file, or many as JSON Lines (.jsonl)")
    text = decode(data, name, markup=_READERS.get(path.suffix.lower()) is _html)
    if not text.strip():
        raise LoadError(name, "is empty; fill it or leave it out")
    return text


def _count_lines(path: Path) -> int:
    total, last = 0, b"\n"
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                total += chunk.count(b"\n")
                last = chunk[-1:]
    except OSError:
        return 1  # the failure that reading it will be
    return max(1, total + (last != b"\n"))


def _name(path: Path) -> str:
    """Return the path as text that can be printed and stored, also where its bytes are not UTF-8."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "may not be read; change its permissions or leave it out"
    return f"can't be read ({error.strerror or error}); leave it out"
