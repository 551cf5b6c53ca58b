"""Checking a draft over HTTP.

In: a checked body. Out: the draft's sentences, each with its verdict and the places that carry it, as JSON.
"""

from __future__ import annotations

from fastapi import APIRouter

from app import api_shapes_check, schemas
from app.api_docs import documented
from app.api_wire import Json, Using, known
from app.check import checked
from app.render import checked_json
from ingest.catalogue import Filters

router = APIRouter(prefix="/api", tags=["answers"])


@router.post("/check", response_model=api_shapes_check.Checked, responses=documented(404, 410))
def check_draft(body: schemas.CheckRequest, services: Using) -> Json:
    """Check a draft sentence by sentence, against the corpus or against the named articles only."""
    filters = known(body.as_filters(), services.store)
    named = known(Filters(article_ids=body.articles()), services.store).article_ids
    return Json(checked_json(checked(body.text, services=services, article_ids=named, filters=filters)))
