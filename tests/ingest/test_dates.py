from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import parse_date


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Kolkata"])
def _local_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-11-29", "2024-11-29T00:00:00"),
        ("2024-11-29T08:30:00Z", "2024-11-29T08:30:00"),
        ("2024-11-29t08:30:00z", "2024-11-29T08:30:00"),
        ("2024-11-29T08:30:00.123Z", "2024-11-29T08:30:00.123000"),
        ("2024-11-29T08:30:00+05:30", "2024-11-29T03:00:00"),
        ("2024-11-29 08:30", "2024-11-29T08:30:00"),
        ("2024-11-29 10:00 EST", "2024-11-29T15:00:00"),
        ("20241129", "2024-11-29T00:00:00"),
        ("2024/03/04", "2024-03-04T00:00:00"),
        ("2024-3-4", "2024-03-04T00:00:00"),
        ("Fri, 29 Nov 2024 08:30:00 GMT", "2024-11-29T08:30:00"),
        ("Fri, 29 Nov 2024 08:30:00 +0200", "2024-11-29T06:30:00"),
        ("Fri, 29 Nov 2024 08:30:00 PST", "2024-11-29T16:30:00"),
        ("Fri Nov 29 2024 08:30:00 GMT+0200 (CEST)", "2024-11-29T06:30:00"),
        ("29 November 2024", "2024-11-29T00:00:00"),
        ("Nov 29, 2024", "2024-11-29T00:00:00"),
        ("29th of November 2024", "2024-11-29T00:00:00"),
        ("November 29, 2024 at 10:15 a.m.", "2024-11-29T10:15:00"),
        ("Sept. 5, 2024", "2024-09-05T00:00:00"),
        ("29.11.2024", "2024-11-29T00:00:00"),
        ("13/04/2024", "2024-04-13T00:00:00"),
        ("1600-01-01", "1600-01-01T00:00:00"),
    ],
)
@pytest.mark.usefixtures("_local_zone")
def test_what_people_write(value: str, moment: str) -> None:
    assert parse_date(f" {value} ") == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "Friday", "12", "2024", "10:30", "Nov 2024", "2024-11", "May 5", "today", "2 hours ago"),
        *("03/04/2024", "11.12.2024", "29 Nov 24"),
        *("2024-13-04", "2024-02-30", "31 November 2024", "2024-11-29 10:00 IST", "Updated 3 Nov 2024"),
        *("1599-12-31", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"),
        *("1701234567", "9" * 79, "2024-11-29 " * 20, "² ½"),
    ],
)
def test_what_is_no_whole_date_or_several_is_refused_and_named(value: str) -> None:
    with pytest.raises(ValueError, match="write it as '2024-11-29'") as caught:
        parse_date(value)
    assert repr(value[:80]) in str(caught.value)


def test_the_future_ends_after_two_years() -> None:
    now = datetime(2024, 11, 29, 12, tzinfo=UTC)
    assert parse_date("2026-11-29", now=now).year == 2026
    with pytest.raises(ValueError, match="after 30 November 2026"):
        parse_date("2026-12-01", now=now)


@given(st.text(max_size=30) | st.text("0123456789 -/:.,TZ+apmNovGMTdh", max_size=24))
def test_any_text_is_a_date_in_utc_or_a_value_error(value: str) -> None:
    try:
        moment = parse_date(value)
    except ValueError:
        return
    assert moment.utcoffset() == timedelta(0)


@given(st.datetimes(datetime(1601, 1, 1), datetime(2024, 1, 1), timezones=st.just(UTC)))
def test_iso_format_comes_back(moment: datetime) -> None:
    assert parse_date(moment.isoformat()) == moment
