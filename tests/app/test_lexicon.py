from __future__ import annotations

import pytest

from app.lexicon import alike, base, excluded, is_irregular_past
from app.word_tables import table
from ingest.terms import terms


def stem(word: str) -> str:
    return "".join(terms(word, "en"))


@pytest.mark.parametrize(
    ("word", "form"),
    [("rise", "rose"), ("bite", "bitten"), ("child", "children"), ("low", "lowest"), ("sink", "sunk")],
)
def test_irregular_forms_have_one_base(word: str, form: str) -> None:
    assert base(stem(form)) == base(stem(word)) == stem(word)


@pytest.mark.parametrize(("word", "past"), [("rose", True), ("rise", False), ("children", False), ("lowest", False)])
def test_irregular_past(word: str, past: bool) -> None:
    assert is_irregular_past(stem(word)) is past


@pytest.mark.parametrize(
    ("one", "other"),
    [("rose", "climbed"), ("fell", "plunged"), ("ferry", "ferries"), ("blaze", "fire"), ("prohibit", "ban")],
)
def test_alike(one: str, other: str) -> None:
    assert base(stem(other)) in alike(stem(one))
    assert base(stem(one)) in alike(stem(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("rose", "fell"), ("won", "lost"), ("guilty", "innocent"), ("red", "blue"), ("north", "south"), ("man", "women")],
)
def test_excluded(one: str, other: str) -> None:
    assert base(stem(other)) in excluded(stem(one))
    assert base(stem(one)) in excluded(stem(other))
    assert base(stem(other)) not in alike(stem(one))


def test_unknown_word_stands_for_itself() -> None:
    assert alike("zorblat") == {"zorblat"}
    assert excluded("zorblat") == frozenset()


@pytest.mark.parametrize("name", ["lexicon_same", "lexicon_one_of"])
def test_lines_hold_groups(name: str) -> None:
    assert all(len(line.split()) > 1 for line in table(name))


def test_opposites_have_two_sides() -> None:
    for line in table("lexicon_opposite"):
        left, right = (set(side.split()) for side in line.split("|"))
        assert left
        assert right
        assert not left & right, line


def test_no_word_excludes_one_that_may_stand_for_it() -> None:
    both = [
        (line, word)
        for line in table("lexicon_same")
        for word in line.split()
        for other in line.split()
        if base(stem(other)) in excluded(stem(word))
    ]
    assert both == []


def test_tables_leave_out_comments() -> None:
    assert not any("#" in line or not line for name in ("countries", "light_words") for line in table(name))
