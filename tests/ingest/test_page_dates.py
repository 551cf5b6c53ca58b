from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ingest.page_dates import page_dates, relative_date

NOW = datetime(2024, 11, 29, 12, 30, tzinfo=UTC)
AT_8 = datetime(2024, 11, 29, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-11-29T09:00:00+01:00", AT_8),
        ("2024-11-29T08:00:00.000Z", AT_8),
        ("Fri, 29 Nov 2024 03:00:00 EST", AT_8),
        ("Fri Nov 29 2024 08:00:00 GMT+0000 (Coordinated Universal Time)", AT_8),
        ("1732867200", AT_8),
        ("1732867200000", AT_8),
        ("2024-11-29", datetime(2024, 11, 29, tzinfo=UTC)),
        ("1958-02-07", datetime(1958, 2, 7, tzinfo=UTC)),
        ("2024-11-30T12:00:00Z", datetime(2024, 11, 30, 12, tzinfo=UTC)),
    ],
)
def test_what_can_be_right(value: str, moment: datetime) -> None:
    dates = page_dates([value], now=NOW)
    assert (dates.published_at, dates.notes) == (moment, ())


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("2024-12-01", "it lies in the future"),
        ("1970-01-01T00:00:00Z", "it is the zero of a clock"),
        ("0", "it is no whole date"),
        ("0001-01-01", "one of no newspaper's time"),
        ("2099-01-01T08:00:00Z", "it lies in the future"),
        ("2024-11-28T29:00:00Z", "there is no such time of day"),
        ("2024-13-45", "there is no such day"),
        ("2024-02-30T10:00:00Z", "there is no such day"),
        ("03/04/2024", "it is no whole date"),
        ("2 hours ago", "it is no whole date"),
        ("x" * 10_000, "it is no whole date"),
    ],
)
def test_what_cannot_be_right_is_left_out_with_a_note(value: str, why: str) -> None:
    dates = page_dates([value, "2024-11-28"], now=NOW)
    assert dates.published_at == datetime(2024, 11, 28, tzinfo=UTC)
    assert len(dates.notes) == 1
    assert why in dates.notes[0]
    assert repr(value[:60]) in dates.notes[0]


def test_a_bare_date_gives_way_to_a_moment_of_its_day() -> None:
    assert page_dates(["2024-11-29", "2024-11-29T08:00:00Z"], now=NOW).published_at == AT_8
    assert page_dates(["2024-11-28", "", "2024-11-01T08:00:00Z"], now=NOW).published_at == datetime(
        2024, 11, 28, tzinfo=UTC
    )


def test_modified() -> None:
    dates = page_dates(["2024-11-29T08:00:00Z"], ["2024-11-29T09:00:00Z"], now=NOW)
    assert (dates.published_at, dates.modified_at) == (AT_8, AT_8 + timedelta(hours=1))
    dates = page_dates(["2024-11-29T08:00:00Z"], ["2024-11-28T09:00:00Z"], now=NOW)
    assert dates.modified_at is None
    assert "lies before its published date" in dates.notes[0]
    assert page_dates(["2024-11-29T08:00:00Z"], ["2024-11-29"], now=NOW).notes == ()
    assert page_dates([], ["2024-11-29"], now=NOW).modified_at is not None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2 hours ago", NOW - timedelta(hours=2)),
        ("an hour ago", NOW - timedelta(hours=1)),
        ("Updated: 5 mins ago", NOW - timedelta(minutes=5)),
        ("3 Days Ago.", NOW - timedelta(days=3)),
        ("2h ago", NOW - timedelta(hours=2)),
        ("yesterday", datetime(2024, 11, 28, tzinfo=UTC)),
        ("just now", NOW),
        ("vor 2 Stunden", NOW - timedelta(hours=2)),
        ("vor einer Stunde", NOW - timedelta(hours=1)),
        ("il y a 3 jours", NOW - timedelta(days=3)),
        ("hace 2 horas", NOW - timedelta(hours=2)),
        ("2 ore fa", NOW - timedelta(hours=2)),
        ("há 2 dias", NOW - timedelta(days=2)),
        ("5 минут назад", NOW - timedelta(minutes=5)),
    ],
)
def test_relative_dates_count_from_the_fetch(text: str, moment: datetime) -> None:
    assert relative_date(text, NOW) == moment
    assert page_dates([text], fetched_at=NOW).published_at == moment
    assert page_dates([text], now=NOW).published_at is None


@pytest.mark.parametrize(
    "text", ["", "2 hours", "in 2 hours", "2 apples ago", "two hours ago, he said", "9999 hours ago"]
)
def test_what_is_no_relative_date(text: str) -> None:
    with pytest.raises(ValueError, match="no date counted back"):
        relative_date(text, NOW)
