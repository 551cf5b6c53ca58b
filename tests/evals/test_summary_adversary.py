"""What a model invents is in no summary, whatever its style: a part of the measurement."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from app.answers import Label
from app.drafts import BUILT_IN
from tests.evals.adversary import opened
from tests.evals.summary_adversary import Lied, lie
from tests.scripted_model import ScriptedModel


@pytest.fixture(scope="module")
def lied() -> Iterator[Lied]:
    logging.disable(logging.WARNING)
    with ScriptedModel() as server, opened(server) as (services, lines):
        yield lie(services, server, lines, lengths=1, per=2)
    logging.disable(logging.NOTSET)


def test_of_what_is_invented_nothing_is_shown(lied: Lied) -> None:
    assert lied.replies >= 40
    assert len(lied.wrote) >= 250
    assert len(lied.kinds) >= 17
    assert lied.shown == []


def test_every_summary_stands_and_says_what_happened(lied: Lied) -> None:
    for summary in lied.summaries:
        assert summary.answer.statements
        assert {row.support.label for row in summary.answer.statements} == {Label.SUPPORTED}
        assert summary.answer.answerer == BUILT_IN
        assert any("left out: the sources do not carry" in warning for warning in summary.answer.warnings)
