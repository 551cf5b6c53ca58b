from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ingest.catalogue import Counts
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
