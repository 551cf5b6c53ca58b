from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.urls import canonical_url, host, is_front_page


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        pytest.param(" https://example.com/a ", "https://example.com/a", id="blanks around it"),
        pytest.param("HTTPS://Example.COM/A", "https://example.com/A", id="host in lower case, path as it is"),
        pytest.param("https://example.com", "https://example.com/", id="path"),
        pytest.param("https://example.com:443/a", "https://example.com/a", id="default port of https"),
        pytest.param("http://example.com:80/a", "http://example.com/a", id="default port of http"),
        pytest.param("http://example.com:443/a", "http://example.com:443/a", id="another scheme's port"),
        pytest.param("https://example.com/a#comments", "https://example.com/a", id="fragment"),
        pytest.param("https://example.com/a?utm_source=x&id=3&fbclid=9", "https://example.com/a?id=3", id="trackers"),
        pytest.param("https://example.com/v.php?12345", "https://example.com/v.php?12345", id="query without a value"),
        pytest.param("https://example.com/v?cid=7&b=&a=1", "https://example.com/v?cid=7&b=&a=1", id="other parameters"),
        pytest.param("https://example.com/a?", "https://example.com/a", id="empty query"),
        pytest.param("https://example.com/café b", "https://example.com/caf%C3%A9%20b", id="letters and blanks"),
        pytest.param("https://example.com/caf%C3%A9", "https://example.com/caf%C3%A9", id="escaped already"),
        pytest.param("https://example.com./a", "https://example.com/a", id="full stop behind the host"),
        pytest.param("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a", id="address in version 6"),
    ],
)
def test_canonical_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("example.com/a", "does not begin with http"),
        ("ftp://example.com/a", "does not begin with http"),
        ("javascript:alert(1)", "does not begin with http"),
        ("file:///etc/hosts", "does not begin with http"),
        ("https://", "names no host"),
        ("https://exa mple.com/", "names no host"),
        ("https://example..com/", "names no host"),
        ("https://example.com:0/", "names no host"),
        ("https://example.com:99999/", "Port"),
        ("https://[::1/a", "IPv6"),
        ("https://me:secret@example.com/", "user name"),
        ("https://example.com/a\nb", "control characters"),
        ("https://example.com/" + "a" * 2_000, "2,000 characters"),
    ],
)
def test_what_is_no_page_is_refused_and_named(url: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        canonical_url(url)
    assert repr(url[:200]) in str(caught.value)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_canonical_url_is_its_own_canonical_url(path: str, query: str) -> None:
    try:
        url = canonical_url(f"https://example.com/{path}?{query}")
    except ValueError:
        return
    assert canonical_url(url) == url
    assert url.isascii()


def test_host_is_a_name_to_show() -> None:
    assert host("https://www.example.com/a") == "example.com"
    assert host("https://news.example.co.uk:8080/a") == "news.example.co.uk"


@pytest.mark.parametrize(
    ("url", "front"),
    [("https://example.com/", True), ("https://example.com/?p=7", False), ("https://example.com/a", False)],
)
def test_is_front_page(url: str, front: bool) -> None:
    assert is_front_page(url) is front
