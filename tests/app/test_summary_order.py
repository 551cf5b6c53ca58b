from __future__ import annotations

import pytest

from app.carriers import Carriers
from app.selection import weigh
from app.summaries import Section, Style
from app.summary_order import UNDATED, Arranger, Plan, headings
from ingest.embed import Embedder
from tests.units import Read, rows_of, told, units_of

POST = (
    "The ferry Solveig sank off Maren on Friday. Ida Brandt opened a school in Tarvo on Monday. "
    "She promised a second one for spring."
)
WIRE = "The ferry Solveig sank off Maren on Friday. Prices of sugar rose by nine per cent in spring."


@pytest.fixture(scope="module")
def reads(embedder: Embedder) -> list[Read]:
    return [told(POST, "post", embedder=embedder), told(WIRE, "wire", embedder=embedder, published_at=None)]


def plan(reads: list[Read], style: Style, words: int = 100, **more: object) -> list[tuple[str, list[str]]]:
    weighed = weigh(rows_of(*reads))
    arranger = Arranger(weighed, Carriers(units_of(*reads)), **more)  # type: ignore[arg-type]
    found = arranger.plan(style, "Heading", words)
    return [(name, [weighed.rows[row].text for row in rows]) for name, rows in found.sections]


def test_a_brief_begins_with_what_is_worth_most_and_ends_with_what_leans(reads: list[Read]) -> None:
    ((heading, said),) = plan(reads, Style.BRIEF)
    assert heading == "Heading"
    assert said[0] == "The ferry Solveig sank off Maren on Friday."
    assert (
        said.index("She promised a second one for spring.")
        == said.index("Ida Brandt opened a school in Tarvo on Monday.") + 1
    )


def test_a_brief_of_several_stories_has_a_section_for_each(reads: list[Read]) -> None:
    stories = {reads[0].article.id: "One", reads[1].article.id: "Two"}
    assert [name for name, _ in plan(reads, Style.BRIEF, stories=stories)] == ["One", "Two"]


def test_bullets_begin_with_what_most_carry(reads: list[Read]) -> None:
    ((_, said),) = plan(reads, Style.BULLETS)
    assert said[0] == "The ferry Solveig sank off Maren on Friday."


def test_a_timeline_goes_by_day_and_what_has_none_comes_last(reads: list[Read]) -> None:
    found = plan(reads, Style.TIMELINE)
    names = [name for name, _ in found]
    assert names == ["2024-11-25", "2024-11-29", UNDATED]


def test_a_comparison_goes_from_what_several_say_to_what_each_says_alone(reads: list[Read]) -> None:
    found = dict(plan(reads, Style.COMPARE))
    assert found["Reported by several"] == ["The ferry Solveig sank off Maren on Friday."]
    assert found["Only in Outlet wire"] == ["Prices of sugar rose by nine per cent in spring."]


def test_sections_are_told_by_their_statements_and_empty_ones_are_left_out() -> None:
    made = Plan((("One", (4, 2)), ("Two", (7,))))
    assert made.rows == (4, 2, 7)
    assert headings(made, {4: 0, 2: 1}) == (Section("One", (0, 1)),)
