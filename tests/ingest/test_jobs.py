from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ingest.jobs import MOST_FAILURES, JobState, advance, begin, end, make_job, paced
from ingest.report import Done, Failure, IndexReport, Status
from ingest.settings import Settings, SettingsError

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_counts_add_up_and_failures_are_kept_up_to_a_bound() -> None:
    job = begin(make_job("job_1", "9 rows", NOW, total=9), NOW)
    failed = [Failure(str(number), "why") for number in range(MOST_FAILURES + 5)]
    job = advance(job, IndexReport([Done("art_1", None, "a", Status.ADDED), *failed]), taken=7)
    assert (job.done, job.added, job.failed, job.taken) == (MOST_FAILURES + 6, 1, MOST_FAILURES + 5, 7)
    assert (job.total, len(job.failures), job.more_failures) == (None, MOST_FAILURES, 5)  # there was more than counted
    assert begin(job, NOW).resumed == 1
    ended = end(job, JobState.DONE, NOW)
    assert (ended.ended, ended.total) == (True, job.done)


def test_the_time_left_follows_from_the_rate() -> None:
    job = advance(make_job("job_1", "rows", NOW, total=4), IndexReport([Failure("a", "why")]), taken=1)
    job = paced(job, [(10.0, 0), (12.0, 1)])
    assert (job.rate, job.eta) == (0.5, 6.0)


def test_a_server_can_be_told_not_to_watch() -> None:
    assert Settings.from_env({}).watch
    assert not Settings.from_env({"CORROBORATE_WATCH": "0"}).watch
    with pytest.raises(SettingsError, match="CORROBORATE_WATCH is 'no'"):
        Settings.from_env({"CORROBORATE_WATCH": "no"})
