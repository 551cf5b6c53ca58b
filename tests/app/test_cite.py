"""Which sentences are cited: the sample articles with statements about them, and hand-made copies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.cite import NEAREST, Chosen, choose
from app.closeness import Candidate, Candidates
from app.pool import Pool
from ingest.catalogue import Filters
from ingest.corpus import Article
from ingest.embed import Embedder
from ingest.index import index
from ingest.load import load
from ingest.store import Store
from tests.builders import article

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
# Statements of our own, each with every sentence of its story that says it or a part of it. Reprints and articles in
# other languages than English were left out.
ATTRIBUTED = [json.loads(line) for line in Path(__file__).with_name("attributed.jsonl").read_text("utf-8").splitlines()]
REPRINTS = frozenset({"seed-ferry-02", "seed-ferry-03", "seed-ferry-04"})
F1_FLOOR = 0.79


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Store]:
    with closing(Store(tmp_path_factory.mktemp("samples"), embedder)) as store:
        index(load([str(SEEDS)]), store)
        yield store


def story(external_id: str) -> str:
    return external_id.split("-")[1]


def pool(store: Store, name: str) -> Candidates:
    rows = store.page(limit=100).articles
    named = tuple(
        row.id
        for row in rows
        if row.external_id
        and story(row.external_id) == name
        and row.external_id not in REPRINTS
        and row.language == "en"
    )
    return Pool(store, Filters(article_ids=named)).candidates("", "en")


def test_the_sentences_that_people_would_cite_are_cited(samples: Store) -> None:
    pools = {name: pool(samples, name) for name in {story(row["gold"][0]["article"]) for row in ATTRIBUTED}}
    right = cited = marked = 0
    for row in ATTRIBUTED:
        statement = row["statement"]
        (vector,) = samples.embedder.embed([statement])
        chosen = choose(statement, vector, pools[story(row["gold"][0]["article"])], "en")
        gold = {(one["article"], one["sentence"]) for one in row["gold"]}
        given = {(one.article.external_id, one.sentence.text) for one in chosen.cited}
        assert given, statement
        right, cited, marked = right + len(gold & given), cited + len(given), marked + len(gold)
    precision, recall = right / cited, right / marked
    assert 2 * precision * recall / (precision + recall) >= F1_FLOOR


def test_each_clause_finds_its_own_source(samples: Store) -> None:
    statement = "The ship is licensed for 320 people, and divers found its bow door closed but not fully seated."
    (vector,) = samples.embedder.embed([statement])
    quoted = [one.sentence.text for one in choose(statement, vector, pool(samples, "ferry"), "en").cited]
    assert any("licensed to carry 320" in text for text in quoted)
    assert any("not fully seated" in text for text in quoted)


TEXT = "Nine people died in Lindholm on Friday. The mayor closed the harbour of Lindholm. Rain fell until noon."


def candidates(embedder: Embedder, *articles: Article, origins: tuple[str, ...] = ()) -> Candidates:
    rows = [
        Candidate(one, sentence, frozenset(sentence.text.lower().rstrip(".").split()), origin)
        for one, origin in zip(articles, origins or [one.id for one in articles], strict=True)
        for sentence in one.sentences
    ]
    return Candidates(rows, list(embedder.embed([row.sentence.text for row in rows])))


def chosen(embedder: Embedder, statement: str, given: Candidates) -> Chosen:
    (vector,) = embedder.embed([statement])
    return choose(statement, vector, given, "en")


def dated(day: int, text: str = TEXT, **fields: Any) -> Article:
    return article(text, external_id=f"a{day}", published_at=datetime(2024, 5, day, tzinfo=UTC), **fields)


def ids(some: tuple[Candidate, ...]) -> list[str | None]:
    return [one.article.external_id for one in some]


@pytest.mark.parametrize("order", [(3, 2, 1), (1, 2, 3)], ids=["latest first", "earliest first"])
def test_of_copies_the_earliest_is_cited_alone(embedder: Embedder, order: tuple[int, ...]) -> None:
    given = candidates(embedder, *map(dated, order))
    found = chosen(embedder, "In Lindholm nine people died.", given)
    assert ids(found.cited) == ["a1"]
    assert set(ids(found.nearest)) == {"a1"}


def test_who_says_it_independently_is_cited_too(embedder: Embedder) -> None:
    other = dated(
        2, "Lindholm counts nine people who died on Friday. Schools stay shut for a week. Boats may sail again."
    )
    found = chosen(embedder, "In Lindholm nine people died.", candidates(embedder, dated(1), other))
    assert sorted(map(str, ids(found.cited))) == ["a1", "a2"]


def test_a_sentence_that_two_articles_quote_alike_has_two_sources(embedder: Embedder) -> None:
    other = dated(
        2, "Nine people died in Lindholm on Friday. Schools stay shut for a week. Boats may sail again in May."
    )
    found = chosen(embedder, "In Lindholm nine people died.", candidates(embedder, dated(1), other))
    assert sorted(map(str, ids(found.cited))) == ["a1", "a2"]


def test_what_is_not_there_is_not_cited_but_has_neighbours(embedder: Embedder) -> None:
    found = chosen(embedder, "Parliament raised the tax on sugar.", candidates(embedder, dated(1)))
    assert found.cited == ()
    assert len(found.nearest) == NEAREST


@pytest.mark.parametrize("statement", ["In Lindholm nine people died.", "It is what it was.", "?", "七人"])
def test_without_candidates_nothing_is_chosen(embedder: Embedder, statement: str) -> None:
    assert chosen(embedder, statement, Candidates([], [])) == Chosen((), ())
    assert chosen(embedder, statement, candidates(embedder, dated(1))) == chosen(
        embedder, statement, candidates(embedder, dated(1))
    )
