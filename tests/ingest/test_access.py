from __future__ import annotations

import pytest

from ingest.access import USUAL_RATE, Access, is_loopback, read_limit, read_origins
from ingest.errors import SettingsError
from ingest.rate import Rate


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost", "LocalHost"])
def test_these_hosts_mean_this_machine(host: str) -> None:
    assert is_loopback(host)
    assert not is_loopback(f"{host}.example")


@pytest.mark.parametrize(
    ("access", "host", "needs", "rate"),
    [
        (Access(), "127.0.0.1", False, None),
        (Access(require_key=True), "127.0.0.1", True, USUAL_RATE),
        (Access(), "0.0.0.0", True, USUAL_RATE),  # noqa: S104 - a value, not bound
        (Access(), "news.example", True, USUAL_RATE),
        (Access(rate=Rate(5, 1), usual_rate=False), "127.0.0.1", False, Rate(5, 1)),
        (Access(rate=None, usual_rate=False), "news.example", True, None),
    ],
)
def test_the_loopback_address_is_open_and_without_a_limit_unless_it_is_told_otherwise(
    access: Access, host: str, needs: bool, rate: Rate | None
) -> None:
    assert access.needs_key(host) is needs
    assert access.rate_at(host) == rate


def test_a_limit_may_be_off() -> None:
    assert read_limit("off") is None
    assert read_limit("5/second") == Rate(5, 1)
    with pytest.raises(SettingsError, match="CORROBORATE_RATE_LIMIT"):
        read_limit("none")


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("", set()),
        (" , ", set()),
        ("https://news.example", {"https://news.example"}),
        ("https://News.Example:443/, http://localhost:3000", {"https://news.example", "http://localhost:3000"}),
        ("http://[::1]:8080", {"http://[::1]:8080"}),
        ("https://zürich.example", {"https://xn--zrich-kva.example"}),
    ],
)
def test_origins_are_spelt_as_browsers_spell_them(text: str, origins: set[str]) -> None:
    assert read_origins(text) == origins


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "null",
        "news.example",
        "https://*.news.example",
        "https://news.example/page",
        "https://news.example?x",
        "https://me@news.example",
        "https://",
        "https://news.example:port",
        "https://[::1",
        "ftp://news.example",
        "https://a.example https://b.example",
    ],
)
def test_what_is_no_origin_is_named(text: str) -> None:
    with pytest.raises(SettingsError, match="CORROBORATE_ALLOWED_ORIGINS names"):
        read_origins(f"https://good.example,{text}")
