"""The list of articles: what is sought, in which order, a page at a time, and how the rest of each is counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.catalogue import ArticleStatus, Page, Sort, Sought
from ingest.corpus import Notice, NoticeKind
from ingest.errors import FilterError
from ingest.store import Store
from tests.builders import article, write
from tests.ingest.test_listing import ARTICLES, DAY


@pytest.fixture
def stocked(store: Store) -> Store:
    write(store, *ARTICLES)
    return store


def names(page: Page) -> str:
    return "".join(row.external_id or "" for row in page.articles)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param({}, "bcaed", id="newest_first_undated_last"),
        pytest.param({"outlets": ("gazette",)}, "ba", id="outlet_in_any_spelling"),
        pytest.param({"outlets": ("herald",)}, "ce", id="outlet_without_accents"),
        pytest.param({"outlets": ("none",)}, "", id="unknown_outlet"),
        pytest.param({"q": "storm"}, "bc", id="part_of_a_title"),
        pytest.param({"q": "100%"}, "a", id="percent_is_a_percent"),
        pytest.param({"q": "m_w"}, "b", id="underscore_is_an_underscore"),
        pytest.param({"q": "\\"}, "", id="backslash"),
        pytest.param({"q": "ida"}, "a", id="author"),
        pytest.param({"q": "x' OR 1=1 --"}, "", id="sql"),
        pytest.param({"published_from": DAY}, "bca", id="from_is_inclusive"),
        pytest.param({"published_to": DAY}, "e", id="to_is_exclusive"),
        pytest.param({"published_from": DAY, "published_to": DAY + timedelta(days=1)}, "ca", id="between"),
        pytest.param({"outlets": ("Gazette",), "q": "storm"}, "b", id="both"),
        pytest.param({"outlets": ("Gazette", "Herald")}, "bcae", id="either_outlet"),
        pytest.param({"outlets": ("",)}, "d", id="no_outlet"),
        pytest.param({"outlets": ("", "gazette")}, "bad", id="none_or_one"),
        pytest.param({"q": "gazette WARNING"}, "b", id="each_word_anywhere"),
        pytest.param({"q": "  "}, "bcaed", id="blank_words"),
        pytest.param({"q": "HÉRÁLD"}, "e", id="case_beyond_ascii"),
        pytest.param({"languages": ("es",)}, "c", id="language"),
        pytest.param({"languages": ("",)}, "d", id="language_not_known"),
        pytest.param({"languages": ("es", "")}, "cd", id="language_or_none"),
        pytest.param({"statuses": (ArticleStatus.SAMPLE,)}, "c", id="sample"),
        pytest.param({"statuses": (ArticleStatus.CHANGED,)}, "", id="none_changed"),
        pytest.param({"origin": "org_none"}, "", id="unknown_origin"),
    ],
)
def test_pages(stocked: Store, query: dict[str, Any], expected: str) -> None:
    assert names(stocked.page(Sought(**query))) == expected


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
        assert names(stocked.page(cursor=cursor)) == "ed"
        return
    with pytest.raises(FilterError, match="cursor"):
        stocked.page(cursor=cursor)


def test_rows_say_what_an_article_says_of_itself(stocked: Store) -> None:
    row = stocked.page(Sought(q="Storm_")).articles[0]
    assert (row.id, row.title, row.outlet, row.author) == (ARTICLES[1].id, "Storm_warning", "Gazette", None)
    assert (row.published_at, row.language, row.sample) == (DAY + timedelta(days=1), "en", False)
    assert (row.version, row.sentences) == (1, 1)


@pytest.mark.parametrize(
    ("sort", "expected"), [(Sort.NEWEST, "bcaed"), (Sort.ADDED, "edcba"), (Sort.TITLE, "dacbe")], ids=str
)
def test_orders_and_their_pages(stocked: Store, sort: Sort, expected: str) -> None:
    assert names(stocked.page(sort=sort)) == expected
    found, cursor = "", None
    for _ in expected:
        page = stocked.page(sort=sort, limit=1, cursor=cursor)
        found, cursor = found + names(page), page.next_cursor
    assert (found, cursor) == (expected, None)
    first = stocked.page(sort=sort, limit=2)
    stocked.delete(first.articles[1].id)
    write(stocked, article("Z nine.", external_id="z", title="0 first", published_at=DAY + timedelta(days=9)))
    assert names(stocked.page(sort=sort, limit=2, cursor=first.next_cursor)) == expected[2:4]


@pytest.mark.parametrize("other", [sort for sort in Sort if sort is not Sort.TITLE], ids=str)
def test_a_cursor_of_another_order_is_refused(stocked: Store, other: Sort) -> None:
    cursor = stocked.page(sort=Sort.TITLE, limit=1).next_cursor
    with pytest.raises(FilterError, match=f"in the order '{other}'"):
        stocked.page(sort=other, cursor=cursor)
    with pytest.raises(FilterError, match="in the order 'title'"):
        stocked.page(sort=Sort.TITLE, cursor=stocked.page(sort=other, limit=1).next_cursor)


def a_notice(kind: NoticeKind) -> Notice:
    return Notice(kind, None, "Of the harbour office.")


@pytest.fixture
def varied(store: Store) -> Store:
    """Articles of every status; 'r' and 's' carry the text of 'o'."""
    text = "The same words stand in all of these. They were sent by wire."
    write(store, article("It was another one at first.", external_id="c"))
    write(
        store,
        article("It came again and was changed.", external_id="c"),
        article("It had an error in it.", external_id="k", notice=a_notice(NoticeKind.CORRECTION)),
        article("It was not clear to all.", external_id="y", notice=a_notice(NoticeKind.CLARIFICATION)),
        article("It was wrong from the start.", external_id="w", notice=a_notice(NoticeKind.RETRACTION)),
        article("It had more in it later.", external_id="l", notice=a_notice(NoticeKind.UPDATE)),
        article(text, external_id="o", published_at=DAY),
        article(text, external_id="r", published_at=DAY + timedelta(days=1)),
        article(text, external_id="s", published_at=None, sample=True),
    )
    return store


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ({ArticleStatus.UNCHANGED}, "ors"),
        ({ArticleStatus.CHANGED}, "cl"),
        ({ArticleStatus.CORRECTED}, "ky"),
        ({ArticleStatus.RETRACTED}, "w"),
        ({ArticleStatus.REPRINT}, "rs"),
        ({ArticleStatus.SAMPLE}, "s"),
        ({ArticleStatus.SAMPLE, ArticleStatus.RETRACTED}, "sw"),
        (set(ArticleStatus), "cklorswy"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_statuses_are_found_said_and_counted(varied: Store, statuses: set[ArticleStatus], expected: str) -> None:
    page = varied.page(Sought(statuses=tuple(statuses)))
    assert "".join(sorted(names(page))) == expected
    everything = varied.page()
    said = {row.external_id for row in everything.articles if statuses & set(everything.beside[row.id].statuses)}
    assert said == set(expected)
    counted = dict(varied.facets(Sought(q="nothing like it", statuses=(ArticleStatus.SAMPLE,))).statuses)
    assert set(counted.values()) == {0}
    if len(statuses) == 1:
        assert dict(varied.facets(Sought()).statuses)[min(statuses)] == len(expected)


def test_an_origin_has_a_size_and_a_lead_and_can_be_sought(varied: Store) -> None:
    page = varied.page()
    ids = {row.external_id: row.id for row in page.articles}
    beside = page.beside[ids["r"]]
    assert (beside.size, beside.lead) == (3, ids["o"])
    assert (page.beside[ids["k"]].size, page.beside[ids["k"]].lead) == (1, ids["k"])
    assert names(varied.page(Sought(origin=beside.origin))) == "ros"
    varied.delete(ids["o"])
    assert varied.page().beside[ids["s"]].lead == ids["r"]
    varied.delete(ids["r"])
    assert ArticleStatus.REPRINT not in varied.page().beside[ids["s"]].statuses


def test_counts_are_without_regard_to_their_own_kind(stocked: Store) -> None:
    found = stocked.facets(Sought(outlets=("herald",), languages=("en",)))
    assert found.articles == 1
    assert found.outlets == (("Gazette", 2), ("Héráld", 1))
    assert found.languages == (("en", 1), ("es", 1))
    everything = stocked.facets(Sought())
    assert (everything.articles, everything.undated) == (5, 1)
    assert dict(everything.outlets)[None] == dict(everything.languages)[None] == 1
    assert sum(number for _, number in everything.outlets) == 5


def test_all_that_match_are_named_up_to_a_number(stocked: Store) -> None:
    ids = [row.id for row in stocked.page().articles]
    assert list(stocked.matching(Sought(), 10)) == ids
    assert list(stocked.matching(Sought(), 2)) == ids[:2]
    assert stocked.matching(Sought(q="storm"), 10) == tuple(ids[:2])


def test_lists_are_made_from_the_index_alone(stocked: Store) -> None:
    """A list of 10,000 articles that reads their texts takes a second."""
    read = list[str]()
    db = stocked.database.connection
    db.set_trace_callback(read.append)
    stocked.facets(Sought(q="storm", outlets=("Gazette",), statuses=tuple(ArticleStatus), published_from=DAY))
    db.set_trace_callback(None)
    asked = [statement for statement in read if statement.startswith("SELECT") and "version_listed" in statement]
    plans = [row[-1] for statement in asked for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
    scans = [plan for plan in plans if " version " in f" {plan} "]
    assert len(asked) >= 4
    assert scans
    assert all("USING COVERING INDEX version_listed" in plan for plan in scans), plans
