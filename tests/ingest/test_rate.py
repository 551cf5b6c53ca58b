from __future__ import annotations

import pytest

from ingest.errors import SettingsError
from ingest.rate import Rate, read_rate


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("10/second", Rate(10, 1)),
        (" 60 / Minute ", Rate(60, 60)),
        ("1/hour", Rate(1, 3600)),
        ("5000/day", Rate(5000, 86_400)),
    ],
)
def test_a_rate_is_read_and_written(text: str, rate: Rate) -> None:
    assert read_rate(text, name="--rate") == rate
    assert read_rate(str(rate), name="--rate") == rate


@pytest.mark.parametrize("text", ["", "60", "0/minute", "-1/minute", "1.5/minute", "60/month", "60/minute x", "²/day"])
def test_what_is_no_rate_is_named(text: str) -> None:
    with pytest.raises(SettingsError, match=r"--rate is .*60/minute"):
        read_rate(text, name="--rate")
