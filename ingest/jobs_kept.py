"""Jobs in the record. SQL and nothing else. The table is made when it is first needed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from ingest.jobs import ENDED, Job, JobState
from ingest.report import Failure

_TABLE = """
CREATE TABLE IF NOT EXISTS job (
    key         INTEGER PRIMARY KEY AUTOINCREMENT,  -- in the order in which they came
    id          TEXT NOT NULL UNIQUE,
    title       TEXT NOT NULL,
    state       TEXT NOT NULL,
    done        INTEGER NOT NULL,
    total       INTEGER,
    added       INTEGER NOT NULL,
    updated     INTEGER NOT NULL,
    unchanged   INTEGER NOT NULL,
    failed      INTEGER NOT NULL,
    failures    TEXT NOT NULL,   -- JSON: pairs of what it is called and why
    created_at  REAL NOT NULL,   -- seconds since 1970, UTC, as are the others
    started_at  REAL,
    finished_at REAL,
    error       TEXT,
    taken       INTEGER NOT NULL,
    resumed     INTEGER NOT NULL
)
"""
_COLUMNS = (
    "id, title, state, done, total, added, updated, unchanged, failed, failures, created_at, started_at, finished_at, "
    "error, taken, resumed"
)
_ENDED = ", ".join(f"'{state.value}'" for state in sorted(ENDED))


def save(db: sqlite3.Connection, job: Job) -> None:
    """Keep a job, a known one as it is now."""
    db.execute(_TABLE)
    row = (
        job.id, job.title, job.state.value, job.done, job.total, job.added, job.updated, job.unchanged, job.failed,
        json.dumps([(row.input, row.error) for row in job.failures], ensure_ascii=False),
        _seconds(job.created_at), _seconds(job.started_at), _seconds(job.finished_at), job.error, job.taken,
        job.resumed,
    )  # fmt: skip
    marks = ", ".join("?" * len(row))
    updates = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS.split(", ")[1:])
    db.execute(f"INSERT INTO job ({_COLUMNS}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {updates}", row)


def find(db: sqlite3.Connection, job_id: str) -> Job | None:
    """Return a job, None where there is none of this id."""
    found = _select(db, "WHERE id = ?", (job_id,))
    return found[0] if found else None


def recent(db: sqlite3.Connection, most: int) -> tuple[Job, ...]:
    """Return the jobs that came last, the newest first."""
    return _select(db, "ORDER BY key DESC LIMIT ?", (most,))


def unfinished(db: sqlite3.Connection) -> tuple[Job, ...]:
    """Return the jobs that have not ended, in the order in which they came."""
    return _select(db, f"WHERE state NOT IN ({_ENDED}) ORDER BY key", ())


def by_state(db: sqlite3.Connection) -> dict[str, int]:
    """Return how many jobs are in each state, also in those in which none is."""
    known = dict(db.execute("SELECT state, count(*) FROM job GROUP BY state")) if _made(db) else {}
    return {state.value: known.get(state.value, 0) for state in JobState}


def forget(db: sqlite3.Connection, before: datetime) -> None:
    """Forget the jobs that had ended before a moment."""
    if _made(db):
        db.execute(f"DELETE FROM job WHERE state IN ({_ENDED}) AND finished_at < ?", (_seconds(before),))


def _select(db: sqlite3.Connection, rest: str, values: Iterable[object]) -> tuple[Job, ...]:
    if not _made(db):
        return ()
    return tuple(map(_job, db.execute(f"SELECT {_COLUMNS} FROM job {rest}", tuple(values))))


def _made(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'job'").fetchone() is not None


def _job(row: tuple[Any, ...]) -> Job:
    fields: dict[str, Any] = dict(zip(_COLUMNS.split(", "), row, strict=True))
    failures = tuple(Failure(name, why) for name, why in json.loads(fields.pop("failures")))
    for name in ("created_at", "started_at", "finished_at"):
        fields[name] = _moment(fields[name])
    return Job(**fields | {"state": JobState(fields["state"]), "failures": failures})


def _moment(value: float | None) -> datetime | None:
    return None if value is None else datetime.fromtimestamp(value, UTC)


def _seconds(value: datetime | None) -> float | None:
    return None if value is None else value.timestamp()
