"""What a reader fills in to ask for a summary: the fields of the form in, what is to be summarised out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from app.schemas import MAX_QUESTION
from app.summaries import Style, Wanted
from ingest.catalogue import Filters

LENGTHS = (100, 200, 400, 800)  # words: a paragraph, a short report, a page, two pages
MOST_WORDS = 5_000


class Unreadable(ValueError):
    """A form that can't be read; says which field and what to write there."""


def from_form(
    topic: str | None,
    articles: Sequence[str] | None,
    outlets: Sequence[str] | None,
    first: str | None,
    last: str | None,
    style: str,
    words: float,
) -> Wanted:
    """Return what is asked for.

    Raises:
        Unreadable: When nothing is named, or a field holds what it can't.
    """
    topic = " ".join((topic or "").split())
    if len(topic) > MAX_QUESTION:
        raise Unreadable(f"This topic has {len(topic):,} characters; a few words are enough.")
    if not any(map(str.isalnum, topic)) and not articles:
        raise Unreadable("Say what to summarise: write a topic, choose articles, or do both.")
    if not 1 <= words <= MOST_WORDS:
        raise Unreadable(f"A summary has 1 to {MOST_WORDS:,} words.")
    first, last = (first or "").strip(), (last or "").strip()
    start, end = _day(first, "From"), _day(last, "To")
    if start and end and end < start:
        raise Unreadable(f"The period ends ({last}) before it begins ({first}).")
    return Wanted(
        topic=topic if any(map(str.isalnum, topic)) else None,
        article_ids=tuple(articles or ()) or None,
        style=Style(style),
        max_words=int(words),
        filters=Filters(
            outlets=tuple(outlets or ()) or None,
            published_from=start,
            published_to=end + timedelta(days=1) if end else None,
        ),
    )


def _day(text: str, field: str) -> datetime | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
        day + timedelta(days=1)  # the end of a period is the next day
    except (ValueError, OverflowError):
        raise Unreadable(f"“{field}” is a day such as 2024-11-29, not “{text[:40]}”.") from None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
