from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest

from ingest.catalogue import Filters
from ingest.corpus import Passage
from ingest.matches import Material
from ingest.materials import Materials
from ingest.store import Store
from tests.builders import article, open_store, write

TEXTS = ["The ferry sank off the pier. Divers search the wreck.", "The council voted.", "A storm passed. No harm done."]


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(open_store(tmp_path_factory.mktemp("materials") / "data")) as opened:
        write(opened, *(article(text, external_id=f"a{number}") for number, text in enumerate(TEXTS)))
        yield opened


def versions(store: Store) -> list[int]:
    return store.versions_in(Filters(), 10) or []


def test_what_was_read_is_not_read_again(store: Store) -> None:
    db, kept = store.database.connection, Materials()
    wanted = versions(store)
    first = kept.read(db, wanted[:2])
    again = kept.read(db, wanted[::-1])
    assert [material.version for material in again] == wanted[::-1]
    assert again[1] is first[1]
    assert again[2] is first[0]
    assert kept.read(db, []) == []


def test_what_is_current_no_more_is_left_out(store: Store) -> None:
    db, kept = store.database.connection, Materials()
    wanted = versions(store)
    kept.read(db, wanted)
    write(store, article("The ferry was raised.", external_id="a0"))
    assert [material.version for material in kept.read(db, wanted)] == wanted[1:]


def test_only_so_much_is_kept_and_what_was_used_last(store: Store) -> None:
    db, kept = store.database.connection, Materials(most=4)
    ferry, council, storm = versions(store)
    first = {one.version: one for one in kept.read(db, [ferry, council])}  # three sentences
    assert kept.read(db, [storm])[0].version == storm  # five: the oldest goes
    assert kept.read(db, [council])[0] is first[council]
    assert kept.read(db, [ferry])[0] is not first[ferry]


def test_the_store_forgets_what_it_held_when_something_changes(store: Store) -> None:
    """Nothing that was deleted stays in memory."""
    wanted = versions(store)
    (before,) = store.read_material(wanted[1:2])
    assert store.read_material(wanted[1:2])[0] is before
    store.delete(article(TEXTS[0], external_id="a0").id)
    assert store.read_material(wanted)[0] is not before


def test_what_questions_ask_of_the_words_is_found_out_once() -> None:
    made = Material(1, None, (Passage(0, 2),), "ferri sink", "ferri sank pier\n\nstorm", np.zeros((3, 2), np.float16))
    assert made.row == "ferri sank pier |  | storm"
    assert [made.row[start:].partition(" ")[0] for start in made.starts.tolist()] == ["ferri", "", "storm"]
    assert (made.lengths.tolist(), made.title_length) == ([3, 0, 1], 2)
    assert made.starts is made.starts
