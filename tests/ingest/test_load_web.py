"""URLs as sources, over a web that is played on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ingest import load_web
from ingest.corpus import RawArticle
from ingest.load import count, load
from ingest.prepare import prepare
from ingest.report import Failure
from tests import loopback_web as harm
from tests.loopback_web import LoopbackWeb, loopback_web, page

BRIDGE = page("The harbour bridge stays closed until spring, the port office of Tolm said on Monday.")
RSS = "<?xml version='1.0'?><rss version='2.0'><channel><title>Tolm News</title>{}</channel></rss>"
XML = "application/xml"


@pytest.fixture
def web() -> Iterator[LoopbackWeb]:
    with loopback_web() as served:
        yield served


def item(url: str, date: str = "") -> str:
    return f"<item><title>A</title><link>{url}</link>{date and f'<pubDate>{date}</pubDate>'}</item>"


def fetched(web: LoopbackWeb, *urls: str, **options: Any) -> list[RawArticle | Failure]:
    return list(load_web.load(urls, web.fetcher(**options)))


def names(rows: list[RawArticle | Failure]) -> list[str]:
    return sorted(row.input if isinstance(row, Failure) else row.source for row in rows)


def one(rows: list[RawArticle | Failure]) -> RawArticle:
    (row,) = rows
    assert isinstance(row, RawArticle), row
    return row


def failed(rows: list[RawArticle | Failure]) -> Failure:
    (row,) = rows
    assert isinstance(row, Failure), row
    return row


def test_a_page_becomes_an_article_with_its_own_address(web: LoopbackWeb) -> None:
    head = "<link rel='canonical' href='/bridge'>"
    web.put("/b/amp", page("It is closed.", head=head))
    web.redirect("/short", "/b/amp?utm_source=mail")
    web.put("/b/amp?utm_source=mail", page("It is closed.", head=head))
    found = one(fetched(web, web.url("/short")))
    assert (found.source, found.url) == (web.url("/short"), web.url("/bridge"))
    assert "It is closed." in (found.html or "")
    assert datetime.now(UTC) - datetime.fromisoformat(found.fetched_at or "") < timedelta(minutes=1)
    assert found.title is None  # the page itself says it, to whoever reads it


def test_what_a_page_says_of_its_age_counts_from_the_fetch(web: LoopbackWeb) -> None:
    web.put("/a", page("The harbour bridge of Tolm stays closed until spring.", "<time>2 hours ago</time>"))
    found = prepare(one(fetched(web, web.url("/a")))).published_at
    assert found is not None
    assert timedelta(hours=1.9) < datetime.now(UTC) - found < timedelta(hours=2.1)


def test_a_page_in_the_encoding_that_its_server_names(web: LoopbackWeb) -> None:
    web.put("/a", page("Мост закрыт.").encode("cp1251"), content_type="text/html; charset=windows-1251")
    assert "Мост закрыт." in (one(fetched(web, web.url("/a"))).html or "")


def test_other_files_are_read_by_their_kind(web: LoopbackWeb) -> None:
    web.put("/notes.txt?v=2", "Bridge closed\n\nThe bridge is closed.", content_type="text/plain")
    found = one(fetched(web, web.url("/notes.txt?v=2")))
    assert (found.title, found.source) == ("Bridge closed", web.url("/notes.txt?v=2"))
    assert found.url == web.url("/notes.txt?v=2")
    web.put(
        "/rows",
        '[{"text": "One.", "id": "1"}, {"text": "Two.", "url": "https://a.example/2"}]',
        content_type="application/json",
    )
    assert [row.name for row in fetched(web, web.url("/rows")) if isinstance(row, RawArticle)] == [
        "1",
        "https://a.example/2",
    ]
    web.put("/broken.pdf", b"%PDF-1.7 nothing", content_type="application/pdf")
    assert failed(fetched(web, web.url("/broken.pdf"))).input == web.url("/broken.pdf")


def test_a_feed_leads_to_its_pages_the_newest_first_and_each_once(web: LoopbackWeb) -> None:
    for name in "abc":
        web.put(f"/{name}", BRIDGE)
    dated = [
        item(web.url("/a"), "Mon, 06 May 2024 08:00:00 GMT"),
        item(web.url("/b?utm_source=feed"), "Wed, 08 May 2024 08:00:00 GMT"),
        item(web.url("/c"), "Tue, 07 May 2024 08:00:00 GMT"),
        item(web.url("/c#comments"), "Mon, 06 May 2024 07:00:00 GMT"),
        item(web.url("/gone"), "Sun, 05 May 2024 08:00:00 GMT"),
    ]
    web.put("/b?utm_source=feed", BRIDGE)
    web.put("/feed", RSS.format("".join(dated)), content_type="application/rss+xml")
    rows = fetched(web, web.url("/feed"))
    assert web.paths() == ["/feed", "/b?utm_source=feed", "/c", "/a", "/gone"]
    assert [row.input for row in rows if isinstance(row, Failure)] == [web.url("/gone")]
    assert {row.url: row.listed_at for row in rows if isinstance(row, RawArticle)} == {
        web.url("/a"): "2024-05-06T08:00:00+00:00",
        web.url("/b"): "2024-05-08T08:00:00+00:00",
        web.url("/c"): "2024-05-07T08:00:00+00:00",
    }


def test_articles_that_a_feed_carries_whole_are_not_fetched(web: LoopbackWeb) -> None:
    text = "<p>" + "The ferry Solveig was refloated on Saturday. " * 40 + "</p>"
    about = f"<title>Ferry</title><link href='{web.url('/ferry')}'/>"
    entry = f"<entry>{about}<content type='html'><![CDATA[{text}]]></content></entry>"
    web.put("/feed", f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>", content_type="text/html")
    found = one(fetched(web, web.url("/feed")))
    assert (found.source, found.url, found.title) == (web.url("/ferry"), web.url("/ferry"), "Ferry")
    assert web.paths() == ["/feed"]


def test_a_feed_does_not_speak_for_another_site(web: LoopbackWeb) -> None:
    """What it says that another site wrote is read there: it could say anything."""
    text = "<p>" + "The mayor of Tolm fled by boat. " * 60 + "</p>"
    there = web.put("/mayor", page("The mayor of Tolm opened the market."), host="quay.example")
    feed = RSS.format(f"<item><title>A</title><link>{there}</link><description><![CDATA[{text}]]></description></item>")
    web.put("/feed", feed, content_type="application/rss+xml")
    assert "opened the market" in (one(fetched(web, web.url("/feed"))).html or "")


def test_lists_of_lists_are_followed_as_deep_as_they_make_sense(web: LoopbackWeb) -> None:
    space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    for name in ("one", "two"):
        web.put(
            f"/{name}.xml", f"<urlset {space}><url><loc>{web.url(f'/{name}')}</loc></url></urlset>", content_type=XML
        )
        web.put(f"/{name}", BRIDGE)
    maps = "".join(f"<sitemap><loc>{web.url(f'/{name}.xml')}</loc></sitemap>" for name in ("one", "two"))
    web.put("/sitemap.xml", f"<sitemapindex {space}>{maps}</sitemapindex>", content_type=XML)
    assert names(fetched(web, web.url("/sitemap.xml"))) == [web.url("/one"), web.url("/two")]
    web.put("/odd", RSS.format(item(web.url("/sitemap.xml"))), content_type=XML)
    assert "a list of pages where a page was expected" in failed(fetched(web, web.url("/odd"))).error


def test_a_list_that_names_itself_ends(web: LoopbackWeb) -> None:
    space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    body = f"<sitemapindex {space}><sitemap><loc>{web.url('/s.xml')}</loc></sitemap></sitemapindex>"
    web.put("/s.xml", body, content_type=XML)
    assert "lists of pages that name each other" in failed(fetched(web, web.url("/s.xml"))).error
    assert web.paths() == ["/s.xml"]


def test_a_feed_without_entries_and_one_with_too_many_say_so(web: LoopbackWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    web.put("/empty", RSS.format(""), content_type=XML)
    assert "without entries" in failed(fetched(web, web.url("/empty"))).error
    monkeypatch.setattr(load_web, "MAX_PAGES", 2)
    web.put("/many", RSS.format("".join(item(web.url(f"/{number}")) for number in range(3))), content_type=XML)
    rows = fetched(web, web.url("/many"))
    assert names(rows) == [web.url("/0"), web.url("/1"), web.url("/many")]
    assert any(isinstance(row, Failure) and "names 3 pages, of which the newest 2" in row.error for row in rows)


def test_one_run_is_led_so_far_and_says_where_it_ends(web: LoopbackWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_web, "MAX_LED_TO", 3)
    for feed in ("f", "g"):
        links = "".join(item(web.url(f"/{feed}{number}")) for number in range(2))
        web.put(f"/{feed}", RSS.format(links), content_type=XML)
        web.put(f"/{feed}0", BRIDGE)
        web.put(f"/{feed}1", BRIDGE)
    rows = fetched(web, web.url("/f"), web.url("/g"), web.url("/g0"))
    over = [row for row in rows if isinstance(row, Failure)]
    assert [(row.input, "of which the first 3" in row.error) for row in over] == [(web.url("/g"), True)]
    assert sorted(row.source for row in rows if not isinstance(row, Failure)) == [
        web.url(path) for path in ("/f0", "/f1", "/g0")
    ]


def test_a_front_page_leads_to_its_feed_and_an_article_does_not(web: LoopbackWeb) -> None:
    head = f"<link rel='alternate' type='application/rss+xml' href='{web.url('/feed')}'>"
    web.put("/", page("Read the news of Tolm here.", head=head))
    web.put("/a", page("The bridge is closed.", head=head))
    web.put("/feed", RSS.format(item(web.url("/a"))), content_type=XML)
    assert one(fetched(web, web.url("/"))).source == web.url("/a")
    assert one(fetched(web, web.url("/a"))).source == web.url("/a")
    assert web.paths() == ["/", "/feed", "/a", "/a"]


def test_everything_that_means_harm_is_one_row_and_the_rest_goes_on(web: LoopbackWeb) -> None:
    harmful = {
        "/bytes": harm.a_byte_at_a_time,
        "/head": harm.endless_head,
        "/body": harm.endless_body,
        "/bomb": harm.bomb("gzip"),
        "/mail": harm.no_http,
        "/half": harm.hang_up,
    }
    urls = [web.put(path, raw=raw) for path, raw in harmful.items()]
    urls.append(web.redirect("/round", "/round"))
    urls.append(web.redirect("/inside", "http://169.254.169.254/latest/meta-data/"))
    urls.append(web.redirect("/file", "file:///etc/passwd"))
    urls.append(web.put("/gone", status=410))
    urls.append(web.put("/picture", b"\x89PNG", content_type="image/png"))
    urls.append(web.put("/nul", b"<p>\0\0", content_type="text/html"))
    urls += [
        "http://10.0.0.1/",
        "http://localhost:1/",
        "http://2130706433/",
        "https://no-such-host.invalid/",
        "ftp://a/",
    ]
    urls.append(web.put("/good", BRIDGE))
    rows = fetched(web, *urls, timeout=1.0)
    assert names(rows) == sorted(urls)
    assert [row.source for row in rows if isinstance(row, RawArticle)] == [web.url("/good")]
    assert all(len(row.error) > 20 for row in rows if isinstance(row, Failure))


def test_hosts_are_read_side_by_side_and_each_by_itself(web: LoopbackWeb) -> None:
    both = threading.Barrier(2, timeout=5)
    at_once: list[int] = []
    inside: list[str] = []

    def meet(host: str, first: bool) -> Any:
        def answer(handler: Any, stopping: threading.Event) -> None:
            inside.append(host)
            at_once.append(inside.count(host))
            if first:
                both.wait()
            inside.remove(host)
            body = BRIDGE.encode()
            handler.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
            )

        return answer

    hosts = ("harbour.example", "quay.example")
    urls = [web.put(f"/{n}", host=host, raw=meet(host, n == 0)) for host in hosts for n in range(3)]
    rows = fetched(web, *urls)
    assert names(rows) == sorted(urls)
    assert all(isinstance(row, RawArticle) for row in rows)
    assert set(at_once) == {1}


def test_nothing_is_fetched_ahead_of_a_slow_reader(web: LoopbackWeb) -> None:
    urls = [web.put(f"/{number}", BRIDGE) for number in range(20)]
    rows = load_web.load(urls, web.fetcher())
    next(rows)
    assert web.paths() == ["/0"]
    next(rows)
    assert web.paths() == ["/0", "/1"]


def test_files_and_urls_stand_side_by_side(web: LoopbackWeb, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The pier is open.")
    (tmp_path / "feed.xml").write_text(RSS.format(item(web.put("/b", BRIDGE))))
    (tmp_path / "list.opml").write_text(
        f"<opml version='2.0'><head/><body><outline text='Tolm' xmlUrl='{web.url('/feed')}'/></body></opml>"
    )
    web.put("/feed", RSS.format(item(web.put("/c", BRIDGE))), content_type=XML)
    web.put("/d", BRIDGE)
    sources = [str(tmp_path / "a.txt"), web.url("/d"), str(tmp_path / "feed.xml"), str(tmp_path / "list.opml")]
    rows = list(load(sources, fetcher=web.fetcher()))
    assert [row.source for row in rows if isinstance(row, RawArticle)] == [
        *(str(tmp_path / "a.txt"), web.url("/d"), web.url("/b"), web.url("/c")),
    ]
    assert count(sources) is None


def test_without_a_fetcher_of_ones_own_this_machine_is_not_read() -> None:
    assert "not a host of the public web" in failed(list(load(["HTTP://127.0.0.1:9/a"]))).error
