"""Fetching from a web that is played on this machine, the parts of it that mean harm included."""

from __future__ import annotations

import gzip
import ssl
import time
import tracemalloc
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from ingest import fetch
from ingest.fetch import Fetcher, NotModified, Page
from ingest.fetch_errors import FetchError, Trouble
from tests import loopback_web as harm
from tests.loopback_web import HTML, LOOPBACK, LoopbackWeb, loopback_web, page


@pytest.fixture
def web() -> Iterator[LoopbackWeb]:
    with loopback_web() as served:
        yield served


def test_a_page_comes_with_what_its_server_says_of_it(web: LoopbackWeb) -> None:
    url = web.put("/bridge?a=b", page("The bridge is closed."), headers={"ETag": '"7"', "Last-Modified": "yesterday"})
    found = web.fetcher().fetch(f"{url}#top")
    assert isinstance(found, Page)
    assert (found.url, found.status, found.content_type, found.charset) == (url, 200, "text/html", "utf-8")
    assert (found.etag, found.last_modified) == ('"7"', "yesterday")
    assert b"The bridge is closed." in found.body
    assert found.fetched_at.tzinfo is not None
    (robots, seen) = web.seen
    assert (robots.path, seen.path) == ("/robots.txt", "/bridge?a=b")
    assert seen.host == f"harbour.example:{web.port}"
    assert seen.headers["user-agent"].startswith("Corroborate/")
    assert not {"cookie", "referer", "authorization"} & seen.headers.keys()


def test_what_has_not_changed_is_not_sent_again(web: LoopbackWeb) -> None:
    url = web.put("/feed", status=304)
    found = web.fetcher().fetch(url, etag='"7"', modified="Mon, 06 May 2024 08:00:00 GMT")
    assert isinstance(found, NotModified)
    assert found.url == url
    assert web.seen[-1].headers["if-none-match"] == '"7"'
    assert web.seen[-1].headers["if-modified-since"] == "Mon, 06 May 2024 08:00:00 GMT"


def test_redirects_are_followed_from_host_to_host(web: LoopbackWeb) -> None:
    web.put("/c", page("It is here."), host="quay.example")
    web.redirect("/b", web.url("/c", "quay.example"), status=308)
    web.redirect("/a", "b?")
    web.redirect("/b", "/b", status=301)
    found = web.fetcher().fetch(web.url("/a"))
    assert found.url == web.url("/c", "quay.example")


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b"<p>The quay.</p>" * 9_000)),
        ("GZIP", gzip.compress(b"<p>The quay.</p>" * 4_000) + gzip.compress(b"<p>The quay.</p>" * 5_000) + b"\0\0"),
        ("deflate", zlib.compress(b"<p>The quay.</p>" * 9_000)),
        ("deflate", zlib.compress(b"<p>The quay.</p>" * 9_000, wbits=-15)),
        ("identity", b"<p>The quay.</p>" * 9_000),
    ],
    ids=["gzip", "members", "deflate", "bare deflate", "identity"],
)
def test_packed_pages_are_unpacked(web: LoopbackWeb, coding: str, body: bytes) -> None:
    found = web.fetcher().fetch(web.put("/a", body, headers={"Content-Encoding": coding}))
    assert isinstance(found, Page)
    assert found.body == b"<p>The quay.</p>" * 9_000


def refused(web: LoopbackWeb, url: str, **options: Any) -> FetchError:
    with pytest.raises(FetchError) as caught:
        web.fetcher(**options).fetch(url)
    assert caught.value.source == url
    return caught.value


@pytest.mark.parametrize(
    ("answer", "trouble", "reason"),
    [
        pytest.param({"raw": harm.a_byte_at_a_time}, Trouble.SLOW, "not answer in time", id="a body by the byte"),
        pytest.param({"raw": harm.a_head_at_a_time}, Trouble.SLOW, "not answer in time", id="a head by the byte"),
        pytest.param({"raw": harm.silence}, Trouble.SLOW, "not answer in time", id="silence"),
        pytest.param({"raw": harm.endless_head}, Trouble.BROKEN, "can't be read", id="a head without end"),
        pytest.param({"raw": harm.endless_body}, Trouble.LARGE, "larger than 10 MB", id="a body without end"),
        pytest.param({"raw": harm.bomb("gzip")}, Trouble.LARGE, "larger than 10 MB", id="a gzip bomb"),
        pytest.param({"raw": harm.bomb("deflate")}, Trouble.LARGE, "larger than 10 MB", id="a deflate bomb"),
        pytest.param({"raw": harm.no_http}, Trouble.BROKEN, "can't be read", id="no HTTP"),
        pytest.param({"raw": harm.hang_up}, Trouble.BROKEN, "can't be read", id="half a page"),
        pytest.param(
            {"headers": {"Content-Encoding": "gzip"}, "body": b"<p>x"}, Trouble.BROKEN, "can't be read", id="no gzip"
        ),
        pytest.param(
            {"headers": {"Content-Encoding": "gzip"}, "body": gzip.compress(b"<p>The quay</p>" * 99)[:-20]},
            Trouble.BROKEN,
            "ends too early",
            id="half a gzip",
        ),
        pytest.param(
            {"headers": {"Content-Encoding": "br"}, "body": b"x"}, Trouble.BROKEN, "not asked for", id="brotli"
        ),
        pytest.param(
            {"headers": {"Content-Encoding": "gzip, gzip"}, "body": b"x"}, Trouble.BROKEN, "packed as", id="twice"
        ),
        pytest.param({"content_type": "image/png", "body": b"x"}, Trouble.KIND, "(image/png)", id="a picture"),
        pytest.param({"content_type": "video/mp4", "body": b"x"}, Trouble.KIND, "(video/mp4)", id="a film"),
        pytest.param({"content_type": "application/x-msdownload", "body": b"MZ"}, Trouble.KIND, "kind", id="a program"),
        pytest.param({"body": " \n"}, Trouble.BROKEN, "empty", id="nothing"),
        pytest.param({"status": 204}, Trouble.BROKEN, "empty", id="no content"),
        pytest.param({"status": 302}, Trouble.REDIRECTS, "redirected to nowhere", id="nowhere"),
        pytest.param(
            {"status": 302, "headers": {"Location": "http://[x"}}, Trouble.REDIRECTS, "no address", id="no URL"
        ),
        *(
            pytest.param({"status": 302, "headers": {"Location": to}}, Trouble.ADDRESS, "leads on to", id=f"to {to}")
            for to in (
                "file:///etc/passwd",
                "data:text/html,x",
                "http://localhost/",
                "http://me@b.example/",
                "//0x7f.1/",
            )
        ),
        *(
            pytest.param({"status": 302, "headers": {"Location": to}}, Trouble.ADDRESS, "not a host", id=f"to {to}")
            for to in ("http://169.254.169.254/latest", "http://10.0.0.1/", "http://[::1]/", "http://127.0.0.2/")
        ),
        *(
            pytest.param({"status": status, "body": page("No.")}, Trouble.STATUS, f"({status})", id=str(status))
            for status in (401, 402, 403, 404, 410, 429, 451, 500, 502, 503)
        ),
        pytest.param({"status": 418}, Trouble.STATUS, "status 418", id="418"),
    ],
)
def test_what_means_harm_or_is_no_page_is_one_error_within_its_limits(
    web: LoopbackWeb, answer: dict[str, Any], trouble: Trouble, reason: str
) -> None:
    url = web.put("/a", **{"body": b"", "content_type": HTML} | answer)
    start = time.monotonic()
    tracemalloc.start()
    error = refused(web, url, timeout=0.5 if trouble is Trouble.SLOW else 20.0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert error.trouble is trouble
    assert reason in error.reason
    assert time.monotonic() - start < 5.0
    assert peak < 40_000_000
    assert error.status == (answer.get("status") if trouble is Trouble.STATUS else error.status)


def test_a_page_that_says_it_is_too_large_is_not_read(web: LoopbackWeb) -> None:
    def giant(handler: Any, stopping: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 200000000\r\n\r\n")
        stopping.wait(5)

    assert refused(web, web.put("/a", raw=giant)).trouble is Trouble.LARGE


def test_a_circle_and_an_endless_chain_of_redirects_end(web: LoopbackWeb) -> None:
    web.redirect("/a", "/b")
    web.redirect("/b", "/a")
    assert "in a circle" in refused(web, web.url("/a")).reason
    for number in range(20):
        web.redirect(f"/chain{number}", f"/chain{number + 1}")
    error = refused(web, web.url("/chain0"))
    assert (error.trouble, "more than 8 times" in error.reason) == (Trouble.REDIRECTS, True)
    assert len(web.paths()) == 2 + 9


def test_the_connection_goes_to_the_address_that_was_checked(web: LoopbackWeb) -> None:
    """A name that leads elsewhere at the second look-up: each look-up is checked, and none is made again."""
    answers = [["127.0.0.1"], ["127.0.0.1"], ["169.254.169.254"]]
    asked: list[str] = []

    def turning(host: str, seconds: float) -> Sequence[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    fetcher = Fetcher(permitted={LOOPBACK}, lookup=turning, interval=0.0)
    url = web.put("/a", page("It is closed."))
    assert fetcher.fetch(url).url == url
    assert asked == ["harbour.example"] * 2  # for robots.txt and for the page, once each
    with pytest.raises(FetchError, match="not a host of the public web"):
        fetcher.fetch(url)
    assert len(web.seen) == 2


def test_a_name_among_whose_addresses_is_a_private_one_is_not_connected_to(web: LoopbackWeb) -> None:
    url = web.put("/a", page("It is closed."))
    error = refused(web, url, lookup=lambda host, seconds: [LOOPBACK, "192.168.0.1"])
    assert (error.trouble, web.seen) == (Trouble.ADDRESS, [])


def test_without_permission_this_machine_is_not_reached(web: LoopbackWeb) -> None:
    web.put("/a", page("It is closed."))
    for host in (LOOPBACK, "harbour.example"):
        error = refused(web, web.url("/a", host), permitted=())
        assert error.trouble is Trouble.ADDRESS
    assert web.seen == []


def test_a_proxy_of_the_environment_is_not_used(web: LoopbackWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert web.fetcher().fetch(web.put("/a", page("It is closed."))).url == web.url("/a")


def test_a_port_where_nobody_listens_is_no_connection(web: LoopbackWeb) -> None:
    error = refused(web, "http://harbour.example:9/a")
    assert (error.trouble, "no connection" in error.reason) == (Trouble.CONNECTION, True)
    assert "robots.txt" not in error.reason


def test_of_several_addresses_the_first_that_answers_is_used(web: LoopbackWeb) -> None:
    fetcher = web.fetcher(lookup=lambda host, seconds: ["127.0.0.3", LOOPBACK], permitted={"127.0.0.3", LOOPBACK})
    assert fetcher.fetch(web.put("/a", page("It is closed."))).url == web.url("/a")


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/a", "text/html"),
        ("/a", "application/xhtml+xml"),
        ("/a", "application/rss+xml; charset=utf-8"),
        ("/a", "application/feed+json"),
        ("/a", "application/pdf"),
        ("/a", "text/plain"),
        ("/a", None),
        ("/a", "application/octet-stream"),
        ("/a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("/sitemap.xml.gz", "application/x-gzip"),
        ("/a.epub?x=1", "application/x-unheard-of"),
    ],
)
def test_kinds_that_may_hold_articles_are_read(web: LoopbackWeb, path: str, content_type: str | None) -> None:
    found = web.fetcher().fetch(web.put(path, b"x", content_type=content_type))
    assert isinstance(found, Page)
    assert found.body == b"x"


def test_the_bytes_of_a_fetch_and_its_patience_are_what_the_issue_asks_for() -> None:
    assert (fetch.MAX_BYTES, fetch.TIMEOUT, fetch.INTERVAL, fetch.MAX_REDIRECTS) == (10_000_000, 20.0, 1.0, 8)


# A certificate of one's own for harbour.example, for a hundred years, and its key. They open nothing.
CERTIFICATE = """\
-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIAl/PtRx3xrYSwdU6mOY5XzT1TflE56ZkVTZrepQLgp5oAoGCCqGSM49
AwEHoUQDQgAE7lXTAhVPYXQE124FIUdVE3uQ3qDP7OJomq8vnjN7tFYSayrwNGT1
Y6wbXtL1++LSD39CYHZXlR4SMLLc/212/Q==
-----END EC PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBtzCCAV2gAwIBAgIUOW91nC27pjLtoc0pQzjPKKlCyNUwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPaGFyYm91ci5leGFtcGxlMCAXDTI2MTEyNTAwNDgzOFoYDzIx
MjYxMTAxMDA0ODM4WjAaMRgwFgYDVQQDDA9oYXJib3VyLmV4YW1wbGUwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAATuVdMCFU9hdATXbgUhR1UTe5DeoM/s4miary+e
M3u0VhJrKvA0ZPVjrBte0vX74tIPf0JgdleVHhIwstz/bXb9o38wfTAdBgNVHQ4E
FgQUc2c0PyQXtMGjhE+JeGB96UUbE/8wHwYDVR0jBBgwFoAUc2c0PyQXtMGjhE+J
eGB96UUbE/8wGgYDVR0RBBMwEYIPaGFyYm91ci5leGFtcGxlMA8GA1UdEwEB/wQF
MAMBAf8wDgYDVR0PAQH/BAQDAgKEMAoGCCqGSM49BAMCA0gAMEUCIFZDPICBZRc7
/606jYHcwIZ2cnpMYFKX+/Wh481p1BPpAiEA0JTYDrl4lsLD8+d7gQYmaLp3krO1
GcovDAyMcXcjaMU=
-----END CERTIFICATE-----
"""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "harbour.pem"
    path.write_text(CERTIFICATE)
    return path


def test_the_certificate_is_the_named_hosts_though_an_address_is_connected_to(certificate: Path) -> None:
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificate)
    with loopback_web(tls=server_side) as web:
        web.put("/a", page("It is closed."))
        found = web.fetcher(tls=ssl.create_default_context(cafile=certificate)).fetch(web.url("/a"))
        assert found.url == f"https://harbour.example:{web.port}/a"
        trusting = {"tls": ssl.create_default_context(cafile=certificate)}
        for url, options in ((web.url("/a", "quay.example"), trusting), (web.url("/a"), {})):
            error = refused(web, url, **options)
            assert (error.trouble, "certificate" in error.reason.lower()) == (Trouble.CONNECTION, True)
