"""Calls that may come twice: the name that a caller gave a call goes in, the answer that it got before comes out.

Answers are kept for a day, over restarts. A call that still runs is known to this process alone: if the process ends,
the same call runs again, and what it had brought in already is found unchanged.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ingest.database import Database
from ingest.errors import KeyInUseError, KeyReusedError

KEPT = timedelta(hours=24)

# The name is a digest, so that no caller's own words are kept; the body is compressed: 1,000 rows have 90 kB.
_TABLE = """
CREATE TABLE IF NOT EXISTS replay (
    name        TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,     -- of what was sent
    status      INTEGER NOT NULL,
    location    TEXT,
    body        BLOB NOT NULL,
    created_at  INTEGER NOT NULL   -- seconds since 1970, UTC
) WITHOUT ROWID"""
_REUSED = "this key was sent with another body before; send a new key with a new body, and a key again with its own"


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was given; `location` is where what it made can be found."""

    status: int
    body: bytes
    location: str | None = None


def _now() -> datetime:
    return datetime.now(UTC)


class Replays:
    """The named calls of one store; its threads may share it."""

    def __init__(self, database: Database, *, clock: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._clock = clock
        self._lock = threading.Lock()
        self._running: dict[str, str] = {}

    def once(self, name: str, fingerprint: str, make: Callable[[], Kept]) -> tuple[Kept, bool]:
        """Return the answer of a call, and whether it was given before; what `make` raises is not kept.

        Raises:
            KeyInUseError: the same call is still running.
            KeyReusedError: another call was named so.
        """
        kept = self._begin(name, fingerprint)
        if kept is not None:
            return kept, True
        try:
            made = make()
            self._keep(name, fingerprint, made)
            return made, False
        finally:
            with self._lock:
                del self._running[name]

    def _begin(self, name: str, fingerprint: str) -> Kept | None:
        with self._lock:
            running = self._running.get(name)
            if running is None:
                known = self._find(name)
                if known is None:
                    self._running[name] = fingerprint
                    return None
                running, kept = known
                if running == fingerprint:
                    return kept
            if running != fingerprint:
                raise KeyReusedError(_REUSED)
            raise KeyInUseError("the call with this key is still running; send it again when it has ended")

    def _find(self, name: str) -> tuple[str, Kept] | None:
        db = self._database.connection
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'replay'").fetchone():
            return None
        row = db.execute(
            "SELECT fingerprint, status, body, location FROM replay WHERE name = ? AND created_at > ?",
            (name, self._oldest()),
        ).fetchone()
        if row is None:
            return None
        fingerprint, status, body, location = row
        return fingerprint, Kept(status, zlib.decompress(body), location)

    def _keep(self, name: str, fingerprint: str, made: Kept) -> None:
        body = zlib.compress(made.body)
        row = (name, fingerprint, made.status, made.location, body, int(self._clock().timestamp()))
        with self._database.transaction() as db:
            db.execute(_TABLE)
            db.execute("DELETE FROM replay WHERE created_at <= ?", (self._oldest(),))
            db.execute("INSERT OR REPLACE INTO replay VALUES (?, ?, ?, ?, ?, ?)", row)

    def _oldest(self) -> int:
        return int((self._clock() - KEPT).timestamp())
