"""Deeds and names that have lost the word on which they hang: 'forgot to', 'the son of'."""

from __future__ import annotations

import pytest

from app.governed import governed_findings
from app.strict import exact
from app.verify import Source
from tests.app.variants import variants

GOOD, BAD = variants("governed.txt", "good"), variants("governed.txt", "bad")


@pytest.mark.parametrize(("source", "statement"), GOOD)
def test_what_is_taken_over_whole_is_carried(source: str, statement: str) -> None:
    assert exact(statement, Source(source)), list(governed_findings(statement, source))


@pytest.mark.parametrize(("source", "statement"), BAD)
def test_what_is_not_is_found(source: str, statement: str) -> None:
    assert not exact(statement, Source(source))


@pytest.mark.parametrize(("source", "statement"), [*GOOD, *BAD])
def test_a_sentence_carries_itself_and_other_languages_are_not_read(source: str, statement: str) -> None:
    assert list(governed_findings(source, source)) == []
    assert list(governed_findings(statement, source, "de")) == []
