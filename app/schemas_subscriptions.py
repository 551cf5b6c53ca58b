"""What may enter about jobs and subscriptions; see `schemas`."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app import api_examples_jobs as examples
from ingest.subscriptions import LEAST, MOST

_MINUTE = timedelta(minutes=1)
Every = Annotated[
    int | None,
    Field(ge=LEAST // _MINUTE, le=MOST // _MINUTE, description="Minutes; null follows how often the feed has news."),
]


class JobsQuery(BaseModel):
    """The query of `GET /api/jobs`."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(20, ge=1, le=100, description="How many jobs.")


class SubscribeRequest(BaseModel):
    """The body of `POST /api/subscriptions`."""

    model_config = ConfigDict(extra="forbid", strict=True, json_schema_extra={"examples": [examples.SUBSCRIBE]})

    url: str = Field(min_length=1, max_length=4_000, description="A feed, a page that names its feed, or an OPML list.")
    every: Every = None


class ChangeRequest(BaseModel):
    """The body of `PATCH /api/subscriptions/{id}`; what is not named stays."""

    model_config = ConfigDict(extra="forbid", strict=True, json_schema_extra={"examples": [examples.CHANGE]})

    paused: bool | None = Field(None, description="True pauses; false has it read at once.")
    every: Every = None
