"""Evidence for a model: numbered by article, within a budget, each sentence once."""

from __future__ import annotations

import pytest

from app.numbered import BUDGET, MOST, number
from app.reading import Line
from tests.builders import article
from tests.lines import line, read

WHOLE = article(
    "The bridge opened on Monday. The mayor cut the ribbon. It had cost nine million crowns.",
    external_id="b",
    outlet="Coast Wire",
    title="Arlen's new\nbridge",
)


def words(text: str) -> int:
    return len(text.split())


def test_sentences_stand_by_article_in_its_order_the_best_article_first() -> None:
    evidence = number([read(WHOLE, 2)], [line("Ferries stop.", published_at=None), read(WHOLE, 0)], words)
    assert evidence.text == (
        "From Coast Wire, 2024-11-29: Arlen's new bridge\n"
        "[1] The bridge opened on Monday.\n"
        "[2] It had cost nine million crowns.\n"
        "\n"
        "From Outlet a, no date: without a title\n"
        "[3] Ferries stop."
    )
    assert [one.sentence.text for one in evidence.named([3, 1])] == ["Ferries stop.", "The bridge opened on Monday."]


def test_a_sentence_that_was_chosen_and_ranked_has_one_number() -> None:
    assert len(number([read(WHOLE, 0)], [read(WHOLE, 0), read(WHOLE, 1)], words).lines) == 2


def test_what_does_not_fit_is_left_out_and_a_shorter_one_still_goes_in() -> None:
    long = line(" ".join(["word"] * BUDGET) + ".", name="long")
    evidence = number([], [long, read(WHOLE, 0)], words)
    assert [one.sentence.text for one in evidence.lines] == ["The bridge opened on Monday."]


@pytest.mark.parametrize("each", [1, 40])
def test_the_budget_holds(each: int) -> None:
    many = [line(f"{' '.join(['word'] * each)} {index}.", name=str(index)) for index in range(200)]
    evidence = number([], many, words)
    assert len(evidence.lines) <= MOST
    assert words(evidence.text) <= BUDGET


def test_no_evidence_is_no_text() -> None:
    nothing: list[Line] = []
    assert number(nothing, nothing, words).text == ""
