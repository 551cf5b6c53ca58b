"""The store as a whole: what goes in comes out, changes, and is gone, in the record and in both indexes at once."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.catalogue import Filters, Sought
from ingest.corpus import Article, Notice, NoticeKind, Role, Sentence, article_id
from ingest.embed import Vectors
from ingest.errors import GoneError, NotFoundError, StoreError, StoreHeldError
from ingest.report import Status
from ingest.store import Store
from ingest.vectors import Near, PassageVector, VectorIndex
from tests.builders import article, found_by_word, in_step, near_keys, open_store, reopened, write

LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40)
LINES = st.lists(LINE.filter(lambda line: line == line.strip()), max_size=12)
DATES = st.none() | st.datetimes(
    min_value=datetime(1600, 1, 1),
    max_value=datetime(2999, 12, 31),
    timezones=st.just(UTC),
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Return an article of any text, with any blanks around its sentences and any roles."""
    text, cut = draw(st.sampled_from(["", " ", "\n\n"])), list[Sentence]()
    for index, line in enumerate(draw(LINES)):
        cut.append(Sentence(index, len(text), len(text) + len(line), line, draw(st.sampled_from(list(Role)))))
        text += line + draw(st.sampled_from([" ", "\n", "", " \n\n "]))
    line = st.none() | LINE
    key = draw(LINE)
    return Article(
        id=article_id(external_id=key, url=None, text=text),
        text=text,
        sentences=tuple(cut),
        title=draw(line),
        outlet=draw(line),
        author=draw(line),
        url=draw(line),
        published_at=draw(DATES),
        language=draw(st.sampled_from([None, "en", "ar", "zh", "xx"])),
        external_id=key,
        sample=draw(st.booleans()),
        modified_at=draw(DATES),
        archived_at=draw(DATES),
        notes=tuple(draw(st.lists(LINE, max_size=2))),
        notice=draw(st.none() | st.builds(Notice, st.sampled_from(NoticeKind), st.none() | st.integers(0, 9), LINE)),
    )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(open_store(tmp_path_factory.mktemp("shared"))) as opened:
        yield opened


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=articles())
def test_any_article_comes_back_as_it_went_in(shared: Store, written: Article) -> None:
    before = shared.current(written.id)
    expected = Status.ADDED if before is None else Status.UPDATED
    if before is not None and before.digest == written.digest:
        expected, written = Status.UNCHANGED, before
    assert write(shared, written) == {written.id: expected}
    read = shared.article(written.id)
    assert replace(read, version=1) == replace(written, version=1)
    assert read.digest == written.digest
    assert [read.text[s.start : s.end] for s in read.sentences] == [s.text for s in written.sentences]
    assert write(shared, read) == {written.id: Status.UNCHANGED}


@pytest.mark.parametrize("year", [1600, 1963, 1969, 1970, 2024, 2038, 2999])
def test_dates_of_any_century(store: Store, year: int) -> None:
    moment = datetime(year, 11, 22, 18, 30, 1, tzinfo=UTC)
    written = article(published_at=moment)
    write(store, written)
    assert store.article(written.id).published_at == moment
    assert store.page(Sought(published_from=moment)).articles[0].published_at == moment
    assert store.page(Sought(published_to=moment)).articles == ()


def test_passages_words_and_vectors_of_an_article_are_there_at_once(store: Store) -> None:
    write(store, article("Wolves came down. Nobody saw them.", title="Forest"))
    assert store.counts().passages == 1
    assert found_by_word(store, "wolv") == near_keys(store, "anything") == store.vectors.keys() != set()
    assert found_by_word(store, "forest") == store.vectors.keys()
    in_step(store)


def test_furniture_is_kept_and_shown_and_not_found(store: Store) -> None:
    write(store, article("Wolves came down. Subscribe to our letter.", roles={1: Role.FURNITURE}))
    (row,) = store.page().articles
    assert [sentence.role for sentence in store.article(row.id).sentences] == [Role.BODY, Role.FURNITURE]
    assert found_by_word(store, "wolv")
    assert not found_by_word(store, "subscrib")


def test_changed_text_is_a_new_version_and_the_old_one_is_kept_but_not_found(store: Store) -> None:
    first = article("Wolves came down. Nobody saw them.")
    second = article("Bears came down. Somebody saw them.")
    write(store, first)
    old = store.vectors.keys()
    assert write(store, second) == {first.id: Status.UPDATED}
    assert store.article(first.id).text == second.text
    assert store.article(first.id).version == 2
    assert store.article(first.id, version=1).text == first.text
    assert [(v.number, v.current) for v in store.versions(first.id)] == [(2, True), (1, False)]
    assert not found_by_word(store, "wolv")
    assert found_by_word(store, "bear") == near_keys(store, "x") == store.vectors.keys()
    assert not old & store.vectors.keys()
    assert store.counts().articles == store.counts().passages == 1
    in_step(store)


def test_an_old_text_that_comes_again_is_a_third_version(store: Store) -> None:
    first, second = article("Wolves."), article("Bears.")
    for one in (first, second, first):
        write(store, one)
    assert [v.digest for v in store.versions(first.id)] == [first.digest, second.digest, first.digest]
    assert found_by_word(store, "wolv")
    in_step(store)


@pytest.mark.parametrize("version", [0, 2, -1])
def test_a_version_that_never_was(store: Store, version: int) -> None:
    write(store, article())
    with pytest.raises(NotFoundError, match="no version"):
        store.article(article().id, version=version)


def test_an_article_that_never_was(store: Store) -> None:
    for look in (store.article, store.versions, store.origin, store.delete):
        with pytest.raises(NotFoundError, match="art_none"):
            look("art_none")


def test_the_same_text_under_two_identities_is_two_articles_of_one_origin(store: Store) -> None:
    late = article(external_id="late", published_at=datetime(2024, 5, 2, tzinfo=UTC))
    early = article(
        "THE HARBOUR was closed. Nobody was hurt.", external_id="early", published_at=datetime(2024, 5, 1, tzinfo=UTC)
    )
    write(store, late, early, article("Alone here.", external_id="alone"))
    assert store.origin(late.id) == store.origin(early.id)
    assert (store.origin(late.id).size, store.origin(late.id).lead) == (2, early.id)
    store.delete(early.id)
    assert (store.origin(late.id).size, store.origin(late.id).lead) == (1, late.id)


def test_the_same_article_from_several_threads_is_written_once(store: Store) -> None:
    together = threading.Barrier(6)

    def bring() -> Status:
        together.wait()
        return write(store, article())[article().id]

    with ThreadPoolExecutor(6) as threads:
        statuses = [future.result() for future in [threads.submit(bring) for _ in range(6)]]
    assert sorted(statuses) == [Status.ADDED] + [Status.UNCHANGED] * 5
    assert len(store.versions(article().id)) == 1
    in_step(store)


def test_readers_see_the_old_or_the_new_version_while_it_changes(store: Store) -> None:
    texts = ["Wolves came.", "Bears came."]
    write(store, article(texts[0]))
    done = threading.Event()

    def read() -> set[str]:
        seen: set[str] = set()
        while not done.is_set():
            seen.add(store.article(article().id).text)
        return seen

    with ThreadPoolExecutor(2) as threads:
        readers = [threads.submit(read) for _ in range(2)]
        for number in range(1, 11):
            write(store, article(texts[number % 2]))
        done.set()
        seen = set.union(*(reader.result() for reader in readers))
    assert seen <= set(texts)
    assert store.article(article().id).version == 11
    in_step(store)


class Refusing:
    """A vector index whose disk is full: real, but every write fails while `refuses` says so."""

    def __init__(self, inner: VectorIndex) -> None:
        self._inner = inner
        self.refuses = set[str]()

    def _check(self, call: str) -> None:
        if call in self.refuses:
            raise OSError(f"no room for {call}")

    def put(self, passages: Sequence[PassageVector], vectors: Vectors) -> None:
        self._check("put")
        self._inner.put(passages, vectors)

    def remove(self, passages: Iterable[int]) -> None:
        self._check("remove")
        self._inner.remove(passages)

    def near(self, vector: Vectors, k: int, filters: Filters) -> tuple[Near, ...]:
        return self._inner.near(vector, k, filters)

    def keys(self) -> set[int]:
        return self._inner.keys()

    def close(self) -> None:
        self._inner.close()


def test_a_write_that_fails_leaves_nothing_and_does_not_come_back_later(store: Store) -> None:
    write(store, article("Wolves came."))
    full = store.vectors = Refusing(store.vectors)
    full.refuses = {"put"}
    with pytest.raises(OSError, match="no room"):
        write(store, article("Bears came."), article("Foxes came.", external_id="b"))
    assert store.article(article().id).text == "Wolves came."
    full.refuses = set()
    in_step(store)
    write(store, article("Owls came."))
    with closing(reopened(store)) as again:
        assert again.article(article().id).text == "Owls came."
        assert [v.number for v in again.versions(article().id)] == [2, 1]
        assert again.counts().articles == 1
        in_step(again)


def test_an_undo_that_fails_too_does_not_bring_an_old_text_back_at_the_next_start(store: Store) -> None:
    write(store, article("Wolves came."))
    db = store.database.connection
    db.execute(
        "INSERT INTO version SELECT NULL, article, 2, 'pending', 'd', origin, title, outlet, outlet_key, author, url,"
        " published_at, language, sample, 'Bears came.', sentences, spans, created_at,"
        " NULL, NULL, NULL, NULL, NULL FROM version"
    )
    write(store, article("Owls came."))
    with closing(reopened(store)) as again:
        assert again.article(article().id).text == "Owls came."
        in_step(again)


def test_a_delete_whose_vectors_stay_is_finished_before_the_article_comes_back(store: Store) -> None:
    write(store, article("Wolves came."), article("Others stay.", external_id="b"))
    full = store.vectors = Refusing(store.vectors)
    full.refuses = {"remove"}
    with pytest.raises(OSError, match="no room"):
        store.delete(article().id)
    with pytest.raises(GoneError):
        store.article(article().id)
    with pytest.raises(OSError, match="no room"):
        write(store, article("Bears came."))
    full.refuses = set()
    assert write(store, article("Bears came.")) == {article().id: Status.ADDED}
    assert [v.number for v in store.versions(article().id)] == [1]
    in_step(store)


def test_a_closed_store_lets_the_next_one_in_and_says_that_it_is_closed(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with pytest.raises(StoreHeldError):
        open_store(tmp_path)
    write(store, article())
    closing_it = threading.Thread(target=store.close)  # the lock is let go by another thread than took it
    closing_it.start()
    closing_it.join()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.counts()
    with closing(open_store(tmp_path)) as again:
        assert again.counts().articles == 1
        assert np.isclose(again.vectors.near(again.embedder.embed_query("x"), 1, Filters())[0].cosine, 0, atol=1)


@pytest.mark.parametrize("blocked", ["", "store.lock", "record.sqlite3"], ids=["folder", "lock", "record"])
def test_a_folder_that_can_not_be_used_is_named(tmp_path: Path, blocked: str) -> None:
    folder = tmp_path / "data"
    if blocked:
        (folder / blocked).mkdir(parents=True)
    else:
        folder.write_text("a file")
    with pytest.raises(StoreError, match="data"):
        open_store(folder)
    assert not (folder / "owner.json").exists()
