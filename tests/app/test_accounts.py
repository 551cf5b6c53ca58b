from __future__ import annotations

import pytest

from app import accounts


@pytest.mark.parametrize("given", ["a", "job-7.retry:2", "0" * 64])
def test_an_id_that_is_short_and_plain_is_taken(given: str) -> None:
    assert accounts.request_id(given) == given


@pytest.mark.parametrize("given", [None, "", "0" * 65, "two words", "line\nbreak", "-first", "é", '{"level":"info"}'])
def test_any_other_is_replaced(given: str | None) -> None:
    made = accounts.request_id(given)
    assert made != given
    assert made == accounts.request_id(made)
    assert accounts.request_id(given) != made


def test_outside_a_request_nothing_is_written_down() -> None:
    accounts.note(statements=1, citations=1)
    assert accounts.current() is None
    with accounts.opened("one") as account:
        accounts.note(statements=2, citations=3)
    assert (account.statements, account.citations, account.abstained) == (2, 3, None)
    assert accounts.current() is None
