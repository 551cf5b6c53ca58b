from __future__ import annotations

import numpy as np
import pytest

from app.pool import READ, Pool
from app.retrieve import CANDIDATES
from ingest.catalogue import Filters
from ingest.corpus import Role
from ingest.store import Store
from tests.builders import article, write

FERRY = article(
    "The ferry sank off Maren. Read more here. Nine people died.", external_id="ferry", roles={1: Role.FURNITURE}
)
RAIN = article("Rain fell in Tarvo. Cellars were flooded.", external_id="rain")


def test_of_few_articles_every_sentence_that_is_evidence_is_a_candidate(store: Store) -> None:
    write(store, FERRY, RAIN)
    found = Pool(store, Filters()).candidates("anything", "en")
    assert {one.sentence.text for one in found.rows} == {
        "The ferry sank off Maren.", "Nine people died.", "Rain fell in Tarvo.", "Cellars were flooded."
    }  # fmt: skip
    for row, vector in zip(found.rows, found.vectors, strict=True):
        assert np.allclose(vector, store.embedder.embed([row.sentence.text])[0], atol=1e-2)
        assert row.keys
        assert row.origin == store.origin(row.article.id).id


@pytest.mark.parametrize("named", [("ferry",), ("rain",), ()])
def test_only_named_articles_have_candidates(store: Store, named: tuple[str, ...]) -> None:
    write(store, FERRY, RAIN)
    wanted = tuple(one.id for one in (FERRY, RAIN) if one.external_id in named)
    found = Pool(store, Filters(article_ids=wanted)).candidates("rain", "en")
    assert {one.article.id for one in found.rows} == set(wanted)


def test_many_articles_are_searched(store: Store) -> None:
    write(
        store,
        *(article(f"Town {n} has {n} wells. Its mayor is proud.", external_id=f"t{n}") for n in range(CANDIDATES + 1)),
    )
    pool = Pool(store, Filters())
    found = pool.candidates("wells of town 7", "en")
    assert 0 < len({one.article.id for one in found.rows}) <= READ
    assert "t7" in {one.article.external_id for one in found.rows}
    assert len({(one.article.id, one.sentence.index) for one in found.rows}) == len(found.rows)
