from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime

import pyarrow
import pytest
from pyarrow import parquet

from ingest import load_tables
from ingest.corpus import RawArticle
from ingest.report import Failure
from tests.documents import failure, read

TEXT = "The bridge is closed."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", f'Headline,Body,Published At\nBridge,"{TEXT}",2024-01-30\n'.encode()),
        ("a.csv", f'headline;content;date\nBridge;"{TEXT}";2024-01-30\n'.encode()),
        ("a.tsv", f"title\ttext\tpubDate\nBridge\t{TEXT}\t2024-01-30\n".encode()),
        ("a.csv", f"title|text|date\r\nBridge|{TEXT}|2024-01-30\r\n".encode()),
        ("a.csv", f"\ufefftitle,text,date\nBridge,{TEXT},2024-01-30".encode()),
        ("a.csv", f"title,text,date\nBridge,{TEXT},2024-01-30".encode("utf-16")),
    ],
    ids=["comma", "semicolon", "tab", "bar", "mark", "utf-16"],
)
def test_columns_are_known_by_their_names(name: str, data: bytes) -> None:
    (raw,) = read(data, name)
    assert isinstance(raw, RawArticle)
    assert (raw.title, raw.text, raw.published_at) == ("Bridge", TEXT, "2024-01-30")
    assert raw.source == f"{name}:2"


def test_other_encodings_are_made_out() -> None:
    (raw,) = read("title,text\nKöln,Größer als früher war die Brücke über den Fluß.".encode("cp1252"), "a.csv")
    assert isinstance(raw, RawArticle)
    assert raw.title == "Köln"


def test_a_bad_row_is_one_failure_and_the_rest_goes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_tables, "MAX_FIELD", 1_000)
    rows = [
        "title,text",
        f"A,{TEXT}",
        f"B,{TEXT},more",
        'C,"He said "no" today"',
        "D,",
        "",
        'E,"two\nlines"',
        f"F,{TEXT}",
    ]
    found = read("\n".join(rows).encode(), "a.csv")
    assert [item.title if isinstance(item, RawArticle) else item.input for item in found] == [
        "A",
        "a.csv:3",
        "a.csv:4",
        "a.csv:5",
        "E",
        "F",
    ]
    errors = [item.error for item in found if isinstance(item, Failure)]
    assert "has 3 columns, the first line names 2" in errors[0]
    assert "put text in quotes, double those in it" in errors[1]
    assert "no article text" in errors[2]


def test_a_field_of_10_mb_is_a_row_as_any_other() -> None:
    first, second = read(f'title,text\nA,"{"x" * 10_000_000}"\nB,{TEXT}\n'.encode(), "a.csv")
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\n\n", "is empty; its first line must name the columns"),
        (b"title,text\n", "names columns and has no rows"),
        (
            b"headline,size\nA,4\n",
            "has no column with text: no article text: give the column 'text' or 'html'; the columns",
        ),
        (b"title,text\nA," + b"x" * 21_000_000, "has a line of more than 20,000,000 characters"),
        (b'title,text\nA,"never closed', "the row can't be read (unexpected end of data)"),
    ],
    ids=["empty", "no rows", "no text", "line", "quote"],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, reason: str) -> None:
    assert reason in failure(data, "a.csv").error


def written(**columns: list[object]) -> bytes:
    target = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), target)
    return target.getvalue()


def test_parquet() -> None:
    data = written(
        headline=["Bridge", "Ferry", None],
        body=[TEXT, TEXT, None],
        date=[datetime(2024, 1, 30, 10, 15, tzinfo=UTC), None, None],
        authors=[["Ida Moss", "Ola Berg"], [], None],
        id=[7, 8, 9],
    )
    first, second, third = read(data, "a.parquet")
    assert isinstance(first, RawArticle)
    assert (first.title, first.text, first.author) == ("Bridge", TEXT, "Ida Moss, Ola Berg")
    assert (first.published_at, first.external_id) == ("2024-01-30T10:15:00+00:00", "7")
    assert isinstance(second, RawArticle)
    assert isinstance(third, Failure)
    (raw,) = read(written(text=[TEXT], date=[date(2024, 1, 30)], id=[float("nan")]), "a.parquet")
    assert isinstance(raw, RawArticle)
    assert (raw.published_at, raw.external_id) == ("2024-01-30", None)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PAR1" + b"x" * 100, "is a broken Parquet file"),
        (written(size=[1]), "give the column 'text' or 'html'"),
    ],
    ids=["broken", "no text"],
)
def test_parquet_that_cannot_be_read(data: bytes, reason: str) -> None:
    assert reason in failure(data, "a.parquet").error


def test_parquet_without_its_library_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "'.venv/bin/python -m pip install pyarrow'" in failure(b"PAR1", "a.parquet").error
