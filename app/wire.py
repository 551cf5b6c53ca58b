"""Settings to services: the one place where the parts are put together."""

from __future__ import annotations

from dataclasses import dataclass

from app.quote import QuoteAnswerer
from ingest.embedders import make_embedder
from ingest.settings import Settings
from ingest.store import Store


@dataclass(frozen=True, slots=True)
class Services:
    """What answering needs; one per process."""

    settings: Settings
    store: Store
    answerer: QuoteAnswerer


def open_services(settings: Settings, *, url: str | None = None) -> Services:
    """Open the store and what works on it; `url` is where this process will serve.

    Raises:
        StoreHeldError, EmbedderMismatchError, EmbedError
    """
    store = Store(settings.data_dir, make_embedder(settings), url=url)
    return Services(settings=settings, store=store, answerer=QuoteAnswerer())
