from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.fetch_address import addresses, is_public, place, system_lookup
from ingest.fetch_errors import FetchError, Trouble


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        pytest.param("https://Harbour.Example", "https://harbour.example/", id="host in lower case, a path"),
        pytest.param(" http://harbour.example:80/a?b=c#d ", "http://harbour.example/a?b=c", id="port and fragment"),
        pytest.param("https://harbour.example.:8443/a", "https://harbour.example:8443/a", id="full stop, own port"),
        pytest.param("https://bücher.example/é b", "https://xn--bcher-kva.example/%C3%A9%20b", id="letters"),
        pytest.param("http://[2606:4700::0:1]/a", "http://[2606:4700::1]/a", id="address in version 6"),
        pytest.param(
            "https://harbour.example/a%20b?x=%2F", "https://harbour.example/a%20b?x=%2F", id="escaped already"
        ),
        pytest.param("https://harbour.example/a\\b", "https://harbour.example/a%5Cb", id="backslash in the path"),
    ],
)
def test_a_place_is_a_url_taken_apart(url: str, whole: str) -> None:
    assert place(url).url == whole


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "does not begin with http"),
        ("ftp://harbour.example/a", "does not begin with http"),
        ("data:text/html,<p>x", "does not begin with http"),
        ("gopher://harbour.example/", "does not begin with http"),
        ("harbour.example/a", "does not begin with http"),
        ("http:///a", "names no host"),
        ("http://localhost/", "not a host of the public web"),
        ("http://localhost./", "not a host of the public web"),
        ("http://a.localhost/", "not a host of the public web"),
        ("http://printer.local/", "not a host of the public web"),
        ("http://metadata.google.internal/", "not a host of the public web"),
        ("http://intranet/", "not a host of the public web"),
        ("http://2130706433/", "is a number and no address"),
        ("http://0x7f000001/", "is a number and no address"),
        ("http://0177.0.0.1/", "is a number and no address"),
        ("http://127.1/", "is a number and no address"),
        ("http://harbour.0x7f/", "is a number and no address"),
        ("http://me:secret@harbour.example/", "holds a user name"),
        ("http://harbour.example@127.0.0.1/", "holds a user name"),
        ("http://harbour.example\\@127.0.0.1/", "blanks, backslashes"),
        ("http://127.0.0.1\t.harbour.example/", "control characters"),
        ("http://harbour.example/a\r\nHost: b", "control characters"),
        ("http://harbour example/", "blanks, backslashes"),
        ("http://harbour..example/", "names no host"),
        ("http://-a.example/", "names no host"),
        ("http://harbour.example:0/", "no port"),
        ("http://harbour.example:99999/", "Port"),
        ("http://[::1/", "IPv6"),
        ("http://harbour.example/" + "a" * 2_000, "2,000 characters"),
    ],
)
def test_what_is_no_place_on_the_public_web_is_refused(url: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        place(url)
    assert caught.value.trouble is Trouble.ADDRESS


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_written_a_place_is_read_in_one_way_only(host: str, rest: str) -> None:
    try:
        found = place(f"http://{host}/{rest}")
    except FetchError:
        return
    assert place(found.url) == found
    assert found.url.isascii()
    assert " " not in found.url
    parts = urlsplit(found.url)
    assert (parts.hostname, parts.fragment, parts.username) == (found.host, "", None)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("64:ff9b::5db8:d70e", True),  # 93.184.215.14 behind NAT64
        ("127.0.0.1", False),
        ("127.8.9.10", False),
        ("0.0.0.0", False),  # noqa: S104 - compared, not bound
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", False),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::1", False),
        ("2002:7f00:1::", False),
        ("2001:0:53aa:64c::1", False),
        ("2001:db8::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("no address", False),
    ],
)
def test_only_addresses_of_the_public_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest",
        "http://１２７.0.0.1/",
    ],
)
def test_an_address_in_a_url_is_checked_as_a_name_is(url: str) -> None:
    def nobody(host: str, seconds: float) -> Sequence[str]:
        raise AssertionError(f"{host} is looked up")

    with pytest.raises(FetchError, match="not a host of the public web"):
        addresses(place(url), nobody, 1.0)


def test_one_address_that_is_not_public_spoils_them_all() -> None:
    here = place("http://harbour.example/")
    found = addresses(here, lambda host, seconds: ["93.184.215.14", "2606:4700::1"], 1.0)
    assert found == ("93.184.215.14", "2606:4700::1")
    with pytest.raises(FetchError, match="not a host of the public web"):
        addresses(here, lambda host, seconds: ["93.184.215.14", "10.0.0.1"], 1.0)
    with pytest.raises(FetchError, match="not a host of the public web"):
        addresses(here, lambda host, seconds: [], 1.0)
    assert addresses(here, lambda host, seconds: ["127.0.0.1"], 1.0, {"127.0.0.1"}) == ("127.0.0.1",)


def test_a_name_that_cannot_be_looked_up_is_said() -> None:
    def unknown(host: str, seconds: float) -> Sequence[str]:
        raise OSError("no such name")

    def late(host: str, seconds: float) -> Sequence[str]:
        raise TimeoutError

    with pytest.raises(FetchError, match="there is no host"):
        addresses(place("http://harbour.example/"), unknown, 1.0)
    with pytest.raises(FetchError, match="takes too long") as caught:
        addresses(place("http://harbour.example/"), late, 1.0)
    assert caught.value.trouble is Trouble.SLOW


def test_the_system_is_asked_within_its_time() -> None:
    assert system_lookup("127.0.0.1", 5.0) == ["127.0.0.1"]
    with pytest.raises(TimeoutError):
        system_lookup("localhost", -1.0)
