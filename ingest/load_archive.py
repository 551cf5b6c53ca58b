"""A zip or tar archive in, its members out, one at a time, as streams; nothing is ever written to the disk.

Members come with the name that a report calls them by, `archive.zip/folder/a.html`. Links, devices, encrypted
members and names that lead out of the archive are failures; folders and what a system hides there are passed over.
"""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Self, cast

from ingest.inflate import Budget, Counted, TooLargeError, open_member, zip_file
from ingest.readers import may_be_article
from ingest.report import Failure

# Bytes of a member that only names or describes the next one, which is read into memory as a whole; paths have some
# hundreds. One of 600 MB took 1.2 GB.
MAX_HEADER = 1_000_000
MAX_MEMBERS = 100_000  # as many articles as a store is made for


_DESCRIBING = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


class _Header(tarfile.TarInfo):
    """The header of a member, refused where it is itself a bomb."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        info = super().frombuf(buf, encoding, errors)
        if info.type in _DESCRIBING and info.size > MAX_HEADER:
            raise TooLargeError(f"has a header of more than {MAX_HEADER // 1_000_000} MB; pack it again")
        return info


@dataclass(frozen=True, slots=True)
class Member:
    """A packed file: what to call it, and a stream of what it holds until the next one is asked for."""

    name: str
    stream: BinaryIO


def zip_members(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Failure]:
    """Yield the files in a zip archive.

    Raises:
        ValueError: the archive is broken, or has too many members.
    """
    with zip_file(stream) as archive:
        infos = archive.infolist()
        if len(infos) > MAX_MEMBERS:
            raise TooLargeError(f"has more than {MAX_MEMBERS:,} members; pack fewer together")
        for info in infos:
            if info.is_dir() or not _is_shown(info.filename):
                continue
            label = _label(name, info.filename)
            reason = _refused(info.filename) or ("is a link; pack the file itself" if _is_link(info) else None)
            if reason:
                yield Failure(label, reason)
                continue
            try:
                member = open_member(archive, info)
            except ValueError as error:
                yield Failure(label, str(error))
                continue
            with member:
                yield Member(label, cast(BinaryIO, Counted(member, budget)))


def tar_members(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Failure]:
    """Yield the files in a tar archive that is read from front to back.

    Raises:
        ValueError: the archive is broken, breaks off, or has too many members.
    """
    counted = cast(BinaryIO, Counted(stream, budget))
    try:
        with tarfile.open(fileobj=counted, mode="r|", tarinfo=_Header) as archive:
            for number, info in enumerate(archive):
                if number >= MAX_MEMBERS:
                    raise TooLargeError(f"has more than {MAX_MEMBERS:,} members; pack fewer together")
                archive.members = []  # type: ignore[attr-defined]  # which it would keep, all of them
                if info.isdir() or not _is_shown(info.name):
                    continue
                label = _label(name, info.name)
                reason = _refused(info.name) or _unusual(info)
                member = None if reason else archive.extractfile(info)
                if member is None:
                    yield Failure(label, reason or "is no file; leave it out")
                else:
                    yield Member(label, cast(BinaryIO, member))
    except (tarfile.TarError, EOFError) as error:
        raise ValueError(f"is a broken tar file ({error}); download or pack it again") from error


def _is_shown(path: str) -> bool:
    """Whether no part of the path is hidden; '..' is none that a system hides."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return bool(parts) and not hidden and may_be_article(parts[-1])


def _refused(path: str) -> str | None:
    parts = path.replace("\\", "/").split("/")
    if ".." in parts or path.startswith(("/", "\\")) or path[1:2] == ":":
        return "has a name that leads out of the archive; pack it again under a plain name"
    return None


def _is_link(info: zipfile.ZipInfo) -> bool:
    return (info.external_attr >> 16) & 0o170000 == 0o120000


def _unusual(info: tarfile.TarInfo) -> str | None:
    """Return why a member is no plain file; one with holes holds zeros without end, for which nothing is packed."""
    if info.issparse():
        return "is a file with holes; pack it without --sparse"
    return None if info.isreg() else "is a link or a device; pack the file itself"


def _label(name: str, path: str) -> str:
    return f"{name}/{path.removeprefix('./')[:500]}"
