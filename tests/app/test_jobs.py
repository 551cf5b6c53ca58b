"""Jobs on a real store, with the loopback as the web."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from app import job_inputs, jobs
from app.jobs import Jobs
from ingest import index, jobs_kept
from ingest.errors import BusyError, NotFoundError, StoreError
from ingest.jobs import Job, JobState
from ingest.store import Store
from tests.builders import open_store
from tests.loopback_web import loopback_web, page


@pytest.fixture
def kept(store: Store) -> Iterator[Jobs]:
    opened = Jobs(store)
    yield opened
    opened.stop()


def ended(kept: Jobs, job: Job, seconds: float = 30.0) -> Job:
    give_up_at = time.monotonic() + seconds
    while not (now := kept.get(job.id)).ended:
        assert time.monotonic() < give_up_at, now
        time.sleep(0.01)
    return now


def rows(count: int, edition: int = 1) -> list[dict[str, str]]:
    return [
        {"external_id": f"boat-{number}", "text": f"Boat {number} was moored on day {edition}."}
        for number in range(count)
    ]


def test_rows_go_in_and_are_counted(kept: Jobs, store: Store) -> None:
    job = kept.add_rows([*rows(3), {"title": "no text"}, "no row"])
    assert (job.title, job.total) == ("5 rows", 5)
    job = ended(kept, job)
    assert (job.state, job.done, job.total, job.added, job.failed) == (JobState.DONE, 5, 5, 3, 2)
    assert [row.input for row in job.failures] == ["articles[3]", "articles[4]"]
    assert store.counts().articles == 3
    assert not list((store.folder / "jobs").iterdir())
    assert [found.id for found in kept.recent()] == [job.id]


def test_files_are_copied_and_called_by_their_names(kept: Jobs, store: Store, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("The lamp was lit at dusk.", "utf-8")
    lines = BytesIO(b'{"text": "The pier was painted."}\nnot a row\n')
    job = kept.add_files([("letter.txt", letter), ("../rows.jsonl", lines)])
    letter.unlink()
    assert job.total == 3
    job = ended(kept, job)
    assert (job.added, job.failed, job.title) == (2, 1, "2 files")
    assert [row.input for row in job.failures] == ["../rows.jsonl:2"]
    assert str(store.folder) not in job.failures[0].error


def test_addresses_are_fetched(store: Store) -> None:
    with loopback_web() as web:
        good = web.put("/a", page("The dry dock of Tolm was flooded on Sunday and will not be used before the summer."))
        kept = Jobs(store, web=web.fetcher)
        job = ended(kept, kept.add_urls([good, web.url("/gone"), 7]))
        assert (job.state, job.added, job.failed, job.done) == (JobState.DONE, 1, 2, 3)
        assert {row.input for row in job.failures} == {web.url("/gone"), "urls[2]"}


def test_what_waits_is_worked_off_in_order(kept: Jobs) -> None:
    first, second, third = (kept.add_rows(rows(2, edition)) for edition in (1, 1, 2))
    last = ended(kept, third)
    assert (ended(kept, first).added, ended(kept, second).unchanged, last.updated) == (2, 2, 2)
    assert [job.id for job in kept.recent(2)] == [third.id, second.id]


def test_a_job_that_runs_is_cancelled_and_keeps_what_is_in(store: Store) -> None:
    with loopback_web() as web:
        urls = [web.url(f"/{number}") for number in range(40)]
        for number in range(40):
            web.put(f"/{number}", page(f"The dry dock number {number} of Tolm was flooded and will not be used."))
        kept = Jobs(store, web=lambda: web.fetcher(interval=0.1))
        job = kept.add_urls(urls)
        waiting = kept.add_rows(rows(1))
        while not web.paths():
            time.sleep(0.01)
        assert kept.cancel(waiting.id).state is JobState.CANCELLED
        kept.cancel(job.id)
        job = ended(kept, job)
        assert job.state is JobState.CANCELLED
        assert 0 < job.done < 40
        assert store.counts().articles == job.added
        assert kept.cancel(job.id) == job
        kept.stop()


def test_a_job_that_is_interrupted_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_inputs, "STRETCH_ITEMS", 10)
    with closing(open_store(tmp_path / "data")) as store:
        kept = Jobs(store)
        job = kept.add_rows(rows(500))
        while kept.get(job.id).added < 20:
            time.sleep(0.005)
        kept.stop()
        left = jobs_kept.find(store.database.connection, job.id)
        assert left is not None
        assert left.state is JobState.RUNNING
        assert 20 <= left.added == left.taken == store.counts().articles < 500
    with closing(open_store(tmp_path / "data")) as store:
        kept = Jobs(store)
        kept.start()
        job = ended(kept, job)
        assert (job.state, job.added, job.unchanged, job.resumed) == (JobState.DONE, 500, 0, 1)
        assert store.counts().articles == 500


def test_a_feed_in_a_file_that_is_interrupted_loses_none_of_its_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BATCH_SECONDS", 0.2)
    with loopback_web() as web:
        urls = []
        for number in range(24):
            host = f"paper{number % 3}.example"
            text = f"The dry dock number {number} of Tolm was flooded on Sunday and will not be used before the summer."
            urls.append(web.put(f"/{number}", page(text), host=host))
        items = "".join(f"<item><title>Dock</title><link>{url}</link></item>" for url in urls)
        feed = f"<rss><channel><title>Docks</title>{items}</channel></rss>".encode()
        letter = b"The lamp of the mole was lit at dusk."
        with closing(open_store(tmp_path / "data")) as store:
            kept = Jobs(store, web=lambda: web.fetcher(interval=1.0))
            job = kept.add_files([("letter.txt", BytesIO(letter)), ("feed.xml", BytesIO(feed))])
            while kept.get(job.id).done < 4 or not web.paths():
                time.sleep(0.005)
            kept.stop()
            left = jobs_kept.find(store.database.connection, job.id)
            assert left is not None
            assert left.taken == 0  # its stretch ends with the feed
            assert 4 <= store.counts().articles < 25
        with closing(open_store(tmp_path / "data")) as store:
            kept = Jobs(store, web=web.fetcher)
            kept.start()
            job = ended(kept, job)
            assert (job.state, job.done, job.total, job.failed) == (JobState.DONE, 25, 25, 0)
            assert store.counts().articles == 25


def test_one_file_may_hold_many_articles_and_the_total_is_unknown_then(kept: Jobs, store: Store) -> None:
    table = "text\n" + "\n".join(f"Buoy {number} was painted." for number in range(400))
    job = kept.add_files([("buoys.csv", BytesIO(table.encode()))])
    assert job.total == 1
    seen = []
    while not (now := kept.get(job.id)).ended:
        seen.append(now)
        time.sleep(0.005)
    assert (now.done, now.total) == (400, 400)
    assert all(job.total is None for job in seen if job.done > 1)
    assert any(job.done > 1 for job in seen)


def test_no_more_than_may_wait_are_taken(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_WAITING", 2)
    kept = Jobs(store)
    monkeypatch.setattr(kept, "_wake", lambda: None)
    for _ in range(2):
        kept.add_rows(rows(1))
    with pytest.raises(BusyError, match="2 jobs are waiting"):
        kept.add_rows(rows(1))
    assert len(list((store.folder / "jobs").iterdir())) == 2


def test_a_disk_that_takes_nothing_is_said(store: Store) -> None:
    (store.folder / "jobs").write_text("in the way", "utf-8")
    with pytest.raises(StoreError, match="make room"):
        Jobs(store).add_rows(rows(1))
    assert Jobs(store).recent() == ()


def test_a_store_that_can_write_no_more_fails_the_job_or_leaves_it(store: Store) -> None:
    kept = Jobs(store)
    job = kept.add_rows(rows(1))
    job = ended(kept, job)
    store.database.connection.execute("DROP TABLE version")
    job = ended(kept, kept.add_rows(rows(1, 2)))
    assert job.state is JobState.FAILED
    assert job.error is not None
    assert "log" in job.error


def test_the_rate_and_the_time_left_are_told_while_it_runs(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_inputs, "STRETCH_ITEMS", 20)
    kept = Jobs(store)
    job = kept.add_rows(rows(400))
    seen = []
    while not (now := kept.get(job.id)).ended:
        seen.append(now)
        time.sleep(0.005)
    told = [job for job in seen if job.rate and job.eta]
    assert told
    assert [job.done for job in seen] == sorted(job.done for job in seen)
    assert now.rate is None


def test_an_unknown_job_is_named(kept: Jobs) -> None:
    with pytest.raises(NotFoundError, match="'job_none'"):
        kept.get("job_none")
    with pytest.raises(NotFoundError, match="'job_none'"):
        kept.cancel("job_none")


def test_inputs_that_belong_to_no_job_are_removed(store: Store) -> None:
    left = store.folder / "jobs" / "job_left"
    left.mkdir(parents=True)
    Jobs(store).start()
    assert not left.exists()


def test_threads_end_with_their_work(kept: Jobs) -> None:
    ended(kept, kept.add_rows(rows(1)))
    give_up_at = time.monotonic() + 5
    while any(thread.name == "jobs" for thread in threading.enumerate()):
        assert time.monotonic() < give_up_at
        time.sleep(0.01)
