from __future__ import annotations

import json

import pytest

from ingest.report import Done, Failure, IndexReport, Status


def test_the_report_has_the_shape_of_the_contract() -> None:
    report = IndexReport(
        [
            Done("art_1", "x", "a.txt", Status.ADDED),
            Failure("c.bin", "is binary"),
            Done("art_2", None, "b.txt", Status.UNCHANGED),
        ]
    )
    assert report.as_json() == {
        "added": 1,
        "updated": 0,
        "unchanged": 1,
        "failed": [{"input": "c.bin", "error": "is binary"}],
        "articles": [
            {"id": "art_1", "external_id": "x", "input": "a.txt", "status": "added"},
            {"id": "art_2", "external_id": None, "input": "b.txt", "status": "unchanged"},
        ],
    }
    assert [report.count(status) for status in Status] == [1, 0, 1]
    assert json.loads("".join(report.as_text())) == report.as_json()


def test_an_empty_report_is_json_as_well() -> None:
    assert json.loads("".join(IndexReport().as_text())) == IndexReport().as_json()


@pytest.mark.parametrize("name", ["\ud800", "caf\udce9.txt", "a\udfffb"], ids=ascii)
def test_halves_of_characters_do_not_stop_a_report(name: str) -> None:
    report = IndexReport([Done("art_1", None, name, Status.ADDED), Failure(name, f"can't read {name}")])
    text = json.dumps(report.as_json(), ensure_ascii=False)
    assert "?" in text.encode("utf-8").decode()


def test_whole_characters_stay_as_they_are() -> None:
    assert Failure("Größe 🛳.txt", "新").input == "Größe 🛳.txt"
