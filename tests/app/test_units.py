from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from app.units import AT_ONCE, in_order, read_units
from ingest.catalogue import Filters
from ingest.corpus import Role
from ingest.store import Store
from tests.builders import article, write

FERRY = article(
    "The ferry sank off Maren. Read more here. Nine people died.",
    external_id="ferry",
    title="Ferry sinks",
    roles={1: Role.FURNITURE},
)
EARLIER = article("Rain fell in Tarvo.", external_id="rain", published_at=datetime(2024, 11, 1, tzinfo=UTC))
UNDATED = article("The bridge is closed.", external_id="bridge", published_at=None)


def versions(store: Store) -> list[int]:
    found = store.versions_in(Filters(), 1000)
    assert found is not None
    return found


def test_what_is_evidence_comes_with_its_stored_vector_terms_and_origin(store: Store) -> None:
    write(store, FERRY)
    ((read,),) = read_units(store, versions(store))
    assert [unit.sentence.text for unit in read.units] == ["The ferry sank off Maren.", "Nine people died."]
    assert "ferri" in read.title
    for unit in read.units:
        assert np.allclose(unit.vector, store.embedder.embed([unit.sentence.text])[0], atol=1e-2)
        assert unit.terms
        assert unit.origin == read.origin == store.origin(read.article.id).id
        assert unit.key == (read.article.id, unit.sentence.index)
    assert [unit.words for unit in read.units] == [5, 3]


def test_many_articles_are_read_some_at_a_time(store: Store) -> None:
    write(store, *(article(f"Town {n} has {n} wells.", external_id=f"t{n}") for n in range(AT_ONCE + 1)))
    assert [len(some) for some in read_units(store, versions(store))] == [AT_ONCE, 1]


def test_an_article_that_was_deleted_meanwhile_is_left_out(store: Store) -> None:
    write(store, FERRY, EARLIER)
    known = versions(store)
    store.delete(FERRY.id)
    ((read,),) = read_units(store, known)
    assert read.article.id == EARLIER.id


def test_articles_come_oldest_first_and_those_without_a_date_last(store: Store) -> None:
    write(store, UNDATED, FERRY, EARLIER)
    (reads,) = read_units(store, versions(store))
    assert [read.article.external_id for read in in_order(reads)] == ["rain", "ferry", "bridge"]
