from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.urls import canonical_url, host, is_front_page, out_of_cache, page_key, same_site


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


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/news/bridge",
        "http://www.example.com/news/bridge/",
        "https://m.example.com/news/bridge?utm_source=x#top",
        "https://mobile.example.com/news/bridge",
        "https://amp.example.com/news/bridge",
        "https://www.example.com/amp/news/bridge",
        "https://www.example.com/news/bridge/amp/",
        "https://www.example.com/news/bridge?amp=1",
        "https://www.example.com/news/bridge?amp",
        "https://www.example.com/news/bridge?outputType=amp",
        "https://www.google.com/amp/s/www.example.com/news/bridge/amp",
        "https://www.google.co.uk/amp/www.example.com/news/bridge",
        "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/news/bridge?amp=1",
        "https://www-example-com.cdn.ampproject.org/v/s/www.example.com/news/bridge?amp_js_v=a9&usqp=mq331",
    ],
)
def test_the_addresses_of_one_page_have_one_key(url: str) -> None:
    key = page_key(url).removesuffix("?usqp=mq331")
    assert key == "example.com/news/bridge"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://example.com/amplifier", "example.com/amplifier"),
        ("https://example.com/camp", "example.com/camp"),
        ("https://example.com/a?camp=1&id=2", "example.com/a?camp=1&id=2"),
        ("https://example.com:8080/a", "example.com:8080/a"),
        ("https://en.m.example.org/wiki/Bridge", "en.example.org/wiki/Bridge"),
        ("https://m.com/a", "m.com/a"),
        ("https://amp.dev/a", "amp.dev/a"),
        ("https://example.com/amp", "example.com"),
        ("https://www.google.com/search?q=x", "google.com/search?q=x"),
        ("https://example.com/a.amp.html", "example.com/a.html"),
    ],
)
def test_what_only_looks_like_another_place_of_a_page_stays(url: str, key: str) -> None:
    assert page_key(url) == key


def test_a_cache_is_not_where_a_page_is() -> None:
    cached = "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a?b=1"
    assert out_of_cache(cached) == "https://www.example.com/a?b=1"
    assert out_of_cache("https://www.google.com/amp/www.example.com/a") == "http://www.example.com/a"
    assert out_of_cache("https://example.com/amp/s/www.example.com/a") == "https://example.com/amp/s/www.example.com/a"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.example.com/a", "http://example.com/b", True),
        ("https://m.example.com/a", "https://news.example.com/b", True),
        ("https://example.com/a", "https://example.org/a", False),
        ("https://a.example.com/", "https://b.example.com/", False),
        ("https://notexample.com/", "https://example.com/", False),
    ],
)
def test_same_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same
