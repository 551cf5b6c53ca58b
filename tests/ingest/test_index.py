"""Articles through the whole way into a store: what each row of the report says, and what the embedder is asked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from ingest import terms
from ingest.corpus import RawArticle
from ingest.embed import Embedder
from ingest.errors import EmbedError
from ingest.index import BATCH_ARTICLES, BATCH_SECONDS, BATCH_SENTENCES, TELL_SECONDS, IndexProgress, index
from ingest.report import Done, Failure, Status
from ingest.store import Store
from tests.builders import Counting, fake, found_by_word, in_step, open_store, raw

FULL = raw(
    "The ferry left Port Maren at nine. Forty people were on board.",
    external_id="ferry",
    title="Ferry leaves",
    outlet="Harbour Post",
    author="Ida Brandt",
    published_at="2021-05-02T09:30:00.250Z",
)
ADDED, UPDATED, UNCHANGED = Status.ADDED, Status.UPDATED, Status.UNCHANGED


@pytest.fixture
def counting() -> Counting:
    return Counting()


@pytest.fixture
def counted(tmp_path: Path, counting: Counting) -> Iterator[Store]:
    with closing(open_store(tmp_path, fake(counting))) as opened:
        yield opened


def statuses(store: Store, *items: Any) -> list[Status]:
    return [row.status for row in index(items, store).done]


def only(store: Store) -> Any:
    (row,) = store.page().articles
    return store.article(row.id)


def test_every_row_has_its_article_in_the_order_in_which_they_came(store: Store) -> None:
    bad = Failure("notes.bin", "is binary")
    report = index([FULL, bad, raw("", source="empty.txt"), raw(source="b.txt")], store)
    assert [(row.input, row.status) for row in report.done] == [("ferry", ADDED), ("b.txt", ADDED)]
    assert [row.input for row in report.failed] == ["notes.bin", "empty.txt"]
    assert report.done[0].external_id == "ferry"
    assert {row.id for row in report.done} == {row.id for row in store.page().articles}
    in_step(store)


def test_the_same_again_is_unchanged_and_costs_no_embedding(counted: Store, counting: Counting) -> None:
    assert statuses(counted, FULL) == [ADDED]
    assert counting.texts
    counting.texts.clear()
    assert statuses(counted, FULL, FULL) == [UNCHANGED, UNCHANGED]
    assert counting.texts == []
    assert only(counted).version == 1


def test_each_distinct_sentence_is_embedded_once(counted: Store, counting: Counting) -> None:
    index([FULL, replace(FULL, external_id="reprint"), raw("Rain fell. Rain fell.", title="Rain fell.")], counted)
    assert sorted(counting.texts) == sorted(set(counting.texts))
    assert set(counting.texts) == {
        *("Ferry leaves", "The ferry left Port Maren at nine.", "Forty people were on board.", "Rain fell.")
    }


@pytest.mark.parametrize("identity", [{"external_id": "x"}, {"url": "https://a.example/x"}], ids=["id", "url"])
def test_another_text_under_the_same_identity_is_a_new_version(store: Store, identity: dict[str, str]) -> None:
    assert statuses(store, raw("Wolves came down. Nobody saw.", **identity)) == [ADDED]
    assert statuses(store, raw("Bears came down. Nobody saw.", **identity)) == [UPDATED]
    article = only(store)
    assert (article.version, article.text[:5]) == (2, "Bears")
    assert store.article(article.id, version=1).text.startswith("Wolves")
    assert not found_by_word(store, "wolv")
    in_step(store)


def test_without_id_and_url_another_text_is_another_article(store: Store) -> None:
    assert statuses(store, raw("Wolves came down."), raw("Bears came down."), raw("Wolves came down.")) == [
        *(ADDED, ADDED, UNCHANGED)
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(dict.fromkeys(("title", "outlet", "author", "published_at")), UNCHANGED, id="all_left_out"),
        pytest.param({"title": "Ferry late", "author": None}, UPDATED, id="new_title"),
        pytest.param({"author": "A. N. Other", "title": None}, UPDATED, id="new_author"),
        pytest.param({"published_at": "2021-05-02T09:30:00Z"}, UNCHANGED, id="a_fraction_of_a_second"),
    ],
)
def test_metadata_given_anew(store: Store, changes: dict[str, Any], expected: Status) -> None:
    index([FULL], store)
    assert statuses(store, replace(FULL, **changes)) == [expected]
    article = only(store)
    for name in ("title", "outlet", "author"):
        assert getattr(article, name) == (changes.get(name) or getattr(FULL, name))
    assert article.text == FULL.text
    assert article.published_at is not None
    in_step(store)


def test_the_same_article_several_times_in_one_run(store: Store) -> None:
    wolves, bears = raw("Wolves came.", external_id="x"), raw("Bears came.", external_id="x")
    assert statuses(store, wolves, wolves, bears, bears, wolves) == [ADDED, UNCHANGED, UPDATED, UNCHANGED, UPDATED]
    assert statuses(store, wolves, bears, wolves) == [UNCHANGED, UPDATED, UPDATED]
    assert (only(store).version, only(store).text) == (5, "Wolves came.")
    in_step(store)


def test_a_run_of_several_batches(store: Store) -> None:
    long = " ".join(f"Sentence {number} of many." for number in range(BATCH_SENTENCES // 2 + 1))
    items = [raw(f"Number {n}. {long}", external_id=str(n)) for n in range(5)]
    seen: list[IndexProgress] = []
    report = index([*items, Failure("x", "y")], store, on_progress=seen.append)
    assert [row.external_id for row in report.done] == ["0", "1", "2", "3", "4"]
    assert [progress.done for progress in seen] == sorted(progress.done for progress in seen)
    assert len({progress.done for progress in seen} - {0, 5}) >= 2
    assert seen[-1] == IndexProgress(done=5, failed=1)
    in_step(store)


def test_progress_is_told_while_everything_is_unchanged(store: Store) -> None:
    items = [raw(f"Rain fell on day {n}.", external_id=str(n)) for n in range(2 * BATCH_ARTICLES + 1)]
    index(items, store)
    seen: list[int] = []
    report = index(items, store, on_progress=lambda progress: seen.append(progress.done))
    assert report.count(UNCHANGED) == len(items)
    assert seen == [BATCH_ARTICLES, 2 * BATCH_ARTICLES, len(items)]


def test_two_runs_at_once_with_the_same_articles(store: Store) -> None:
    items = [raw(f"Rain fell on day {n}.", external_id=str(n)) for n in range(20)]
    with ThreadPoolExecutor(4) as threads:
        reports = [future.result() for future in [threads.submit(index, items, store) for _ in range(4)]]
    rows: list[Done] = [row for report in reports for row in report.done]
    assert len(rows) == 80
    assert sum(row.status is ADDED for row in rows) == store.counts().articles == 20
    assert sum(row.status is UNCHANGED for row in rows) == 60
    in_step(store)


class Failing(Counting):
    """An embedder that fails at a word."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if any("Poison" in text for text in texts):
            raise EmbedError("the embedder is down")
        return DeterministicFakeEmbedding(size=16).embed_documents(texts)


def test_when_the_embedder_fails_what_went_before_is_there(tmp_path: Path) -> None:
    items = [raw(f"Rain fell on day {n}.", external_id=str(n)) for n in range(BATCH_ARTICLES)]
    with closing(open_store(tmp_path, fake(Failing()))) as store:
        with pytest.raises(EmbedError, match="down"):
            index([*items, raw("Poison fell.")], store)
        assert store.counts().articles == BATCH_ARTICLES
        in_step(store)
        assert index(items, store).count(UNCHANGED) == BATCH_ARTICLES


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "\ufeff \u200b"], ids=["half_a_character", "nul", "invisible"])
def test_odd_characters_are_a_row_or_an_article_and_never_an_error(store: Store, text: str) -> None:
    report = index([raw(text, source=f"odd {text}", title=text, outlet=text, external_id=None)], store)
    assert len(report.done) + len(report.failed) == 1
    assert str(report.as_json()).encode()
    in_step(store)


def test_the_user_s_names_of_outlets_are_used(tmp_path: Path, fake_embedder: Embedder) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "outlets.txt").write_text("gazette.example\tThe Gazette of Arlen\n", "utf-8")
    page = "<html><body><article><p>" + "The Arlen bridge opened on Monday. " * 20 + "</p></article></body></html>"
    with closing(open_store(folder, fake_embedder)) as store:
        (done,) = index([RawArticle(source="page", html=page, url="https://gazette.example/a")], store).done
        assert store.article(done.id).outlet == "The Gazette of Arlen"


def test_articles_that_come_slowly_are_in_before_the_next_one_comes(store: Store) -> None:
    seen: list[IndexProgress] = []
    come = time.monotonic()

    def slow() -> Iterator[RawArticle]:
        yield raw("Rain fell on Monday.", external_id="a")
        while not seen and time.monotonic() < come + 3 * BATCH_SECONDS:
            time.sleep(0.05)
        assert store.counts().articles == 1
        yield raw("Rain fell on Tuesday.", external_id="b")

    assert index(slow(), store, on_progress=seen.append).count(ADDED) == 2
    assert [progress.done for progress in seen] == [1, 2]


def test_progress_is_told_while_everything_fails(store: Store) -> None:
    seen: list[IndexProgress] = []

    def failing() -> Iterator[Failure]:
        for number in range(3):
            yield Failure(str(number), "is bad")
            time.sleep(0.6 * TELL_SECONDS)

    index(failing(), store, on_progress=seen.append)
    assert len(seen) > 1
    assert seen[-1] == IndexProgress(done=0, failed=3)


def test_what_stops_the_reading_ends_the_run_with_what_came_before_it_in(store: Store) -> None:
    def stopped() -> Iterator[RawArticle]:
        for number in range(BATCH_ARTICLES + 1):
            yield raw(f"Rain fell on day {number}.", external_id=str(number))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index(stopped(), store)
    in_step(store)


def test_stems_are_forgotten_when_a_run_ends(store: Store) -> None:
    index([FULL], store)
    assert terms._stem.cache_info().currsize == 0
