"""What is owed, what tells it, and how many words it still takes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.carriers import Carriers
from app.compare import compare
from app.fit import Fitting
from app.sides import Compared
from app.summary_due import Due
from ingest.embed import Embedder
from tests.units import Read, rows_of, told, units_of

BURST = "The dam at Marlow burst on Tuesday after three days of rain."
FORTY = "Forty houses in the village of Tessin were flooded, the fire service said."
SIXTY = "Sixty houses in the village of Tessin were flooded, the farmers' union said."
SCHOOL = "The school in Tessin may reopen on Monday."
HE = "He said that the wall had been weak for many years."
NOTHING = Compared((), ())


@pytest.fixture(scope="module")
def reads(embedder: Embedder) -> tuple[Read, ...]:
    return (
        told(f"{BURST} {FORTY} {SCHOOL}", "coast", embedder=embedder),
        told(f"{BURST} {FORTY} {HE}", "post", embedder=embedder),
        told(f"{SIXTY}", "echo", embedder=embedder),
    )


def at(rows: Sequence[Fitting], text: str) -> int:
    return next(number for number, row in enumerate(rows) if row.text == text)


def due(reads: Sequence[Read], *texts: str, compared: Compared = NOTHING, most: int = 200) -> tuple[Due, list[Fitting]]:
    rows = rows_of(*reads)
    planned = [at(rows, text) for text in texts]
    return Due(rows, planned, Carriers(units_of(*reads)), compared, most), rows


def untold(owed: Due, rows: Sequence[Fitting], *, must: bool = True) -> list[str]:
    return [rows[row].text for row in owed.untold(must=must)]


def test_what_several_origins_carry_is_owed_and_what_one_says_is_not(reads: tuple[Read, ...]) -> None:
    owed, rows = due(reads, BURST, SCHOOL)
    assert untold(owed, rows) == [BURST]
    assert untold(owed, rows, must=False) == [BURST, SCHOOL]


def test_a_statement_tells_what_it_cites_in_other_words_too(reads: tuple[Read, ...]) -> None:
    owed, rows = due(reads, BURST, SCHOOL)
    text = "After three days of rain the dam burst at Marlow."
    key = rows[at(rows, BURST)].unit.key
    assert owed.words_left([key], text) == 0
    assert owed.words_left([("art_other", 0)], text) == len(BURST.split())
    assert untold(owed, rows) == [BURST]
    owed.tell([key], text)
    assert untold(owed, rows, must=False) == [SCHOOL]


def test_a_part_of_a_sentence_does_not_tell_it_and_two_parts_do(reads: tuple[Read, ...]) -> None:
    owed, rows = due(reads, BURST)
    key = rows[at(rows, BURST)].unit.key
    owed.tell([key], "The dam burst.")
    assert untold(owed, rows) == [BURST]
    owed.tell([key], "It rained for three days at Marlow until Tuesday.")
    assert untold(owed, rows) == []


def test_each_side_of_a_disagreement_is_owed(reads: tuple[Read, ...]) -> None:
    compared = compare(units_of(*reads))
    assert len(compared.disagreements) == 1
    owed, rows = due(reads, BURST, compared=compared)
    assert untold(owed, rows) == [BURST, FORTY, SIXTY]
    owed.tell([rows[at(rows, SIXTY)].unit.key], "The farmers' union counts sixty houses.")
    assert untold(owed, rows) == [BURST, FORTY]


def test_both_sides_or_none_where_there_is_no_room(reads: tuple[Read, ...]) -> None:
    compared = compare(units_of(*reads))
    owed, rows = due(reads, BURST, compared=compared, most=30)
    assert untold(owed, rows) == [BURST]


def test_what_leans_on_another_sentence_is_not_owed(reads: tuple[Read, ...], embedder: Embedder) -> None:
    again = told(f"{SCHOOL} {HE}", "wire", embedder=embedder)
    owed, rows = due((*reads, again), HE)
    assert untold(owed, rows) == []
