from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.database import Database
from ingest.errors import KeyInUseError, KeyReusedError
from ingest.replays import KEPT, Kept, Replays

ANSWER = Kept(202, b'{"id":"job_1"}', "/api/jobs/job_1")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2021, 5, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Work:
    """Something to be done once; counts how often it was."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Kept:
        self.times += 1
        return ANSWER


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "record.sqlite3")
    yield opened
    opened.close()


def test_the_same_call_is_made_once(database: Database) -> None:
    replays, work = Replays(database), Work()
    assert replays.once("call", "body", work) == (ANSWER, False)
    assert replays.once("call", "body", work) == (ANSWER, True)
    assert replays.once("another", "body", work) == (ANSWER, False)
    assert work.times == 2


def test_it_is_known_after_a_restart(tmp_path: Path) -> None:
    work = Work()
    for again in (False, True):
        database = Database(tmp_path / "record.sqlite3")
        assert Replays(database).once("call", "body", work) == (ANSWER, again)
        database.close()
    assert work.times == 1


def test_another_body_under_the_same_name_is_refused(database: Database) -> None:
    replays, work = Replays(database), Work()
    replays.once("call", "body", work)
    with pytest.raises(KeyReusedError, match="another body"):
        replays.once("call", "another body", work)
    assert work.times == 1


def test_while_it_runs_it_is_not_run_again(database: Database) -> None:
    replays = Replays(database)

    def work() -> Kept:
        with pytest.raises(KeyInUseError, match="still running"):
            replays.once("call", "body", work)
        with pytest.raises(KeyReusedError):
            replays.once("call", "another body", work)
        return ANSWER

    assert replays.once("call", "body", work) == (ANSWER, False)
    assert replays.once("call", "body", work) == (ANSWER, True)


def test_what_failed_may_be_tried_again(database: Database) -> None:
    replays, work = Replays(database), Work()

    def fail() -> Kept:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        replays.once("call", "body", fail)
    assert replays.once("call", "corrected body", work) == (ANSWER, False)


def test_after_a_day_it_is_forgotten(database: Database) -> None:
    clock, work = Clock(), Work()
    replays = Replays(database, clock=clock)
    replays.once("call", "body", work)
    clock.now += KEPT - timedelta(seconds=1)
    assert replays.once("call", "body", work)[1]
    clock.now += timedelta(seconds=1)
    assert not replays.once("call", "another body", work)[1]
    clock.now += KEPT
    replays.once("later", "body", work)
    assert database.connection.execute("SELECT count(*) FROM replay").fetchone() == (1,)
