"""Searching: a question in, ranked passages out, each with its sentences' scores. The contract's `POST /api/search`."""

from __future__ import annotations

from dataclasses import dataclass

from app.answers import Found
from app.question import language_of, read_question
from app.retrieve import retrieve
from app.scope import read_scope
from app.wire import Services
from ingest.catalogue import ArticleRow, Filters
from ingest.corpus import Article, Sentence

DEEPEST = 100  # passages that a caller may ask for


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence with its score, comparable within one search."""

    sentence: Sentence
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage as found: `article.text[start:end] == text`; passages of one origin are one text, reprinted."""

    rank: int
    score: float
    article: ArticleRow
    origin: str
    start: int
    end: int
    text: str
    sentences: tuple[ScoredSentence, ...]


def search(query: str, *, services: Services, k: int = 10, filters: Filters | None = None) -> tuple[Hit, ...]:
    """Return the k best passages; the first ten of k=50 are those of k=10."""
    store = services.store
    counts = store.counts()
    outlets = [name for name, _ in counts.outlets]
    scope = read_scope(query, outlets, latest=counts.last_published, today=services.clock())
    question = read_question(scope.rest, language_of(query, [name for name, _ in counts.languages]))
    found = retrieve(question, store=store, filters=scope.narrow(filters or Filters()), most=k)
    origins = store.origins([row.article.id for row in found.passages])
    # One that is deleted at this very moment stands alone.
    return tuple(
        _hit(rank, row, origins.get(row.article.id, row.article.id)) for rank, row in enumerate(found.passages, 1)
    )


def _hit(rank: int, row: Found, origin: str) -> Hit:
    first, last = row.sentences[0], row.sentences[-1]
    return Hit(
        rank=rank,
        score=row.score,
        article=_row(row.article),
        origin=origin,
        start=first.start,
        end=last.end,
        text=row.article.text[first.start : last.end],
        sentences=tuple(map(ScoredSentence, row.sentences, row.sentence_scores)),
    )


def _row(article: Article) -> ArticleRow:
    return ArticleRow(
        id=article.id,
        external_id=article.external_id,
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        url=article.url,
        published_at=article.published_at,
        language=article.language,
        sample=article.sample,
        version=article.version,
        sentences=len(article.sentences),
    )
