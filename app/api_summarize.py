"""Summaries over HTTP.

In: a checked body. Out: the summary as JSON, or for `"stream": true` the events of `api_answers`: `status` while the
articles are read, each `statement` as it is verified, `done` with the whole summary.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app import api_shapes_summary, schemas_summary
from app.api_answers import STREAM, EventStream, lines
from app.api_docs import documented
from app.api_wire import Json, Using, known
from app.summaries import Summary
from app.summarize import summarize
from app.summary_render import summary_json
from ingest.catalogue import Filters

router = APIRouter(prefix="/api", tags=["answers"])


@router.post("/summarize", response_model=api_shapes_summary.Summary, responses=STREAM | documented(404, 410))
def summarize_articles(body: schemas_summary.SummarizeRequest, request: Request, services: Using) -> Response:
    """Summarise a topic or chosen articles: what several say, what one says alone, and where they differ."""
    wanted = body.as_wanted()
    known(wanted.filters, services.store)
    known(Filters(article_ids=wanted.article_ids), services.store)
    events = summarize(wanted, services=services)
    # The first event is made before the response begins: what is wrong with the request is known by then.
    first = next(events)
    if body.stream:
        return EventStream(lines(first, events, instance=request.url.path))
    return Json(summary_json(next(event for event in events if isinstance(event, Summary))))
