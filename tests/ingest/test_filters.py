"""Filters as SQL, over a real record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest

from ingest.catalogue import Filters
from ingest.filters import passing
from ingest.store import Store
from tests.builders import article, open_store, write

MAY = datetime(2024, 5, 1, tzinfo=UTC)
ARTICLES = {
    "wire": article(external_id="wire", outlet="Harbour Wire", language="en", published_at=MAY),
    "post": article(external_id="post", outlet="The Ellery Post", language="es", published_at=MAY + timedelta(days=1)),
    "bare": article(external_id="bare", outlet=None, language=None, published_at=None),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(open_store(tmp_path_factory.mktemp("filters"))) as opened:
        write(opened, *ARTICLES.values())
        write(
            opened,
            article("An older text.", external_id="old"),
        )
        opened.delete(article(external_id="old").id)
        yield opened


def found(store: Store, filters: Filters) -> list[str]:
    condition, values = passing(filters)
    rows = store.database.connection.execute(
        f"SELECT external_id FROM version JOIN article ON article.key = version.article WHERE {condition}", values
    )
    return sorted(name for (name,) in rows)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(), ["bare", "post", "wire"]),
        (Filters(outlets=("Harbour Wire",)), ["wire"]),
        (Filters(outlets=("harbour  WIRE", "The Ellery Post")), ["post", "wire"]),
        (Filters(outlets=()), []),
        (Filters(article_ids=()), []),
        (Filters(languages=()), []),
        (Filters(article_ids=(ARTICLES["wire"].id, ARTICLES["bare"].id, "art_none")), ["bare", "wire"]),
        (Filters(languages=("es", "fr")), ["post"]),
        (Filters(published_from=MAY), ["post", "wire"]),
        (Filters(published_from=MAY + timedelta(seconds=1)), ["post"]),
        (Filters(published_to=MAY), []),
        (Filters(published_to=MAY + timedelta(seconds=1)), ["wire"]),
        (Filters(published_to=datetime(2024, 5, 1, 2, 0, 1, tzinfo=timezone(timedelta(hours=2)))), ["wire"]),
        (Filters(outlets=("Harbour Wire",), languages=("es",)), []),
        (Filters(article_ids=("' OR 1=1 --",)), []),
    ],
)
def test_who_passes(shared: Store, filters: Filters, names: list[str]) -> None:
    assert found(shared, filters) == names


def test_every_value_is_bound() -> None:
    filters = Filters(
        outlets=("'; DROP",), article_ids=("'; DROP",), languages=("'; DROP",), published_from=MAY, published_to=MAY
    )
    condition, values = passing(filters)
    assert "DROP" not in condition
    assert condition.count("?") == len(values) == 5


def test_as_many_as_a_call_may_name(shared: Store) -> None:
    ids = (*(f"art_{number}" for number in range(9_999)), ARTICLES["wire"].id)
    assert found(shared, Filters(article_ids=ids)) == ["wire"]
