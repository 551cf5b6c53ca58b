"""The record's SQLite file: one connection per thread, one writer at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import StoreError

SCHEMA_VERSION = 1
SCHEMA = Path(__file__).with_name("schema.sql")


class Database:
    """A SQLite file that threads may share; readers never wait for the writer (write-ahead log)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._writing = threading.RLock()
        self._open = True
        self._create()

    def _create(self) -> None:
        connection = self.connection
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            connection.executescript(
                f"BEGIN; {SCHEMA.read_text(encoding='utf-8')} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            )
        elif version != SCHEMA_VERSION:
            raise StoreError(
                f"{str(self._path)!r} was written by another version of Corroborate "
                f"(schema {version}, this one knows {SCHEMA_VERSION}); "
                "use that version, or set CORROBORATE_DATA_DIR to another folder"
            )

    @property
    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        if not self._open:
            raise StoreError("the store is closed")
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=30)
            # secure_delete: a deleted article's text is overwritten, not only unlinked.
            # synchronous FULL: what was acknowledged survives a power cut, not only a killed process.
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "secure_delete = ON",
                "cache_size = -65536",
                "mmap_size = 268435456",
            ):
                connection.execute(f"PRAGMA {pragma}")
            self._local.connection = connection
            self._all.append(connection)
        return connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write: all of it or, on any error, nothing."""
        with self._writing:
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close every thread's connection."""
        self._open = False
        for connection in self._all:
            connection.close()
        self._all.clear()
