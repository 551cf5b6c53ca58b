"""A summary to JSON: the contract's answer with its sections and with what tells its sources apart.

Every key is always there. `origins`, `disagreements` and `timeline` are the contract's; `carried` says how many
independent origins carry each statement and marks what stands in one alone, `unused` which articles are not cited and
why, `stories` what a topic could mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.render import answer_json, rfc3339
from app.sides import Claim, Perspectives, Side
from app.summaries import Listed, Summary


def summary_json(summary: Summary) -> dict[str, Any]:
    """Return the contract's summary."""
    return {
        **answer_json(summary.answer),
        "style": summary.style.value,
        "max_words": summary.max_words,
        "counts": {
            "articles": summary.counted.articles,
            "origins": summary.counted.origins,
            "outlets": summary.counted.outlets,
            "text": str(summary.counted),
        },
        "sections": [{"heading": one.heading, "statements": list(one.statements)} for one in summary.sections],
        "carried": [
            {
                "statement": one.statement,
                "origins": one.origins,
                "outlets": list(one.outlets),
                "only_in": one.only_in,
            }
            for one in summary.carried
        ],
        "origins": [
            {
                "id": source.id,
                "articles": [listed_json(article) for article in source.articles],
                "statements": list(source.statements),
            }
            for source in summary.sources
        ],
        "disagreements": [
            {"about": one.about.value, "sides": sides_json(one.sides, summary.cited)} for one in summary.disagreements
        ],
        "updates": [
            {"about": one.about.value, "sides": sides_json(one.sides, summary.cited)} for one in summary.updates
        ],
        "perspectives": perspectives_json(summary.perspectives, summary.cited),
        "timeline": [
            {
                "date": one.date,
                "stated": one.stated,
                "words": one.words,
                "statement": one.statement,
                "published_at": rfc3339(one.published_at),
            }
            for one in summary.timeline
        ],
        "unused": [{**listed_json(one.article), "reason": one.reason} for one in summary.unused],
        "stories": [
            {
                "title": story.title,
                "article_ids": list(story.article_ids),
                "outlets": story.outlets,
                "published_from": rfc3339(story.first),
                "published_to": rfc3339(story.last),
                "summarised": story.summarised,
            }
            for story in summary.stories
        ],
    }


def perspectives_json(told: Perspectives, cited: Mapping[tuple[str, int], int]) -> dict[str, Any]:
    """Return who is quoted by which outlets, and what the articles of some do not have."""
    return {
        "voices": [
            {
                "name": voice.name,
                "outlets": list(voice.outlets),
                "origins": len(voice.origins),
                "claims": [_claim_json(claim, cited[claim.key]) for claim in voice.claims if claim.key in cited],
            }
            for voice in told.voices
        ],
        "left_out": [
            {
                "outlets": list(one.outlets),
                "origins": len(one.origins),
                "claims": [_claim_json(claim, cited[claim.key]) for claim in one.claims if claim.key in cited],
            }
            for one in told.left_out
        ],
    }


def lacking(outlets: Sequence[str]) -> str:
    """Return of whose articles it is said that they do not have it; of these articles alone, whatever else there is."""
    named = ", ".join(outlets[:-1]) + " and " + outlets[-1] if len(outlets) > 1 else outlets[0]
    return f"not in the articles of {named} here"


def listed_json(article: Listed) -> dict[str, Any]:
    """Return an article as a list names it."""
    return {
        "article_id": article.article_id,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published_at": rfc3339(article.published_at),
    }


def sides_json(sides: Iterable[Side], cited: Mapping[tuple[str, int], int]) -> list[dict[str, Any]]:
    """Return the sides of what differs, each claim with the citation of its sentence."""
    return [
        {
            "value": side.value,
            "origins": len(side.origins),
            "claims": [_claim_json(claim, cited[claim.key]) for claim in side.claims if claim.key in cited],
        }
        for side in sides
    ]


def _claim_json(claim: Claim, citation: int) -> dict[str, Any]:
    return {
        "citation": citation,
        "article_id": claim.article_id,
        "sentence": claim.sentence,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "outlet": claim.outlet,
        "published_at": rfc3339(claim.published_at),
        "speaker": claim.speaker or None,
    }
