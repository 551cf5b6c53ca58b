"""The seam to a vector index: passages' vectors with what filters need to know, nothing else.

The index holds no text: a deleted article's words can't linger in a vendor's log, and the record can rebuild it at
any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.catalogue import Filters
from ingest.embed import Vectors


@dataclass(frozen=True, slots=True)
class PassageVector:
    """A passage as the vector index knows it; `passage` and `version` are the record's keys."""

    passage: int
    version: int
    article_id: str
    outlet_key: str | None
    language: str | None
    published_at: int | None  # seconds since 1970, UTC


@dataclass(frozen=True, slots=True)
class Near:
    """A passage near a query, with its cosine."""

    passage: int
    cosine: float


class VectorIndex(Protocol):
    """A place that finds near vectors. Writing the same passage twice leaves it once."""

    def put(self, passages: Sequence[PassageVector], vectors: Vectors) -> None:
        """Write passages with their vectors [passages, dimension]."""

    def remove(self, passages: Iterable[int]) -> None:
        """Forget passages; unknown ones are no error."""

    def near(self, vector: Vectors, k: int, filters: Filters) -> tuple[Near, ...]:
        """Return the k passages nearest to a vector [dimension], nearest first."""

    def keys(self) -> set[int]:
        """Return every passage that it holds."""

    def close(self) -> None:
        """Let go of its files."""
