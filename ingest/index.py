"""Articles in, indexed sentences out: the whole way on one screen.

load (`arrivals`) -> known? -> extract -> clean -> sentences (`prepare`) -> chunk -> embed (`embed_articles`) -> store

While one batch is filled, the one before it is embedded and the one before that is written; no more are under way.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Event

from ingest import known_rows, spans, terms
from ingest.arrivals import Arrival, arrivals
from ingest.corpus import Article, RawArticle
from ingest.errors import LoadError
from ingest.indexed import Indexed, embed_articles
from ingest.memory import give_back
from ingest.outlet_hosts import load_outlets
from ingest.pages_apart import PAGES_APART
from ingest.prepare import prepare
from ingest.report import Done, Failure, IndexReport, Status
from ingest.spans import Step
from ingest.store import Store

# Embedded and written together: enough to sort by length, little enough that progress is seen and memory flat.
BATCH_SENTENCES = 1500
# Unchanged articles need no embedding, and would never fill a batch: progress is told every so many all the same.
BATCH_ARTICLES = 200
# Articles that come slowly, as they do from the web, do not wait for a batch to fill: what is read is soon found.
BATCH_SECONDS = 5.0
TELL_SECONDS = 1.0  # from one word of progress to the next where everything fails


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
    known: list[tuple[bytes, str, str]] = field(default_factory=list)  # digests of rows, ids and digests of articles
    sentences: int = 0
    since: float = field(default_factory=time.monotonic)


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
    outlets = load_outlets(store.folder)
    try:
        with (
            spans.opened("ingest") as whole,
            ThreadPoolExecutor(1, thread_name_prefix="store") as writer,
            ThreadPoolExecutor(1, thread_name_prefix="embed") as embedder,
        ):
            run = _Run(store, embedder, writer, known_rows.mark(outlets), on_progress, whole)
            made = partial(_extracted, partial(prepare, outlets=outlets, extract=PAGES_APART.extract), whole)
            try:
                for arrival in arrivals(whole.around(items), made, run.is_new):
                    if arrival is not None:
                        run.take(arrival)
                    run.move_on()
                run.finish()
                whole.note(articles=len(run.report.done), failed=len(run.report.failed))
            finally:
                run.stop()
    finally:
        PAGES_APART.rest()
        terms.forget()
        give_back()
    return run.report


class _Run:
    """One run: a batch that fills, one that is embedded, and one that is written."""

    def __init__(
        self,
        store: Store,
        embedder: ThreadPoolExecutor,
        writer: ThreadPoolExecutor,
        mark: bytes,
        on_progress: Callable[[IndexProgress], None],
        whole: Step,
    ) -> None:
        self.report = IndexReport()
        self._whole = whole
        self._store = store
        self._embedder, self._writer = embedder, writer
        self._mark = mark
        self._on_progress = on_progress
        self._told, self._told_at = IndexProgress(0, 0), time.monotonic()
        self._filling = _Batch()
        self._stopped = Event()
        self._embedding: tuple[_Batch, Future[list[Indexed]]] | None = None
        self._writing: tuple[_Batch, Future[dict[str, Status]]] | None = None

    def is_new(self, raw: RawArticle) -> bool:
        """Whether a row will have to be prepared, as far as can be seen before its turn."""
        return self._known(known_rows.digest(raw, self._mark)) is None

    def take(self, arrival: Arrival) -> None:
        """Look at one article and put it into the batch."""
        item = arrival.item
        if isinstance(item, Failure) or arrival.article is None:
            assert isinstance(item, Failure)  # noqa: S101  only these have no article
            self.report.add([item])
            return
        row = known_rows.digest(item, self._mark)
        known = self._known(row)
        if known is not None and self._is_under_way(known.id):
            known = self._known(row)
        if known is not None:
            external_id = known.external_id if item.external_id else None
            self._filling.rows.append(Done(known.id, external_id, item.name, Status.UNCHANGED))
        else:
            try:
                self._add(item, arrival.article(), row)
            except LoadError as error:
                self.report.add([Failure(item.name, error.reason)])
        if self._filling.sentences >= BATCH_SENTENCES or len(self._filling.rows) >= BATCH_ARTICLES:
            self._flush()

    def move_on(self) -> None:
        """Do what is due: hand on what is done, write what has waited long enough, tell how far it is."""
        if self._embedding is not None and self._embedding[1].done() and self._writing is None:
            self._write()
        if self._writing is not None and self._writing[1].done():
            self._settle()
        if self._filling.rows and time.monotonic() - self._filling.since > BATCH_SECONDS:
            self._flush()
        if time.monotonic() - self._told_at > TELL_SECONDS:
            self._tell()

    def finish(self) -> None:
        """Bring in all that is under way."""
        self._flush()
        self._write()
        self._settle()
        self._tell()

    def stop(self) -> None:
        """Embed no more, so that a run that was broken off ends soon; what is being written is written."""
        self._stopped.set()

    def _add(self, item: RawArticle, article: Article, row: bytes | None) -> None:
        self._is_under_way(article.id)  # the same article twice in one run: the second must see the first
        current = self._store.current(article.id)
        if current is not None:
            article = _completed(article, current)
        status = Status.ADDED if current is None else Status.UPDATED
        if current is not None and current.digest == article.digest:
            status = Status.UNCHANGED
        else:
            self._filling.changed[article.id] = article
            self._filling.sentences += len(article.sentences)
        if row is not None:
            self._filling.known.append((row, article.id, article.digest))
        self._filling.rows.append(Done(article.id, article.external_id, item.name, status))

    def _known(self, row: bytes | None) -> known_rows.Known | None:
        return None if row is None else known_rows.find(self._store.database.connection, row)

    def _is_under_way(self, article_id: str) -> bool:
        """Whether an article was to be changed just now; if so, it is changed when this returns."""
        under_way = (self._embedding and self._embedding[0], self._writing and self._writing[0], self._filling)
        if not any(batch and article_id in batch.changed for batch in under_way):
            return False
        self._flush()
        self._write()
        self._settle()
        return True

    def _flush(self) -> None:
        """Start to embed the batch, as soon as the one before it is done."""
        self._write()
        batch, self._filling = self._filling, _Batch()
        changed = list(batch.changed.values())
        self._embedding = (
            batch,
            self._embedder.submit(self._embedded, changed),
        )

    def _write(self) -> None:
        """Start to write what was embedded, as soon as what is being written is there."""
        if self._embedding is None:
            return
        batch, embedded = self._embedding
        items = embedded.result()
        self._settle()
        self._embedding = None
        self._writing = batch, self._writer.submit(self._written, items, batch)

    def _embedded(self, articles: list[Article]) -> list[Indexed]:
        with self._whole.step("embed", articles=len(articles), sentences=sum(len(one.sentences) for one in articles)):
            return embed_articles(articles, self._store.embedder, stopped=self._stopped.is_set)

    def _written(self, items: list[Indexed], batch: _Batch) -> dict[str, Status]:
        with self._whole.step("write", articles=len(items)):
            statuses = self._store.write(items)
            if batch.known:
                with self._store.database.transaction() as db:
                    known_rows.keep(db, batch.known, self._mark)
        return statuses

    def _settle(self) -> None:
        """Wait until what is being written is there, and report it."""
        if self._writing is None:
            return
        batch, written = self._writing
        statuses = written.result()
        self._writing = None
        # The store has the last word: another thread may have brought in the same article meanwhile.
        self.report.add(
            row if row.status is Status.UNCHANGED else replace(row, status=statuses[row.id]) for row in batch.rows
        )
        self._tell()

    def _tell(self) -> None:
        progress, self._told_at = IndexProgress(len(self.report.done), len(self.report.failed)), time.monotonic()
        if progress != self._told:
            self._told = progress
            self._on_progress(progress)


def _extracted(make: Callable[[RawArticle], Article], whole: Step, raw: RawArticle) -> Article:
    with whole.step("extract") as step:
        article = make(raw)
        step.note(article_id=article.id, sentences=len(article.sentences))
        return article


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
