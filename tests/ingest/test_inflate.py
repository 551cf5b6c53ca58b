from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.inflate import Budget, BudgetError, Inflated, read_all, zip_file
from tests.documents import zipped


def inflated(data: bytes) -> bytes:
    return read_all(io.BufferedReader(Inflated(io.BytesIO(data)), 512))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.binary(max_size=3_000), min_size=1, max_size=4), st.integers(0, 3))
def test_what_was_packed_in_parts_comes_out_as_it_was(parts: list[bytes], zeros: int) -> None:
    assert inflated(b"".join(map(gzip.compress, parts)) + bytes(zeros)) == b"".join(parts)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(b"words")[:-3], "breaks off"),
        (gzip.compress(b"words") + b"more", "something behind its end"),
        (b"\x1f\x8b\x08\x00nonsense in it", "is broken"),
        (gzip.compress(bytes(50_000_000)), "more than 100 times"),
        (b"", "breaks off"),
    ],
    ids=["end", "rest", "broken", "bomb", "empty"],
)
def test_what_cannot_be_unpacked(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        inflated(data)


def test_a_budget_is_spent_once() -> None:
    budget = Budget(2_000_000)
    budget.spend(2_000_000)
    with pytest.raises(BudgetError, match="more than 2 MB in all"):
        budget.spend(1)


def test_a_long_list_of_members_is_not_read() -> None:
    data = bytearray(zipped({"a.txt": "x"}))
    at = data.index(b"PK\x05\x06") + 12
    data[at : at + 4] = (30_000_000).to_bytes(4, "little")
    with pytest.raises(ValueError, match="too many members"):
        zip_file(io.BytesIO(bytes(data)))
