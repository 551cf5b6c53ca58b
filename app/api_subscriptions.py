"""Subscriptions over HTTP: the feeds that this server keeps up with, and the changes that people make to them.

In: the address of a feed, of a page that names one, or of a list of feeds, or such a list as a file. Out: rows with
their state. What a new one brings comes in beside, as the watcher reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Response, UploadFile

from app import api_shapes_jobs
from app.api_docs import documented
from app.api_replays import Call, once
from app.api_wire import Json, Using
from app.problems import ProblemError
from app.schemas_subscriptions import ChangeRequest, SubscribeRequest
from app.wire import Services
from ingest import subscribed
from ingest.errors import LoadError
from ingest.feed_xml import MAX_BYTES
from ingest.feeds import Outline, read_outlines
from ingest.fetch import Fetcher
from ingest.load import usual_fetcher
from ingest.subscribing import change, feeds_at, subscription_id, unsubscribe, url_of
from ingest.subscriptions import Subscription, at_interval, pause, resume
from ingest.watch import follow

router = APIRouter(prefix="/api/subscriptions", tags=["subscriptions"])

Web = Annotated[Fetcher, Depends(usual_fetcher)]


@router.get("", response_model=api_shapes_jobs.Subscriptions, responses=documented())
def list_subscriptions(services: Using) -> Json:
    """List all subscriptions with their last state, their failures and when they are due, the next one first."""
    rows = subscribed.every(services.store.database.connection)
    return Json({"watching": services.watcher.running, "subscriptions": [_row_json(row) for row in rows]})


@router.post("", status_code=201, response_model=api_shapes_jobs.Subscribed, responses=documented(409))
def subscribe(body: SubscribeRequest, services: Using, web: Web, call: Call) -> Response:
    """Subscribe to the feed at an address, to that which a page names, or to all that an OPML list names."""
    return once(call, [body.model_dump_json().encode()], services.replays, lambda: _subscribed(body, services, web))


def _subscribed(body: SubscribeRequest, services: Services, web: Fetcher) -> Json:
    try:
        outlines = feeds_at(body.url, web)
    except LoadError as error:
        raise ProblemError("invalid", str(error)) from error
    except ValueError as error:
        raise ProblemError("invalid", f"{body.url[:200]!r} can't be subscribed to: {error}") from error
    return _followed(outlines, services, _minutes(body.every))


@router.post("/opml", status_code=201, response_model=api_shapes_jobs.Subscribed, responses=documented(415))
def subscribe_to_list(file: UploadFile, services: Using) -> Json:
    """Subscribe to all feeds that an uploaded OPML file names."""
    name = file.filename or "the file"
    try:
        outlines = read_outlines(file.file.read(MAX_BYTES + 1), name)
    except LoadError as error:
        raise ProblemError("invalid", str(error)) from error
    if not outlines:
        raise ProblemError("invalid", f"{name!r} names no feeds; send an OPML file")
    return _followed(outlines, services, None)


@router.patch("/{subscription_id}", response_model=api_shapes_jobs.Subscription, responses=documented(404))
def change_subscription(subscription_id: str, body: ChangeRequest, services: Using) -> Json:
    """Pause a subscription, resume it, or choose how often its feed is read."""
    database, now = services.store.database, datetime.now(UTC)

    def changed(row: Subscription) -> Subscription:
        if "every" in body.model_fields_set:
            row = at_interval(row, _minutes(body.every), now)
        if body.paused is not None:
            row = pause(row) if body.paused else resume(row, now)
        return row

    row = change(database, url_of(database, subscription_id), changed)
    services.watcher.wake()
    return Json(_row_json(row))


@router.delete("/{subscription_id}", status_code=204, responses=documented(404))
def remove_subscription(subscription_id: str, services: Using) -> Response:
    """Forget a subscription; the articles that it brought stay."""
    unsubscribe(services.store.database, url_of(services.store.database, subscription_id))
    return Response(status_code=204)


def _followed(outlines: Sequence[Outline], services: Services, every: timedelta | None) -> Json:
    database = services.store.database
    added, failed = follow(database, outlines, datetime.now(UTC), every=every)
    services.watcher.wake()
    urls = {outline.url for outline in outlines}
    rows = [_row_json(row) for row in subscribed.every(database.connection) if row.url in urls]
    body = {
        "added": added,
        "failed": [{"input": row.input, "error": row.error} for row in failed],
        "subscriptions": rows,
    }
    return Json(body, status_code=201)


def _row_json(row: Subscription) -> dict[str, object]:
    return {
        "id": subscription_id(row.url),
        "url": row.url,
        "title": row.title,
        "every": row.every and round(row.every.total_seconds() / 60),
        "interval": round(row.interval.total_seconds() / 60),
        "state": row.state.value,
        "error": row.error,
        "failures": row.failures,
        "checked_at": row.checked_at,
        "due_at": row.due_at,
        "paused": row.paused,
    }


def _minutes(value: int | None) -> timedelta | None:
    return None if value is None else timedelta(minutes=value)
