from __future__ import annotations

from app.question import read_question
from app.retrieve import retrieve
from ingest.catalogue import Filters
from ingest.store import Store
from tests.builders import article, write


def test_terms_that_stand_nowhere_are_told(store: Store) -> None:
    write(store, article("The heron nested at Ossa."))
    found = retrieve(read_question("Where did the zeppelin nest?", "en"), store=store, filters=Filters(), most=10)
    assert found.unknown == {"zeppelin"}
    assert found.weights["zeppelin"] >= found.weights["nest"] > 0


def test_filters_hold_and_fewer_are_the_first_of_more(store: Store) -> None:
    write(
        store,
        *(
            article(f"The heron nested at Ossa {n} times.", external_id=str(n), outlet=f"Outlet {n % 2}")
            for n in range(6)
        ),
    )
    question = read_question("Where did the heron nest?", "en")
    many = retrieve(question, store=store, filters=Filters(outlets=("Outlet 1",)), most=10).passages
    few = retrieve(question, store=store, filters=Filters(outlets=("Outlet 1",)), most=2).passages
    assert {row.article.outlet for row in many} == {"Outlet 1"}
    assert [row.article.id for row in few] == [row.article.id for row in many[:2]]


def test_an_empty_store_finds_nothing(store: Store) -> None:
    assert retrieve(read_question("Where?", "en"), store=store, filters=Filters(), most=10).passages == ()


def test_an_article_replaced_has_its_new_text_alone(store: Store) -> None:
    write(store, article("The heron nested at Ossa."))
    write(store, article("The goat escaped at Ossa.", external_id="a"))
    question = read_question("What was at Ossa?", "en")
    got = retrieve(question, store=store, filters=Filters(), most=10)
    assert [row.article.text for row in got.passages] == ["The goat escaped at Ossa."]
