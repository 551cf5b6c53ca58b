"""Statements that were made, whoever wrote them, under the headings of a style: points in, sections out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.event_dates import event_date
from app.summaries import Section, Style
from app.summary_order import IN_PART, KEY_POINTS, ONLY_IN, REPORTED, SEVERAL, UNDATED, teller_of
from ingest.corpus import Article


@dataclass(frozen=True, slots=True)
class Point:
    """A statement by its number: its words, the article that carries it first, and who else does."""

    number: int
    text: str
    article: Article
    heading: str  # of its story
    origins: int
    alone: bool  # nobody else says anything like it


def sections(style: Style, points: Sequence[Point]) -> tuple[Section, ...]:
    """Return all points under headings, in the order in which the style shows them."""
    match style:
        case Style.BRIEF:
            placed = [(point.heading, point) for point in points]
        case Style.BULLETS:
            placed = [(KEY_POINTS, point) for point in sorted(points, key=lambda point: -point.origins)]
        case Style.TIMELINE:
            placed = _by_date(points)
        case Style.COMPARE:
            several = sorted((point for point in points if point.origins > 1), key=lambda point: -point.origins)
            placed = [(SEVERAL, point) for point in several]
            placed += [(_by_one(point), point) for point in points if point.origins == 1]
    found: dict[str, list[int]] = {}
    for heading, point in placed:
        found.setdefault(heading, []).append(point.number)
    return tuple(Section(heading, tuple(numbers)) for heading, numbers in found.items())


def _by_one(point: Point) -> str:
    return (ONLY_IN if point.alone else IN_PART).format(teller_of(point.article))


def _by_date(points: Sequence[Point]) -> list[tuple[str, Point]]:
    """Return points by when they happened as they say, else by when they were published, those without a date last."""
    dated = []
    for place, point in enumerate(points):
        at = point.article.published_at
        read = event_date(point.text, at.date() if at else None)
        day = str(read) if read else at.date().isoformat() if at else ""
        heading = day if read else REPORTED.format(day) if day else UNDATED
        dated.append(((not day, day, read is None, place), heading, point))
    return [(heading, point) for _, heading, point in sorted(dated, key=lambda one: one[0])]
