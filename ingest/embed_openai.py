"""Embeddings from OpenAI or any server that speaks its protocol, for those who set one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from langchain_core.embeddings import Embeddings
from langchain_openai import OpenAIEmbeddings
from openai import OpenAIError
from pydantic import SecretStr

from ingest.embed import Embedder
from ingest.errors import EmbedError
from ingest.settings import Settings


class OpenAIText(Embeddings):
    """A hosted embedder whose failures are the project's own errors. Safe to share between threads."""

    def __init__(self, embeddings: OpenAIEmbeddings, name: str) -> None:
        self._embeddings = embeddings
        self._name = name

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector per text."""
        with self._named_errors():
            return self._embeddings.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one text."""
        with self._named_errors():
            return self._embeddings.embed_query(text)

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except (OpenAIError, ValueError, TypeError, LookupError) as error:
            # The last three: a server that answers something else than OpenAI's shape.
            raise EmbedError(
                f"embedder {self._name!r} can't be used: {error}; check OPENAI_BASE_URL and OPENAI_API_KEY"
            ) from error


def make_openai(settings: Settings) -> Embedder:
    """Return the embedder `openai:MODEL`; its dimension is learnt by embedding one word.

    Raises:
        EmbedError: no key, or the server can't be reached or refuses.
    """
    model = settings.embedder.removeprefix("openai:")
    if not settings.openai_api_key and not settings.openai_base_url:
        raise EmbedError(
            f"embedder {settings.embedder!r} needs OPENAI_API_KEY or OPENAI_BASE_URL; "
            "or unset CORROBORATE_EMBEDDER for the built-in one"
        )
    embeddings = OpenAIEmbeddings(
        model=model,
        api_key=SecretStr(settings.openai_api_key or "none"),
        base_url=settings.openai_base_url or None,
        # Other servers than OpenAI's take text, not OpenAI's token ids.
        check_embedding_ctx_length=not settings.openai_base_url,
        model_kwargs={"encoding_format": "float"},
    )
    text = OpenAIText(embeddings, settings.embedder)
    return Embedder(name=settings.embedder, dimension=len(text.embed_query("news")), embeddings=text)
