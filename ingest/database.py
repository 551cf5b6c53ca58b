"""The record's SQLite file: one connection per thread, one writer at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import StoreError

SCHEMA_VERSION = 5
# Records that only lack what came later: the schema's statements add tables and indexes, `ADDED` adds columns.
EXTENDED = (0, 2, 3, 4)
# Columns of tables that older records have without them; all may be NULL, so that adding one rewrites nothing.
ADDED = {
    "version": {
        "modified_at": "INTEGER",
        "archived_at": "INTEGER",
        "notes": "TEXT",
        "notice": "TEXT",
        "attributions": "TEXT",
    }
}
# Milliseconds. Writers of one process wait for each other in Python; nothing else should write at all.
WRITER_WAIT = 30_000
CHECKPOINT_WAIT = 1_000
SCHEMA = Path(__file__).with_name("schema.sql")


class Database:
    """A SQLite file that threads may share; readers never wait for the writer (write-ahead log)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: dict[threading.Thread, sqlite3.Connection] = {}
        self._writing = threading.RLock()
        self._open = True
        try:
            self._create()
        except sqlite3.DatabaseError as error:
            self.close()
            raise StoreError(
                f"the record {str(path)!r} can't be opened ({error}); check the disk and the folder's permissions, "
                "put a copy in its place, or set CORROBORATE_DATA_DIR to another folder"
            ) from error
        except StoreError:
            self.close()
            raise

    def _create(self) -> None:
        connection = self.connection
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version in EXTENDED:
            schema = SCHEMA.read_text(encoding="utf-8")
            # The columns first: indexes of the schema are over them.
            connection.executescript(
                f"BEGIN; {_missing(connection)} {schema} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            )
        elif version != SCHEMA_VERSION:
            raise StoreError(
                f"{str(self.path)!r} was written by another version of Corroborate "
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
            self._close_ended()
            connection = sqlite3.connect(
                self.path, isolation_level=None, check_same_thread=False, timeout=WRITER_WAIT / 1000
            )
            # secure_delete: a deleted article's text is overwritten, not only unlinked.
            # synchronous FULL: what was acknowledged survives a power cut, not only a killed process.
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "secure_delete = ON",
                # Each thread has a connection, so what one of them keeps counts many times over.
                "cache_size = -8192",
            ):
                connection.execute(f"PRAGMA {pragma}")
            self._local.connection = connection
            self._all[threading.current_thread()] = connection
        return connection

    def _close_ended(self) -> None:
        """Close what ended threads left open: a server's threads come and go, each with files and a cache."""
        for thread in [thread for thread in self._all if not thread.is_alive()]:
            if connection := self._all.pop(thread, None):
                connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write: all of it or, on any error, nothing."""
        with self._writing:
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # A full disk ends the transaction by itself; a failed COMMIT leaves it open.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def checkpoint(self) -> None:
        """Empty the write-ahead log, as far as readers let go of it within a second: it holds what was deleted."""
        connection = self.connection
        with self._writing:
            connection.execute(f"PRAGMA busy_timeout = {CHECKPOINT_WAIT}")
            connection.execute("PRAGMA wal_checkpoint (TRUNCATE)").fetchone()
            connection.execute(f"PRAGMA busy_timeout = {WRITER_WAIT}")

    def close(self) -> None:
        """Close every thread's connection, as soon as nobody writes."""
        self._open = False
        # A connection that is closed while another thread is at its COMMIT takes the whole process with it.
        with self._writing:
            while self._all:
                self._all.popitem()[1].close()


def _missing(connection: sqlite3.Connection) -> str:
    """Return the statements that give an older record's tables the columns that came later."""
    statements = []
    for table, columns in ADDED.items():
        there = {name for _, name, *_ in connection.execute(f"PRAGMA table_info ({table})")}
        if there:  # else the schema makes the table, whole
            statements += [
                f"ALTER TABLE {table} ADD COLUMN {name} {kind};" for name, kind in columns.items() if name not in there
            ]
    return " ".join(statements)
