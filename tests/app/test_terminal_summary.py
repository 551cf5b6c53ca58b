from __future__ import annotations

from typing import Any

import pytest

from app.api_examples_summary import SUMMARY
from app.terminal_summary import terminal_summary

LISTED = {"article_id": "art_2", "title": "Fog", "outlet": "Wire", "url": None, "published_at": "2021-05-03T00:00:00Z"}
CLAIM = {
    "citation": 1, "article_id": "art_1", "sentence": 0, "start": 0, "end": 5, "text": "Forty", "outlet": "Post",
    "published_at": "2021-05-02T00:00:00Z", "speaker": None,
}  # fmt: skip


def test_a_brief_is_a_paragraph_below_what_it_rests_on_with_footnotes() -> None:
    said = terminal_summary(SUMMARY)
    first, *_ = said.split("\n")
    assert first == "1 article, 1 independent origin, 1 outlet"
    assert "Forty people were on board, the harbour office said. [1]" in said
    assert "[1] Harbour Post, Ferry leaves harbour, 2021-05-02" in said


def test_points_that_one_outlet_has_alone_are_marked() -> None:
    body = SUMMARY | {"style": "bullets", "carried": [SUMMARY["carried"][0] | {"only_in": "Harbour Post"}]}
    assert "- Forty people were on board, the harbour office said. [1] (only in Harbour Post)" in terminal_summary(body)


@pytest.mark.parametrize(
    ("key", "rows", "said"),
    [
        (
            "disagreements",
            [{"about": "figure", "sides": [
                {"value": "Forty", "origins": 1, "claims": [CLAIM]},
                {"value": "50", "origins": 1, "claims": [CLAIM | {"outlet": None}]},
            ]}],
            "- “Forty” (Post, 2021-05-02 [1]) ≠ “50” (one article, 2021-05-02 [1])",
        ),
        (
            "updates",
            [{"about": "figure", "sides": [
                {"value": "Forty", "origins": 1, "claims": [CLAIM]},
                {"value": "50", "origins": 1, "claims": [CLAIM]},
            ]}],
            "- “Forty” (Post, 2021-05-02 [1]) → “50” (Post, 2021-05-02 [1])",
        ),
        ("unused", [LISTED | {"reason": "no room"}], "  - Wire, Fog, 2021-05-03: no room"),
        (
            "stories",
            [{"title": "Fog", "article_ids": ["a", "b"], "outlets": 1, "published_from": "2021-05-02T00:00:00Z",
              "published_to": "2021-05-03T00:00:00Z", "summarised": True}],
            "  * Fog (2 articles, 2021-05-02 to 2021-05-03)",
        ),
        ("warnings", ["Two languages."], "! Two languages."),
    ],
)  # fmt: skip
def test_what_stands_beside_the_statements_is_told(key: str, rows: list[Any], said: str) -> None:
    assert said in terminal_summary(SUMMARY | {key: rows}, width=96).split("\n")


def test_an_abstention_says_why_and_names_what_is_near() -> None:
    body = SUMMARY | {
        "text": "No article is about this.", "statements": [], "citations": [], "sections": [], "nearest": [LISTED],
        "counts": {"articles": 0, "origins": 0, "outlets": 0, "text": "0 articles"},
    }  # fmt: skip
    assert terminal_summary(body).split("\n") == [
        "No article is about this.", "", "Nearest articles:", "  - Wire, Fog, 2021-05-03"
    ]  # fmt: skip
