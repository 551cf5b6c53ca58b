from __future__ import annotations

import pytest

from ingest import properties


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Bridge stays  closed", "Bridge stays closed"),
        ("大桥关闭", "大桥关闭"),
        ("Microsoft Word - bridge3.doc", None),
        ("bridge final.docx", None),
        ("report_final_v2", None),
        ("Untitled", None),
        ("(unspecified)", None),
        ("Word Document", None),
        (" - ", None),
        (None, None),
    ],
)
def test_title(value: str | None, expected: str | None) -> None:
    assert properties.title(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Ida Moss", "Ida Moss"),
        ("Reuters", "Reuters"),
        ("imoss", None),
        ("ida@oldport.example", None),
        ("Administrator", None),
        ("Microsoft Office User", None),
        ("python-docx", None),
        (None, None),
    ],
)
def test_author(value: str | None, expected: str | None) -> None:
    assert properties.author(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("D:20240130101500+01'00'", "2024-01-30T10:15:00+01:00"),
        ("D:20240130101500Z00'00'", "2024-01-30T10:15:00Z"),
        ("D:20240130", "2024-01-30T00:00:00Z"),
        ("2024-01-30T10:15:00Z", "2024-01-30T10:15:00Z"),
        ("2024-01-30", "2024-01-30"),
        ("D:00000000", None),
        ("2013-12-23T23:15:00Z", None),
        ("9999-01-01", None),
        ("soon", None),
        ("", None),
    ],
)
def test_date(value: str, expected: str | None) -> None:
    assert properties.date(value) == expected


def test_language() -> None:
    assert [properties.language(tag) for tag in ("en-GB", "x-none", "", None)] == ["en", None, None, None]
