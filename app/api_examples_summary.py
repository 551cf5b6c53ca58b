"""One example of a summary and of what asks for one, for the OpenAPI document; see `api_examples`."""

from __future__ import annotations

from typing import Any

from app import api_examples

SUMMARIZE: dict[str, Any] = {
    "topic": "the ferry at the harbour",
    "article_ids": None,
    "style": "brief",
    "max_words": 200,
    "filters": {"languages": ["en"]},
    "stream": False,
}
_LISTED = {
    "article_id": api_examples.ROW["id"],
    **{key: api_examples.ROW[key] for key in ("title", "outlet", "url", "published_at")},
}
SUMMARY: dict[str, Any] = {
    **api_examples.ANSWER,
    "question": SUMMARIZE["topic"],
    "standalone_question": SUMMARIZE["topic"],
    "style": "brief",
    "max_words": 200,
    "counts": {"articles": 1, "origins": 1, "outlets": 1, "text": "1 article, 1 independent origin, 1 outlet"},
    "sections": [{"heading": SUMMARIZE["topic"], "statements": [0]}],
    "carried": [{"statement": 0, "origins": 1, "outlets": [_LISTED["outlet"]], "only_in": None}],
    "origins": [{"id": api_examples.ARTICLE["origin"]["id"], "articles": [_LISTED], "statements": [0]}],
    "disagreements": [],
    "updates": [],
    "perspectives": {"voices": [], "left_out": []},
    "timeline": [],
    "unused": [],
    "stories": [],
}
