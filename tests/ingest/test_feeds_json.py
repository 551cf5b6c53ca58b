from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ingest.feeds import Entry, Feed, Kind, read_feed

TEXT = "The harbour bridge of Harran stays closed until Friday. " * 8
VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items: object, **more: object) -> bytes:
    return json.dumps({"version": VERSION, "title": "Harran Post", "items": list(items), **more}).encode()


def only(item: object, **more: object) -> Entry:
    found = read_feed(feed(item, **more), "https://harran.example/feed.json")
    assert found is not None
    (entry,) = found.entries
    return entry


def test_a_feed() -> None:
    item = {
        "id": 17,
        "url": "/1",
        "title": "Bridge &amp; harbour",
        "content_html": f"<p>{TEXT}</p>",
        "summary": "Cracks.",
        "date_published": "2026-03-04T06:06:07+01:00",
        "date_modified": "2026-03-05",
        "authors": [{"name": "Ida Moss"}, {"name": "Otto Lind"}, {"url": "https://harran.example/x"}],
        "language": "de",
    }
    data = feed(item, home_page_url="https://harran.example/", next_url="?page=2", language="en-GB")
    assert read_feed(b"\xef\xbb\xbf\n" + data, "https://harran.example/feed.json") == Feed(
        kind=Kind.JSON,
        title="Harran Post",
        url="https://harran.example/",
        language="en",
        entries=(
            Entry(
                url="https://harran.example/1",
                title="Bridge & harbour",
                published_at=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
                updated_at=datetime(2026, 3, 5, tzinfo=UTC),
                author="Ida Moss, Otto Lind",
                html=f"<p>{TEXT}</p>",
                summary="Cracks.",
                id="17",
                language="de",
            ),
        ),
        more=("https://harran.example/feed.json?page=2",),
    )


def test_text_becomes_html_and_a_teaser_is_none() -> None:
    assert only({"content_text": f"{TEXT}\n\n1 < 2"}).html == f"<p>{TEXT.strip()}</p><p>1 &lt; 2</p>"
    assert only({"content_text": "Cracks."}).html is None


def test_what_entries_inherit() -> None:
    entry = only({"id": "https://harran.example/1"}, author={"name": "Ida Moss"}, language="en")
    assert (entry.url, entry.author, entry.language) == ("https://harran.example/1", "Ida Moss", "en")


@pytest.mark.parametrize(
    "item",
    [
        {"id": None, "url": 7, "title": ["a"], "authors": "Ida", "date_published": {"x": 1}},
        {"authors": [None, 1, "Ida"], "author": 5, "content_html": False},
    ],
)
def test_values_of_wrong_types_are_no_values(item: object) -> None:
    assert only(item) == Entry()


def test_items_that_are_no_objects_are_left_out() -> None:
    found = read_feed(feed(1, None, "a", [], {"title": "One"}))
    assert found is not None
    assert [entry.title for entry in found.entries] == ["One"]
    assert read_feed(json.dumps({"version": VERSION, "items": None}).encode()) == Feed(kind=Kind.JSON)


def test_half_a_character_is_replaced() -> None:
    assert only({"title": "One \ud83d"}).title == "One ?"


@pytest.mark.parametrize(
    "data", [b'{"version": "1"}', b'{"text": "https://jsonfeed.org/version/1"}', b'["jsonfeed.org/version/"]']
)
def test_other_json_is_no_feed(data: bytes) -> None:
    assert read_feed(data) is None
