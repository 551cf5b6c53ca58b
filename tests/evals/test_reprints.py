from __future__ import annotations

from contextlib import closing

import pytest

from tests.builders import open_store
from tests.evals import reprints


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> reprints.Told:
    with closing(open_store(tmp_path_factory.mktemp("reprints"))) as store:
        return reprints.tell(store)


def test_nineteen_of_twenty_reprints_are_told(told: reprints.Told) -> None:
    assert told.mean >= 0.95


@pytest.mark.parametrize("edit", [edit.__name__ for edit in reprints.EDITS])
def test_whatever_the_editor_did(told: reprints.Told, edit: str) -> None:
    assert told.recall[edit] >= 0.9


def test_no_two_stories_are_one(told: reprints.Told) -> None:
    assert told.joined == frozenset()
