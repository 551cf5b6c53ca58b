"""Rows that were brought in before: known by all that makes their articles, and while these are as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest import known_rows
from ingest.corpus import RawArticle
from ingest.index import index
from ingest.report import Status
from ingest.store import Store
from tests.builders import raw

WOLVES = raw("Wolves came down. Nobody saw.", external_id="x", title="Wolves", outlet="Hill Post")
MARK = known_rows.mark({})
ADDED, UPDATED, UNCHANGED = Status.ADDED, Status.UPDATED, Status.UNCHANGED


def statuses(store: Store, *items: RawArticle) -> list[Status]:
    return [row.status for row in index(items, store).done]


def is_known(store: Store, row: RawArticle) -> bool:
    digest = known_rows.digest(row, MARK)
    return digest is not None and known_rows.find(store.database.connection, digest) is not None


@pytest.mark.parametrize(
    "changes",
    [{"text": "Bears came."}, {"title": "Bears"}, {"title": None}, {"sample": True}, {"fetched_at": "2024-01-01"}],
    ids=lambda changes: next(iter(changes)),
)
def test_a_row_is_known_by_all_that_it_gives(changes: dict[str, object]) -> None:
    assert known_rows.digest(replace(WOLVES, **changes), MARK) != known_rows.digest(WOLVES, MARK)  # type: ignore[arg-type]


def test_where_a_row_came_from_makes_no_difference() -> None:
    assert known_rows.digest(replace(WOLVES, source="elsewhere:17"), MARK) == known_rows.digest(WOLVES, MARK)


def test_fields_can_not_run_into_each_other() -> None:
    one, other = raw("a", title="b", outlet="c"), raw("a", title="b outlet 1 c", outlet=None)
    assert known_rows.digest(one, MARK) != known_rows.digest(other, MARK)


def test_another_table_of_outlets_is_another_mark() -> None:
    assert known_rows.mark({"a.example": "A"}) != known_rows.mark({"a.example": "B"}) != MARK


def test_a_page_whose_dates_are_judged_by_today_s_is_never_known() -> None:
    page = RawArticle(source="page", html="<p>Wolves came.</p>")
    assert known_rows.digest(page, MARK) is None
    assert known_rows.digest(replace(page, fetched_at="2024-01-01T00:00:00Z"), MARK)


def test_a_row_is_known_once_its_article_is_in(store: Store) -> None:
    assert not is_known(store, WOLVES)
    assert statuses(store, WOLVES) == [ADDED]
    assert is_known(store, WOLVES)
    (row,) = index([replace(WOLVES, source="again")], store).done
    assert (row.external_id, row.input, row.status) == ("x", "x", UNCHANGED)
    assert row.id == store.page().articles[0].id


def test_what_another_way_has_changed_is_not_reported_unchanged(store: Store) -> None:
    bears = replace(WOLVES, text="Bears came down. Nobody saw.")
    assert statuses(store, WOLVES, bears) == [ADDED, UPDATED]
    assert not is_known(store, WOLVES)
    assert is_known(store, bears)
    assert statuses(store, WOLVES) == [UPDATED]
    assert not is_known(store, bears)


def test_in_one_run_a_known_row_sees_the_change_before_it(store: Store) -> None:
    bears = replace(WOLVES, text="Bears came down. Nobody saw.")
    assert statuses(store, WOLVES) == [ADDED]
    assert statuses(store, bears, WOLVES, WOLVES) == [UPDATED, UPDATED, UNCHANGED]
    assert store.article(store.page().articles[0].id).text == WOLVES.text


def test_a_deleted_article_comes_back_and_leaves_no_digest(store: Store) -> None:
    index([WOLVES], store)
    store.delete(store.page().articles[0].id)
    assert store.database.connection.execute("SELECT count(*) FROM known_row").fetchone() == (0,)
    assert statuses(store, WOLVES) == [ADDED]


def test_a_row_that_leaves_open_what_another_gave_is_known_too(store: Store) -> None:
    bare = replace(WOLVES, title=None, outlet=None)
    assert statuses(store, WOLVES, bare) == [ADDED, UNCHANGED]
    assert is_known(store, bare)
    assert statuses(store, bare, WOLVES) == [UNCHANGED, UNCHANGED]


def test_what_other_settings_led_to_is_forgotten(store: Store) -> None:
    index([WOLVES], store)
    with store.database.transaction() as db:
        known_rows.keep(db, [], known_rows.mark({"a.example": "A"}))
    assert not is_known(store, WOLVES)
