from __future__ import annotations

from ingest.rows import Rows


def test_rows_that_memory_does_not_hold_are_there_all_the_same() -> None:
    rows = Rows((f"row {number}" for number in range(10)), in_memory=3)
    expected = [f"row {number}" for number in range(10)]
    assert len(rows) == 10
    assert list(rows) == expected
    assert [rows[place] for place in range(10)] == expected
    assert rows[-1] == "row 9"
    assert rows[2:8:2] == expected[2:8:2]
    assert rows[:100] == expected
    assert not rows[5:5]


def test_two_readers_do_not_disturb_each_other_nor_a_writer() -> None:
    rows = Rows(range(6), in_memory=2)
    pairs = []
    for one, other in zip(rows, rows, strict=True):
        rows.append(0)
        pairs.append((one, other))
        if len(pairs) == 6:
            break
    assert pairs == [(number, number) for number in range(6)]
    assert len(rows) == 12


def test_rows_compare_as_sequences_do() -> None:
    assert Rows([1, 2], in_memory=1) == [1, 2]
    assert Rows([1, 2]) != [1]
    assert not Rows()
    assert repr(Rows(range(11), in_memory=1)) == "Rows([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], ...)"
