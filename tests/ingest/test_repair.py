"""Opening a store whose indexes do not hold what the record says, or which another embedder has made."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import EmbedderMismatchError
from ingest.store import Store
from ingest.vectors_chroma import ChromaIndex
from tests.builders import Counting, article, fake, in_step, ingested, near_keys, open_store, reopened, write

MANY = [article(f"Word{n} came. Rain fell.", external_id=str(n), title=f"Title {n}") for n in range(250)]


class Breaking(Counting):
    """An embedder whose machine is switched off after so many texts."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if len(self.texts) + len(texts) > self._most:
            raise KeyboardInterrupt
        return super().embed_documents(texts)


def all_passages(store: Store) -> dict[str, set[int]]:
    db = store.database.connection
    rows = db.execute("SELECT id, passage.key FROM article JOIN passage ON version = current").fetchall()
    return {article_id: {key for one, key in rows if one == article_id} for article_id, _ in rows}


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda folder: shutil.rmtree(folder), id="no_vector_index"),
        pytest.param(lambda folder: _index(folder, remove=range(0, 100, 3)), id="some_vectors_lost"),
        pytest.param(lambda folder: _index(folder, copy_to=9_999), id="a_vector_too_many"),
    ],
)
def test_the_vector_index_is_brought_in_step_without_embedding(tmp_path: Path, harm: Any) -> None:
    ingested(tmp_path, MANY)
    harm(tmp_path / "chroma")
    counting = Counting()
    with closing(open_store(tmp_path, fake(counting))) as store:
        in_step(store)
        assert store.counts().articles == len(MANY)
        assert near_keys(store, "x") == store.vectors.keys()
    assert counting.texts == []


def _index(folder: Path, *, remove: Sequence[int] = (), copy_to: int | None = None) -> None:
    with closing(ChromaIndex(folder, "fake-16 16")) as index:
        index.remove(remove)
        if copy_to is not None:
            index._collection.add(ids=[str(copy_to)], embeddings=[[1.0] * 16])


def test_opening_what_is_whole_repairs_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    ingested(tmp_path, MANY[:3])
    open_store(tmp_path).close()
    assert not caplog.records
    shutil.rmtree(tmp_path / "chroma")
    open_store(tmp_path).close()
    assert "3 articles to finish" in caplog.text


@pytest.mark.parametrize(
    ("name", "dimension"), [("other", 16), ("fake-16", 24)], ids=["another_name", "another_dimension"]
)
def test_another_embedder_is_refused_with_the_command_that_helps(tmp_path: Path, name: str, dimension: int) -> None:
    ingested(tmp_path, MANY[:2])
    with pytest.raises(EmbedderMismatchError, match="python -m ingest --rebuild") as refusal:
        open_store(tmp_path, fake(name=name, dimension=dimension))
    assert "'fake-16' (16 numbers a vector)" in str(refusal.value)
    with closing(open_store(tmp_path)) as store:
        in_step(store)
        assert store.counts().articles == 2


def test_a_rebuild_makes_every_vector_again_and_keeps_everything_else(tmp_path: Path) -> None:
    with closing(open_store(tmp_path)) as store:
        write(store, *MANY)
        write(store, article("Another text.", external_id="0"))
        passages = all_passages(store)
    counting = Counting()
    other = fake(counting, name="other")
    with closing(open_store(tmp_path, other, rebuild=True)) as store:
        in_step(store)
        assert store.embedder_name == "other"
        assert all_passages(store) == passages
        assert [version.number for version in store.versions(MANY[0].id)] == [2, 1]
        assert near_keys(store, "x") == store.vectors.keys()
    assert {article.title for article in MANY[1:]} < set(counting.texts)
    with closing(open_store(tmp_path, other)) as store:
        in_step(store)
    with pytest.raises(EmbedderMismatchError, match="'other'"):
        open_store(tmp_path)


def test_a_rebuild_with_the_same_embedder_makes_every_vector_again(store: Store) -> None:
    write(store, *MANY[:3])
    counting = Counting()
    with closing(reopened(store, embedder=fake(counting), rebuild=True)) as again:
        in_step(again)
    assert len(counting.texts) == 3 + 3 + 1  # titles, first sentences, and the sentence that all share


def test_a_rebuild_that_was_cut_off_goes_on_from_where_it_was(tmp_path: Path) -> None:
    ingested(tmp_path, MANY)
    broken = Breaking(450)
    with pytest.raises(KeyboardInterrupt):
        open_store(tmp_path, fake(broken, name="other"), rebuild=True)
    assert 0 < len(broken.texts) <= 450
    with pytest.raises(EmbedderMismatchError):
        open_store(tmp_path)
    counting = Counting()
    with closing(open_store(tmp_path, fake(counting, name="other"))) as store:
        in_step(store)
        assert store.counts().articles == len(MANY)
    titles = [text for text in (*broken.texts, *counting.texts) if text.startswith("Title")]
    assert sorted(titles) == sorted(article.title or "" for article in MANY)  # none twice
