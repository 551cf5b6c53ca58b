"""Rows of a report, however many: the first stay in memory, the rest lie in a file without a name until it is let go.

A million rows that failed took 370 MB as a list, and take 12 MB here.
"""

from __future__ import annotations

import pickle
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, TypeVar, overload

IN_MEMORY = 20_000  # about 5 MB; a call over HTTP has at most a few thousand

T = TypeVar("T")


class Rows(Sequence[T]):
    """A sequence that grows at its end and keeps its memory."""

    def __init__(self, rows: Iterable[T] = (), *, in_memory: int = IN_MEMORY) -> None:
        self._most = in_memory
        self._first: list[T] = []
        self._rest: IO[bytes] | None = None
        self._length = 0
        for row in rows:
            self.append(row)

    def append(self, row: T) -> None:
        """Add a row at the end."""
        if self._length < self._most:
            self._first.append(row)
        else:
            if self._rest is None:
                self._rest = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the rows
                weakref.finalize(self, self._rest.close)
            self._rest.seek(0, 2)
            pickle.dump(row, self._rest)
        self._length += 1

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        yield from self._first
        at = 0
        for _ in range(self._length - len(self._first)):
            assert self._rest is not None  # noqa: S101  there is more than memory holds
            self._rest.seek(at)
            row: T = pickle.load(self._rest)  # noqa: S301  our own rows, in a file that nobody else can open
            at = self._rest.tell()
            yield row

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        """Return a row or some rows; those on the disk are read in their order, up to the last that is asked for."""
        if isinstance(index, slice):
            places = range(self._length)[index]
            wanted = list(islice(self, max(places) + 1)) if places else []
            return [wanted[place] for place in places]
        return next(islice(self, range(self._length)[index], None))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # it grows

    def __repr__(self) -> str:
        return f"Rows({list(islice(self, 10))!r}{', ...' if self._length > 10 else ''})"
