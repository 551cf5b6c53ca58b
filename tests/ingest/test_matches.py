"""What ranking reads of the record, over a real one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import numpy as np
import pytest

from ingest import matches
from ingest.catalogue import Filters
from ingest.corpus import Passage, Role
from ingest.store import Store
from ingest.terms import terms
from tests.builders import article, open_store, write

ARTICLES = {
    "ferry": article(
        "The ferry sank off the pier. Divers search the wreck. Sign up for our letter.",
        external_id="ferry",
        title="Ferry sinks",
        outlet="Harbour Wire",
        roles={2: Role.FURNITURE},
        published_at=datetime(2024, 5, 1, tzinfo=UTC),
    ),
    "storm": article(
        "A storm kept the ferry in port. The storm passed. The storm did no harm.",
        external_id="storm",
        title="Storm passes",
        published_at=None,
    ),
    "vote": article("The council voted on its budget.", external_id="vote", title="Ferry budget"),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store in which 'storm' has an older version and a further article was deleted."""
    with closing(open_store(tmp_path_factory.mktemp("matches"))) as opened:
        gone = article("The ferry kiosk burned down.", external_id="gone")
        write(opened, article("The ferry was late.", external_id="storm"), gone)
        write(opened, *ARTICLES.values())
        opened.delete(gone.id)
        yield opened


def named(store: Store, versions: list[int]) -> list[str | None]:
    found = store.read_articles(versions)
    return [found[version].external_id for version in versions]


def best(
    store: Store, words: str, k: int = 10, filters: Filters | None = None, weight: float = 1.0
) -> list[str | None]:
    found = store.best_articles(terms(words, "en"), k, filters or Filters(), title_weight=weight)
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    return named(store, [match.key for match in found])


def test_articles_are_found_by_any_word_best_first(shared: Store) -> None:
    assert best(shared, "storm") == ["storm"]
    assert best(shared, "ferries wrecks divers")[0] == "ferry"
    assert set(best(shared, "ferry")) == {"ferry", "storm", "vote"}
    assert len(best(shared, "ferry", k=2)) == 2


def test_the_title_counts_as_much_as_it_is_told(shared: Store) -> None:
    assert set(best(shared, "budget ferry", weight=20.0)[:1]) == {"vote"}


@pytest.mark.parametrize("words", ["kiosk", "late", "letter", "nowhere", ""])
def test_what_is_deleted_replaced_or_furniture_is_not_found(shared: Store, words: str) -> None:
    assert best(shared, words) == []


def test_filters_hold(shared: Store) -> None:
    assert best(shared, "ferry", filters=Filters(outlets=("harbour wire",))) == ["ferry"]
    assert best(shared, "ferry", filters=Filters(languages=("fr",))) == []
    assert best(shared, "ferry", filters=Filters(article_ids=())) == []


@pytest.mark.parametrize("term", ['"', "a b", "NEAR", "AND", "*", "'", "-", "(", "title:ferry"])
def test_a_term_is_never_a_command(shared: Store, term: str) -> None:
    assert shared.best_articles([term], 10, Filters(), title_weight=1.0) == []


def test_occurrences_are_counted_in_what_can_be_found(shared: Store) -> None:
    counted = shared.occurrences(["storm", "ferri", "kiosk", "letter", "nowhere"])
    assert counted == {"storm": 4, "ferri": 4, "kiosk": 0, "letter": 0, "nowhere": 0}


def test_versions_that_pass_up_to_a_number(shared: Store) -> None:
    everything = shared.versions_in(Filters(), 3)
    assert everything is not None
    assert set(named(shared, everything)) == set(ARTICLES)
    assert shared.versions_in(Filters(), 2) is None
    assert shared.versions_in(Filters(article_ids=()), 2) == []


def test_passages_lead_to_current_versions_alone(shared: Store) -> None:
    keys = sorted(shared.vectors.keys())
    found = shared.versions_of([*keys, 999_999])
    assert sorted(found) == keys
    assert set(named(shared, list(found.values()))) == set(ARTICLES)
    assert shared.versions_of([]) == {}


def test_material_is_what_was_indexed(shared: Store) -> None:
    (version,) = shared.versions_in(Filters(article_ids=(ARTICLES["ferry"].id,)), 1) or []
    (material,) = shared.read_material([version])
    assert (material.version, material.published_at) == (version, 1_714_521_600)
    assert material.passages == (Passage(0, 2),)
    assert material.title.split() == terms("Ferry sinks", "en")
    written = [terms(sentence.text, "en") for sentence in ARTICLES["ferry"].sentences[:2]]
    assert [list(line) for line in material.lines(Passage(0, 2))] == [*written, []]
    assert [list(line) for line in material.lines(Passage(1, 1))] == written[1:]
    vectors = shared.embedder.embed([sentence.text for sentence in ARTICLES["ferry"].sentences])
    assert np.allclose(material.sentence_vectors, vectors, atol=1e-3)


def test_material_comes_in_the_order_of_the_keys_without_what_is_not_current(shared: Store) -> None:
    versions = shared.versions_in(Filters(), 10) or []
    turned = versions[::-1]
    assert [material.version for material in shared.read_material([*turned, 999_999])] == turned
    db = shared.database.connection
    (past,) = db.execute("SELECT key FROM version WHERE state = 'past'").fetchone()
    assert shared.read_material([past]) == []
    assert matches.read_material(db, []) == []


def test_articles_are_read_by_version(shared: Store) -> None:
    versions = shared.versions_in(Filters(), 10) or []
    read = shared.read_articles(versions)
    assert {read[version].text for version in versions} == {one.text for one in ARTICLES.values()}
    assert shared.read_articles([]) == {}
