"""Kept answers and summaries as values again: the JSON that `render` and `summary_render` write in, nouns out.

What a restored value writes is what was kept, member for member. Members that were put beside it since, such as what
became of a source, are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from app.answers import Answer
from app.summaries import Summary


def restored(body: Mapping[str, Any]) -> Answer | Summary:
    """Return the answer, or the summary, that an answer's JSON is of."""
    answer = _answers().validate_python(body)
    return _summary(body, answer) if "style" in body else answer


def _summary(body: Mapping[str, Any], answer: Answer) -> Summary:
    origins = {one["article_id"]: source["id"] for source in body["origins"] for one in source["articles"]}
    told = body.get("perspectives") or {}
    return _summaries().validate_python(
        {
            **{key: body[key] for key in ("style", "max_words", "sections", "carried", "timeline")},
            "answer": answer,
            "counted": body["counts"],
            "sources": body["origins"],
            "disagreements": [_differing(one, origins) for one in body["disagreements"]],
            "updates": [_differing(one, origins) for one in body["updates"]],
            "unused": [{"article": one, "reason": one["reason"]} for one in body["unused"]],
            "stories": [
                {**one, "first": one["published_from"], "last": one["published_to"]} for one in body["stories"]
            ],
            "perspectives": {
                kind: [{**one, "claims": _claims(one["claims"], origins)} for one in told.get(kind, ())]
                for kind in ("voices", "left_out")
            },
            "cited": {
                (claim["article_id"], claim["sentence"]): claim["citation"]
                for one in (
                    *(side for kind in ("disagreements", "updates") for one in body[kind] for side in one["sides"]),
                    *(one for kind in told.values() for one in kind),
                )
                for claim in one["claims"]
            },
        }
    )


def _differing(one: Mapping[str, Any], origins: Mapping[str, str]) -> dict[str, Any]:
    """Return what differs; a claim belongs to the origin of its article, and has no speaker where none is named."""
    return {
        "about": one["about"],
        "sides": [{"claims": _claims(side["claims"], origins)} for side in one["sides"]],
    }


def _claims(rows: Sequence[Mapping[str, Any]], origins: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{**row, "origin": origins[row["article_id"]], "speaker": row["speaker"] or ""} for row in rows]


@cache
def _answers() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


@cache
def _summaries() -> TypeAdapter[Summary]:
    return TypeAdapter(Summary)
