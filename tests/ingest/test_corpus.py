from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import Article, Passage, RawArticle, Sentence, article_id, content_id
from tests.builders import article, sentences

TEXT = "One. Two. Three."


@pytest.mark.parametrize(
    ("index", "start", "end", "text"),
    [
        pytest.param(-1, 0, 4, "One.", id="negative_index"),
        pytest.param(0, 4, 4, "", id="empty"),
        pytest.param(0, -4, 0, "One.", id="before_the_text"),
        pytest.param(0, 0, 5, "One.", id="longer_than_its_text"),
        pytest.param(0, 0, 5, "One. ", id="blank_at_its_end"),
    ],
)
def test_a_sentence_without_a_place_can_not_be_made(index: int, start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match="sentence"):
        Sentence(index, start, end, text)


@pytest.mark.parametrize("places", [(-1, 0), (2, 1)], ids=["before_the_first", "backwards"])
def test_a_passage_runs_forwards(places: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="passage"):
        Passage(*places)


@pytest.mark.parametrize(
    ("cut", "why"),
    [
        pytest.param(sentences("Two.", "One."), "not at its offsets", id="other_words"),
        pytest.param((Sentence(1, 0, 4, "One."),), "out of order", id="wrong_number"),
        pytest.param((Sentence(0, 0, 4, "One."), Sentence(1, 2, 6, "e. T")), "out of order", id="overlapping"),
        pytest.param((Sentence(0, 10, 17, "Three.!"),), "not at its offsets", id="past_the_end"),
    ],
)
def test_an_article_refuses_sentences_that_are_not_its_own(cut: tuple[Sentence, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Article(id="art_1", text=TEXT, sentences=cut)


def test_a_date_needs_a_zone_and_is_kept_in_utc_and_whole_seconds() -> None:
    with pytest.raises(ValueError, match="time zone"):
        article(published_at=datetime(2024, 1, 1))
    east = datetime(2024, 1, 1, 2, 30, 15, 999_999, tzinfo=timezone(timedelta(hours=3)))
    assert article(published_at=east).published_at == datetime(2023, 12, 31, 23, 30, 15, tzinfo=UTC)
    assert article(published_at=east).digest == article(published_at=east.astimezone(UTC)).digest


@pytest.mark.parametrize(
    "change",
    [{"text": "Another text."}, {"title": "T"}, {"outlet": "O"}, {"author": "A"}, {"url": "U"}, {"language": "de"}],
    ids=lambda change: next(iter(change)),
)
def test_what_a_reader_sees_is_in_the_digest(change: dict[str, Any]) -> None:
    assert article(**change).digest != article().digest


def test_the_digest_tells_fields_apart_and_leaves_the_identity_out() -> None:
    assert article(outlet="Moss").digest != article(author="Moss").digest
    assert article(external_id="a").digest == article(external_id="b").digest


@pytest.mark.parametrize(
    ("given", "same", "other"),
    [
        pytest.param(
            {"external_id": "7", "url": "u", "text": "t"},
            {"external_id": "7", "url": "v", "text": "w"},
            {"external_id": "8", "url": "u", "text": "t"},
            id="external_id",
        ),
        pytest.param(
            {"external_id": None, "url": "u", "text": "t"},
            {"external_id": None, "url": "u", "text": "w"},
            {"external_id": None, "url": "v", "text": "t"},
            id="url",
        ),
        pytest.param(
            {"external_id": None, "url": None, "text": "t"},
            {"external_id": "", "url": "", "text": "t"},
            {"external_id": None, "url": None, "text": "w"},
            id="text",
        ),
    ],
)
def test_the_first_of_id_url_and_text_is_the_identity(given: Any, same: Any, other: Any) -> None:
    assert article_id(**given) == article_id(**same) != article_id(**other)


def test_ids_are_the_same_on_every_machine() -> None:
    assert article_id(external_id="000_bb9b", url=None, text="") == "art_589dc16026b35dd4"
    assert content_id("org_", "a", "b", size=8) == "org_f04cdced"


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_content_ids_depend_on_the_parts_alone(one: list[str], two: list[str]) -> None:
    assert content_id("x_", *one) == content_id("x_", *one)
    if "\x1f".join(one) != "\x1f".join(two):
        assert content_id("x_", *one) != content_id("x_", *two)


def test_a_raw_article_is_called_by_its_id_else_its_url_else_its_source() -> None:
    assert RawArticle("file:3", url="u", external_id="x").name == "x"
    assert RawArticle("file:3", url="u").name == "u"
    assert RawArticle("file:3").name == "file:3"
