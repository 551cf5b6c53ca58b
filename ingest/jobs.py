"""Jobs: articles that come in while nobody waits for them. Pure values and rules; `jobs_kept` keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from ingest.report import Failure, IndexReport, Status

MOST_FAILURES = 1_000  # kept of one job with their reasons; whoever reads that many knows what is wrong with the rest
KEPT = timedelta(days=30)  # a job that has ended; long enough to ask after the holidays what became of it
RATE_SECONDS = 30.0  # over which the rate is taken: a batch is written every few seconds

_LONGEST_TITLE = 200  # characters
_LONGEST_TEXT = 500  # characters of a failure's parts; a name or a reason that is longer holds somebody's data


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job.

    `done` counts what was dealt with, failures too; what became of it is told from time to time, so that `added`,
    `updated`, `unchanged` and `failed` add up to it whenever a stretch of the input is safely in. `failures` are the
    first of `failed`. `taken` is how much of the input those stretches were, `resumed` how often the job was taken up
    again after its process had ended. `total` is None while only reading all of the input would tell. `rate` is in
    items a second, `eta` in seconds; both are known while it runs.
    """

    id: str
    title: str
    created_at: datetime
    state: JobState = JobState.WAITING
    done: int = 0
    total: int | None = None
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    failures: tuple[Failure, ...] = ()
    rate: float | None = None
    eta: float | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    error: str | None = None
    taken: int = 0
    resumed: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state in ENDED

    @property
    def more_failures(self) -> int:
        """How many failed beyond those that are kept with their reasons."""
        return self.failed - len(self.failures)


def make_job(job_id: str, title: str, now: datetime, *, total: int | None) -> Job:
    """Return a new job, waiting."""
    shown = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 3]}..."
    return Job(id=job_id, title=_printable(shown), created_at=_utc(now), total=total)


def begin(job: Job, now: datetime) -> Job:
    """Return the job, running; one that ran before is taken up again where its last safe stretch ended."""
    if job.started_at is not None:
        return replace(job, state=JobState.RUNNING, resumed=job.resumed + 1)
    return replace(job, state=JobState.RUNNING, started_at=_utc(now))


def advance(job: Job, report: IndexReport, *, taken: int) -> Job:
    """Return the job after a stretch of its input is safely in; `taken` counts its input from the start."""
    done = job.added + job.updated + job.unchanged + job.failed + len(report.done) + len(report.failed)
    room = MOST_FAILURES - len(job.failures)
    failures = [Failure(row.input[:_LONGEST_TEXT], row.error[:_LONGEST_TEXT]) for row in report.failed[:room]]
    return replace(
        job,
        done=done,
        total=expected(job.total, done),
        added=job.added + report.count(Status.ADDED),
        updated=job.updated + report.count(Status.UPDATED),
        unchanged=job.unchanged + report.count(Status.UNCHANGED),
        failed=job.failed + len(report.failed),
        failures=(*job.failures, *failures),
        taken=taken,
    )


def expected(total: int | None, done: int) -> int | None:
    """Return how many items a job has as far as is known; one file may hold many, which shows when they come."""
    return None if total is None or done > total else total


def end(job: Job, state: JobState, now: datetime, *, error: str | None = None) -> Job:
    """Return the job, ended."""
    total = job.done if state is JobState.DONE else job.total
    return replace(job, state=state, total=total, finished_at=_utc(now), error=error and error[:_LONGEST_TEXT])


def paced(job: Job, marks: Sequence[tuple[float, int]]) -> Job:
    """Return a running job with its rate and the time left.

    `marks` are moments in seconds, and how much was done then, the oldest first.
    """
    seconds = marks[-1][0] - marks[0][0] if marks else 0.0
    if seconds <= 0:
        return job
    rate = (marks[-1][1] - marks[0][1]) / seconds
    left = None if job.total is None else max(job.total - job.done, 0)
    return replace(job, rate=rate, eta=left / rate if rate and left is not None else None)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _printable(text: str) -> str:
    """Return a title on one line, without halves of characters."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
