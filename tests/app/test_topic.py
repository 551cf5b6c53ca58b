from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.topic import bare, find_articles, read_topic
from app.units import read_units
from ingest.catalogue import Filters
from ingest.embed import Embedder
from ingest.store import Store
from tests.builders import article, open_store, write

FERRY = article("The ferry Solveig ran aground off Maren on Friday. Forty people were on board.", external_id="ferry")
ALSO = article("Divers searched the wreck of the ferry Solveig. The harbour is closed.", external_id="also")
PASSING = article(
    "Sugar prices rose by nine per cent. Bakers in Tarvo are worried. Bread will cost more in spring. A bakery closed. "
    "Another bakery bought an oven. Its flour comes by ferry.",
    external_id="passing",
)


@pytest.fixture
def stocked(tmp_path: Path, embedder: Embedder) -> Iterator[Store]:
    store = open_store(tmp_path / "data", embedder)
    write(store, FERRY, ALSO, PASSING)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Summarise what happened in Harran this week", "Harran"),
        ("please give me a short summary of the ferry accident", "the ferry accident"),
        ("What has happened to the ferry Solveig?", "the ferry Solveig"),
        ("the latest on Harran", "Harran"),
        ("Harran", "Harran"),
        ("summary", "summary"),
    ],
)
def test_the_words_that_ask_are_no_part_of_the_topic(text: str, expected: str) -> None:
    assert bare(text) == expected


def test_articles_about_a_topic_are_told_from_those_that_mention_it(stocked: Store) -> None:
    about, others = find_articles(read_topic("the ferry Solveig", stocked), stocked, Filters())
    names = {version: one.external_id for version, one in stocked.read_articles([*about, *others]).items()}
    assert {names[version] for version in about} == {"ferry", "also"}
    assert [names[version] for version in others] == ["passing"]


def test_only_what_passes_the_filters_is_found(stocked: Store) -> None:
    about, others = find_articles(read_topic("the ferry Solveig", stocked), stocked, Filters(article_ids=(FERRY.id,)))
    assert (len(about), others) == (1, [])


def test_a_sentence_with_the_topics_words_is_nearer_than_one_without(stocked: Store) -> None:
    topic = read_topic("the ferry Solveig", stocked)
    about, _ = find_articles(topic, stocked, Filters(article_ids=(FERRY.id,)))
    ((read,),) = read_units(stocked, about)
    first, second = (topic.relevance(unit) for unit in read.units)
    assert first > second
