"""One process owns a store: a lock file says which, and where it serves.

Two processes that write one Chroma folder lose data silently, so nothing opens the store without this lock. The
operating system lets go of it when the process ends, however it ends.

A server also leaves a secret beside it, which only those who may read the store's own files can read. Commands on this
machine show it where the server wants a key; it ends with the server.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import StoreError, StoreHeldError

_KEY_FILE = "server.key"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds the store: a process, and its URL if it is a server."""

    pid: int
    url: str | None


class StoreLock:
    """The lock on a data folder, held from construction to `release`.

    `key` is the secret of the server that holds it; empty where none does.
    """

    def __init__(self, folder: Path, *, url: str | None) -> None:
        """Take the lock.

        Raises:
            StoreHeldError: another process has it; the message says which and what to do.
            StoreError: the folder can't be written.
        """
        # Not thread_local: the thread that closes the store is not always the one that opened it.
        self._lock = FileLock(folder / "store.lock", thread_local=False)
        self._owner_file = folder / "owner.json"
        self._key_file = folder / _KEY_FILE
        self.key = secrets.token_urlsafe(32) if url else ""
        try:
            self._lock.acquire(timeout=0)
            self._key_file.unlink(missing_ok=True)  # a killed server's
            if self.key:
                with open(os.open(self._key_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:  # noqa: PTH123
                    file.write(self.key)
            written = self._owner_file.with_suffix(f".{os.getpid()}")
            written.write_text(json.dumps({"pid": os.getpid(), "url": url}), encoding="utf-8")
            written.replace(self._owner_file)
        except Timeout as error:
            raise _held(folder, read_owner(folder)) from error
        except OSError as error:
            self._lock.release()
            raise StoreError(
                f"the store's folder {str(folder)!r} can't be written ({error.strerror}); "
                "choose another with CORROBORATE_DATA_DIR"
            ) from error

    def release(self) -> None:
        """Let the next process in."""
        self._owner_file.unlink(missing_ok=True)
        self._key_file.unlink(missing_ok=True)
        self._lock.release()


def read_owner(folder: Path) -> Owner | None:
    """Return who wrote the owner file last, or None where there is none."""
    try:
        row = json.loads((folder / "owner.json").read_text(encoding="utf-8"))
        return Owner(pid=int(row["pid"]), url=row["url"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read_key(folder: Path) -> str:
    try:
        return (folder / _KEY_FILE).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _held(folder: Path, owner: Owner | None) -> StoreHeldError:
    who = f"process {owner.pid}" if owner else "another process"
    if owner and owner.url:
        todo = f"it serves at {owner.url}; use that one, or stop it first"
    else:
        todo = "wait until it has finished, or stop it"
    return StoreHeldError(
        f"the store in {str(folder)!r} is held by {who}: {todo}; another store can be chosen with CORROBORATE_DATA_DIR",
        url=owner.url if owner else None,
        key=_read_key(folder),
    )
