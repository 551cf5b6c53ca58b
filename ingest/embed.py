"""Text to vectors: the seam, and which embedder a setting means.

Every embedder is a LangChain `Embeddings`; its name and dimension are stored with the index, since vectors
of two embedders can't be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ingest.errors import EmbedError
from ingest.settings import DEFAULT_EMBEDDER, Settings

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Embedder:
    """An embedder with the name that the index remembers it by."""

    name: str
    dimension: int
    embeddings: Embeddings

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length one per text, [texts, dimension]; a text of blanks gets zeros.

        Raises:
            EmbedError: the embedder failed or returned something of another shape.
        """
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        vectors = np.asarray(self.embeddings.embed_documents(list(texts)), np.float32)
        if vectors.shape != (len(texts), self.dimension):
            raise EmbedError(f"{self.name} gave vectors of shape {vectors.shape} for {len(texts)} texts")
        return unit(vectors)

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question, [dimension]."""
        vector: Vectors = unit(np.asarray([self.embeddings.embed_query(text)], np.float32))[0]
        return vector


def unit(vectors: Vectors) -> Vectors:
    """Scale each row to length one; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1.0), np.float32)


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
