"""Statements under the headings of a style, whoever wrote them."""

from __future__ import annotations

from datetime import UTC, datetime

from app.summaries import Section, Style
from app.summary_points import Point, sections
from tests.builders import article

POST = article("It rained.", external_id="post", outlet="Post", published_at=datetime(2024, 5, 8, tzinfo=UTC))
WIRE = article("It rained.", external_id="wire", outlet=None, title="Rain", published_at=None)
POINTS = (
    Point(0, "The school may reopen on 13 May 2024.", POST, "Dam", 1, alone=True),
    Point(1, "The dam burst on 7 May 2024.", POST, "Dam", 3, alone=False),
    Point(2, "Forty houses were flooded.", POST, "Dam", 2, alone=False),
    Point(3, "A bridge was painted green.", WIRE, "Bridge", 1, alone=False),
)


def of(style: Style) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.heading, one.statements) for one in sections(style, POINTS)]


def test_a_brief_tells_story_after_story() -> None:
    assert of(Style.BRIEF) == [("Dam", (0, 1, 2)), ("Bridge", (3,))]


def test_bullets_go_by_origins_and_else_as_they_were_written() -> None:
    assert of(Style.BULLETS) == [("Key points", (1, 2, 0, 3))]


def test_a_timeline_goes_by_what_is_said_then_by_publication() -> None:
    assert of(Style.TIMELINE) == [
        ("2024-05-07", (1,)),
        ("Reported 2024-05-08", (2,)),
        ("2024-05-13", (0,)),
        ("Without a date", (3,)),
    ]


def test_a_comparison_begins_with_what_most_say() -> None:
    assert of(Style.COMPARE) == [
        ("Reported by several", (1, 2)),
        ("Only in Post", (0,)),
        ("In Rain, elsewhere in part", (3,)),
    ]


def test_nothing_is_nothing() -> None:
    assert sections(Style.BRIEF, ()) == ()
    assert sections(Style.BULLETS, POINTS[:1]) == (Section("Key points", (0,)),)
