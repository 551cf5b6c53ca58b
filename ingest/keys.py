"""Keys by which programs and people are known: made, shown once, kept as hashes, revoked. SQL and nothing else.

They have a file of their own in the data folder, `keys.sqlite3`, which the command line may change while a server has
the store: a server looks a key up anew at each call, so that a revoked one is refused from the next call on. The file
is made with the first key.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path

from ingest.errors import NotFoundError, SettingsError, StoreError
from ingest.rate import Rate, read_rate

FILE = "keys.sqlite3"
PREFIX = "cor_"
LONGEST_NAME = 64  # characters
SESSION_DAYS = 30
# A key that is used all the time is written once a minute: nobody needs to know its last use more exactly.
USED_EVERY = timedelta(minutes=1)
_WAIT = 5.0  # seconds for another process to finish its write, which takes milliseconds

# A revoked key stays in the list, so that its name in an old log still leads somewhere.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS key (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    digest     BLOB NOT NULL,
    scope      INTEGER NOT NULL,
    rate       TEXT,
    created_at INTEGER NOT NULL,
    used_at    INTEGER,
    revoked_at INTEGER
);
CREATE UNIQUE INDEX IF NOT EXISTS key_name ON key (name) WHERE revoked_at IS NULL;
CREATE TABLE IF NOT EXISTS session (
    digest     BLOB PRIMARY KEY,
    key_id     TEXT NOT NULL REFERENCES key (id),
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;
"""
_COLUMNS = "id, name, scope, rate, created_at, used_at, revoked_at"


class Scope(IntEnum):
    """What a key may do; each includes those below it."""

    READ = 1
    INGEST = 2
    ADMIN = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key; its secret is not."""

    id: str
    name: str
    scope: Scope
    rate: Rate | None
    created_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


class Keys:
    """The keys of a data folder; threads may share them, and other processes may change them."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None  # device and inode of the file that is open
        self._used: dict[str, datetime] = {}

    def add(self, name: str, scope: Scope, rate: Rate | None, *, now: datetime) -> tuple[Key, str]:
        """Make a key; return it with its secret, which is not kept.

        Raises:
            SettingsError: the name can't be one, or a key has it already.
            StoreError: the file can't be written.
        """
        if not 0 < len(name.strip()) <= LONGEST_NAME or not name.isprintable() or name.startswith(PREFIX):
            raise SettingsError(f"{name[:80]!r} can't be a key's name; use 1 to {LONGEST_NAME} characters of text")
        identity = secrets.token_hex(4)
        secret = f"{PREFIX}{identity}_{secrets.token_urlsafe(32)}"
        row = (identity, name, _digest(secret), int(scope), str(rate) if rate else None, int(now.timestamp()))
        with self._writable() as connection:
            try:
                connection.execute(
                    "INSERT INTO key (id, name, digest, scope, rate, created_at) VALUES (?, ?, ?, ?, ?, ?)", row
                )
            except sqlite3.IntegrityError as error:
                raise SettingsError(
                    f"there is a key called {name!r} already; revoke it first, or use another name"
                ) from error
            return _key(connection.execute(f"SELECT {_COLUMNS} FROM key WHERE id = ?", (identity,)).fetchone()), secret

    def revoke(self, name_or_id: str, *, now: datetime) -> Key:
        """Revoke the key with this name or id, and end the sessions that were begun with it.

        Raises:
            NotFoundError: no key that is not revoked yet is called so.
        """
        if name_or_id.startswith(PREFIX):  # somebody named the secret itself, which no message should repeat
            name_or_id = _identity(name_or_id)
        with self._reading() as connection:
            found = (
                connection
                and connection.execute(
                    "SELECT id FROM key WHERE revoked_at IS NULL AND (name = ? OR id = ?)", (name_or_id, name_or_id)
                ).fetchone()
            )
        if not found:
            raise NotFoundError(f"no key is called {name_or_id[:80]!r}; `python -m app keys list` names them all")
        with self._writable() as connection:
            connection.execute("UPDATE key SET revoked_at = ? WHERE id = ?", (int(now.timestamp()), *found))
            connection.execute("DELETE FROM session WHERE key_id = ?", found)
            return _key(connection.execute(f"SELECT {_COLUMNS} FROM key WHERE id = ?", found).fetchone())

    def every(self) -> tuple[Key, ...]:
        """Return all keys, the revoked ones too, in the order in which they were made."""
        with self._reading() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM key ORDER BY created_at, rowid") if connection else ()
            return tuple(map(_key, rows))

    def any_live(self) -> bool:
        """Return whether there is a key that is not revoked."""
        with self._reading() as connection:
            return bool(connection and connection.execute("SELECT 1 FROM key WHERE revoked_at IS NULL").fetchone())

    def find(self, secret: str, *, now: datetime) -> Key | None:
        """Return the key with this secret, unless it is unknown or revoked, and note that it was used."""
        identity = _identity(secret)
        with self._reading() as connection:
            row = (
                connection
                and connection.execute(
                    f"SELECT {_COLUMNS}, digest FROM key WHERE id = ? AND revoked_at IS NULL", (identity,)
                ).fetchone()
            )
        # The id only says where to look. How long the comparison takes says nothing about the rest.
        if not row or not compare_digest(row[-1], _digest(secret)):
            return None
        key = _key(row[:-1])
        self._note_use(key, now)
        return key

    def begin_session(self, key: Key, *, now: datetime) -> str:
        """Return the secret of a new session with this key, for a browser; it is not kept either."""
        secret = secrets.token_urlsafe(32)
        ends = int((now + timedelta(days=SESSION_DAYS)).timestamp())
        with self._writable() as connection:
            connection.execute("DELETE FROM session WHERE expires_at <= ?", (int(now.timestamp()),))
            connection.execute("INSERT INTO session VALUES (?, ?, ?)", (_digest(secret), key.id, ends))
        return secret

    def in_session(self, secret: str, *, now: datetime) -> Key | None:
        """Return the key of a session, unless that is unknown or over."""
        with self._reading() as connection:
            row = (
                connection
                and connection.execute(
                    f"SELECT {_COLUMNS} FROM key JOIN session ON key_id = id "
                    "WHERE session.digest = ? AND expires_at > ? AND revoked_at IS NULL",
                    (_digest(secret), int(now.timestamp())),
                ).fetchone()
            )
        if not row:
            return None
        self._note_use(_key(row), now)
        return _key(row)

    def end_session(self, secret: str) -> None:
        """End a session, whether there is one or not."""
        with self._writable() as connection:
            connection.execute("DELETE FROM session WHERE digest = ?", (_digest(secret),))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._close()

    def _note_use(self, key: Key, now: datetime) -> None:
        last = self._used.get(key.id) or key.used_at
        if last is None or now - last >= USED_EVERY:
            self._used[key.id] = now
            try:
                with self._writable() as connection:
                    connection.execute("UPDATE key SET used_at = ? WHERE id = ?", (int(now.timestamp()), key.id))
            except StoreError:
                return  # a full disk should not keep anybody from reading

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """Give the connection, or None where no key was ever made."""
        with self._lock:
            try:
                self._open_again()
                yield self._connection
            except sqlite3.Error as error:
                raise self._unusable(error) from error

    @contextmanager
    def _writable(self) -> Iterator[sqlite3.Connection]:
        """Give the connection in a transaction; the file is made where there is none, for its owner's eyes alone."""
        with self._lock:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
                self._open_again()
                assert self._connection is not None  # noqa: S101 - the file is there
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                    self._connection.execute("COMMIT")
                finally:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
            except (OSError, sqlite3.Error) as error:
                raise self._unusable(error) from error

    def _open_again(self) -> None:
        """Open the file if it is there and not the one that is open: somebody may have put another in its place."""
        try:
            there = self._path.stat()
        except FileNotFoundError:
            self._close()
            return
        if self._opened == (there.st_dev, there.st_ino):
            return
        self._close()
        self._connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=_WAIT)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.executescript(_SCHEMA)
        self._opened = (there.st_dev, there.st_ino)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._opened = None, None

    def _unusable(self, error: Exception) -> StoreError:
        return StoreError(
            f"the keys in {str(self._path)!r} can't be used ({error}); check the disk and its permissions"
        )


def read_scope(text: str) -> Scope:
    """Return the scope that a text names.

    Raises:
        SettingsError
    """
    for scope in Scope:
        if str(scope) == text:
            return scope
    raise SettingsError(f"{text[:80]!r} is no scope; use {', '.join(map(str, Scope))}")


def _identity(secret: str) -> str:
    return secret.removeprefix(PREFIX).partition("_")[0]


def _digest(secret: str) -> bytes:
    # A password would need a slow, salted hash, since people choose words that can be guessed. Nobody guesses one of
    # 2**256 random secrets, however fast each try is; and this one is computed at every call.
    return sha256(secret.encode("utf-8", "replace")).digest()


def _key(row: tuple[str, str, int, str | None, int, int | None, int | None]) -> Key:
    identity, name, scope, rate, created, used, revoked = row
    return Key(
        id=identity,
        name=name,
        scope=Scope(scope),
        rate=read_rate(rate, name=f"the rate of the key {name!r}") if rate else None,
        created_at=datetime.fromtimestamp(created, UTC),
        used_at=_moment(used),
        revoked_at=_moment(revoked),
    )


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
