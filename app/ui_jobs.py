"""Jobs and subscriptions as HTML for the page: values in, escaped markup out. Pure; knows nothing of Gradio.

Names of files, addresses, titles of feeds and reasons come from outside: each enters through `Markup.format`, which
escapes it, and no address becomes a link. A button says in `data-act` what it does and in `data-on` to what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from app.ui_render import count, moment
from ingest.jobs import Job, JobState
from ingest.report import Failure
from ingest.subscriptions import State, Subscription

SHOWN = 50  # reasons of one job in the page; as many as can be looked through, the API has them all

_STATES = {
    JobState.WAITING: "waiting",
    JobState.RUNNING: "running",
    JobState.DONE: "done",
    JobState.FAILED: "broke off",
    JobState.CANCELLED: "stopped",
}
_SPOKEN = Markup('<p class="unseen" role="status">{}</p>')
_PREDICATES = ("is ", "names ", "leads ", "can't ", "declares ", "does ", "holds ", "has ")
_QUARTER = 25  # per cent between two things that a screen reader says of a job


def active(jobs: Iterable[Job]) -> bool:
    """Whether any of them is still to change by itself."""
    return not all(job.ended for job in jobs)


def job_list(jobs: Sequence[Job]) -> str:
    """Return the jobs in their order, each with how far it is, what it brought and what failed."""
    if not jobs:
        return ""
    rows = Markup("").join(map(_job, jobs))
    return str(
        Markup(
            '<section class="jobs" aria-labelledby="jobs-head"><h2 id="jobs-head" tabindex="-1">Recent jobs</h2>'
            "<ul>{}</ul></section>"
        ).format(rows)
    )


def _job(job: Job) -> Markup:
    parts = [
        _head(job.title, _STATES[job.state]),
        _bar(job),
        Markup('<p class="job-line">{}</p>').format(" · ".join(_line(job))),
    ]
    if job.error is not None:
        parts.append(Markup('<p class="reason">{}</p>').format(job.error))
    parts.append(_failures(job.failures, job.failed, f"What failed in {job.title}"))
    if not job.ended:
        parts.append(_acts(_button("stop", job.id, "Stop", job.title)))
    return Markup('<li class="job {}" id="{}">{}</li>').format(job.state.value, job.id, Markup("").join(parts))


def _bar(job: Job) -> Markup:
    """Return the bar, which stands still in a job that is over."""
    if job.state is JobState.DONE or (job.total is None and job.state is not JobState.RUNNING):
        return Markup("")
    if not job.total:
        return Markup('<progress aria-label="Progress of {}"></progress>').format(job.title)
    return Markup('<progress aria-label="Progress of {}" max="{}" value="{}"></progress>').format(
        job.title, job.total, min(job.done, job.total)
    )


def _line(job: Job) -> Iterator[str]:
    """Yield what is known of a job: how far, how fast, how long yet, and what became of the articles."""
    if job.state is JobState.WAITING:
        yield "starts after the jobs before it"
    elif job.state is JobState.RUNNING:
        yield _far(job)
        if job.rate:
            yield _rate(job.rate)
        if job.eta is not None:
            yield _left(job.eta)
    else:
        yield from _brought(job) or ("nothing was brought in",)
        return
    yield from _brought(job)


def _far(job: Job) -> str:
    return f"{job.done:,} of {job.total:,}" if job.total is not None else f"{job.done:,} so far"


def _brought(job: Job) -> tuple[str, ...]:
    counted = (
        (job.added, "added"),
        (job.updated, "updated"),
        (job.unchanged, "unchanged"),
        (job.failed, "failed"),
    )
    return tuple(f"{number:,} {what}" for number, what in counted if number)


def _rate(rate: float) -> str:
    """Return articles a second, or a minute where that is less than one."""
    if rate >= 10:
        return f"{rate:,.0f} a second"
    return f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.0f} a minute"


def _left(seconds: float) -> str:
    """Return the time left, as exactly as anybody can know it."""
    if seconds < 10:
        return "a few seconds left"
    if seconds < 55:
        return f"about {round(seconds / 10) * 10} seconds left"
    return f"about {_span(timedelta(seconds=seconds))} left"


def _failures(failures: Sequence[Failure], total: int, label: str) -> Markup:
    if not failures:
        return Markup("")
    shown = failures[:SHOWN]
    rows = [Markup("<li><bdi>{}</bdi> {}</li>").format(row.input, row.error) for row in shown]
    if more := max(total, len(failures)) - len(shown):
        rows.append(Markup("<li>and {} more</li>").format(f"{more:,}"))
    return Markup('<div class="reasons" tabindex="0" role="region" aria-label="{}"><ul>{}</ul></div>').format(
        label, Markup("").join(rows)
    )


def noted(words: str, refused: Sequence[Failure] = ()) -> str:
    """Return what became of a request: that something has started, and what was refused at once."""
    said = Markup('<p class="noted" role="status">{}</p>').format(words) if words else Markup("")
    return str(said + _failures(refused, len(refused), "What was refused"))


def spoken(jobs: Sequence[Job]) -> str:
    """Return what a screen reader says of the newest job; it changes with its state and every quarter of its way."""
    if not jobs:
        return _SPOKEN.format("")
    job = jobs[0]
    words = f"{job.title}: {_STATES[job.state]}"
    if job.state is JobState.RUNNING and job.total:
        words += f", {job.done * 100 // job.total // _QUARTER * _QUARTER} %"
    elif job.ended:
        words = ", ".join((words, *_brought(job)))
    return _SPOKEN.format(words)


def working_line(jobs: Sequence[Job]) -> str:
    """Return in one line that articles are being brought in, or nothing."""
    running = [job for job in jobs if not job.ended]
    if not running:
        return ""
    return str(Markup('<p class="working">Bringing in articles: {} …</p>').format(_far(running[-1])))


def subscription_list(subscriptions: Sequence[Subscription], now: datetime) -> str:
    """Return the subscriptions in their order, each with its state, when it was read and when it is due."""
    if not subscriptions:
        return ""
    rows = Markup("").join(_subscription(row, now) for row in subscriptions)
    return str(
        Markup(
            '<section class="jobs" aria-labelledby="feeds-head"><h2 id="feeds-head" tabindex="-1">Subscriptions</h2>'
            "<ul>{}</ul></section>"
        ).format(rows)
    )


def _subscription(row: Subscription, now: datetime) -> Markup:
    name = row.title or row.url
    parts = [_head(name, "paused" if row.paused else "")]
    if row.title:
        parts.append(Markup('<p class="feed-url"><bdi>{}</bdi></p>').format(row.url))
    parts.append(Markup('<p class="job-line">{}</p>').format(Markup(" · ").join(_times(row, now))))
    if row.error is not None:
        parts.append(Markup('<p class="reason">{}</p>').format(_error(row)))
    turn = _button("resume", row.url, "Resume", name) if row.paused else _button("pause", row.url, "Pause", name)
    parts.append(_acts(turn, _button("remove", row.url, "Remove", name)))
    return Markup('<li class="job">{}</li>').format(Markup("").join(parts))


def _times(row: Subscription, now: datetime) -> Iterator[Markup]:
    """Yield when a feed was read, what came of it, how often it is read, and when next."""
    if row.checked_at is None:
        yield Markup("not read yet")
    else:
        yield _when("read {} ago", row.checked_at, now - row.checked_at)
        if row.state is not State.FAILED:
            yield Markup("with news") if row.state is State.CHANGED else Markup("nothing new")
    if row.every is not None:
        yield Markup("every {}").format(_span(row.every).removeprefix("1 "))
    else:
        yield Markup("as often as it has news")
    if not row.paused:
        wait = row.due_at - now
        yield _when("next in {}", row.due_at, wait) if wait > timedelta(0) else Markup("due now")


def _when(words: str, then: datetime, away: timedelta) -> Markup:
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        then.isoformat(), moment(then), words.format(_span(away))
    )


def _error(row: Subscription) -> str:
    times = "" if row.failures < 2 else f" {row.failures:,} times"
    reason = row.error or ""
    # Reasons go on from a name ('... is no feed') or stand alone ('there is no such page').
    return f"Could not be read{times}: {'it ' if reason.startswith(_PREDICATES) else ''}{reason}"


def _span(span: timedelta) -> str:
    """Return a length of time in its largest unit, as in '5 minutes'."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 1:
        return "a moment"
    if minutes < 60:
        return count(minutes, "minute")
    return count(round(minutes / 60), "hour") if minutes < 36 * 60 else count(round(minutes / 1440), "day")


def _head(title: str, state: str) -> Markup:
    said = Markup(' <span class="job-state">{}</span>').format(state) if state else ""
    return Markup('<p class="job-head"><bdi class="job-title">{}</bdi>{}</p>').format(title, said)


def _acts(*buttons: Markup) -> Markup:
    return Markup('<p class="acts">{}</p>').format(Markup("").join(buttons))


def _button(act: str, on: str, words: str, name: str) -> Markup:
    return Markup('<button type="button" class="act" data-act="{}" data-on="{}" aria-label="{} {}">{}</button>').format(
        act, on, words, name, words
    )
