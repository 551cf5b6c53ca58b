"""Evidence for a model: numbered by article, within a budget, each sentence once."""

from __future__ import annotations

import pytest

from app.numbered import BUDGET, MOST, number, portions
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


@pytest.mark.parametrize("each", [1, 40, 200])
def test_portions_hold_every_sentence_in_its_order_about_as_many_each(each: int) -> None:
    many = [line(f"{' '.join(['word'] * each)} {index}.", name=str(index)) for index in range(90)]
    parts = portions(many, words)
    assert [one.key for part in parts for one in part.lines] == [one.key for one in many]
    assert all(len(part.lines) <= MOST and words(part.text) <= BUDGET for part in parts)
    assert max(len(part.lines) for part in parts) - min(len(part.lines) for part in parts) <= len(parts)


def test_a_sentence_longer_than_a_prompt_has_one_of_its_own() -> None:
    long = line(" ".join(["word"] * BUDGET) + ".", name="long")
    assert [len(part.lines) for part in portions([read(WHOLE, 0), long, read(WHOLE, 1)], words)] == [1, 1, 1]
    assert portions([], words) == ()
