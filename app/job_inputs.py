"""The inputs of jobs on the disk: written whole before a job is acknowledged, read a stretch at a time.

In: rows, addresses or files, and a folder of the job's own. Out: its items from where it was left, and how far it is.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeAlias

from app import incoming
from ingest.corpus import RawArticle
from ingest.errors import StoreError
from ingest.fetch import Fetcher
from ingest.load import count, leads_on
from ingest.report import Failure

# What is safely in is told to the record at the end of each stretch; a crash has at most so much looked at again.
STRETCH_ITEMS = 5_000
STRETCH_SECONDS = 30.0  # the pipeline runs empty at the end of a stretch, which costs a second or two
STRETCH_URLS = 50  # read together, from up to eight hosts at once: at a request a second, a minute at most for one host

_ROWS, _URLS, _FILES = "rows.jsonl", "urls.jsonl", "files.json"


def keep_rows(folder: Path, rows: Sequence[object]) -> int:
    """Write the rows of a job; return how many items they are.

    Raises:
        StoreError: the disk does not take them; nothing of them is left.
    """
    with _whole(folder):
        _write_lines(folder / _ROWS, rows)
    return len(rows)


def keep_urls(folder: Path, urls: Sequence[object]) -> int:
    """Write the addresses of a job; as `keep_rows`."""
    with _whole(folder):
        _write_lines(folder / _URLS, urls)
    return len(urls)


def keep_files(folder: Path, files: Sequence[tuple[str, Path | BinaryIO]]) -> int | None:
    """Copy the files of a job, each under a name of its own; as `keep_rows`."""
    places = [folder / str(number) / incoming.safe_name(name) for number, (name, _) in enumerate(files)]
    with _whole(folder):
        for (_, file), place in zip(files, places, strict=True):
            place.parent.mkdir()
            with place.open("wb") as copy:
                if isinstance(file, Path):
                    with file.open("rb") as original:
                        shutil.copyfileobj(original, copy)
                else:
                    shutil.copyfileobj(file, copy)
                _to_disk(copy)
            _folder_to_disk(place.parent)
        _write_lines(folder / _FILES, [name for name, _ in files])
    return count([str(place) for place in places])


Unit: TypeAlias = RawArticle | Failure | Iterator[RawArticle | Failure]


class Source(ABC):
    """A job's input from where it was left: `taken` units of it were handed on, and `whole` says that none is half."""

    def __init__(self, taken: int) -> None:
        self.taken = taken
        self.whole = True
        self.ended = False

    @abstractmethod
    def stretch(self, is_to_stop: Callable[[], bool]) -> Iterator[RawArticle | Failure]:
        """Yield the next items, up to the end of the stretch or until it is to stop."""


class _Items(Source):
    """Items that come in the same order each time; what the web has a part in is one unit with all that it brings."""

    def __init__(self, units: Iterator[Unit], taken: int) -> None:
        super().__init__(taken)
        self._units = islice(units, taken, None)

    def stretch(self, is_to_stop: Callable[[], bool]) -> Iterator[RawArticle | Failure]:
        ends_at, last = time.monotonic() + STRETCH_SECONDS, self.taken + STRETCH_ITEMS
        while self.taken < last and time.monotonic() < ends_at and not is_to_stop():
            unit = next(self._units, None)
            if unit is None:
                self.ended = True
                return
            if isinstance(unit, RawArticle | Failure):
                self.taken += 1
                yield unit
                continue
            self.whole = False
            for item in unit:
                yield item
                if is_to_stop():
                    return
            self.taken += 1
            self.whole = True


class _Addresses(Source):
    """Addresses, whose pages come as the web has them."""

    def __init__(self, urls: Sequence[object], taken: int, web: Fetcher) -> None:
        super().__init__(taken)
        self._urls, self._web = urls, web
        self.ended = taken >= len(urls)

    def stretch(self, is_to_stop: Callable[[], bool]) -> Iterator[RawArticle | Failure]:
        self.whole = False
        part = self._urls[self.taken : self.taken + STRETCH_URLS]
        for item in incoming.pages(part, self._web, first=self.taken):
            yield item
            if is_to_stop():
                return
        self.taken += len(part)
        self.whole, self.ended = True, self.taken >= len(self._urls)


def opened(folder: Path, taken: int, web: Fetcher) -> Source:
    """Return the input in a folder.

    Raises:
        OSError: it is not there, or can't be read.
    """
    if (folder / _ROWS).exists():
        return _Items(incoming.rows(_lines(folder / _ROWS)), taken)
    if (folder / _URLS).exists():
        return _Addresses(list(_lines(folder / _URLS)), taken, web)
    names = [str(name) for name in _lines(folder / _FILES)]
    return _Items(_files(folder, names, web), taken)


def forget(folder: Path) -> None:
    """Remove a job's input."""
    shutil.rmtree(folder, ignore_errors=True)


def keep_only(folder: Path, job_ids: set[str]) -> None:
    """Remove the inputs below a folder that belong to no job: a crash came before its job was kept, or at its end."""
    for place in folder.iterdir() if folder.is_dir() else ():
        if place.name not in job_ids:
            forget(place)


def _files(folder: Path, names: Sequence[str], web: Fetcher) -> Iterator[Unit]:
    for number, name in enumerate(names):
        path = folder / str(number) / incoming.safe_name(name)
        items = incoming.file(path, name, web)
        if leads_on(path):
            yield items
        else:
            yield from items


@contextmanager
def _whole(folder: Path) -> Iterator[None]:
    """Make a folder, and have all that is written in it on the disk at the end, or nothing."""
    try:
        folder.parent.mkdir(exist_ok=True)
        folder.mkdir()
        yield
        for place in (folder, folder.parent, folder.parent.parent):
            _folder_to_disk(place)
    except OSError as error:
        forget(folder)
        raise StoreError(
            f"the job's input can't be kept in {folder.parent.name!r} of the store ({error.strerror or error}); make "
            "room on its disk and send it again"
        ) from error


def _write_lines(path: Path, values: Sequence[object]) -> None:
    with path.open("wb") as file:
        for value in values:  # in ASCII, since UTF-8 has no place for the halves of characters that JSON can spell
            file.write(json.dumps(value).encode("ascii") + b"\n")
        _to_disk(file)


def _lines(path: Path) -> Iterator[object]:
    with path.open("rb") as file:
        for line in file:
            yield json.loads(line)


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
