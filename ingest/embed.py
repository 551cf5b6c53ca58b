"""Text to vectors: the seam.

Every embedder is a LangChain `Embeddings`; its name and dimension are stored with the index, since vectors
of two embedders can't be compared.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ingest.errors import EmbedError

Vectors = NDArray[np.float32]


def _unheard(texts: int, seconds: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Embedder:
    """An embedder with the name that the index remembers it by.

    `told` hears of each call how many texts it embedded, and in how many seconds.
    """

    name: str
    dimension: int
    embeddings: Embeddings
    told: Callable[[int, float], None] = _unheard

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length one per text, [texts, dimension]; a text of blanks gets zeros.

        Raises:
            EmbedError: the embedder failed or returned something of another shape.
        """
        table = np.zeros((len(texts), self.dimension), np.float32)
        # A hosted embedder refuses the whole call for one text of blanks.
        rows = [row for row, text in enumerate(texts) if text.strip()]
        if rows:
            began = time.perf_counter()
            table[rows] = self._checked(self.embeddings.embed_documents([texts[row] for row in rows]), len(rows))
            self.told(len(rows), time.perf_counter() - began)
        return table

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question, [dimension]; a text of blanks gets zeros.

        Raises:
            EmbedError: as `embed`.
        """
        if not text.strip():
            return np.zeros(self.dimension, np.float32)
        began = time.perf_counter()
        vector: Vectors = self._checked([self.embeddings.embed_query(text)], 1)[0]
        self.told(1, time.perf_counter() - began)
        return vector

    def _checked(self, given: Sequence[Sequence[float]], texts: int) -> Vectors:
        """Return the vectors scaled to length one; another shape or a number that is none would spoil the index."""
        try:
            vectors = np.asarray(given, np.float32)
        except (ValueError, TypeError) as error:
            raise EmbedError(f"{self.name} gave no vectors for {texts} texts but {error}; try again") from error
        if vectors.shape != (texts, self.dimension):
            raise EmbedError(
                f"{self.name} gave vectors of shape {vectors.shape} for {texts} texts, not {(texts, self.dimension)}; "
                "the model behind that name may have changed: rebuild the index with: python -m ingest --rebuild"
            )
        if not np.isfinite(vectors).all():
            raise EmbedError(f"{self.name} gave vectors with numbers that are none (NaN) for {texts} texts; try again")
        return unit(vectors)


def unit(vectors: Vectors) -> Vectors:
    """Scale each row to length one; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1.0), np.float32)
