from __future__ import annotations

from typing import Any

import pytest

from app.terminal_check import all_supported, terminal_check, verdict_of

SOURCE = {"article_id": "art_1", "title": "Ferry sinks", "outlet": "Harbour Wire",
          "published_at": "2024-11-29T00:00:00Z", "url": "https://wire.example/ferry",
          "quote": "Forty people were on board."}  # fmt: skip


def row(text: str, label: str, score: float = 0.5, **more: Any) -> dict[str, Any]:
    return {"text": text, "start": 0, "end": len(text), "citations": [], "findings": [], "nearest": [], "differing": [],
            "support": {"label": label, "score": score}} | more  # fmt: skip


SIXTY = {"kind": "number", "start": 0, "end": 5, "text": "Sixty", "clash": True,
         "detail": "the statement says 'Sixty', the source 'Forty'"}  # fmt: skip
PARTIAL = row("Sixty people were\non board.", "partial", 0.34, citations=[1], findings=[SIXTY])


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (row("Nine died.", "supported", citations=[1]), "supported"),
        (PARTIAL, "partial"),
        (row("Nine died.", "unsupported", citations=[1]), "not supported"),
        (row("Nine died.", "unsupported"), "not found"),
        (row("Weather", "unsupported"), "says nothing"),
    ],
)
def test_what_a_reader_is_told(given: dict[str, Any], verdict: str) -> None:
    assert verdict_of(given) == verdict


def test_a_checked_draft_reads_well() -> None:
    body = {
        "statements": [
            row("Weather", "unsupported", 0.0),
            row("Forty were on board.", "supported", 0.97, citations=[1]),
            PARTIAL,
            row("Elephants dance.", "unsupported", 0.0, nearest=[SOURCE]),
        ],
        "citations": [SOURCE | {"number": 1}],
        "warnings": ["The Quay Post has retracted its article."],
    }
    assert terminal_check(body, width=70) == "\n".join(
        [
            "· Weather",
            "",
            "✓ Forty were on board. [1]",
            "",
            "◐ »Sixty« people were on board. [1]",
            "    partial, 0.34",
            "    »Sixty«: the statement says 'Sixty', the source 'Forty'",
            "",
            "? Elephants dance.",
            "    not found, 0.00",
            "    nearest:",
            "    - Harbour Wire, Ferry sinks, 2024-11-29: “Forty people were on",
            "        board.”",
            "",
            "[1] Harbour Wire, Ferry sinks, 2024-11-29",
            "    “Forty people were on board.”",
            "    https://wire.example/ferry",
            "",
            "! The Quay Post has retracted its article.",
            "",
            "1 supported, 1 partial, 1 not found",
        ]
    )


def test_findings_that_overlap_are_marked_once() -> None:
    some = [SIXTY, SIXTY | {"start": 2, "end": 12, "text": "xty people"}]
    text = terminal_check(
        {"statements": [row("Sixty people sank.", "partial", findings=some)], "citations": [], "warnings": []}
    )
    assert text.startswith("◐ »Sixty«» people« sank.")


@pytest.mark.parametrize(
    ("labels", "all_well"),
    [([], True), (["supported"], True), (["supported", "partial"], False), (["unsupported"], False)],
)
def test_all_is_well_if_every_sentence_that_says_something_is_supported(labels: list[str], all_well: bool) -> None:
    rows = [row("Weather", "unsupported"), *(row("Nine died.", label) for label in labels)]
    assert all_supported({"statements": rows, "citations": []}) is all_well


def test_a_draft_in_which_nothing_can_be_checked() -> None:
    assert terminal_check({"statements": [], "citations": [], "warnings": []}) == "Nothing in it can be checked"
