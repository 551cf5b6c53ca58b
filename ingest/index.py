"""Articles in, indexed sentences out: the whole way on one screen.

load -> extract -> clean -> sentences (all in `prepare`) -> chunk -> embed (in `embed_articles`) -> store
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from ingest.corpus import Article, RawArticle
from ingest.errors import LoadError
from ingest.indexed import embed_articles
from ingest.memory import give_back
from ingest.outlet_hosts import load_outlets
from ingest.prepare import prepare
from ingest.report import Done, Failure, IndexReport, Status
from ingest.store import Store

# Embedded and written together: enough to sort by length, little enough that progress is seen and memory flat.
BATCH_SENTENCES = 1500
# Unchanged articles need no embedding, and would never fill a batch: progress is told every so many all the same.
BATCH_ARTICLES = 200


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """How far a run has come: articles that are safely in or were already, and those that failed."""

    done: int
    failed: int


@dataclass(slots=True)
class _Batch:
    """Articles that go in together, in their order; those that changed have an article to write."""

    rows: list[Done] = field(default_factory=list)
    changed: dict[str, Article] = field(default_factory=dict)
    sentences: int = 0


def index(
    items: Iterable[RawArticle | Failure],
    store: Store,
    *,
    on_progress: Callable[[IndexProgress], None] = lambda progress: None,
) -> IndexReport:
    """Bring articles into the store; return one row for each.

    A row says `added`, `updated` or `unchanged` only when the article is safely there.

    Raises:
        EmbedError, StoreError: nothing more can go in; what was reported before is there.
        SettingsError: the user's table of outlets can't be read.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="store") as writer:
        run = _Run(store, writer, on_progress)
        for item in items:
            run.take(item)
        run.flush()
        run.settle()
    give_back()
    return run.report


class _Run:
    """One run: a batch that fills, and the one before, which is written meanwhile."""

    def __init__(self, store: Store, writer: ThreadPoolExecutor, on_progress: Callable[[IndexProgress], None]) -> None:
        self.report = IndexReport()
        self._store = store
        self._writer = writer
        self._on_progress = on_progress
        self._outlets = load_outlets(store.folder)
        self._filling = _Batch()
        self._written = _Batch()
        self._writing: Future[dict[str, Status]] | None = None

    def take(self, item: RawArticle | Failure) -> None:
        """Look at one article and put it into the batch."""
        if isinstance(item, Failure):
            self.report.failed.append(item)
            return
        try:
            article = prepare(item, outlets=self._outlets)
        except LoadError as error:
            self.report.failed.append(Failure(item.name, error.reason))
            return
        if article.id in self._filling.changed or article.id in self._written.changed:
            self.flush()  # the same article twice in one run: the second must see the first
            self.settle()
        current = self._store.current(article.id)
        if current is not None:
            article = _completed(article, current)
        status = Status.ADDED if current is None else Status.UPDATED
        if current is not None and current.digest == article.digest:
            status = Status.UNCHANGED
        else:
            self._filling.changed[article.id] = article
            self._filling.sentences += len(article.sentences)
        self._filling.rows.append(Done(article.id, article.external_id, item.name, status))
        if self._filling.sentences >= BATCH_SENTENCES or len(self._filling.rows) >= BATCH_ARTICLES:
            self.flush()

    def flush(self) -> None:
        """Embed the batch, wait for the one before it, and start to write this one."""
        batch, self._filling = self._filling, _Batch()
        items = embed_articles(list(batch.changed.values()), self._store.embedder)
        self.settle()
        self._written = batch
        self._writing = self._writer.submit(self._store.write, items)

    def settle(self) -> None:
        """Wait until what is being written is there, and report it."""
        if self._writing is None:
            return
        statuses = self._writing.result()
        self._writing = None
        # The store has the last word: another thread may have brought in the same article meanwhile.
        self.report.done += [
            row if row.status is Status.UNCHANGED else replace(row, status=statuses[row.id])
            for row in self._written.rows
        ]
        self._written = _Batch()
        self._on_progress(IndexProgress(len(self.report.done), len(self.report.failed)))


def _completed(article: Article, current: Article) -> Article:
    """Return the article with what it leaves open taken from the version that is there."""
    return replace(
        article,
        title=article.title or current.title,
        outlet=article.outlet or current.outlet,
        author=article.author or current.author,
        url=article.url or current.url,
        published_at=article.published_at or current.published_at,
        language=article.language or current.language,
        digest="",
    )
