"""What a model may write a summary from: stories and languages apart, all that is owed in it, nothing cut off."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.answers import Progress
from app.carriers import Carriers
from app.compare import compare
from app.condense import Condensed
from app.scribe import Scribe
from app.selection import weigh
from app.summaries import Style, Wanted
from app.summary_due import Due
from app.summary_groups import Group, Material, condensed, grouped
from app.summary_order import Plan
from ingest.embed import Embedder
from tests.units import Read, rows_of, told, units_of
from tests.writers import Told

TOWNS = tuple(
    f"{first}{last}" for first in ("Ar", "Sor", "Tar", "Or", "Tes") for last in ("len", "rel", "vo", "rin", "sin")
)
NEWS = (
    "The council of {} voted for a new harbour on Monday.",
    "Builders in {} found a Roman wall under the market square.",
    "Rain fell on {} all day and flooded houses along the river.",
    "The theatre of {} will open its new hall in October.",
)


def count(text: str) -> int:
    return len(text.split())


@pytest.fixture(scope="module")
def many(embedder: Embedder) -> list[Read]:
    return [told(" ".join(news.format(town) for news in NEWS), town, embedder=embedder) for town in TOWNS]


def material(reads: Sequence[Read], planned: Sequence[int], stories: dict[str, str] | None = None) -> Material:
    rows = rows_of(*reads)
    units = units_of(*reads)
    return Material(
        "news", weigh(rows), Plan((("news", tuple(planned)),)), stories or {}, Carriers(units), compare(units)
    )


def groups_of(made: Material, **wanted: object) -> list[Group]:
    asked = Wanted(article_ids=(), **wanted)  # type: ignore[arg-type]
    due = Due(made.weighed.rows, made.plan.rows, made.carriers, made.compared, asked.max_words)
    return grouped(made, due, asked, count)


def texts(group: Group) -> list[str]:
    return [line.sentence.text for part in group.evidence for line in part.lines]


def test_stories_and_languages_are_told_apart(embedder: Embedder) -> None:
    spanish = "El ayuntamiento de Arlen votó el lunes por un puerto nuevo."
    reads = [
        told(NEWS[0].format("Arlen"), "a", embedder=embedder),
        told(NEWS[1].format("Arlen"), "b", embedder=embedder),
        told(spanish, "c", language="es", embedder=embedder),
    ]
    stories = {reads[0].article.id: "Harbour", reads[1].article.id: "Wall", reads[2].article.id: "Harbour"}
    groups = groups_of(material(reads, (0, 1, 2), stories), max_words=60)
    assert [(one.heading, one.language) for one in groups] == [("Harbour", "en"), ("Wall", "en"), ("Harbour", "es")]
    assert texts(groups[2]) == [spanish]
    assert sum(one.words for one in groups) == pytest.approx(60, abs=2)


def test_every_origin_is_in_the_evidence_and_the_plan_with_it(many: list[Read]) -> None:
    (group,) = groups_of(material(many, (5, 9)), max_words=50)
    rows = rows_of(*many)
    assert {rows[5].text, rows[9].text} <= set(texts(group))
    articles = {line.article.id for part in group.evidence for line in part.lines}
    assert articles == {read.article.id for read in many}


def test_a_timeline_is_written_from_the_oldest_on(many: list[Read]) -> None:
    (group,) = groups_of(material(many, (70, 3)), max_words=50, style=Style.TIMELINE)
    order = {read.article.id: number for number, read in enumerate(many)}
    lines = [min(order[line.article.id] for line in part.lines) for part in group.evidence]
    assert lines == sorted(lines)


def test_what_is_not_planned_at_all_is_not_asked_for(many: list[Read]) -> None:
    stories = {read.article.id: "Harbour" if number < 3 else "Wall" for number, read in enumerate(many)}
    (group,) = [one for one in groups_of(material(many, (0, 4), stories)) if one.evidence]
    assert group.heading == "Harbour"
    assert len({line.article.id for part in group.evidence for line in part.lines}) == 3


def test_more_than_a_prompt_holds_is_condensed_until_it_fits(many: list[Read]) -> None:
    made = material(many, (5, 9))
    groups = groups_of(made, max_words=50)
    before = len(texts(groups[0]))
    assert groups[0].large
    told_ = Told(*([["Nothing is true here. [1]\n"]] * 20))
    work = condensed(groups, made, Scribe(told_))
    seen: list[Progress] = []
    rounds: tuple[Condensed, ...] = ()
    while not rounds:
        try:
            seen.append(next(work))
        except StopIteration as end:
            rounds = end.value
    assert not groups[0].large
    assert {made.weighed.rows[row].text for row in (5, 9)} <= set(texts(groups[0]))
    assert len(texts(groups[0])) < before
    assert [one.parts for one in seen if not one.done] == [len(one.kept) for one in rounds]
    assert len(told_.asked) == sum(len(one.kept) for one in rounds)
