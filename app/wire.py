"""Settings to services: the one place where the parts are put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from app.drafts import Answerer
from app.generate import GenerateAnswerer
from app.jobs import Jobs
from app.judge import ModelJudge
from app.measured import MeasuredWriter
from app.metrics import Held, Metrics
from app.model import Writer
from app.quote import QuoteAnswerer
from app.replies import Replies
from app.scribe import Scribe
from app.standalone import Standalone
from app.watcher import Watcher
from ingest.conversations_kept import Conversations
from ingest.embedders import make_embedder
from ingest.jobs_kept import by_state
from ingest.keys import Keys
from ingest.replays import Replays
from ingest.settings import Settings
from ingest.store import Store


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Services:
    """What answering needs; one per process."""

    settings: Settings
    store: Store
    answerer: Answerer
    standalone: Standalone
    jobs: Jobs
    watcher: Watcher
    replays: Replays
    metrics: Metrics
    keys: Keys
    conversations: Conversations
    clock: Callable[[], datetime] = _now
    scribe: Scribe | None = None  # writes summaries, where a model is set

    def start(self) -> None:
        """Take up what an earlier process left, and begin to keep up with subscriptions."""
        self.conversations.interrupt()
        self.jobs.start()
        if self.settings.watch:
            self.watcher.start()

    def close(self) -> None:
        """End what works beside the answering, then let go of the store."""
        self.watcher.stop()
        self.jobs.stop()
        self.keys.close()
        self.store.close()


def open_services(settings: Settings, *, url: str | None = None) -> Services:
    """Open the store and what works on it; `url` is where this process will serve.

    Raises:
        StoreHeldError, EmbedderMismatchError, EmbedError
    """
    metrics = Metrics()
    writer = _writer(settings, settings.model, metrics)
    embedder = replace(make_embedder(settings), told=metrics.embedded)
    store = Store(settings.data_dir, embedder, url=url)
    metrics.hold(partial(_held, store))
    made = partial(
        Services,
        settings=settings,
        store=store,
        jobs=Jobs(store),
        watcher=Watcher(store),
        replays=Replays(store.database),
        metrics=metrics,
        keys=Keys(settings.data_dir),
        conversations=Conversations(store.database),
    )
    if writer is None:
        return made(answerer=QuoteAnswerer(), standalone=Standalone())
    replies = Replies()
    judging = (_writer(settings, settings.judge_model, metrics) or writer) if settings.judge_model else None
    judge = ModelJudge(judging, replies) if judging else None
    answerer = GenerateAnswerer(writer, judge=judge, replies=replies)
    scribe = Scribe(writer, judge=judge, replies=replies)
    return made(answerer=answerer, standalone=Standalone(writer, replies), scribe=scribe)


def _held(store: Store) -> Held:
    """Return what the store holds."""
    counts = store.counts()
    return Held(counts.articles, counts.sentences, by_state(store.database.connection))


def _writer(settings: Settings, model: str, metrics: Metrics) -> Writer | None:
    """Return what writes, if a model can be reached at all; importing what speaks to it takes more than a second."""
    if not settings.openai_api_key and not settings.openai_base_url and ":" not in model:
        return None
    from app.model_openai import make_writer

    writer = make_writer(settings, model=model or None)
    return None if writer is None else MeasuredWriter(writer, metrics)
