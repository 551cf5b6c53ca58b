from __future__ import annotations

import pytest

from ingest.safe_xml import first, first_text, local, parse, text_of


def test_the_text_of_an_element() -> None:
    root = parse(b'<n:a xmlns:n="urn:n">one <!-- no --><n:b>two</n:b>\n three &amp; <c>four</c> five</n:a>')
    assert text_of(root) == "one two three & four five"
    assert text_of(root, without=("c",)) == "one two three & five"
    assert local(root) == "a"
    assert first_text(root, "c", "b") == "four"
    assert first(root, "z") is None


def test_letters_by_name_are_read_where_a_document_type_has_them() -> None:
    assert text_of(parse(b'<!DOCTYPE a SYSTEM "a.dtd"><a>caf&eacute;&nbsp;&unknown;</a>')) == "café &unknown;"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is broken"),
        (b"<a", "is broken"),
        (b"<a>" * 100_000, "Excessive depth"),
        (b"<a>" + b"<b/>" * 1_000_000 + b"</a>", "more than 1,000,000 elements"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares entities"),
        (b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1/"> %b;]><a/>', "declares entities"),
    ],
    ids=["empty", "broken", "depth", "elements", "entity", "outside"],
)
def test_what_does_harm_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse(data)
