from __future__ import annotations

import numpy as np
import pytest

from app.closeness import Candidate, Candidates, closeness
from app.lexicon import base
from ingest.terms import terms
from tests.builders import article

LINES = (
    "The ferry sank off Port Maren on Friday.",
    "Forty people were on board, the harbour office said.",
    "Twelve people were on board a bus that burnt.",
    "Rain is expected in the hills.",
)
TEXT = " ".join(LINES)


def given(meaning: tuple[float, ...] = (0.5, 0.5, 0.5, 0.5)) -> Candidates:
    """Return the lines as candidates; their vectors are as close to [1, 0] as `meaning` says."""
    one = article(TEXT)
    rows = [Candidate(one, s, frozenset(map(base, terms(s.text, "en"))), one.id) for s in one.sentences]
    return Candidates(rows, [np.array([near, (1 - near**2) ** 0.5], np.float32) for near in meaning])


HERE = np.array([1.0, 0.0], np.float32)


@pytest.mark.parametrize(
    ("statement", "best"),
    [
        pytest.param("On Friday a ferry sank.", 0, id="words"),
        pytest.param("There were 40 of them on board: forty people.", 1, id="a figure in words"),
        pytest.param("The vessel sank off Port Maren.", 0, id="names"),
        pytest.param("Rains in the hills are expected.", 3, id="other forms"),
    ],
)
def test_words_tell_which_sentence_is_meant(statement: str, best: int) -> None:
    close = closeness(statement, HERE, given(), "en")
    assert int(np.argmax(close.own)) == int(np.argmax(close.score)) == best


def test_meaning_tells_where_words_do_not() -> None:
    close = closeness("A downpour threatens uplands.", HERE, given((0.1, 0.1, 0.1, 0.8)), "en")
    assert int(np.argmax(close.score)) == 3


def test_each_clause_counts_for_itself() -> None:
    close = closeness("A ferry sank off Port Maren, and rain is expected in the hills.", HERE, given(), "en")
    assert set(np.argsort(-close.score)[:2].tolist()) == {0, 3}


@pytest.mark.parametrize("statement", ["It was so.", "?", "Ein Satz über nichts davon."])
def test_scores_are_numbers_between_0_and_1(statement: str) -> None:
    close = closeness(statement, HERE, given((-0.5, 0.0, 0.3, 1.0)), "en")
    for values in (close.own, close.score):
        assert np.isfinite(values).all()
        assert values.min() >= 0.0
        assert values.max() <= 1.0


def test_a_word_that_all_have_tells_nothing() -> None:
    candidates = given()
    assert candidates.rarity(base("peopl")) < candidates.rarity("ferri")
    assert candidates.rarity("never heard") == candidates.rarity("ferri")
