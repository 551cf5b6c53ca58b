"""Deleted means gone: from every list, from both indexes, from the answers that quoted it and from the files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ingest.corpus import Article
from ingest.errors import GoneError, NotFoundError
from ingest.report import Status
from ingest.store import Store
from tests.builders import article, bytes_of, found_by_word, in_step, near_keys, open_store, reopened, write

SECRET = article(
    "Quillfeather confessed to the zarkovian heist. The loot lay in Brundlemere.",
    title="Quillfeather talks",
    author="Vexley Thornquist",
    external_id="secret",
)
OTHER = article("The market opened late. Prices fell.", external_id="other")


def private(word: str) -> Article:
    """Return an article whose words no other test has ever had in memory: vector files hold scraps of it."""
    return article(f"Jo{word} confessed. The loot lay in {word}mere.", title=f"Of {word}mere", author=f"Ann {word}mere")


def test_it_is_gone_from_every_list_and_index_at_once(store: Store) -> None:
    write(store, SECRET, OTHER)
    store.delete(SECRET.id)
    with pytest.raises(GoneError, match=SECRET.id):
        store.article(SECRET.id)
    for look in (store.versions, store.origin, store.delete):
        with pytest.raises(GoneError):
            look(SECRET.id)
    with pytest.raises(GoneError):
        store.article(SECRET.id, version=1)
    assert store.current(SECRET.id) is None
    assert [row.id for row in store.page().articles] == [OTHER.id]
    assert (store.counts().articles, store.counts().sentences, store.counts().passages) == (1, 2, 1)
    assert not found_by_word(store, "quillfeath", "zarkovian")
    assert near_keys(store, "Quillfeather confessed") == found_by_word(store, "market") == store.vectors.keys()
    in_step(store)


def test_its_older_versions_go_with_it(store: Store) -> None:
    write(store, private("Zarkov"))
    write(store, article("Nothing happened."))
    store.delete(article().id)
    assert store.database.connection.execute("SELECT count(*) FROM version").fetchone() == (0,)
    assert b"zarkov" not in bytes_of(store.folder).lower()


@pytest.mark.parametrize(
    ("others", "word"), [(0, "Quill"), (1, "Vexley"), (60, "Brundl")], ids=["alone", "with_one", "with_many"]
)
def test_its_words_are_no_longer_in_the_files(tmp_path: Path, others: int, word: str) -> None:
    secret = private(word)
    with closing(open_store(tmp_path)) as store:
        write(store, *(article(f"Word{n} came. Rain fell on {n}.", external_id=f"{n}") for n in range(others)))
        write(store, secret)
        store.save_answer("ans_1", {"text": secret.text}, [secret.id])
        assert bytes_of(tmp_path).lower().count(word.lower().encode()) > 5
        store.delete(secret.id)
        # Not in the text and not in the words of the lexical index, which are in lower case and stemmed.
        assert word.lower().encode() not in bytes_of(tmp_path).lower()
    assert word.lower().encode() not in bytes_of(tmp_path).lower()


def test_a_reader_in_the_middle_of_something_does_not_stop_a_delete(store: Store) -> None:
    secret = private("Thornq")
    write(store, secret, OTHER)
    with closing(sqlite3.connect(store.folder / "record.sqlite3", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM version").fetchone()
        store.delete(secret.id)
        reader.execute("COMMIT")
    store.delete(OTHER.id)
    assert b"thornq" not in bytes_of(store.folder).lower()


def test_an_answer_that_quoted_it_is_gone_and_others_are_not(store: Store) -> None:
    write(store, SECRET, OTHER)
    store.save_answer("ans_both", {"text": "x"}, [SECRET.id, OTHER.id])
    store.save_answer("ans_other", {"text": "y"}, [OTHER.id])
    store.delete(SECRET.id)
    with pytest.raises(GoneError, match="ans_both"):
        store.answer("ans_both")
    assert store.answer("ans_other") == {"text": "y"}


def test_an_answer_that_was_being_made_meanwhile_is_not_kept(store: Store) -> None:
    write(store, SECRET)
    store.delete(SECRET.id)
    store.save_answer("ans_late", {"text": SECRET.text}, [SECRET.id])
    with pytest.raises(GoneError):
        store.answer("ans_late")


def test_it_can_come_back_as_if_new(store: Store) -> None:
    write(store, SECRET)
    store.delete(SECRET.id)
    assert write(store, SECRET) == {SECRET.id: Status.ADDED}
    assert store.article(SECRET.id) == SECRET
    assert [version.number for version in store.versions(SECRET.id)] == [1]
    assert found_by_word(store, "zarkovian") == store.vectors.keys()
    store.save_answer("ans_1", {"text": "z"}, [SECRET.id])
    assert store.answer("ans_1") == {"text": "z"}
    in_step(store)


def test_it_stays_gone_after_the_next_start(store: Store) -> None:
    write(store, SECRET, OTHER)
    store.delete(SECRET.id)
    with closing(reopened(store)) as again:
        with pytest.raises(GoneError):
            again.article(SECRET.id)
        with pytest.raises(NotFoundError):
            again.article("art_never")
        in_step(again)
