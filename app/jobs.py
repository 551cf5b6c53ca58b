"""Articles that come in beside the answering: a job goes in, is kept on disk, and is worked off in its turn.

In: rows, URLs or files. Out: jobs, whose input lies in the store's folder before anybody hears of them. One thread
works, as long as something waits; a job that the end of the process interrupts is taken up again by the next `start`.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from app import job_inputs
from ingest import jobs_kept
from ingest.errors import BusyError, CorroborateError, NotFoundError
from ingest.fetch import Fetcher
from ingest.index import IndexProgress, index
from ingest.jobs import KEPT, RATE_SECONDS, Job, JobState, advance, begin, end, expected, make_job, paced
from ingest.load import usual_fetcher
from ingest.store import Store

log = logging.getLogger(__name__)

MOST_WAITING = 20  # jobs; at 64 MB each they fill a gigabyte of the disk
STOP_SECONDS = 20.0  # that a stretch is given to end with when the server stops; afterwards it is read again


class Jobs:
    """The jobs of one store; its threads may share it."""

    def __init__(self, store: Store, *, web: Callable[[], Fetcher] = usual_fetcher) -> None:
        self._store = store
        self._web = web
        self._folder = store.folder / "jobs"
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._cancelled: set[str] = set()
        self._live: Job | None = None
        self._marks: deque[tuple[float, int]] = deque()

    def start(self) -> None:
        """Take up what an earlier process left, and forget what has ended long ago."""
        with self._lock:
            now = datetime.now(UTC)
            with self._store.database.transaction() as db:
                jobs_kept.forget(db, now - KEPT)
                waiting = {job.id for job in jobs_kept.unfinished(db)}
            job_inputs.keep_only(self._folder, waiting)
            self._wake()

    def stop(self) -> None:
        """End soon; what is not safely in is taken up by the next start."""
        self._stopping.set()
        thread = self._thread
        if thread is not None:
            thread.join(STOP_SECONDS)

    def add_rows(self, rows: Sequence[object]) -> Job:
        """Bring in rows of JSON, as `POST /api/articles` takes them.

        Raises:
            BusyError: too many jobs wait.
            StoreError: the input can't be kept on the disk.
        """
        title = f"{len(rows):,} {'row' if len(rows) == 1 else 'rows'}"
        return self._add(title, lambda folder: job_inputs.keep_rows(folder, rows))

    def add_urls(self, urls: Sequence[object]) -> Job:
        """Bring in what URLs lead to; raises as `add_rows`."""
        title = str(urls[0]) if len(urls) == 1 else f"{len(urls):,} addresses"
        return self._add(title, lambda folder: job_inputs.keep_urls(folder, urls))

    def add_files(self, files: Sequence[tuple[str, Path | BinaryIO]]) -> Job:
        """Bring in files, each by the name to call it and where it lies now; they are copied. Raises as `add_rows`."""
        title = files[0][0] if len(files) == 1 else f"{len(files):,} files"
        return self._add(title, lambda folder: job_inputs.keep_files(folder, files))

    def get(self, job_id: str) -> Job:
        """Return a job as it is now.

        Raises:
            NotFoundError: there is none of this id, or it ended long ago.
        """
        with self._lock:
            if self._live is not None and self._live.id == job_id:
                return self._shown(self._live)
            job = jobs_kept.find(self._store.database.connection, job_id)
        if job is None:
            kept = f"jobs are kept for {KEPT.days} days"
            raise NotFoundError(f"there is no job {job_id[:200]!r}; {kept}, and GET /api/jobs lists them")
        return job

    def recent(self, most: int = 20) -> tuple[Job, ...]:
        """Return the jobs that came last, the newest first."""
        with self._lock:
            found = jobs_kept.recent(self._store.database.connection, most)
            return tuple(self._shown(self._live) if self._live and job.id == self._live.id else job for job in found)

    def cancel(self, job_id: str) -> Job:
        """Stop a job; what is in stays in. One that runs ends within seconds, one that has ended stays as it is.

        Raises:
            NotFoundError: as `get`.
        """
        with self._lock:
            job = self.get(job_id)
            if job.ended:
                return job
            if job.state is JobState.RUNNING:
                self._cancelled.add(job_id)
                return job
            job = end(job, JobState.CANCELLED, datetime.now(UTC))
            self._keep(job)
            job_inputs.forget(self._folder / job_id)
            return job

    def _add(self, title: str, keep: Callable[[Path], int | None]) -> Job:
        job_id = f"job_{secrets.token_hex(8)}"
        folder = self._folder / job_id
        self._check_room()  # before anything is written
        total = keep(folder)
        with self._lock:
            try:
                self._check_room()
                job = make_job(job_id, title, datetime.now(UTC), total=total)
                self._keep(job)
            except BaseException:
                job_inputs.forget(folder)
                raise
            self._wake()
            return job

    def _check_room(self) -> None:
        waiting = len(jobs_kept.unfinished(self._store.database.connection))
        if waiting >= MOST_WAITING:
            raise BusyError(
                f"{waiting} jobs are waiting, and no more may; send this one again when some have ended "
                "(GET /api/jobs lists them)"
            )

    def _wake(self) -> None:
        """Have a thread work while something waits; the lock is held."""
        if self._thread is None and not self._stopping.is_set():
            self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        failed: set[str] = set()  # whose end could not even be written down: for the next start
        while True:
            with self._lock:
                job = self._next(failed)
                if job is None:
                    self._thread = None
                    return
                self._live = begin(job, datetime.now(UTC))
                self._marks.clear()
            try:
                self._run()
            except Exception:
                failed.add(job.id)
                log.exception("the job %s could not be kept; it is taken up again at the next start", job.id)
            with self._lock:
                self._live = None
                self._cancelled.discard(job.id)

    def _next(self, without: set[str]) -> Job | None:
        if self._stopping.is_set():
            return None
        with suppress(CorroborateError):  # the store was closed
            waiting = jobs_kept.unfinished(self._store.database.connection)
            return next((job for job in waiting if job.id not in without), None)
        return None

    def _run(self) -> None:
        """Work the live job off; leave it running in the record where the process is about to end."""
        job = self._running()
        try:
            self._keep(job)
            self._read(job)
        except CorroborateError as error:
            self._end(JobState.FAILED, str(error))
        except OSError as error:
            self._end(JobState.FAILED, f"its input can't be read ({error.strerror or error}); send it again")
        except Exception:
            log.exception("the job %s failed", job.id)
            self._end(JobState.FAILED, "the server failed on it; its log has the cause, send it again if it may pass")
        else:
            if job.id in self._cancelled:
                self._end(JobState.CANCELLED)
            elif not self._stopping.is_set():
                self._end(JobState.DONE)

    def _read(self, job: Job) -> None:
        """Bring in the input, a stretch at a time."""

        def is_to_stop() -> bool:
            return self._stopping.is_set() or job.id in self._cancelled

        source = job_inputs.opened(self._folder / job.id, job.taken, self._web())
        while not source.ended and not is_to_stop():
            report = index(source.stretch(is_to_stop), self._store, on_progress=self._tell)
            if not source.whole and job.id not in self._cancelled:
                return  # in the middle of what is read again from its start
            with self._lock:
                self._live = advance(self._running(), report, taken=source.taken)
            self._keep(self._running())

    def _tell(self, progress: IndexProgress) -> None:
        with self._lock:
            job = self._running()
            before = job.added + job.updated + job.unchanged + job.failed
            done = before + progress.done + progress.failed
            self._live = replace(job, done=done, total=expected(job.total, done))
            self._marks.append((time.monotonic(), done))

    def _running(self) -> Job:
        job = self._live
        assert job is not None  # noqa: S101  only the thread that works makes it so, and asks
        return job

    def _shown(self, job: Job) -> Job:
        """Return the running job with its rate, over the last seconds."""
        now = time.monotonic()
        while len(self._marks) > 1 and self._marks[1][0] < now - RATE_SECONDS:
            self._marks.popleft()
        return paced(job, [*self._marks, (now, job.done)] if self._marks else [])

    def _end(self, state: JobState, error: str | None = None) -> None:
        with self._lock:
            job = end(self._running(), state, datetime.now(UTC), error=error)
            self._keep(job)
            self._live = job
            self._marks.clear()
            job_inputs.forget(self._folder / job.id)

    def _keep(self, job: Job) -> None:
        with self._store.database.transaction() as db:
            jobs_kept.save(db, job)
