"""Answers as files over HTTP: Markdown, HTML, Word, and their sources for reference managers."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from app import schemas
from app.api_docs import documented
from app.api_wire import Using
from app.changed import with_sources
from app.export import FORMATS, export, file_name

router = APIRouter(prefix="/api/answers", tags=["answers"])

_JSON = {"type": ["object", "array"], "items": {"type": "object"}}  # one answer, or a list of sources
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {
            (media_type := kind.media_type.partition(";")[0]): {
                "schema": _JSON if media_type.endswith("json") else {"type": "string"}
            }
            for kind in FORMATS.values()
        },
    }
}


@router.get("/{answer_id}/export", response_class=Response, responses=_FILES | documented(404, 410))
def export_answer(answer_id: str, query: Annotated[schemas.ExportQuery, Query()], services: Using) -> Response:
    """Download a kept answer or summary as a file, each citation with its quote, source, date and address."""
    body = with_sources(services.store.answer(answer_id), services.store)
    made = services.store.answer_made_at(answer_id).date()
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file_name(body, query.format))}",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(export(body, query.format, made), headers=headers, media_type=FORMATS[query.format].media_type)
