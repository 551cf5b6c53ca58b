"""The shapes of jobs and subscriptions, for the OpenAPI document alone; see `api_shapes`."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from app import api_examples_jobs as examples
from app.api_shapes import Failed, like
from ingest.jobs import JobState
from ingest.subscriptions import State


class Job(BaseModel):
    """Articles that come in while nobody waits for them.

    `added`, `updated`, `unchanged` and `failed` add up to `done` whenever a stretch of the input is safely in.
    """

    model_config = like(examples.JOB)
    id: str
    state: JobState
    title: str
    done: int
    total: int | None
    added: int
    updated: int
    unchanged: int
    failed: int
    failures: list[Failed]
    more_failures: int = Field(description="How many failed beyond those in `failures`.")
    rate: float | None = Field(description="Items a second, over the last seconds; while it runs.")
    eta: float | None = Field(description="Seconds that are left; while it runs.")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    resumed: int = Field(description="How often it was taken up again after the server had ended.")
    error: str | None


class Jobs(BaseModel):
    """The jobs that came last, the newest first."""

    model_config = like(examples.JOBS)
    jobs: list[Job]


class Subscription(BaseModel):
    """A feed that is kept up with; `every` is a chosen interval in minutes, `interval` the one that adapts."""

    model_config = like(examples.SUBSCRIPTION)
    id: str
    url: str
    title: str | None
    every: int | None
    interval: int
    state: State
    error: str | None
    failures: int
    checked_at: datetime | None
    due_at: datetime
    paused: bool


class Subscriptions(BaseModel):
    """All subscriptions; `watching` says whether this server reads their feeds."""

    model_config = like(examples.SUBSCRIPTIONS)
    watching: bool
    subscriptions: list[Subscription]


class Subscribed(BaseModel):
    """The feeds that were found; `added` of them are new."""

    model_config = like(examples.SUBSCRIBED)
    added: int
    failed: list[Failed]
    subscriptions: list[Subscription]
