from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.stories import group, is_one, joining, names_something, title_of
from ingest.embed import Embedder
from tests.units import Read, told

WEEK = [datetime(2024, 11, day, tzinfo=UTC) for day in (1, 2, 3)]


def ferry(embedder: Embedder) -> list[Read]:
    return [
        told("The ferry Solveig ran aground off Maren. Forty people were on board.", "one", embedder=embedder,
             title="Ferry runs aground", published_at=WEEK[0]),
        told("Divers searched the ferry Solveig off Maren for people.", "two", embedder=embedder, published_at=WEEK[1]),
    ]  # fmt: skip


def rain(embedder: Embedder) -> Read:
    return told("Heavy rain flooded cellars in Lindholm. Schools are closed.", "rain", embedder=embedder,
                published_at=WEEK[1])  # fmt: skip


def test_articles_of_one_story_are_put_together_and_the_largest_comes_first(embedder: Embedder) -> None:
    one, two = ferry(embedder)
    other = rain(embedder)
    assert group([other, one, two]) == [(one, two), (other,)]
    assert group([]) == []


def test_one_story_is_meant_where_most_articles_tell_it(embedder: Embedder) -> None:
    one, two = ferry(embedder)
    other = rain(embedder)
    assert is_one([(one, two), (other,)])
    assert not is_one([(one,), (other,)])


@pytest.mark.parametrize(
    ("topic", "expected"), [("Lindholm", True), ("solveig", True), ("ferry", False), ("heavy rain", False)]
)
def test_a_topic_names_something_by_its_capitals_or_those_of_the_texts(topic: str, expected: bool) -> None:
    texts = ["The ferry Solveig left the ferry harbour in heavy rain.", "Then the Solveig sank."]
    assert names_something(topic, "en", texts) is expected


def test_a_story_is_called_by_a_title_else_by_a_sentence(embedder: Embedder) -> None:
    assert title_of(ferry(embedder)) == "Ferry runs aground"
    assert title_of([rain(embedder)]).startswith("Heavy rain")


def test_what_is_alike_joins_only_if_it_appeared_about_then(embedder: Embedder) -> None:
    one, two = ferry(embedder)
    text = "The ferry Solveig, aground off Maren, was searched by divers."
    late, near = (
        told(text, name, embedder=embedder, published_at=at)
        for name, at in (("late", datetime(2025, 11, 1, tzinfo=UTC)), ("near", WEEK[2]))
    )
    assert joining([one, two], [late, near, rain(embedder)]) == [near]
    assert joining([one, two], []) == []
