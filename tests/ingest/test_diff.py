"""What two versions of an article have in common: sentence by sentence, then word by word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.diff import RowKind, WordKind, diff, words
from tests.builders import sentences

FERRY = "The ferry Solveig left Port Ellery at noon."
BOARD = "Forty people were on board, the harbour office said."
STORM = "A storm had closed the harbour on Monday."
CAUSE = "The cause of the accident is not known."
BOARD_NOW = "Forty-two people were on board, the harbour office said."
NEW = "Divers will search the hull tomorrow."


def told(old: list[str], new: list[str]) -> list[tuple[str, int | None, int | None]]:
    return [
        (row.kind.value, row.old.index if row.old else None, row.new.index if row.new else None)
        for row in diff(sentences(*old), sentences(*new))
    ]


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        ([FERRY, BOARD], [FERRY, BOARD], [("same", 0, 0), ("same", 1, 1)]),
        ([FERRY, BOARD], [FERRY, BOARD_NOW], [("same", 0, 0), ("changed", 1, 1)]),
        ([FERRY, BOARD], [FERRY, NEW, BOARD], [("same", 0, 0), ("added", None, 1), ("same", 1, 2)]),
        ([FERRY, STORM, BOARD], [FERRY, BOARD], [("same", 0, 0), ("removed", 1, None), ("same", 2, 1)]),
        ([FERRY, BOARD], [FERRY], [("same", 0, 0), ("removed", 1, None)]),
        (
            [FERRY, BOARD, STORM, CAUSE],
            [CAUSE, FERRY, BOARD, STORM],
            [("moved", 3, 0), ("same", 0, 1), ("same", 1, 2), ("same", 2, 3)],
        ),
        ([FERRY, STORM], [FERRY, NEW], [("same", 0, 0), ("added", None, 1), ("removed", 1, None)]),
        (
            [FERRY, BOARD, STORM],
            [STORM, FERRY, BOARD_NOW],
            [("moved", 2, 0), ("same", 0, 1), ("changed", 1, 2)],
        ),
        ([], [FERRY], [("added", None, 0)]),
        ([FERRY], [], [("removed", 0, None)]),
        ([], [], []),
    ],
    ids=[
        "same",
        "changed",
        "added",
        "removed",
        "cut",
        "moved",
        "replaced",
        "moved and changed",
        "new",
        "gone",
        "empty",
    ],
)
def test_rows(old: list[str], new: list[str], rows: list[tuple[str, int | None, int | None]]) -> None:
    assert told(old, new) == rows


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("Forty people died.", "Forty-two people died.", "Forty{+-two+} people died."),
        ("It killed 40 people.", "It killed 42 people.", "It killed[- 40-]{+ 42+} people."),
        ("Ferry sinks", "Ferry sinks", "Ferry sinks"),
        ("桥长四十米。", "桥长五十米。", "桥长[-四-]{+五+}十米。"),
        ("غرقت العبارة يوم الاثنين.", "غرقت العبارة يوم الثلاثاء.", "غرقت العبارة يوم[- الاثنين-]{+ الثلاثاء+}."),
        ("It  sank.", "It sank.", "It sank."),
    ],
)
def test_words(old: str, new: str, marked: str) -> None:
    marks = {WordKind.SAME: "{}", WordKind.REMOVED: "[-{}-]", WordKind.ADDED: "{{+{}+}}"}
    assert "".join(marks[kind].format(text) for kind, text in words(old, new)) == marked


LINES = st.lists(st.sampled_from([FERRY, BOARD, BOARD_NOW, STORM, CAUSE, NEW, "One.", "Two."]), max_size=9)


@given(old=LINES, new=LINES)
def test_every_sentence_is_told_once(old: list[str], new: list[str]) -> None:
    rows = diff(sentences(*old), sentences(*new))
    assert [row.new.index for row in rows if row.new] == list(range(len(new)))
    assert sorted(row.old.index for row in rows if row.old) == list(range(len(old)))
    for row in rows:
        same = row.old is not None and row.new is not None and row.old.text == row.new.text
        assert same == (row.kind in (RowKind.SAME, RowKind.MOVED))
        assert bool(row.words) == (row.kind is RowKind.CHANGED)
        if row.new and row.words:
            assert "".join(text for kind, text in row.words if kind is not WordKind.REMOVED) == row.new.text


@pytest.mark.parametrize("line", ["The same line.", "The number is {0} of {1}.", "x" * 30])
def test_long_articles_do_not_take_long(line: str) -> None:
    old, new = ([line.format(n, n % by) for n in range(2_000)] for by in (7, 11))
    began = time.process_time()
    diff(sentences(*old), sentences(*new))
    words(" ".join(old), " ".join(new))
    assert time.process_time() - began < 5
