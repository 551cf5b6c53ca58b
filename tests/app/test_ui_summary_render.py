"""A summary on the page: everything that it holds is there, cited and escaped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import html

from app.answers import Answer, Citation, Label, Nearest, Progress, Reason, Statement, Support
from app.sides import About, Claim, Disagreement, Side, Update
from app.summaries import Carried, Counted, Dated, Listed, Section, Story, Style, Summary, Unused
from app.ui_render import Exchange
from app.ui_summary_render import OFFERED, choice, follow, whole, written

EVIL = "<script>alert(1)</script>\" onclick='x' &amp;"
FIRST, SECOND = f"Nine died {EVIL}.", "Eleven died."
AT = datetime(2025, 3, 14, tzinfo=UTC)


def cited(number: int, quote: str) -> Citation:
    return Citation(
        number, f"art_{number}", 1, EVIL, f"Wire {number} {EVIL}", None, None, AT, 0, 0, len(quote), quote, None
    )


def side(number: int, value: str) -> Side:
    return Side((Claim(f"art_{number}", 0, 0, len(value), value, f"o{number}", f"Wire {number}", AT, speaker=EVIL),))


def summary(**more: object) -> Summary:
    supported = Support(Label.SUPPORTED, 1.0)
    text = f"{FIRST} {SECOND}"
    statements = (
        Statement(FIRST, 0, len(FIRST), (1,), supported),
        Statement(SECOND, len(FIRST) + 1, len(text), (2,), supported),
    )
    answer = Answer(
        "ans_1", "the ferry", "the ferry", text, statements, (cited(1, FIRST), cited(2, SECOND)), warnings=(EVIL,)
    )
    sides = (side(1, "Nine"), side(2, "Eleven"))
    made = Summary(
        answer=answer,
        style=Style.BULLETS,
        max_words=200,
        counted=Counted(2, 2, 2),
        sections=(Section(f"Key points {EVIL}", (0, 1)),),
        carried=(Carried(0, 1, ("Wire 1",), f"Wire 1 {EVIL}"), Carried(1, 3, ("Wire 2",), None)),
        disagreements=(Disagreement(About.FIGURE, sides),),
        updates=(Update(About.DATE, sides),),
        timeline=(Dated(0, "2025-03-13", True, f"on Thursday {EVIL}", AT), Dated(1, "2025-03-14", False, "", AT)),
        unused=(Unused(Listed("art_3", EVIL, EVIL, None, AT), f"no room {EVIL}"),),
        stories=(Story(EVIL, ("art_4", "art_5"), 2, AT, AT, False), Story("This one", ("art_1",), 1, AT, AT, True)),
        cited={("art_1", 0): 1, ("art_2", 0): 2},
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("style", list(Style))
def test_what_a_source_says_is_never_markup(style: Style) -> None:
    page = html.fromstring(str(whole("s1", summary(style=style))))
    assert not page.xpath("//script | //@onclick")
    assert FIRST in page.xpath("//*[@class='words']/text()")


@pytest.mark.parametrize("style", list(Style))
def test_every_marker_leads_to_a_place_in_a_source_and_is_there_once(style: Style) -> None:
    page = html.fromstring(str(whole("s1", summary(style=style))))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = page.xpath("//a[@class='cite']/@href")
    assert len(links) >= 8
    assert {link[1:] for link in links} <= set(page.xpath("//q[@class='carrier']/@id"))


def test_it_says_what_it_rests_on_and_who_tells_it_alone() -> None:
    page = html.fromstring(str(whole("s1", summary())))
    assert page.xpath("//*[@class='counts']/text()") == ["2 articles, 2 independent origins, 2 outlets"]
    assert page.xpath("//*[@class='only']/text()") == [f"(only in Wire 1 {EVIL})", "(3 origins)"]
    assert page.xpath("//details/summary/text()")[0] == "1 article not cited, and why"


def test_what_differs_stands_side_by_side_with_who_says_so() -> None:
    (table,) = html.fromstring(str(whole("s1", summary()))).xpath("//table")
    assert table.xpath(".//caption/text()") == ["Figures differ"]
    assert table.xpath(".//th/text()") == ["Nine", "Eleven"]
    assert table.xpath(".//td//q/b/text()") == ["Nine", "Eleven"]
    assert [one.text_content() for one in table.xpath(".//td//a")] == ["[1]", "[2]"]
    assert "Wire 2, 14 Mar 2025" in table.text_content()


def test_an_update_ends_with_what_stands_now() -> None:
    page = html.fromstring(str(whole("s1", summary())))
    assert page.xpath("//li[@class='now']/b/text()") == ["Eleven"]
    assert page.xpath("//li[@class='before']/b/text()") == ["Nine"]


def test_a_timeline_tells_days_of_events_from_days_of_reports() -> None:
    sections = (Section("2025-03-13", (0,)), Section("Reported 2025-03-14", (1,)))
    page = html.fromstring(str(whole("s1", summary(style=Style.TIMELINE, sections=sections))))
    assert page.xpath("//ol[@class='timeline']/li/@class") == ["event", "report"]
    assert page.xpath("//h3[@class='date']/time/@datetime") == ["2025-03-13", "2025-03-14"]
    assert "day of the event not said" in page.xpath("//li[@class='report']")[0].text_content()
    assert page.xpath("//p[@class='when']")[0].text_content() == f"on Thursday {EVIL}, published 14 Mar 2025"


def test_stories_are_offered_and_the_one_that_was_told_is_not() -> None:
    many = tuple(Story(f"Story {number}", ("art_4",), 1, AT, AT, False) for number in range(OFFERED + 3))
    page = html.fromstring(str(whole("s1", summary(stories=(*many, summary().stories[1])))))
    assert len(page.xpath("//button[@class='story']")) == OFFERED
    assert page.xpath("//p[@class='more']/text()") == ["and 3 smaller"]
    assert choice(summary().stories[0]) == f"{EVIL} (2 articles, 2 outlets, 14 Mar 2025)"


def test_an_abstention_says_what_is_missing_and_what_is_near() -> None:
    answer = Answer(
        "ans_1", "Zinc", "Zinc", "No article is about this.", reason=Reason.NO_EVIDENCE, missing=("Zinc",),
        nearest=(Nearest("art_9", "Near", None, None, None),),
    )  # fmt: skip
    page = html.fromstring(str(whole("s1", Summary(answer, Style.BRIEF, 200, Counted(0, 0, 0)))))
    said = page.text_content()
    assert "There is nothing to summarise.No article is about this.Not found in any article: Zinc" in said
    assert page.xpath("//button/@data-article") == ["art_9"]


def test_its_events_come_one_by_one() -> None:
    now = follow("s1", Exchange("the ferry"), Progress("reading", 2, 20))
    assert now.working
    done = follow("s1", now, summary())
    assert not done.working
    assert done.told == whole("s1", summary())


@pytest.mark.parametrize(("date", "said"), [("2024", "2024"), ("2024-11", "Nov 2024"), ("2024-11-09", "9 Nov 2024")])
def test_dates_are_as_fine_as_the_text_has_them(date: str, said: str) -> None:
    assert written(date) == said
