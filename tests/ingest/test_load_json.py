from __future__ import annotations

import io
import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import load_json
from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.load_json import articles, lines, raw_article
from ingest.report import Failure

TEXT = "The harbour bridge stays closed."
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["text", "html", "title", "url", "outlet", "author", "date", "lang", "id", "sample", "x"])


def test_every_field() -> None:
    row = {
        "title": "Bridge closed",
        "text": TEXT,
        "url": "https://example.com/a",
        "outlet": "The Example",
        "author": "Ida Moss",
        "published_at": "2024-11-29",
        "language": "en",
        "external_id": "a-1",
        "sample": True,
    }
    assert raw_article(row, "here") == RawArticle(source="here", **row)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "key", "value", "read"),
    [
        *(("text", key, TEXT, TEXT) for key in ("body", "content", "article_body", "articleBody", "maintext")),
        *(("text", key, TEXT, TEXT) for key in ("full_text", "Full Text", "TEXT", "content_text")),
        *(("html", key, "<p>x</p>", "<p>x</p>") for key in ("html", "content_html", "HTML")),
        *(("html", key, "\n<p class='a'>x</p>", "\n<p class='a'>x</p>") for key in ("content", "Body")),
        *(("title", key, "A", "A") for key in ("headline", "name", "Title")),
        *(("url", key, "https://a.com/", "https://a.com/") for key in ("link", "canonical_url", "source_url")),
        *(("outlet", key, "A", "A") for key in ("source", "publisher", "site", "site_name", "provider")),
        *(("outlet", "source", value, "A") for value in ({"id": None, "name": "A"}, {"title": "A"}, ["A"])),
        *(("author", key, "A", "A") for key in ("byline", "authors", "creator")),
        *(("author", "authors", value, "A, B") for value in (["A", " B "], [{"name": "A"}, "B"], ["A", "", "B", None])),
        *(("published_at", key, "2024", "2024") for key in ("date", "published", "datePublished", "pubDate")),
        *(("published_at", key, "2024", "2024") for key in ("publish_date", "published_date", "created_at")),
        *(("language", key, "en", "en") for key in ("lang", "inLanguage")),
        *(("external_id", key, "7", "7") for key in ("id", "guid", "uuid", "externalId")),
        *(("external_id", "id", value, str(value)) for value in (7, 0, -1)),
        *(("sample", "sample", value, True) for value in ("true", "Yes", True)),
        *(("sample", "sample", value, False) for value in ("false", "no", False, None, "")),
        *(("title", "title", value, None) for value in (None, "", "  ")),
        *(("author", "authors", value, None) for value in ([], [{}], {"name": None}, [""])),
        ("title", "title", "half \ud83d a pair", "half \ufffd a pair"),
    ],
)
def test_spellings(field: str, key: str, value: object, read: object) -> None:
    row = {key: value} if field in ("text", "html") else {key: value, "text": TEXT}
    assert getattr(raw_article(row, "here"), field) == read


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ({"body": "b", "text": "a"}, "text", "a"),
        ({"text": " ", "content": "b"}, "text", "b"),
        ({"id": "2", "external_id": "1", "text": TEXT}, "external_id", "1"),
        ({"source": "https://a.com/x", "text": TEXT}, "url", "https://a.com/x"),
        ({"source": "https://a.com/x", "text": TEXT}, "outlet", None),
        ({"source": "https://b.com/x", "url": "https://a.com/x", "text": TEXT}, "url", "https://a.com/x"),
        ({"text": "<p>x</p>"}, "html", None),
        ({"content": "<p>x</p>", "html": "<p>y</p>"}, "text", "<p>x</p>"),
        ({"content": "<3 is a heart"}, "text", "<3 is a heart"),
    ],
)
def test_where_several_keys_speak(row: Mapping[str, object], field: str, value: str | None) -> None:
    assert getattr(raw_article(row, "here"), field) == value


@pytest.mark.parametrize(
    ("row", "name", "reason"),
    [
        ({"text": 7}, "here", "the key 'text' holds a number; it must be text"),
        ({"Body": ["a"]}, "here", "the key 'Body' holds a list; it must be text"),
        ({"text": TEXT, "title": {"en": "A"}}, "here", "the key 'title' holds an object"),
        ({"text": TEXT, "url": True}, "here", "the key 'url' holds true or false"),
        ({"text": TEXT, "date": 1732838400}, "here", "the key 'date' holds a number; it must be text"),
        ({"text": TEXT, "authors": [["A"]]}, "here", "the key 'authors' holds a list; it must be a name"),
        ({"text": TEXT, "source": {"name": 3}}, "here", "the key 'source' holds an object; it must be a name"),
        ({"text": TEXT, "id": 1.5}, "here", "the key 'id' holds a number"),
        ({"text": TEXT, "sample": "maybe"}, "here", "the key 'sample' holds text; it must be true or false"),
        ({"text": 7, "id": "a-1"}, "a-1", "the key 'text'"),
        ({"text": 7, "id": 9, "url": "https://a.com/"}, "9", "the key 'text'"),
        ({"text": 7, "url": "https://a.com/"}, "https://a.com/", "the key 'text'"),
        ({"question": "Why?", "answer": 42}, "here", "the keys here are 'question', 'answer'"),
        ({"title": "A", "Body": " \n"}, "here", "the key 'Body' holds none; fill it"),
        ({"title": "A"}, "here", "give the key 'text' or 'html'"),
        ({}, "here", "it has no keys"),
    ],
)
def test_what_is_wrong_is_named(row: Mapping[str, object], name: str, reason: str) -> None:
    with pytest.raises(LoadError) as caught:
        raw_article(row, "here")
    assert caught.value.source == name
    assert reason in caught.value.reason


@given(st.dictionaries(KEYS, JSON | st.just(TEXT), max_size=6))
def test_any_row_is_an_article_or_a_load_error(row: dict[str, object]) -> None:
    try:
        raw = raw_article(row, "here")
    except LoadError:
        return
    assert raw.text or raw.html


@pytest.mark.parametrize(
    ("content", "titles"),
    [
        ({"title": "A", "text": TEXT}, ["A"]),
        ([{"title": "A", "text": TEXT}, {"title": "B", "text": TEXT}], ["A", "B"]),
        ({"articles": [{"title": "A", "text": TEXT}], "total": 1}, ["A"]),
    ],
)
def test_a_json_file(content: object, titles: list[str]) -> None:
    found = list(articles(json.dumps(content), "a.json"))
    assert [item.title for item in found if isinstance(item, RawArticle)] == titles


def test_one_bad_row_of_a_list_is_one_failure() -> None:
    rows: list[object] = [{"text": TEXT}, "text", None, 3, [], {"text": 1}, {"text": TEXT}]
    found = list(articles(json.dumps(rows), "a.json"))
    assert [isinstance(item, Failure) for item in found] == [False, True, True, True, True, True, False]
    assert found[1] == Failure("a.json (article 2)", "is text, not an object with keys such as 'title' and 'text'")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("{'text': 'x'}", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "holds an empty list"),
        ("7", "holds a number"),
        ("null", "holds null"),
        ('"text"', "holds text"),
        ('{"articles": {}}', "give the key 'text'"),
    ],
)
def test_what_is_no_json_of_articles_is_refused(text: str, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        list(articles(text, "a.json"))


def test_json_lines() -> None:
    good = json.dumps({"title": "A", "text": TEXT})
    data = f"\ufeff{good}\n\n{good[:-1]}\r\n[1]\n{good}".encode() + b'\n{"text": "\xff"}\n{"text": 1, "id": "x"}\n'
    found = list(lines(io.BytesIO(data), "a.jsonl"))
    names = [item.input if isinstance(item, Failure) else item.source for item in found]
    assert names == ["a.jsonl:1", "a.jsonl:3", "a.jsonl:4", "a.jsonl:5", "a.jsonl:6", "x"]
    errors = [item.error.split(" (")[0] for item in found if isinstance(item, Failure)]
    assert errors[:3] == [
        "is not JSON",
        "is a list, not an object with keys such as 'title' and 'text'",
        "the line is not UTF-8",
    ]


@pytest.mark.parametrize("data", [b"\x1f\x8b\0\0\n\0", '{"text": "x"}\n'.encode("utf-16")])
def test_a_binary_stream_is_one_failure(data: bytes) -> None:
    (failure,) = lines(io.BytesIO(data * 3), "a.jsonl")
    assert isinstance(failure, Failure)
    assert (failure.input, "UTF-8" in failure.error) == ("a.jsonl", True)


class _Endless(io.RawIOBase):
    """A stream of one line that is far longer than memory, with a good line behind it; counts what it is asked."""

    def __init__(self, length: int) -> None:
        self.left = length
        self.asked = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0
        self.asked = max(self.asked, size)
        if self.left > 0:
            self.left -= size
            return b"x" * size if self.left > 0 else b"x\n"
        self.left, line = -(1 << 60), b'{"text": "good"}\n' if self.left > -(1 << 59) else b""
        return line


def test_a_line_without_an_end_is_one_failure_and_never_in_memory() -> None:
    stream = _Endless(40 * load_json.MAX_LINE_BYTES)
    found = list(lines(stream, "a.jsonl"))  # type: ignore[arg-type]
    assert [type(item) for item in found] == [Failure, RawArticle]
    assert stream.asked == load_json.MAX_LINE_BYTES + 1
