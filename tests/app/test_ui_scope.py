"""Chosen articles on a tab: what a browser sends, and the line that says which are used."""

from __future__ import annotations

import pytest

from app.answers import Filters
from app.ui_scope import chosen_in, scope_line, within
from ingest.store import Store
from tests.builders import article, write
from tests.page_html import PAYLOADS, seen


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"articles": ["a", "b", "a"]}, ("a", "b")),
        ({"articles": ["a", 1, None, ["b"]]}, ("a",)),
        ({"articles": "abc"}, ()),
        ({}, ()),
        (None, ()),
        ({"articles": [str(n) for n in range(10_001)]}, tuple(str(n) for n in range(10_000))),
    ],
    ids=["twice", "no ids", "a text", "nothing", "null", "too many"],
)
def test_only_ids_are_taken(data: object, expected: tuple[str, ...]) -> None:
    assert chosen_in(data) == expected


def test_a_choice_is_a_filter_and_none_is_no_choice() -> None:
    assert within(None) == Filters()
    assert within(()) == Filters(article_ids=())
    assert within(("a",)) == Filters(article_ids=("a",))


def test_the_line_names_the_first_and_counts_the_rest(store: Store) -> None:
    articles = [article(f"Text {n}.", external_id=str(n), title=f"Title {n}" if n else None) for n in range(5)]
    write(store, *articles)
    ids = [one.id for one in articles]
    assert seen(scope_line(ids[1:2], store)).text == "Only this article: Title 1×"
    assert seen(scope_line(ids[:2], store)).text == "Only these 2 articles: Without a title; Title 1×"
    assert seen(scope_line(ids, store)).text == "Only these 5 articles: Without a title; Title 1; Title 2 and 2 more×"
    assert seen(scope_line(["gone"], store)).text == "Only this article: ×"


def test_a_title_stays_text(store: Store) -> None:
    articles = [article(f"Text {n}.", external_id=name, title=text) for n, (name, text) in enumerate(PAYLOADS.items())]
    write(store, *articles)
    for one in articles:
        line = seen(scope_line([one.id], store))
        assert one.title is not None
        assert one.title in line.text
        assert {tag for tag, _ in line.tags} == {"p", "span", "b", "cite", "button"}
