"""The library over HTTP: which articles there are, a page at a time, and how many of each kind."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from app import api_shapes_library, schemas_library
from app.api_docs import documented
from app.api_wire import Json, Using, source_json
from app.schemas import MAX_LISTED
from ingest.catalogue import Beside, Facets

router = APIRouter(prefix="/api", tags=["articles"])


@router.get("/articles", response_model=api_shapes_library.Page, responses=documented())
def list_articles(query: Annotated[schemas_library.ArticlesQuery, Query()], services: Using) -> Json:
    """List the articles without their text, a page at a time, newest first or in another order.

    What is left out is not asked for; a filter may be given several times. A cursor stays right when articles come or
    go in between: none is listed twice or passed over.
    """
    page = services.store.page(query.as_sought(), sort=query.sort, limit=query.limit, cursor=query.cursor)
    articles = [source_json(row) | _beside_json(page.beside[row.id]) for row in page.articles]
    return Json({"articles": articles, "next_cursor": page.next_cursor})


@router.get("/library", response_model=api_shapes_library.Library, responses=documented())
def count_articles(query: Annotated[schemas_library.LibraryQuery, Query()], services: Using) -> Json:
    """Count the articles that the same filters let through, by outlet, language, status and date.

    Outlets, languages and statuses are counted without regard to which of their own kind are asked for: they say how
    many choosing another would show. Periods are as long as suits the span of the dates.
    """
    store, sought = services.store, query.as_sought()
    ids = store.matching(sought, MAX_LISTED) if query.ids else None
    return Json(_facets_json(store.facets(sought), store.counts().articles) | {"ids": ids})


def _beside_json(beside: Beside) -> dict[str, object]:
    return {
        "statuses": [status.value for status in beside.statuses],
        "origin": {"id": beside.origin, "size": beside.size, "lead": beside.lead},
    }


def _facets_json(found: Facets, total: int) -> dict[str, object]:
    return {
        "total": total,
        "articles": found.articles,
        "outlets": [{"name": name, "articles": number} for name, number in found.outlets],
        "languages": [{"code": code, "articles": number} for code, number in found.languages],
        "statuses": {status.value: number for status, number in found.statuses},
        "published": {
            "period": found.bucket.value,
            "counts": [{"first": day.isoformat(), "articles": number} for day, number in found.periods],
            "undated": found.undated,
        },
    }
