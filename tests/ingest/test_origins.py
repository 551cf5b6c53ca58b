from __future__ import annotations

import itertools
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest.corpus import Article, Role
from ingest.database import SCHEMA_VERSION
from ingest.origins import text_id
from ingest.store import Store
from tests.builders import article, bytes_of, in_step, ingested, open_store, reopened, write

SAY = random.Random(7)  # noqa: S311 - the same words each time
VOCABULARY = ["".join(SAY.choices("bdfgklmnprstv", k=2) + SAY.choices("aeiou", k=2)) for _ in range(400)]


def story(number: int, sentences: int = 12) -> list[str]:
    """Return the sentences of a story that shares nothing with another."""
    say = random.Random(number)  # noqa: S311
    return [f"S{number}{at} " + " ".join(say.choices(VOCABULARY, k=11)) + "." for at in range(sentences)]


A, B = story(1), story(2)
DAY = datetime(2024, 5, 1, tzinfo=UTC)


def text(name: str, sentences: list[str], **fields: Any) -> Article:
    return article(" ".join(sentences), external_id=name, published_at=fields.pop("published_at", DAY), **fields)


WIRE, OTHER = text("wire", A), text("other", B)
CUT, ADDED = text("cut", A[:6]), text("added", [*A[:5], story(3)[0], *A[5:]])
# Each carries half of what two texts have that share nothing: it makes them one.
ENDS = text("begins", A[:5]), text("ends", A[7:]), text("joins", A)


def groups(store: Store, *articles: Article) -> set[frozenset[str]]:
    """Return the origins of these articles as sets of external ids, and check that they tell of each other."""
    by_id = {one.id: one.external_id or "" for one in articles}
    found = store.origins(list(by_id))
    made = {frozenset(by_id[key] for key, group in found.items() if group == one) for one in found.values()}
    for key, group in found.items():
        origin = store.origin(key)
        assert (origin.id, origin.size) == (group, list(found.values()).count(group))
    return made


@pytest.mark.parametrize("order", list(itertools.permutations((WIRE, OTHER, CUT, ADDED)))[::4])
def test_the_same_articles_have_the_same_origins_in_whatever_order_they_come(
    store: Store, order: tuple[Article, ...]
) -> None:
    for one in order:
        write(store, one)
    assert groups(store, *order) == {frozenset({"wire", "cut", "added"}), frozenset({"other"})}
    assert store.origin(WIRE.id).id == min(text_id(one.text) for one in (WIRE, CUT, ADDED))
    assert store.origin(OTHER.id).id == text_id(OTHER.text)
    in_step(store)


def test_an_article_joins_groups_and_they_fall_apart_without_it(store: Store) -> None:
    begins, ends, joins = ENDS
    write(store, begins, ends)
    apart = {frozenset({"begins"}), frozenset({"ends"})}
    assert groups(store, begins, ends) == apart
    before = store.origins([begins.id, ends.id])
    write(store, joins)
    assert groups(store, *ENDS) == {frozenset({"begins", "ends", "joins"})}
    store.delete(joins.id)
    assert groups(store, begins, ends) == apart
    assert store.origins([begins.id, ends.id, joins.id]) == before
    in_step(store)


def test_a_group_holds_while_another_article_has_the_same_text(store: Store) -> None:
    begins, ends, joins = ENDS
    again = text("again", A)
    write(store, begins, ends, joins, again)
    store.delete(joins.id)
    assert groups(store, begins, ends, again) == {frozenset({"begins", "ends", "again"})}


def test_a_new_version_is_of_the_origin_of_its_new_text(store: Store) -> None:
    write(store, WIRE, OTHER, CUT)
    write(store, text("cut", B[:6]))
    assert groups(store, WIRE, OTHER, CUT) == {frozenset({"wire"}), frozenset({"other", "cut"})}
    write(store, CUT)
    assert groups(store, WIRE, OTHER, CUT) == {frozenset({"wire", "cut"}), frozenset({"other"})}
    in_step(store)


def test_what_is_deleted_leaves_no_trace(store: Store) -> None:
    write(store, WIRE, CUT, OTHER)
    lowest = min((WIRE, CUT), key=lambda one: text_id(one.text))
    (kept,) = {WIRE, CUT} - {lowest}
    store.delete(lowest.id)
    assert store.origin(kept.id).id == text_id(kept.text)
    assert store.origins([lowest.id, "art_none"]) == {}
    folder = store.folder
    in_step(store)
    store.close()
    assert text_id(lowest.text).encode() not in bytes_of(folder)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(A, B, id="other_stories"),
        pytest.param(A, [*A[:4], *B[4:]], id="a_third_is_quoted"),
        pytest.param(["Rain fell on Ossa until noon."], ["Rain fell on Ossa until noon.", *B[:2]], id="a_sentence"),
        pytest.param(A[:2], [*A, *story(4, 20)], id="a_round_up"),
    ],
)
def test_what_is_not_one_text(store: Store, one: list[str], other: list[str]) -> None:
    write(store, text("one", one), text("two", other))
    assert len(set(store.origins([text("one", one).id, text("two", other).id]).values())) == 2


def test_furniture_is_no_part_of_a_text(store: Store) -> None:
    sign_up = story(9, 12)
    furniture = dict.fromkeys(range(12, 24), Role.FURNITURE)
    short_furniture = dict.fromkeys(range(3, 15), Role.FURNITURE)
    one, two = text("one", [*A, *sign_up], roles=furniture), text("two", [*B[:3], *sign_up], roles=short_furniture)
    write(store, one, two)
    assert len(groups(store, one, two)) == 2


@pytest.mark.parametrize(
    ("fields", "lead"),
    [
        pytest.param([{"day": 3}, {"day": 2}, {"day": 4}], 1, id="earliest"),
        pytest.param([{"day": 3}, {"day": None}], 0, id="undated_last"),
        pytest.param([{"day": 1, "credit": "Reuters"}, {"day": 2, "outlet": "Reuters News"}], 1, id="credited"),
        pytest.param(
            [{"day": 1, "author": "AP"}, {"day": 2, "outlet": "Associated Press"}], 1, id="credited_as_author"
        ),
        pytest.param([{"day": 1, "credit": "Reuters"}, {"day": 2, "outlet": "AFP"}], 0, id="another_agency"),
        pytest.param(
            [{"day": 3, "outlet": "AFP", "credit": "AFP"}, {"day": 1}, {"day": 2, "outlet": "AFP"}],
            2,
            id="its_earliest",
        ),
    ],
)
def test_who_leads(store: Store, fields: list[dict[str, Any]], lead: int) -> None:
    articles = []
    for number, given in enumerate(fields):
        day, credit = given.pop("day"), given.pop("credit", None)
        sentences = [*A[: 12 - number], f"Source: {credit}."] if credit else A[: 12 - number]
        date = None if day is None else DAY.replace(day=day)
        articles.append(text(str(number), sentences, published_at=date, **given))
    write(store, *articles)
    assert {store.origin(one.id).lead for one in articles} == {articles[lead].id}


def test_of_articles_of_one_day_the_first_id_leads(store: Store) -> None:
    write(store, WIRE, CUT, ADDED)
    assert store.origin(WIRE.id).lead == min(WIRE.id, CUT.id, ADDED.id)


def test_a_text_with_more_reprints_than_are_looked_at_is_one_origin(store: Store) -> None:
    many = [text(str(n), [*A[: n % 12], f"Desk {n} adds this here.", *A[n % 12 :]]) for n in range(70)]
    write(store, *many)
    assert len(groups(store, *many)) == 1
    store.delete(many[0].id)
    assert len(groups(store, *many[1:])) == 1


def test_a_store_from_before_reprints_were_told_is_grouped_when_it_is_opened(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ingested(tmp_path, [WIRE, OTHER, CUT])
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as db:
        db.executescript("DROP TABLE likeness_sample; DROP TABLE likeness; PRAGMA user_version = 2")
        for one in (WIRE, OTHER, CUT):
            db.execute("UPDATE version SET origin = ? WHERE text = ?", (text_id(one.text), one.text))
        db.commit()
    with closing(open_store(tmp_path)) as store:
        assert "3 articles to compare" in caplog.text
        assert store.database.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert groups(store, WIRE, OTHER, CUT) == {frozenset({"wire", "cut"}), frozenset({"other"})}
        in_step(store)
        caplog.clear()
        with closing(reopened(store)) as again:
            in_step(again)
    assert not caplog.records
