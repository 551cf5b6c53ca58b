from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.schemas import AskRequest, Filters
from app.schemas_library import ArticlesQuery


@pytest.mark.parametrize(
    ("given_", "lower", "upper"),
    [
        ("2024-11-29", "2024-11-29T00:00:00+00:00", "2024-11-30T00:00:00+00:00"),
        ("2024-02-29T23:59:59Z", "2024-02-29T23:59:59+00:00", "2024-02-29T23:59:59+00:00"),
        ("2024-11-29t08:30:00z", "2024-11-29T08:30:00+00:00", "2024-11-29T08:30:00+00:00"),
        ("2024-11-29T08:30:00.5+05:30", "2024-11-29T03:00:00.500000+00:00", "2024-11-29T03:00:00.500000+00:00"),
        ("9999-12-31", "9999-12-31T00:00:00+00:00", "9999-12-31T23:59:59.999999+00:00"),
    ],
)
def test_dates_are_moments_in_utc(given_: str, lower: str, upper: str) -> None:
    found = Filters.model_validate({"published_from": given_}).as_filters().published_from
    assert found == datetime.fromisoformat(lower)
    found = Filters.model_validate({"published_to": given_}).as_filters().published_to
    assert found == datetime.fromisoformat(upper)


@pytest.mark.parametrize(
    "value",
    [
        *("", "2024", "2024-13-01", "2024-02-30", "29.11.2024", "20241129", "2024-W48-5"),
        *("2024-11-29T08:30:00", "2024-11-29T08:30Z", "2024-11-29T25:00:00Z", "2024-11-29T08:30:00+0200"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-12:00", "0000-01-01", "٢٠٢٤-11-29", "2024-11-29\n"),
        *(20241129, 1.5, True, ["2024-11-29"], {}),
    ],
)
def test_anything_else_is_no_date(value: object) -> None:
    for bound in ("published_from", "published_to"):
        with pytest.raises(ValidationError, match="must be a date such as 2024-11-29"):
            Filters.model_validate({bound: value})


@given(moment=st.datetimes(timezones=st.sampled_from([UTC])))
def test_every_moment_survives_being_written(moment: datetime) -> None:
    text = moment.isoformat()
    assert Filters.model_validate({"published_from": text}).published_from == moment


def test_a_day_is_a_range() -> None:
    day = ArticlesQuery.model_validate({"published_from": "2024-11-29", "published_to": "2024-11-29"})
    assert day.published_from
    assert day.published_to
    assert day.published_to - day.published_from == timedelta(days=1)


def test_absent_filters_let_everything_through_and_empty_ones_nothing() -> None:
    assert AskRequest.model_validate({"question": "x"}).as_filters().empty
    assert AskRequest.model_validate({"question": "x", "filters": None}).as_filters().empty
    assert AskRequest.model_validate({"question": "x", "filters": {}}).as_filters().empty
    nothing = AskRequest.model_validate({"question": "x", "filters": {"article_ids": []}}).as_filters()
    assert nothing.article_ids == ()
    assert not nothing.empty
