"""What the page says of the corpus before the first question."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.ui_facts import masthead, welcome
from ingest.catalogue import Counts

COUNTS = Counts(
    articles=1204, sentences=30_000, passages=6000, samples=0, outlets=(("Meridian Wire", 3), ("Post", 1)),
    languages=(("en", 3), ("ar", 1)), first_published=datetime(2024, 10, 7, tzinfo=UTC),
    last_published=datetime(2024, 12, 2, tzinfo=UTC),
)  # fmt: skip
EMPTY = Counts(0, 0, 0, 0, (), (), None, None)


@pytest.mark.parametrize(
    ("counts", "shown", "hidden"),
    [
        (
            COUNTS,
            ["1,204 articles", "30,000 sentences", "2 outlets", "7 Oct 2024 – 2 Dec 2024", 'data-language="ar"'],
            ["sample"],
        ),
        (replace(COUNTS, samples=1204), ["sample articles"], ["1,204 sample"]),
        (replace(COUNTS, samples=44), ["44 sample articles"], []),
        (replace(COUNTS, first_published=None, last_published=None), ["2 outlets"], ["None", "–"]),
        (replace(COUNTS, languages=(('"><script>', 1),)), ["&lt;script&gt;"], ["<script>"]),
        (
            replace(COUNTS, languages=tuple((code, 1) for code in ("en", "ar", "es", "fr"))),
            ['data-language="fr"'],
            ["more"],
        ),
        (
            replace(COUNTS, languages=tuple((code, 1) for code in ("en", "ar", "es", "fr", "de"))),
            ['data-language="es"', '<span title="fr, de">2 more languages</span>'],
            ['data-language="fr"'],
        ),
        (replace(COUNTS, languages=(), first_published=None, last_published=None), ["2 outlets"], ['"line"></span>']),
        (EMPTY, ["No articles yet"], ["0 articles", "sample"]),
    ],
    ids=[
        "full",
        "only samples",
        "some samples",
        "no dates",
        "odd language",
        "four languages",
        "many languages",
        "neither",
        "empty",
    ],
)
def test_masthead(counts: Counts, shown: list[str], hidden: list[str]) -> None:
    html = masthead(counts)
    assert [words for words in shown if words not in html] == []
    assert [words for words in hidden if words in html] == []


def test_an_empty_corpus_says_how_to_fill_it() -> None:
    assert "python -m ingest" in welcome(EMPTY, ())
    assert 'data-tab="add-tab"' in welcome(EMPTY, ())
    assert "python -m ingest" not in welcome(COUNTS, ("Who won?",))


def test_the_first_visit_says_what_this_is() -> None:
    assert "Where the articles don’t say" in welcome(COUNTS, ())
    assert "For example:" in welcome(COUNTS, ("Who won?",))
    assert "For example:" not in welcome(COUNTS, ())


@pytest.mark.parametrize("counts", [COUNTS, EMPTY])
def test_where_one_needs_a_key_the_way_to_it_is_shown(counts: Counts) -> None:
    assert "login" not in masthead(counts)
    assert masthead(counts, keyed=True).count('<a href="login">Your key</a>') == 1
