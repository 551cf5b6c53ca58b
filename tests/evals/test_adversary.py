"""What a model invents is never shown as supported, and what it says truly is shown: a part of the measurement."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from app.answers import Label
from app.reading import Line
from app.wire import Services
from tests.evals.adversary import Row, lie, opened, tell
from tests.evals.truths import truths
from tests.scripted_model import ScriptedModel

# Shown in part is what one sentence says but for a word: 37 of 100 inventions.
MOST_PARTIAL = 0.4
MOST_LOST = 0.05

Opened = tuple[ScriptedModel, Services, dict[str, list[Line]]]


@pytest.fixture(scope="module")
def corpus() -> Iterator[Opened]:
    logging.disable(logging.WARNING)
    with ScriptedModel() as server, opened(server) as (services, lines):
        yield server, services, lines
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def invented(corpus: Opened) -> list[Row]:
    server, services, lines = corpus
    return lie(services, server, lines, questions=30, per=3)


def test_of_what_is_invented_nothing_is_supported(invented: list[Row]) -> None:
    assert len(invented) >= 500
    assert len({row.kind for row in invented}) >= 17
    assert [row for row in invented if row.label is Label.SUPPORTED] == []


def test_what_is_shown_of_it_in_part_is_marked(invented: list[Row]) -> None:
    partial = [row for row in invented if row.label is Label.PARTIAL]
    assert len(partial) <= MOST_PARTIAL * len(invented)
    assert all(row.findings for row in partial)


def test_what_is_true_is_shown(corpus: Opened) -> None:
    server, services, lines = corpus
    by_hand = [truth for truth in truths(lines) if not truth.kind.startswith("sentence")]
    rows = tell(services, server, by_hand)
    lost = [row for row in rows if row.label is Label.UNSUPPORTED]
    assert len(lost) <= MOST_LOST * len(rows), lost


def test_what_the_sources_say_word_for_word_is_supported(corpus: Opened) -> None:
    server, services, lines = corpus
    verbatim = [truth for truth in truths(lines) if truth.kind.startswith("sentence")][::7]
    assert [row for row in tell(services, server, verbatim) if row.label is not Label.SUPPORTED] == []
