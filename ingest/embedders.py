"""Which embedder a setting means. Each is imported only when it is the one, since each takes a second or more."""

from __future__ import annotations

from ingest.embed import Embedder
from ingest.settings import DEFAULT_EMBEDDER, Settings


def make_embedder(settings: Settings) -> Embedder:
    """Return the embedder that the settings name.

    Raises:
        EmbedError: it can't be made, such as a missing key or missing weights.
    """
    if settings.embedder == DEFAULT_EMBEDDER:
        from ingest.embed_minilm import make_minilm

        return make_minilm()
    from ingest.embed_openai import make_openai

    return make_openai(settings)
