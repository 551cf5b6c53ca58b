from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest import desk, jobs_kept
from ingest.database import Database
from ingest.errors import NotFoundError
from ingest.feeds import Outline
from ingest.jobs import make_job
from ingest.watch import follow

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
FEED = "https://harran.example/feed"


def test_a_store_at_rest_is_listed_and_changed(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "record.sqlite3")) as database:
        follow(database, [Outline(FEED)], NOW)
        with database.transaction() as db:
            jobs_kept.save(db, make_job("job_1", "3 files", NOW, total=3))
    assert desk.jobs(tmp_path) == ["waiting   0/3  3 files"]
    assert desk.subscriptions(tmp_path) == [f"{FEED}  new, as often as it has news, due 2026-03-04T05:06:07+00:00"]
    assert desk.set_paused(tmp_path, FEED, paused=True) == f"{FEED}: paused"
    assert desk.subscriptions(tmp_path) == [f"{FEED}  new, as often as it has news, paused"]
    desk.set_paused(tmp_path, FEED, paused=False)
    desk.unsubscribe(tmp_path, FEED)
    assert desk.subscriptions(tmp_path) == []
    with pytest.raises(NotFoundError, match="harran"):
        desk.unsubscribe(tmp_path, FEED)


def test_asking_where_there_is_no_store_makes_none(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert desk.jobs(folder) == desk.subscriptions(folder) == []
    with pytest.raises(NotFoundError, match="harran"):
        desk.set_paused(folder, FEED, paused=True)
    with pytest.raises(NotFoundError, match="harran"):
        desk.unsubscribe(folder, FEED)
    assert not folder.exists()
