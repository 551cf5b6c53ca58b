from __future__ import annotations

import pytest

from app.cover import WINDOW, cover


def missing(statement: str, cited: list[str], near: list[str] | None = None, language: str = "en") -> list[str]:
    return [word.text for word in cover(statement, cited, near or [], [], language).missing]


@pytest.mark.parametrize(
    ("statement", "source", "expected"),
    [
        ("The ferry sank.", "The ferry sank.", []),
        ("Ferries sink.", "The ferry sank.", []),
        ("The price climbed.", "The prices rose.", []),
        ("The price fell.", "The prices rose.", ["fell"]),
        ("German sailors drowned.", "Sailors from Germany drowned.", []),
        ("Valdorian sailors drowned.", "Sailors from Valdoria drowned.", []),
        ("The ferry burned off Tarn.", "The ferry sank.", ["burned", "Tarn"]),
        ("It was not so.", "The ferry sank.", []),
    ],
)
def test_missing(statement: str, source: str, expected: list[str]) -> None:
    assert missing(statement, [source]) == expected


def test_spanish() -> None:
    assert missing("Los barcos zarparon.", ["El barco zarpó ayer."], language="es") == []


def test_near_counts_as_cited() -> None:
    assert missing("The ferry sank off Tarn.", ["The ferry sank."], ["Tragedy off Tarn"]) == []


def test_whole_is_one() -> None:
    read = cover("The red ferry sank off Tarn.", ["The red ferry sank off Tarn."])
    assert (read.near, read.worst, read.pairs) == (1.0, 1.0, 1.0)


def test_nothing_is_zero() -> None:
    read = cover("The red ferry sank off Tarn.", ["Prices rose."])
    assert (read.near, read.worst, read.pairs) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("statement", ["It was not so.", "", "..."])
def test_nothing_to_cover(statement: str) -> None:
    read = cover(statement, ["Prices rose."])
    assert (read.near, read.worst, read.pairs, read.missing) == (0.0, 0.0, 0.0, ())


def test_worst_clause() -> None:
    read = cover("The red ferry sank, and an arsonist burned bakeries.", ["The red ferry sank."])
    assert read.worst == 0.0
    assert 0.0 < read.near < 1.0


def test_article_lifts_the_worst_clause_only() -> None:
    statement, cited = "The red ferry sank, and an arsonist burned bakeries.", ["The red ferry sank."]
    alone = cover(statement, cited)
    within = cover(statement, cited, articles=["An arsonist burned bakeries. The red ferry sank."])
    assert (within.near, within.pairs) == (alone.near, alone.pairs)
    assert within.worst == 1.0


def test_pairs_need_one_sentence_and_closeness() -> None:
    statement = "Ferry sank."
    filler = " ".join(f"zor{chr(97 + n)}" for n in range(WINDOW + 1))
    assert cover(statement, ["The ferry sank."]).pairs == 1.0
    assert cover(statement, ["The ferry.", "It sank."]).pairs == 0.0
    assert cover(statement, [f"The ferry {filler} sank."]).pairs == 0.0
    assert cover("Ferry.", ["The ferry sank."]).pairs == 1.0
