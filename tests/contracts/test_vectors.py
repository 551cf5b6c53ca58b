"""What any vector index must do; run over each implementation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.catalogue import Filters
from ingest.embed import Vectors, unit
from ingest.vectors import PassageVector, VectorIndex
from ingest.vectors_chroma import ChromaIndex

Open = Callable[[Path], VectorIndex]
OPENERS: dict[str, Open] = {"chroma": lambda folder: ChromaIndex(folder, "test 8")}
ALL = Filters()
DAY = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture(params=sorted(OPENERS))
def opener(request: pytest.FixtureRequest) -> Open:
    return OPENERS[request.param]


@pytest.fixture
def index(opener: Open, tmp_path: Path) -> Iterator[VectorIndex]:
    with closing(opener(tmp_path / "vectors")) as opened:
        yield opened


def row(key: int, **fields: Any) -> PassageVector:
    given = {"version": key, "article_id": f"art_{key}", "outlet_key": None, "language": None, "published_at": None}
    return PassageVector(passage=key, **given | fields)


def direction(*weights: float) -> Vectors:
    return unit(np.asarray([weights + (0.0,) * (8 - len(weights))], np.float32))[0]


def put(index: VectorIndex, *rows: PassageVector) -> None:
    """Write passages whose vectors turn further and further away from the first axis."""
    index.put(rows, np.stack([direction(1.0, 0.1 * row.passage) for row in rows]))


def found(index: VectorIndex, filters: Filters = ALL, k: int = 10) -> list[int]:
    return [near.passage for near in index.near(direction(1.0), k, filters)]


def test_an_empty_index_finds_nothing(index: VectorIndex) -> None:
    assert (found(index), index.keys()) == ([], set())
    index.remove([1, 2])
    index.remove([])
    index.put([], np.zeros((0, 8), np.float32))


def test_the_nearest_come_first_with_their_cosines(index: VectorIndex) -> None:
    index.put([row(1), row(2), row(3)], np.stack([direction(0, 1), direction(1, 0), direction(-1, 0)]))
    near = index.near(direction(1, 0), 10, ALL)
    assert [one.passage for one in near] == [2, 1, 3]
    assert np.allclose([one.cosine for one in near], [1, 0, -1], atol=1e-5)
    assert found(index, k=2) == [2, 1]


def test_what_is_put_beside_what_is_there_is_found_whatever_happens_inside(opener: Open, tmp_path: Path) -> None:
    """Left alone, Chroma's threads lose a passage in one of thirty or so; a run need not show it."""
    random = np.random.default_rng(5)
    for number in range(20):
        with closing(opener(tmp_path / str(number))) as index:
            vectors = unit(random.normal(size=(42, 4)).astype(np.float32))
            index.put([row(key) for key in range(12)], vectors[:12])
            index.near(vectors[0], 1, ALL)
            index.put([row(key) for key in range(12, 42)], vectors[12:])
            assert {near.passage for near in index.near(vectors[0], 100, ALL)} == set(range(42))


def test_twins_are_all_kept_and_found(index: VectorIndex) -> None:
    index.put([row(key) for key in range(30)], np.stack([direction(1.0)] * 30))
    assert sorted(found(index, k=100)) == list(range(30))


def test_writing_a_passage_again_leaves_it_once_with_what_was_written_last(index: VectorIndex) -> None:
    index.put([row(1, language="en")], direction(1)[None])
    index.put([row(1, language="es")], direction(0, 1)[None])
    (near,) = index.near(direction(0, 1), 10, ALL)
    assert (near.passage, round(near.cosine, 4)) == (1, 1.0)
    assert found(index, Filters(languages=("en",))) == []
    assert found(index, Filters(languages=("es",))) == [1]


def test_what_is_removed_is_not_found(index: VectorIndex) -> None:
    put(index, *map(row, range(1, 6)))
    index.remove([2, 4, 99])
    assert found(index) == [1, 3, 5]
    assert index.keys() == {1, 3, 5}
    index.remove(iter([1, 3, 5]))
    assert (found(index), index.keys()) == ([], set())


ROWS = [
    row(1, article_id="art_a", outlet_key="gazette", language="en", published_at=int(DAY.timestamp())),
    row(2, article_id="art_a", outlet_key="gazette", language="en", published_at=int(DAY.timestamp())),
    row(3, article_id="art_b", outlet_key="herald", language="es", published_at=int(DAY.timestamp()) + 86_400),
    row(4, article_id="art_c", outlet_key="herald", language="en", published_at=-200_000_000),
    row(5, article_id="art_d"),
]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param(Filters(), [1, 2, 3, 4, 5], id="none"),
        pytest.param(Filters(article_ids=("art_a", "art_d")), [1, 2, 5], id="articles"),
        pytest.param(Filters(article_ids=("art_none",)), [], id="an_unknown_article"),
        pytest.param(Filters(article_ids=()), [], id="no_article_at_all"),
        pytest.param(Filters(outlets=("The  Gazette",)), [1, 2], id="an_outlet_in_another_spelling"),
        pytest.param(Filters(outlets=("Gazette", "HERALD")), [1, 2, 3, 4], id="outlets"),
        pytest.param(Filters(outlets=()), [], id="no_outlet_at_all"),
        pytest.param(Filters(languages=("es",)), [3], id="language"),
        pytest.param(Filters(languages=()), [], id="no_language_at_all"),
        pytest.param(Filters(published_from=DAY), [1, 2, 3], id="from"),
        pytest.param(Filters(published_from=DAY + timedelta(seconds=1)), [3], id="just_after"),
        pytest.param(Filters(published_to=DAY + timedelta(days=1)), [1, 2, 4], id="to_is_exclusive"),
        pytest.param(Filters(published_to=datetime(1964, 1, 1, tzinfo=UTC)), [4], id="before_1970"),
        pytest.param(Filters(outlets=("herald",), languages=("en",)), [4], id="two_kinds"),
        pytest.param(Filters(("gazette",), ("art_a",), ("en",), DAY, DAY + timedelta(days=1)), [1, 2], id="every_kind"),
    ],
)
def test_filters(index: VectorIndex, filters: Filters, expected: list[int]) -> None:
    put(index, *ROWS)
    assert found(index, filters) == expected
    assert found(index, filters, k=1) == expected[:1]


def test_a_filter_that_few_of_many_pass_still_finds_them_all(index: VectorIndex) -> None:
    many = [row(key, language="es" if key % 400 == 0 else "en") for key in range(1, 2_001)]
    index.put(many, unit(np.random.default_rng(1).standard_normal((2_000, 8)).astype(np.float32)))
    assert sorted(found(index, Filters(languages=("es",)))) == [400, 800, 1_200, 1_600, 2_000]
    ids = tuple(f"art_{key}" for key in range(1, 1_501))
    assert max(found(index, Filters(article_ids=ids), k=2_000)) == 1_500
    assert len(found(index, Filters(article_ids=ids), k=2_000)) == 1_500


def test_more_rows_than_one_call_of_a_vendor_takes(index: VectorIndex) -> None:
    many = [row(key) for key in range(1, 6_001)]
    index.put(many, unit(np.random.default_rng(2).standard_normal((6_000, 8)).astype(np.float32)))
    assert index.keys() == set(range(1, 6_001))
    index.remove(range(2, 6_001))
    assert found(index) == [1]


def test_it_keeps_what_it_was_given_when_it_is_opened_again(opener: Open, tmp_path: Path) -> None:
    with closing(opener(tmp_path)) as first:
        put(first, *ROWS)
        first.remove([5])
    with closing(opener(tmp_path)) as again:
        assert found(again) == [1, 2, 3, 4]
        assert found(again, Filters(outlets=("herald",))) == [3, 4]


def test_several_threads_may_write_and_search(index: VectorIndex) -> None:
    def write(first: int) -> None:
        for key in range(first, first + 50, 10):
            put(index, *map(row, range(key, key + 10)))
            index.near(direction(1), 5, ALL)

    with ThreadPoolExecutor(4) as threads:
        for future in [threads.submit(write, first) for first in range(0, 200, 50)]:
            future.result()
    assert index.keys() == set(range(200))


Calls = st.lists(st.tuples(st.sampled_from(["put", "remove"]), st.lists(st.integers(1, 9), max_size=4)), max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(Calls)
def test_after_any_calls_it_holds_what_was_put_last_and_not_removed(index: VectorIndex, calls: Any) -> None:
    index.remove(index.keys())
    held: set[int] = set()
    for call, keys in calls:
        if call == "put":
            rows = [row(key) for key in set(keys)]
            index.put(rows, np.tile(direction(1), (len(rows), 1)))
            held |= set(keys)
        else:
            index.remove(keys)
            held -= set(keys)
        assert index.keys() == held == set(found(index))
