from __future__ import annotations

import numpy as np
import pytest

from app.rescore import Query, rescore
from ingest.corpus import Passage
from ingest.matches import Material

UP = np.array([1, 0], np.float16)
ASIDE = np.array([0, 1], np.float16)
DAY = 86_400


def material(body: str, *, version: int = 1, published_at: int | None = None, vector: np.ndarray = ASIDE) -> Material:
    lines = body.split("\n")
    vectors = np.tile(vector, (len(lines), 1)).astype(np.float16)
    return Material(version, published_at, (Passage(0, len(lines) - 1),), "", body, vectors)


def query(*terms: str, recency: bool = False) -> Query:
    return Query(UP.astype(np.float32), dict.fromkeys(terms, 1.0), recency)


@pytest.mark.parametrize("materials", [[], [Material(1, None, (), "", "", np.zeros((0, 2), np.float16))]])
def test_nothing_has_no_order(materials: list[Material]) -> None:
    assert rescore(query("heron"), materials) == []


def test_words_and_meaning_put_ahead() -> None:
    assert [row.place for row in rescore(query("heron"), [material("goat"), material("heron")])] == [1, 0]
    assert [row.place for row in rescore(query("egret"), [material("goat"), material("heron", vector=UP)])] == [1, 0]


def test_of_equals_the_first_stays_ahead() -> None:
    assert [row.place for row in rescore(query("heron"), [material("heron")] * 4)] == [0, 1, 2, 3]


@pytest.mark.parametrize(("recency", "order"), [(True, [1, 2, 0]), (False, [0, 1, 2])])
def test_news_is_ahead_where_it_counts(recency: bool, order: list[int]) -> None:
    materials = [material("heron", published_at=at * 365 * DAY) for at in (30, 50, 40)]
    assert [row.place for row in rescore(query("heron", recency=recency), materials)] == order


def test_furniture_is_not_near() -> None:
    (row,) = rescore(query("heron"), [material("heron\n", vector=UP)])
    assert row.sentence_scores[1] < 0 < row.sentence_scores[0]


def test_a_question_without_terms_has_an_order() -> None:
    rows = rescore(query(), [material("goat"), material("heron", vector=UP)])
    assert [row.place for row in rows] == [1, 0]
    assert all(np.isfinite(row.score) for row in rows)
