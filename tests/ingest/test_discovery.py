from __future__ import annotations

import pytest

from ingest.discovery import discover

PAGE = "https://harran.example/news/today"
RSS = 'rel="alternate" type="application/rss+xml"'


@pytest.mark.parametrize(
    ("html", "found"),
    [
        pytest.param(f'<link {RSS} href="/feed">', ["https://harran.example/feed"], id="RSS"),
        pytest.param(
            '<LINK REL=Alternate TYPE=application/atom+xml HREF=feed.atom>', ["https://harran.example/news/feed.atom"],
            id="Atom, bare",
        ),
        pytest.param("<link rel='alternate home' type='application/feed+json' href='/f'/>", ["https://harran.example/f"],
                     id="JSON Feed"),
        pytest.param(f'<base href="https://h.example/a/"><link {RSS} href="b">', ["https://h.example/a/b"], id="base"),
        pytest.param(f'<link {RSS} href="?a=1&amp;b=2">', [f"{PAGE}?a=1&b=2"], id="escaped"),
        pytest.param(f'<link {RSS} href="feed://h.example/f">', ["https://h.example/f"], id="scheme"),
        pytest.param(f'<link {RSS} href="feed:https://h.example/f">', ["https://h.example/f"], id="two"),
        pytest.param(f'<link {RSS} href="/a"><link {RSS} href="/b"><link {RSS} href="/a">',
                     ["https://harran.example/a", "https://harran.example/b"], id="each once"),
        pytest.param(f'<link {RSS} href="/comments/feed/"><link {RSS} href="/feed/">', ["https://harran.example/feed/"],
                     id="no comments"),
        pytest.param(f'<link {RSS} href="/comments/feed/">', ["https://harran.example/comments/feed/"], id="comments"),
        pytest.param('<link rel="alternate" type="application/json" href="/wp-json/posts/1">', [], id="an interface"),
        pytest.param('<link rel="alternate" type="application/json" href="/feed.json">',
                     ["https://harran.example/feed.json"], id="JSON that is one"),
        pytest.param('<link rel="alternate" hreflang="de" href="/de">', [], id="another language"),
        pytest.param('<link rel="alternate stylesheet" type="text/css" href="/feed.css">', [], id="a style"),
        pytest.param(f"<!-- <link {RSS} href='/old'> -->", [], id="commented out"),
        pytest.param(f'<link {RSS} href="javascript:1"><link {RSS}>', [], id="no address"),
        pytest.param("<p>No feeds</p>", [], id="none"),
    ],
)  # fmt: skip
def test_feeds_of_a_page(html: str, found: list[str]) -> None:
    assert discover(html, PAGE) == tuple(found)
    assert discover(html.encode(), PAGE) == tuple(found)


def test_a_page_without_end_is_read_at_its_beginning() -> None:
    assert discover("<!-- " * 500_000 + f'<link {RSS} href="/feed">', PAGE) == ()
    assert discover("<link " * 500_000, PAGE) == ()
