"""Jobs and subscriptions as HTML: what is said of them, and that nothing from outside becomes markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.ui_jobs import SHOWN, active, job_list, noted, spoken, subscription_list, working_line
from ingest.jobs import Job, JobState
from ingest.report import Failure
from ingest.subscriptions import State, Subscription, subscribe
from tests.page_html import ATTRIBUTES, PAYLOADS, TAGS, Seen, seen

NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)
FEED = "https://harbour-wire.example/feed"
MINUTES = timedelta(minutes=1)


def a_job(state: JobState = JobState.RUNNING, **changes: Any) -> Job:
    given: dict[str, Any] = {
        "id": "job_1", "state": state, "title": "harbour.zip", "done": 0, "total": None, "added": 0, "updated": 0,
        "unchanged": 0, "failed": 0, "failures": (), "rate": None, "eta": None, "created_at": NOW, "started_at": NOW,
        "finished_at": None, "error": None,
    }  # fmt: skip
    return Job(**given | changes)


def a_subscription(**changes: Any) -> Subscription:
    return replace(subscribe(FEED, NOW + 25 * MINUTES, title="Harbour Wire"), **changes)


def line_of(page: Seen, text: str) -> None:
    assert text in page.text, page.text


@pytest.mark.parametrize(
    ("job", "said"),
    [
        (a_job(JobState.WAITING), ["waiting", "starts after the jobs before it"]),
        (a_job(done=412, total=1200, rate=14.2, eta=56), ["412 of 1,200 · 14 a second · about 1 minute left"]),
        (a_job(done=3), ["3 so far"]),
        (a_job(done=3, total=9, rate=2.5, eta=4), ["3 of 9 · 2.5 a second · a few seconds left"]),
        (a_job(done=3, total=9, rate=0.05, eta=31), ["3 a minute · about 30 seconds left"]),
        (a_job(done=3, total=90_000, rate=1.0, eta=90_000.0), ["about 25 hours left"]),
        (a_job(done=6, total=9, added=1, updated=2, unchanged=3), ["6 of 9 · 1 added · 2 updated · 3 unchanged"]),
        (a_job(JobState.DONE, done=9, total=9, added=8, failed=1), ["done", "8 added · 1 failed"]),
        (a_job(JobState.DONE), ["nothing was brought in"]),
        (a_job(JobState.CANCELLED, done=5, total=9, added=5), ["stopped", "5 added"]),
        (a_job(JobState.FAILED, error="no space left; free some"), ["broke off", "no space left; free some"]),
    ],
    ids=["waiting", "running", "no total", "seconds", "slow", "long", "kinds", "done", "nothing", "stopped", "broken"],
)  # fmt: skip
def test_what_is_said_of_a_job(job: Job, said: list[str]) -> None:
    text = seen(job_list([job])).text
    assert [words for words in said if words not in text] == []


@pytest.mark.parametrize(
    ("job", "bars", "buttons"),
    [
        (a_job(JobState.WAITING), 0, ["stop"]),
        (a_job(done=4, total=8), 1, ["stop"]),
        (a_job(done=4), 1, ["stop"]),
        (a_job(JobState.DONE, done=8, total=8), 0, []),
        (a_job(JobState.CANCELLED, done=4, total=8), 1, []),
    ],
    ids=["waiting", "running", "no total", "done", "stopped"],
)
def test_a_job_that_is_to_change_can_be_stopped(job: Job, bars: int, buttons: list[str]) -> None:
    page = seen(job_list([job]))
    assert [name for name, _ in page.tags].count("progress") == bars
    assert [button["data-act"] for button in page.named("act")] == buttons
    assert active([job]) is bool(buttons)


def test_failures_are_named_with_their_reasons_up_to_a_number() -> None:
    failures = tuple(Failure(f"page-{n}.html", "holds no article; leave it out") for n in range(SHOWN + 5))
    page = seen(job_list([a_job(failed=1_200, failures=failures)]))
    assert page.text.count("holds no article; leave it out") == SHOWN
    line_of(page, "and 1,150 more")
    assert page.named("reasons")[0]["aria-label"] == "What failed in harbour.zip"


def test_a_screen_reader_hears_of_quarters_not_of_every_article() -> None:
    heard = dict.fromkeys(spoken([a_job(done=done, total=200)]) for done in range(201))
    assert [seen(html).text for html in heard] == [f"harbour.zip: running, {part} %" for part in (0, 25, 50, 75, 100)]
    assert seen(spoken([a_job(JobState.DONE, added=200)])).text == "harbour.zip: done, 200 added"
    assert seen(spoken([])).tags == [("p", {"class": "unseen", "role": "status"})]


def test_one_line_says_that_articles_are_on_their_way() -> None:
    jobs = [a_job(JobState.WAITING), a_job(done=3, total=44), a_job(JobState.DONE)]
    assert seen(working_line(jobs)).text == "Bringing in articles: 3 of 44 …"
    assert working_line(jobs[2:]) == ""


def test_lists_of_nothing_are_nothing() -> None:
    assert (job_list([]), subscription_list([], NOW), noted("")) == ("", "", "")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (a_subscription(), ["not read yet", "as often as it has news", "next in 25 minutes"]),
        (a_subscription(due_at=NOW), ["due now"]),
        (a_subscription(due_at=NOW + MINUTES / 4, checked_at=NOW - MINUTES / 4), ["a moment ago", "next in a moment"]),
        (
            a_subscription(checked_at=NOW - 5 * MINUTES, state=State.CHANGED, every=15 * MINUTES),
            ["read 5 minutes ago · with news · every 15 minutes"],
        ),
        (
            a_subscription(checked_at=NOW - timedelta(days=2), state=State.UNCHANGED, every=60 * MINUTES),
            ["read 2 days ago · nothing new · every hour"],
        ),
        (
            a_subscription(checked_at=NOW - timedelta(hours=3), state=State.FAILED, failures=3, error="answers 503"),
            ["read 3 hours ago · as often", "Could not be read 3 times: answers 503"],
        ),
        (a_subscription(state=State.FAILED, failures=1, error="answers 503"), ["Could not be read: answers 503"]),
    ],
    ids=["new", "due", "moments", "news", "no news", "failing", "failed once"],
)
def test_what_is_said_of_a_subscription(row: Subscription, said: list[str]) -> None:
    text = seen(subscription_list([row], NOW)).text
    assert [words for words in ["Harbour Wire", FEED, *said] if words not in text] == []


def test_a_paused_subscription_is_not_due_and_can_be_resumed() -> None:
    page = seen(subscription_list([a_subscription(paused=True)], NOW))
    assert "next in" not in page.text
    line_of(page, "paused")
    assert [(button["data-act"], button["data-on"]) for button in page.named("act")] == [
        ("resume", FEED),
        ("remove", FEED),
    ]
    assert [button["aria-label"] for button in page.named("act")] == ["Resume Harbour Wire", "Remove Harbour Wire"]


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_nothing_from_outside_becomes_markup(payload: str) -> None:
    failures = (Failure(payload, payload),)
    job = a_job(JobState.FAILED, id=payload, title=payload, failed=1, failures=failures, error=payload)
    feed = a_subscription(title=payload, error=payload, failures=1, state=State.FAILED)
    pages = (
        job_list([job, replace(job, state=JobState.RUNNING)]),
        spoken([job]),
        noted(payload, failures),
        subscription_list([feed, replace(feed, url=f"https://x.example/{payload}", title=None)], NOW),
    )
    for html in pages:
        page = seen(html)
        assert payload in page.text
        assert {tag for tag, _ in page.tags} <= TAGS | {"progress"}
        used = {name for _, attributes in page.tags for name in attributes}
        assert used <= ATTRIBUTES | {"data-act", "data-on", "tabindex", "max", "value"}
