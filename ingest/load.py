"""Sources in, raw articles out, one at a time; whatever can't be read is a `Failure` and the rest goes on.

A source is a file, a folder, a URL or `-` for JSON Lines on standard input. Folders are read recursively, in sorted
order, without hidden files and without what is by its name no article; a file that is named itself is always read.
A feed or a list of feeds, from a file as from the web, leads to its pages, which are fetched. Nothing is cleaned.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO

from ingest import documents, load_json, load_web
from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.feeds import Feed, read_feed
from ingest.fetch import Fetcher
from ingest.readers import MAX_FILE_BYTES, may_be_article
from ingest.report import Failure

STDIN = "-"

_WEB = ("http://", "https://")
_LINES = (".jsonl", ".ndjson")
_FEEDS = (".xml", ".rss", ".atom", ".rdf", ".opml", ".json")  # endings under which feeds, or other things, are kept
_CHUNK_BYTES = 1 << 20
_COUNTED = 1 << 29  # bytes of a file whose lines are counted, in a fifth of a second; those of more are reckoned


def load(
    sources: Sequence[str], *, stdin: BinaryIO | None = None, fetcher: Fetcher | None = None
) -> Iterator[RawArticle | Failure]:
    """Yield every article of the sources, files in their order, and a `Failure` for each thing that can't be read.

    URLs that stand next to each other are read several at a time; `fetcher` is who fetches them, if not the usual one.
    """
    urls: list[str] = []
    for source in sources:
        if is_web(source):
            urls.append(source)
            continue
        yield from _fetched(urls, fetcher)
        urls = []
        if source != STDIN:
            for found in _files(Path(source)):
                yield from (found,) if isinstance(found, Failure) else _file(found, fetcher)
        elif stdin is None:
            yield Failure(STDIN, "there is no standard input to read; pipe JSON Lines into the command")
        else:
            yield from load_json.lines(stdin, "stdin")
    yield from _fetched(urls, fetcher)


def count(sources: Sequence[str]) -> int | None:
    """Return about how many rows `load` will yield, None where only reading them all would tell."""
    if STDIN in sources or any(map(is_web, sources)):
        return None
    found = (item for source in sources for item in _files(Path(source)))
    return sum(_count_lines(item) if isinstance(item, Path) and item.suffix.lower() in _LINES else 1 for item in found)


def leads_on(path: Path) -> bool:
    """Whether a file is a feed or a list of feeds, whose pages `load` fetches."""
    try:
        return path.suffix.lower() in _FEEDS and _feed(path) is not None
    except (OSError, LoadError):
        return False  # the failure that reading it will be


def is_web(source: str) -> bool:
    """Whether a source is an address on the web and no file."""
    return source.lower().startswith(_WEB)


@cache
def usual_fetcher() -> Fetcher:
    """Return this process's fetcher: one, since it knows which host was asked when."""
    return Fetcher()


def _fetched(urls: Sequence[str], fetcher: Fetcher | None) -> Iterator[RawArticle | Failure]:
    if urls:
        yield from load_web.load(urls, fetcher or usual_fetcher())


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
    hidden = path.name.startswith(".")
    return not hidden and (may_be_article(path.name) or path.is_dir())


def _file(path: Path, fetcher: Fetcher | None) -> Iterator[RawArticle | Failure]:
    name, ending = _name(path), path.suffix.lower()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise LoadError(name, "is neither a file nor a folder; give one of these")
        feed = _feed(path) if ending in _FEEDS else None
        if feed is None:
            yield from documents.read_path(path, name)
        else:
            yield from load_web.load_feed(feed, name, fetcher or usual_fetcher())
    except OSError as error:
        yield Failure(name, _why(error))
    except LoadError as error:
        yield Failure(name, error.reason)


def _feed(path: Path) -> Feed | None:
    """Return the feed in a file, None where it holds something else, or more than any feed has."""
    return read_feed(path.read_bytes()) if path.stat().st_size <= MAX_FILE_BYTES else None


def _count_lines(path: Path) -> int:
    total, read, last = 0, 0, b"\n"
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for
            return 1
        with path.open("rb") as stream:
            while read < _COUNTED and (chunk := stream.read(_CHUNK_BYTES)):
                total += chunk.count(b"\n")
                read += len(chunk)
                last = chunk[-1:]
    except OSError:
        return 1  # the failure that reading it will be
    if read >= _COUNTED:
        return max(1, total * status.st_size // read)
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
