"""Embeddings from OpenAI or any server that speaks its protocol, for those who set one."""

from __future__ import annotations

from langchain_openai import OpenAIEmbeddings
from openai import OpenAIError
from pydantic import SecretStr

from ingest.embed import Embedder
from ingest.errors import EmbedError
from ingest.settings import Settings


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
    try:
        dimension = len(embeddings.embed_query("news"))
    except OpenAIError as error:
        raise EmbedError(f"embedder {settings.embedder!r} can't be used: {error}") from error
    return Embedder(name=settings.embedder, dimension=dimension, embeddings=embeddings)
