from __future__ import annotations

import pytest

from app.answers import Label
from app.quote import QuoteAnswerer, trimmed
from app.reading import Line
from ingest.terms import terms
from tests.lines import brief, line


def kept(one: Line, asked: str = "") -> str:
    place = trimmed(one, frozenset(terms(asked, "en")))
    assert one.sentence.start <= place.start < place.end <= one.sentence.end
    return one.article.text[place.start : place.end]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("PORT ARLEN, Norland (Coast Wire) — The bridge opened on Monday.", "The bridge opened on Monday."),
        ("(Coast Wire) — The bridge opened on Monday.", "The bridge opened on Monday."),
        ("The bridge (and its toll) — a first — opened on Monday.", None),
        ("The council met on Monday.", None),
    ],
)
def test_a_dateline_is_no_part_of_a_statement(text: str, shown: str | None) -> None:
    assert kept(line(text)) == (shown or text)


LONG = (
    "The council of Arlen decided on Monday evening to build a new bridge over the river at the old mill, "
    "which has stood empty since the flood of the year before last and whose owner, a carpenter from the next valley, "
    "would rather have sold it to the museum than to the town"
)


def test_a_long_end_that_adds_nothing_is_cut_at_a_clause() -> None:
    assert kept(line(LONG + "."), "bridge at the mill").endswith("at the old mill")


@pytest.mark.parametrize("asked", ["flood", "museum carpenter"])
def test_a_cut_never_takes_what_was_asked_for(asked: str) -> None:
    assert kept(line(LONG + "."), asked) == LONG + "."


def test_a_cut_never_takes_a_candidate() -> None:
    assert "museum" in kept(line(LONG + ".", candidates=(("museum",),)))


def test_who_says_the_same_is_cited_too_and_who_says_otherwise_is_not() -> None:
    first = line("The bridge at Arlen opened on Monday.")
    same = line("On Monday the bridge at Arlen opened.", name="b", vector=(0.9, 0.436))
    other = line("The bridge at Arlen never opened on Monday.", name="c", vector=(0.9, 0.436))
    (draft,) = QuoteAnswerer().draft(brief([first], [first, same, other]))
    assert [place.article.external_id for place in draft.places] == ["a", "b"]
    assert draft.support.label is Label.SUPPORTED
    assert draft.text == first.sentence.text


def test_a_line_cited_for_another_is_not_said_again() -> None:
    first = line("The bridge at Arlen opened on Monday.")
    same = line("On Monday the bridge at Arlen opened.", name="b", vector=(0.9, 0.436))
    drafts = list(QuoteAnswerer().draft(brief([first, same], [first, same])))
    assert len(drafts) == 1
