"""Servers and addresses that mean harm, on the real way in: one failed row within its limits each, the next goes in,
from another host.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ingest.fetch import Fetcher, Page
from ingest.fetch_errors import FetchError
from ingest.store import Store
from tests import hostile_files as files
from tests import loopback_web as harm
from tests.builders import open_store
from tests.loopback_web import HTML, LoopbackWeb, loopback_web, page
from tests.within_limits import taken_in

XML = "application/xml"
SITEMAPS = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(open_store(tmp_path_factory.mktemp("hostile") / "data")) as store:
        yield store


@pytest.fixture
def web() -> Iterator[LoopbackWeb]:
    with loopback_web() as served:
        yield served


HOSTILE: dict[str, tuple[dict[str, Any], str]] = {
    "a gzip bomb": ({"raw": harm.bomb("gzip")}, "larger than 10 MB"),
    "a page without end": ({"raw": harm.endless_body}, "larger than 10 MB"),
    "chunks without end": ({"raw": harm.endless_chunks}, "in time"),
    "patience without end": ({"raw": harm.endless_patience}, "in time"),
    "empty parts without end": ({"raw": harm.endless_nothing}, "in time"),
    "a head without end": ({"raw": harm.endless_head}, "can't be read"),
    "a byte at a time": ({"raw": harm.a_byte_at_a_time}, "in time"),
    "a head by the byte": ({"raw": harm.a_head_at_a_time}, "in time"),
    "silence": ({"raw": harm.silence}, "in time"),
    "half a page": ({"raw": harm.hang_up}, "can't be read"),
    "a length that lies": ({"raw": harm.short_of_its_length}, "in time"),
    "a length of 5,000 digits": (
        {
            "raw": lambda handler, _: handler.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n"
            )
        },
        "can't be read",
    ),
    "a page that only leads on": (
        {"body": "<!doctype html><meta http-equiv='refresh' content='0;url=/a'>"},
        "no article text",
    ),
    "a bomb in a document": (
        {"body": files.docx("x" * 25_000_000), "content_type": "application/octet-stream"},
        "larger than 20 MB",
    ),
    "a sitemap of itself": (
        {"body": f"<sitemapindex {SITEMAPS}><sitemap><loc>/a.zip</loc></sitemap></sitemapindex>", "content_type": XML},
        "name each other",
    ),
    "a list of feeds that lists itself": (
        {"body": "<opml><body><outline xmlUrl='/a.zip'/></body></opml>", "content_type": XML},
        "name each other",
    ),
    "a million entries": ({"body": b"<rss><channel>" + b"<item/>" * 1_000_000, "content_type": XML}, "1,000,000 tags"),
    "a busy server with a wait of 400 digits": (
        {"status": 503, "headers": {"Retry-After": "9" * 400}},
        "fault of its own (503)",
    ),
    "a busy server with a wait until no date": (
        {"status": 503, "headers": {"Retry-After": "Mon, 01 Jan 0001 00:00:00 +9999"}},
        "fault of its own (503)",
    ),
    **{
        f"led on to {to}": ({"status": 302, "headers": {"Location": to}}, "leads on to")
        for to in (
            "file:///etc/passwd",
            "gopher://a/",
            "http://[::ffff:127.0.0.1]/",
            "http://0.0.0.0/",
            "//100.64.0.1/",
        )
    },
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_server_that_means_harm_is_one_row_and_the_next_goes_in(name: str, web: LoopbackWeb, corpus: Store) -> None:
    answer, reason = HOSTILE[name]
    url = web.put("/a.zip", **{"body": b"", "content_type": HTML} | answer)
    after = web.put("/good", page(files.TEXT, f"It was said after {name!r}."), host="quay.example")
    failed, added = taken_in([url, after], corpus, web.fetcher(timeout=0.7))
    assert [row.input for row in failed] == [url], failed
    assert reason in failed[0].error
    assert added == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_circle_between_two_hosts_ends(status: int, web: LoopbackWeb, corpus: Store) -> None:
    web.redirect("/b", web.url("/a", "harbour.example"), host="quay.example", status=status)
    url = web.redirect("/a", web.url("/b", "quay.example"), host="harbour.example", status=status)
    failed, _ = taken_in([url], corpus, web.fetcher())
    assert [(row.input, "in a circle" in row.error) for row in failed] == [(url, True)]


def test_the_second_hop_is_checked_as_the_first(web: LoopbackWeb, corpus: Store) -> None:
    url = web.redirect("/a", web.url("/b", "quay.example"), host="harbour.example")
    web.redirect("/b", f"http://127.0.0.2:{web.port}/c", host="quay.example")
    failed, _ = taken_in([url], corpus, web.fetcher())
    assert [row.input for row in failed] == [url]
    assert "is not a host of the public web" in failed[0].error
    assert web.paths() == ["/a", "/b"]


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://169.254.169.254/latest/", "http://[::1]/"),
        *(
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://0.0.0.0/",
            "http://0/",
            "http://2130706433/",
        ),
        *("http://017700000001/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://127.1/", "http://10.0.0.1/"),
        *(
            "http://172.31.255.255/",
            "http://192.168.0.1/",
            "http://100.64.0.1/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
        ),
        *("http://[fe80::1%25lo]/", "http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/", "http://ｌｏｃａｌｈｏｓｔ/"),
        *("http://loc\u00adalhost/", "http://localhost%00.tolm.example/", "http://me:secret@tolm.example/"),
        *("http://tolm.example:0/", "http://tolm.example:70000/", "http://[64:ff9b::127.0.0.1]/", "http://[::]/"),
    ],
)
def test_an_address_inside_is_one_row_and_nothing_is_looked_up(url: str, corpus: Store) -> None:
    def nobody(host: str, seconds: float) -> list[str]:
        raise AssertionError(f"{host} is looked up")

    failed, added = taken_in([url], corpus, Fetcher(lookup=nobody, interval=0.0))
    assert ([row.input for row in failed], added) == ([url], 0)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://tolm.example/a", "gopher://tolm.example/", "data:text/html,a"]
)
def test_another_scheme_is_one_row(url: str, corpus: Store) -> None:
    failed, added = taken_in([url], corpus)
    assert ([row.input for row in failed], added) == ([str(Path(url))], 0)


@pytest.mark.parametrize(
    "host", ["аpple.example", "xn--pple-43d.example", "tölm.example", "日本.example", "a_b.example"]
)
def test_a_name_in_another_script_is_looked_up_as_it_is_written(host: str, web: LoopbackWeb, corpus: Store) -> None:
    web.put("/a", page(f"{files.TEXT} It is in {host}."))
    assert taken_in([web.url("/a", host)], corpus, web.fetcher()) == ((), 1)


ROBOTS: dict[str, tuple[dict[str, Any], bool]] = {
    "rules for 17,000 programs": (
        {"body": "".join(f"user-agent:{n:x}\n" for n in range(17_000)) + "disallow:/b\n" * 20_000},
        True,
    ),
    "programs with stars": (
        {"body": "".join(f"user-agent:c{'*' * n}o\n" for n in range(700)) + "disallow:/b\n" * 20_000},
        True,
    ),
    "40,000 rules": ({"body": "user-agent:*\n" + "".join(f"disallow:/*a*b*{n}\n" for n in range(40_000))}, True),
    "50 MB": ({"raw": harm.endless_body}, False),
    "silence": ({"raw": harm.silence}, False),
    "no end of redirects": ({"status": 302, "headers": {"Location": "/robots.txt"}}, True),
}


@pytest.mark.parametrize("name", ROBOTS)
def test_rules_that_mean_harm(name: str, web: LoopbackWeb, corpus: Store) -> None:
    answer, allowed = ROBOTS[name]
    web.put("/robots.txt", **{"content_type": "text/plain"} | answer)
    url = web.put(f"/{'a' * 1_500}", page(f"{files.TEXT} It was said beside {name!r}."))
    failed, added = taken_in([url], corpus, web.fetcher(timeout=0.7))
    assert (len(failed), added) == ((0, 1) if allowed else (1, 0)), failed


def test_a_wait_without_end_is_a_month(web: LoopbackWeb) -> None:
    url = web.put("/a", status=429, headers={"Retry-After": "9" * 400})
    with pytest.raises(FetchError, match="429") as caught:
        web.fetcher().fetch(url)
    assert caught.value.retry_after == 30 * 86_400


def test_a_packed_archive_from_the_web_is_read_file_by_file(web: LoopbackWeb, corpus: Store) -> None:
    large = f"{files.TEXT} " * 200_000
    data = files.zipped({**{f"{n}.txt": large for n in range(12)}, "z.txt": f"{files.TEXT} At last."}, level=1)
    failed, added = taken_in([web.put("/a.zip", data, content_type="application/zip")], corpus, web.fetcher())
    assert ({row.error[:22] for row in failed}, len(failed), added) == ({"the text is longer tha"}, 12, 1)


def test_a_page_is_fetched_whole_where_it_is_as_large_as_may_be(web: LoopbackWeb) -> None:
    found = web.fetcher().fetch(web.put("/a", b"a" * 10_000_000))
    assert isinstance(found, Page)
    assert len(found.body) == 10_000_000
