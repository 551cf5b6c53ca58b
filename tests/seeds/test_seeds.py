"""The sample corpus keeps its promises: marked, parseable, large enough, and its gold is verbatim.

In: the files of `seeds/`. Not here: how well the questions are answered (tests/evals).
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PATHS = sorted(SEEDS.glob("*/*.md"))
REQUIRED = {
    "title",
    "outlet",
    "url",
    "published_at",
    "language",
    "external_id",
    "sample",
    "note",
}


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """A seed file, read without the project's own loaders so that it can judge them."""

    path: Path
    meta: dict[str, Any]
    body: str


def read(path: Path) -> SampleArticle:
    """Split a seed file into front matter and body; the values are JSON strings or bare words."""
    opening, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    if opening:
        raise ValueError(f"{path} does not begin with front matter")
    meta: dict[str, Any] = {}
    for line in front.splitlines():
        key, value = line.split(": ", 1)
        meta[key] = json.loads(value) if value[0] == '"' or value == "true" else value
    return SampleArticle(path, meta, body.strip())


ARTICLES = [read(path) for path in PATHS]
BODIES = {article.meta["external_id"]: article.body for article in ARTICLES}
QUESTIONS = [json.loads(line) for line in (SEEDS / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.path.stem)
each_question = pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["id"])


def test_there_are_thirty_articles_in_six_stories() -> None:
    assert len(ARTICLES) >= 30
    assert len({article.path.parent for article in ARTICLES}) == 6


def test_no_article_lies_outside_a_story() -> None:
    assert set(SEEDS.rglob("*.md")) == {*PATHS, SEEDS / "README.md"}


def test_aleppo_is_told_by_at_least_five_outlets() -> None:
    told = {a.meta["outlet"] for a in ARTICLES if a.path.parent.name == "aleppo-offensive"}
    assert len(told) >= 5


def test_two_articles_are_spanish_and_one_is_arabic() -> None:
    languages = Counter(article.meta["language"] for article in ARTICLES)
    assert languages == {"en": len(ARTICLES) - 3, "es": 2, "ar": 1}


def test_three_reprints_share_the_agency_text() -> None:
    sentence = "had been pulled from the water or taken off life rafts by"
    copies = [a for a in ARTICLES if sentence in a.body]
    assert len(copies) == 4
    assert len({a.meta["outlet"] for a in copies}) == 4
    assert len({a.meta["title"] for a in copies}) == 4
    assert sum(a.body.endswith("(Agency)") for a in copies) == 3


@each_article
def test_article_is_marked_as_a_sample(article: SampleArticle) -> None:
    assert article.meta["sample"] is True
    assert article.meta["note"].startswith("Sample article written for Corroborate.")


@each_article
def test_article_has_its_front_matter(article: SampleArticle) -> None:
    assert set(article.meta) - {"author"} == REQUIRED
    assert article.meta["url"].startswith("https://")
    assert (urlsplit(article.meta["url"]).hostname or "").endswith(".example")
    assert datetime.fromisoformat(article.meta["published_at"]).tzinfo is not None


@each_article
def test_article_body_is_of_the_length_of_news(article: SampleArticle) -> None:
    assert 180 <= len(article.body.split()) <= 450


@pytest.mark.parametrize("key", ["external_id", "url"])
def test_articles_have_unique(key: str) -> None:
    counts = Counter(article.meta[key] for article in ARTICLES)
    assert [value for value, count in counts.items() if count > 1] == []


def test_there_are_enough_questions_of_each_sort() -> None:
    answerable = sum(row["answerable"] for row in QUESTIONS)
    assert len(QUESTIONS) >= 90
    assert answerable >= 66
    assert len(QUESTIONS) - answerable >= 24
    kinds = Counter(row["kind"] for row in QUESTIONS if row["answerable"])
    assert kinds["spanish"] >= 3
    assert kinds["arabic"] >= 2


def test_questions_and_their_ids_are_unique() -> None:
    assert len({row["id"] for row in QUESTIONS}) == len(QUESTIONS)
    assert len({row["question"] for row in QUESTIONS}) == len(QUESTIONS)


def test_three_answerable_questions_are_examples() -> None:
    examples = [row for row in QUESTIONS if row.get("example")]
    assert len(examples) == 3
    assert all(row["answerable"] for row in examples)


def test_unanswerable_questions_are_of_six_sorts() -> None:
    kinds = {row["kind"] for row in QUESTIONS if not row["answerable"]}
    assert kinds == {
        "off-topic",
        "missing-fact",
        "false-premise",
        "gibberish",
        "other-language",
        "near-miss",
    }


@each_question
def test_gold_stands_verbatim_in_its_article(row: dict[str, Any]) -> None:
    for mark in (key for key in ("gold", "superseded", "withdrawn") if key in row):
        for entry in row[mark]:
            assert BODIES[entry["article"]].count(entry["sentence"]) == 1


@each_question
def test_question_has_gold_or_a_reason(row: dict[str, Any]) -> None:
    assert bool(row["gold"]) is row["answerable"]
    assert bool(row.get("why")) is not row["answerable"]
    parts = {entry.get("part") for entry in row["gold"]}
    assert parts in (set(), {None}) or parts == set(range(1, len(parts) + 1))


@each_question
def test_one_sentence_has_one_role(row: dict[str, Any]) -> None:
    roles = [
        {(entry["article"], entry["sentence"]) for entry in row.get(mark, [])}
        for mark in ("gold", "superseded", "withdrawn")
    ]
    assert sum(map(len, roles)) == len(set().union(*roles))
