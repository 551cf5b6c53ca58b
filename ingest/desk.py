"""Subscriptions and jobs from a terminal: of a store at rest, or of the server that has it. Lines come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest import handover, jobs_kept, subscribed, subscribing
from ingest.database import Database
from ingest.errors import NotFoundError, StoreHeldError
from ingest.lock import StoreLock

RECENT = 20  # jobs that are listed


def subscriptions(folder: Path) -> list[str]:
    """Return a line for each subscription, the one that is due first before the others."""
    with _opened(folder) as held:
        if held is None:
            return []
        if isinstance(held, StoreHeldError):
            return [_subscription(row) for row in _listed(held)]
        names = ("url", "state", "paused", "failures", "error")
        return [
            _subscription(
                {name: getattr(row, name) for name in names}
                | {"due_at": row.due_at.isoformat(), "every": row.every and round(row.every.total_seconds() / 60)}
            )
            for row in subscribed.every(held.connection)
        ]


def set_paused(folder: Path, url: str, *, paused: bool) -> str:
    """Pause a subscription or resume it."""
    with _opened(folder) as held:
        if isinstance(held, StoreHeldError):
            _ask(held, "PATCH", f"/api/subscriptions/{_known(held, url)}", {"paused": paused})
        elif held is None:
            raise _unknown(url)
        else:
            subscribing.set_paused(held, url, paused=paused, now=datetime.now(UTC))
    return f"{url}: {'paused' if paused else 'resumed'}"


def unsubscribe(folder: Path, url: str) -> str:
    """Remove a subscription; its articles stay."""
    with _opened(folder) as held:
        if isinstance(held, StoreHeldError):
            _ask(held, "DELETE", f"/api/subscriptions/{_known(held, url)}")
        elif held is None:
            raise _unknown(url)
        else:
            subscribing.unsubscribe(held, url)
    return f"{url}: removed"


def jobs(folder: Path) -> list[str]:
    """Return lines for the last jobs, the newest first, and one for each item that failed."""
    with _opened(folder) as held:
        if held is None:
            return []
        if isinstance(held, StoreHeldError):
            rows = _ask(held, "GET", f"/api/jobs?limit={RECENT}")["jobs"]
            return [line for row in rows for line in _job(row)]
        found = jobs_kept.recent(held.connection, RECENT)
        names = ("state", "title", "done", "total", "rate", "eta", "error", "more_failures")
        listed = [{name: getattr(job, name) for name in names} for job in found]
        failures = [[{"input": row.input, "error": row.error} for row in job.failures] for job in found]
        return [
            line
            for row, failed in zip(listed, failures, strict=True)
            for line in _job({**row, "state": row["state"].value, "failures": failed})
        ]


def _job(row: dict[str, Any]) -> Iterator[str]:
    rate = f", {row['rate']:.1f} a second" if row["rate"] else ""
    left = f", {row['eta']:.0f} seconds left" if row["eta"] is not None else ""
    why = f": {row['error']}" if row["error"] else ""
    total = "?" if row["total"] is None else row["total"]
    yield f"{row['state']:9} {row['done']}/{total}{rate}{left}  {row['title']}{why}"
    yield from (f"  {failed['input']}: {failed['error']}" for failed in row["failures"])
    if row["more_failures"]:
        yield f"  and {row['more_failures']} more that failed"


def _subscription(row: Mapping[str, Any]) -> str:
    """Return a line for a subscription, which is shown as the API shows it."""
    times = f" {row['failures']} times" if row["failures"] > 1 else ""
    every = f"every {row['every']} minutes" if row["every"] else "as often as it has news"
    when = "paused" if row["paused"] else f"due {row['due_at']}"
    return f"{row['url']}  {row['state']}{times}, {every}, {when}" + (f": {row['error']}" if row["error"] else "")


def _ask(server: StoreHeldError, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401  any JSON
    return handover.call(server.url or "", method, path, body, key=server.key)


def _listed(server: StoreHeldError) -> Sequence[dict[str, Any]]:
    rows: Sequence[dict[str, Any]] = _ask(server, "GET", "/api/subscriptions")["subscriptions"]
    return rows


def _known(server: StoreHeldError, url: str) -> str:
    for row in _listed(server):
        if row["url"] == url:
            return str(row["id"])
    raise _unknown(url)


def _unknown(url: str) -> NotFoundError:
    return NotFoundError(f"there is no subscription to {url[:200]!r}; --subscriptions lists them")


@contextmanager
def _opened(folder: Path) -> Iterator[Database | StoreHeldError | None]:
    """Give the record of a store at rest, the server that has it and can be asked, or None where there is no store."""
    if not (folder / "record.sqlite3").exists():  # asking must not make one: the next start would take it for begun
        yield None
        return
    try:
        lock = StoreLock(folder, url=None)
    except StoreHeldError as error:
        if error.url is None:
            raise
        yield error
        return
    try:
        database = Database(folder / "record.sqlite3")
        try:
            yield database
        finally:
            database.close()
    finally:
        lock.release()
