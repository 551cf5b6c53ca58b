"""One example of each shape of the list of articles, for the OpenAPI document; see `api_examples`."""

from __future__ import annotations

from typing import Any

from app.api_examples import ROW

LISTED: dict[str, Any] = {
    **ROW,
    "statuses": ["unchanged"],
    "origin": {"id": "org_0123456789abcdef", "size": 1, "lead": ROW["id"]},
}
PAGE: dict[str, Any] = {"articles": [LISTED], "next_cursor": None}
LIBRARY: dict[str, Any] = {
    "total": 3,
    "articles": 1,
    "outlets": [{"name": "Harbour Post", "articles": 1}],
    "languages": [{"code": "en", "articles": 1}],
    "statuses": {"unchanged": 1, "changed": 0, "corrected": 0, "retracted": 0, "reprint": 0, "sample": 0},
    "published": {"period": "day", "counts": [{"first": "2021-05-02", "articles": 1}], "undated": 0},
    "ids": None,
}
