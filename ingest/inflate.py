"""Compressed bytes in, at most so many bytes out: what inflates is counted while it does, whatever size it claims."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import BinaryIO

MAX_MEMBER = 20_000_000  # bytes of one packed file held in memory, as of one that is not packed
MAX_TOTAL = 1_000_000_000  # bytes of all that is in one archive, read one after the other; 3 s to inflate
# Text packs to a fifth, lists of numbers to a twentieth, zeros to a thousandth.
MAX_RATIO = 100
MAX_DIRECTORY = 20_000_000  # bytes of a zip archive's list of members, of which 100,000 take 10 MB
_LONGEST_END = 65_557  # bytes of the record at its end, with the longest comment
_FREE = 10_000_000  # bytes before the ratio counts: a small file of blanks does no harm
_CHUNK = 65_536
_ELSEWHERE = b"\xff" * 4  # in place of a size: it stands in the record for large archives


class TooLargeError(ValueError):
    """Something inflates to more than it may; nothing more is read of it."""


class BudgetError(TooLargeError):
    """All members of an archive together inflate to more than they may; the archive is not read on."""


class Budget:
    """How much may still be inflated of one source, in all its members together."""

    def __init__(self, total: int = MAX_TOTAL) -> None:
        self._total = self._left = total

    def spend(self, size: int) -> None:
        """Count bytes that were inflated.

        Raises:
            BudgetError: they are more than are left.
        """
        self._left -= size
        if self._left < 0:
            raise BudgetError(
                f"inflates to more than {self._total // 1_000_000:,} MB in all; pack fewer files together"
            )


class Inflated(io.RawIOBase):
    """A stream of what a gzip file holds, of one or many parts one after the other."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__()
        self._packed = packed
        self._inflater = zlib.decompressobj(wbits=31)
        self._waiting = b""
        self._read = self._made = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, target: memoryview) -> int:  # type: ignore[override]
        """Fill the target with what comes next, and return how much it is.

        Raises:
            TooLargeError: it packs better than anything that one reads.
            ValueError: the file is broken or breaks off.
        """
        while True:
            if self._inflater.eof and not self._next_part():
                return 0
            if not self._waiting:
                self._waiting = self._packed.read(_CHUNK)
                self._read += len(self._waiting)
                if not self._waiting:
                    raise ValueError("breaks off in the middle; download or pack it again")
            try:
                data = self._inflater.decompress(self._waiting, len(target))
            except zlib.error as error:
                raise ValueError(f"is broken ({error}); download or pack it again") from error
            self._waiting = self._inflater.unconsumed_tail or self._inflater.unused_data
            self._made += len(data)
            if self._made > _FREE + MAX_RATIO * self._read:
                raise TooLargeError(f"inflates to more than {MAX_RATIO} times its size; it is no text that one reads")
            if data:
                target[: len(data)] = data
                return len(data)

    def _next_part(self) -> bool:
        """Begin with the next part, if there is one; zeros after the last are filling."""
        while not (rest := self._waiting.lstrip(b"\0")):
            self._waiting = self._packed.read(_CHUNK)
            self._read += len(self._waiting)
            if not self._waiting:
                return False
        if not b"\x1f\x8b".startswith(rest[:2]):
            raise ValueError("has something behind its end that is not packed; pack it again")
        self._waiting = rest
        self._inflater = zlib.decompressobj(wbits=31)
        return True


class Counted(io.RawIOBase):
    """A stream that spends from a budget what is read of it."""

    def __init__(self, inner: BinaryIO, budget: Budget) -> None:
        super().__init__()
        self._inner = inner
        self._budget = budget

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, target: memoryview) -> int:  # type: ignore[override]
        """Fill the target with what comes next, and return how much it is."""
        data = self._inner.read(len(target))
        self._budget.spend(len(data))
        target[: len(data)] = data
        return len(data)


def zip_file(stream: BinaryIO) -> zipfile.ZipFile:
    """Return the zip archive of a stream.

    Raises:
        ValueError: it is broken or breaks off.
    """
    if _directory_size(stream) > MAX_DIRECTORY:
        raise TooLargeError("has too many members; pack fewer together")
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, OverflowError) as error:
        raise ValueError(f"is a broken zip file ({error}); download or pack it again") from error


def _directory_size(stream: BinaryIO) -> int:
    """Return how long the list of members is, as the end of the archive says; it is read into memory as a whole."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _LONGEST_END))
    tail = stream.read(_LONGEST_END)
    at, large = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    # Where the record for large archives stands before the end, its word counts, whatever the end says.
    sizes = (tail[at + 12 : at + 16] if at >= 0 else b"", tail[large + 40 : large + 48] if large >= 0 else b"")
    return max(0 if size == _ELSEWHERE else int.from_bytes(size, "little") for size in sizes)


def zip_member(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo, limit: int = MAX_MEMBER) -> bytes:
    """Return what a member of a zip archive holds.

    Raises:
        KeyError: there is no such member.
        ValueError: it is encrypted, broken, or larger than it may be.
    """
    with open_member(archive, name) as stream:
        return read_all(stream, limit)


def open_member(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> BinaryIO:
    """Return a stream of a member of a zip archive; errors as those of `zip_member`."""
    info = archive.getinfo(name) if isinstance(name, str) else name
    if info.flag_bits & 1:
        raise ValueError("is protected by a password; pack it without one")
    try:
        return archive.open(info)  # type: ignore[return-value]
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise ValueError(f"can't be unpacked ({error}); pack it again") from error


def read_all(stream: BinaryIO, limit: int = MAX_MEMBER) -> bytes:
    """Return the rest of a stream, if it is no more than the limit.

    Raises:
        ValueError: it is broken, or larger.
    """
    parts: list[bytes] = []
    size = 0
    try:
        while chunk := stream.read(min(_CHUNK, limit + 1 - size)):
            parts.append(chunk)
            size += len(chunk)
            if size > limit:
                raise TooLargeError(f"is larger than {limit // 1_000_000} MB; give one article a file")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise ValueError(f"is broken ({error}); download or pack it again") from error
    return b"".join(parts)
