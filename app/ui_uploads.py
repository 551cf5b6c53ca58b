"""Files on their way from a browser to a job: what a browser says it sent goes in, what really arrived comes out.

They lie in a folder of the store's, which is emptied when a server starts; nothing of them stays once a job has them.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ingest.report import Failure

MAX_BYTES = 60_000_000  # each is sent in a call of its own, and the guard lets 64 MB of a call pass
MAX_NAME = 200  # characters of a file's name that are kept, its end with them
KEPT_SECONDS = 3_600.0  # of what was sent in part or never handed on; the largest file takes minutes on a slow line


def folder_of(data_dir: Path) -> Path:
    """Return where files lie between their arrival and the job that takes them."""
    return (data_dir / "uploads").absolute()


def received(data: object, folder: Path) -> tuple[list[tuple[str, Path]], list[Failure]]:
    """Return the files that a browser says it sent, by name, and those that did not arrive.

    Nothing that it says is believed: only what lies in the folder counts as a file.
    """
    sent: list[tuple[str, Path]] = []
    refused: list[Failure] = []
    rows = data.get("files") if isinstance(data, dict) else None
    for row in rows if isinstance(rows, list) else []:
        given = row if isinstance(row, dict) else {}
        name = str(given.get("name") or "a file without a name")[-MAX_NAME:]
        path = _arrived(given.get("path"), folder)
        if path is not None:
            sent.append((name, path))
        elif given.get("size"):
            limit = f"{MAX_BYTES // 1_000_000} MB"
            refused.append(Failure(name, f"is larger than {limit}; bring it in with: python -m ingest FILE"))
        else:
            refused.append(Failure(name, "did not arrive; send it again, a folder as a zip archive"))
    return sent, refused


def _arrived(path: object, folder: Path) -> Path | None:
    """Return the path if there is a file in the folder, or in a folder of it."""
    if not isinstance(path, str) or "\0" in path:
        return None
    found = Path(path).resolve()
    return found if found.is_relative_to(folder.resolve()) and found.is_file() else None


def sweep(folder: Path, sent: Iterable[tuple[str, Path]] = (), *, older: float = KEPT_SECONDS) -> None:
    """Remove what is left of files that were handed on, and whatever has been there too long."""
    for _, path in sent:
        with suppress(OSError):  # the folder may hold somebody's else
            path.unlink(missing_ok=True)
            path.parent.rmdir()
    before = time.time() - older
    for left in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):  # another call may be sweeping
            if left.stat().st_mtime <= before:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
