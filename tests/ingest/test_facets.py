"""How articles are counted by periods that suit their span."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ingest.catalogue import Bucket, Sought
from ingest.facets import bucketed
from ingest.store import Store
from tests.builders import article, write

START = date(2024, 2, 28)  # a Wednesday


def number(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()


@pytest.mark.parametrize(
    ("span", "bucket", "periods"),
    [
        (0, Bucket.DAY, [(START, 2)]),
        (1, Bucket.DAY, [(START, 1), (date(2024, 2, 29), 1)]),
        (61, Bucket.DAY, [(START, 1), (date(2024, 4, 29), 1)]),
        (62, Bucket.WEEK, [(date(2024, 2, 26), 1), (date(2024, 4, 29), 1)]),
        (731, Bucket.WEEK, [(date(2024, 2, 26), 1), (date(2026, 2, 23), 1)]),
        (732, Bucket.MONTH, [(date(2024, 2, 1), 1), (date(2026, 3, 1), 1)]),
        (3660, Bucket.YEAR, [(date(2024, 1, 1), 1), (date(2034, 1, 1), 1)]),
    ],
)
def test_periods_suit_the_span(span: int, bucket: Bucket, periods: list[tuple[date, int]]) -> None:
    first = number(START)
    days = {first: 1, first + span: 1} if span else {first: 2}
    assert bucketed(days) == (bucket, tuple(periods))


def test_nothing_has_no_periods() -> None:
    assert bucketed({}) == (Bucket.DAY, ())


def test_the_first_and_the_last_days_that_there_are_have_periods() -> None:
    _, periods = bucketed({number(date.min): 1, number(date.max): 1})
    assert [day.year for day, _ in periods] == [1, 9999]
    assert bucketed({number(date.min): 1, number(date.min) + 70: 1})[1][0] == (date.min, 1)


def test_days_before_1970_are_their_own(store: Store) -> None:
    moments = [datetime(1969, 12, 31, 23, 59, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)]
    write(store, *(article(f"Text {n}.", external_id=str(n), published_at=one) for n, one in enumerate(moments)))
    assert store.facets(Sought()).periods == ((date(1969, 12, 31), 1), (date(1970, 1, 1), 1))
    assert store.facets(Sought(published_from=moments[0] + timedelta(minutes=1))).articles == 1
