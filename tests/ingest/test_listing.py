from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.catalogue import Counts
from ingest.errors import FilterError
from ingest.store import Store
from tests.builders import article, write

DAY = datetime(2024, 5, 1, tzinfo=UTC)
ARTICLES = [
    article("A one.", external_id="a", title="100% of votes", outlet="The Gazette", author="Ida", published_at=DAY),
    article("B two.", external_id="b", title="Storm_warning", outlet="Gazette", published_at=DAY + timedelta(days=1)),
    article("C three.", external_id="c", title="Storm", outlet="Herald", published_at=DAY, language="es", sample=True),
    article("D four. D five.", external_id="d", title="100 votes", published_at=None, language=None),
    article("E six.", external_id="e", outlet="Héráld", published_at=datetime(1963, 11, 22, tzinfo=UTC)),
]


@pytest.fixture
def stocked(store: Store) -> Store:
    write(store, *ARTICLES)
    return store


def ids(store: Store, **query: Any) -> str:
    return "".join(row.external_id or "" for row in store.page(**query).articles)


def test_an_empty_corpus_has_counts_and_a_page(store: Store) -> None:
    assert store.counts() == Counts(0, 0, 0, 0, (), (), None, None)
    assert (store.page().articles, store.page().next_cursor) == ((), None)


def test_counts(stocked: Store) -> None:
    assert stocked.counts() == Counts(
        articles=5,
        sentences=6,
        passages=5,
        samples=1,
        outlets=(("Gazette", 1), ("Herald", 1), ("Héráld", 1), ("The Gazette", 1)),
        languages=(("en", 3), ("es", 1)),
        first_published=datetime(1963, 11, 22, tzinfo=UTC),
        last_published=DAY + timedelta(days=1),
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param({}, "bcaed", id="newest_first_undated_last"),
        pytest.param({"outlet": "gazette"}, "ba", id="outlet_in_any_spelling"),
        pytest.param({"outlet": "herald"}, "ce", id="outlet_without_accents"),
        pytest.param({"outlet": "none"}, "", id="unknown_outlet"),
        pytest.param({"q": "storm"}, "bc", id="part_of_a_title"),
        pytest.param({"q": "100%"}, "a", id="percent_is_a_percent"),
        pytest.param({"q": "m_w"}, "b", id="underscore_is_an_underscore"),
        pytest.param({"q": "\\"}, "", id="backslash"),
        pytest.param({"q": "ida"}, "a", id="author"),
        pytest.param({"q": "x' OR 1=1 --"}, "", id="sql"),
        pytest.param({"published_from": DAY}, "bca", id="from_is_inclusive"),
        pytest.param({"published_to": DAY}, "e", id="to_is_exclusive"),
        pytest.param({"published_from": DAY, "published_to": DAY + timedelta(days=1)}, "ca", id="between"),
        pytest.param({"outlet": "Gazette", "q": "storm"}, "b", id="both"),
    ],
)
def test_pages(stocked: Store, query: dict[str, Any], expected: str) -> None:
    assert ids(stocked, **query) == expected


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([None, *range(3)]), max_size=12), st.integers(1, 5))
def test_pages_put_together_are_the_whole(store: Store, days: list[int | None], limit: int) -> None:
    for row in store.page(limit=1000).articles:
        store.delete(row.id)
    dates = [None if day is None else DAY + timedelta(days=day) for day in days]
    written = [article(f"Text {n}.", external_id=str(n), published_at=date) for n, date in enumerate(dates)]
    write(store, *written)
    found, cursor = list[str](), None
    while True:
        page = store.page(limit=limit, cursor=cursor)
        assert len(page.articles) <= limit
        found += [row.id for row in page.articles]
        if (cursor := page.next_cursor) is None:
            break
    assert found == [row.id for row in store.page(limit=1000).articles]
    assert sorted(found) == sorted(one.id for one in written)


@pytest.mark.parametrize(
    "cursor", ["", "x", "MTox", "....", "MToyOjM", "é", "bnVsbDpudWxs", "A" * 9999], ids=lambda c: c[:8]
)
def test_a_cursor_that_no_page_gave_is_refused(stocked: Store, cursor: str) -> None:
    if cursor == "MTox":  # '1:1', as a page could have given it
        assert ids(stocked, cursor=cursor) == "ed"
        return
    with pytest.raises(FilterError, match="cursor"):
        stocked.page(cursor=cursor)


def test_rows_say_what_an_article_says_of_itself(stocked: Store) -> None:
    row = stocked.page(q="Storm_").articles[0]
    assert (row.id, row.title, row.outlet, row.author) == (ARTICLES[1].id, "Storm_warning", "Gazette", None)
    assert (row.published_at, row.language, row.sample) == (DAY + timedelta(days=1), "en", False)
    assert (row.version, row.sentences) == (1, 1)


def test_versions_are_newest_first_and_say_when_they_came(stocked: Store) -> None:
    write(stocked, article("A changed.", external_id="a", title="New title", published_at=DAY))
    new, old = stocked.versions(ARTICLES[0].id)
    assert (new.number, new.title, new.current) == (2, "New title", True)
    assert (old.number, old.title, old.current) == (1, "100% of votes", False)
    assert abs(new.created_at - datetime.now(UTC)) < timedelta(minutes=5)


def test_an_origin_is_led_by_the_earliest_and_undated_ones_come_last(store: Store) -> None:
    dated = [(None, "n"), (DAY, "y"), (DAY - timedelta(days=1), "x"), (DAY, "z")]
    written = [article("The same. Text.", external_id=name, published_at=date) for date, name in dated]
    write(store, *written)
    origins = {store.origin(one.id) for one in written}
    assert [(origin.size, origin.lead) for origin in origins] == [(4, written[2].id)]
    store.delete(written[2].id)
    assert store.origin(written[0].id).lead == min(written[1].id, written[3].id)
