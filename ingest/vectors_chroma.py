"""The vector index in an embedded Chroma. The only module that imports chromadb.

Chroma's server is never started: its Python server has an unfixed remote code execution (CVE-2026-45829), and
the embedded client needs none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from chromadb.api.client import Client
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings as ChromaSettings

from ingest.catalogue import Filters
from ingest.corpus import content_id
from ingest.embed import Vectors
from ingest.outlets import outlet_key
from ingest.vectors import Near, PassageVector

MOST_ROWS = 5000  # Chroma refuses batches of more than 5,461 rows
# Chroma 1.5.9 inserts a batch with several threads, and now and then two of them leave a passage in the graph that no
# path leads to: it is kept, and no search finds it until the index is loaded anew. 9 + 9 vectors: 3 of 600 batches,
# 9 + 200: 7 of 200, 300 + 300: 0 of 100; in all ten its own vector did not find it either, and writing it again put it
# right. `num_threads` changes nothing, and one call a passage would take 5 ms each.
TRIES = 4
TWINS = 10  # reprints have the same vector, so one's own may not be the first


class ChromaIndex:
    """Passages in a Chroma folder; one process only, its threads may share it.

    Each kind of vector has a collection of its own, so vectors of two embedders never meet.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        self._client = Client(
            settings=ChromaSettings(
                is_persistent=True, persist_directory=str(folder), anonymized_telemetry=False, allow_reset=False
            )
        )
        self._name = content_id("passages-", kind)
        for other in self._client.list_collections():
            if other.name != self._name:
                self._client.delete_collection(other.name)
        self._collection = self._open()

    def _open(self) -> Collection:
        # No embedding function: Chroma's default one would download a model.
        return self._client.get_or_create_collection(
            self._name, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def put(self, passages: Sequence[PassageVector], vectors: Vectors) -> None:
        """Write passages with their vectors."""
        for first in range(0, len(passages), MOST_ROWS):
            rows, some = passages[first : first + MOST_ROWS], vectors[first : first + MOST_ROWS]
            for _ in range(TRIES):
                self._collection.upsert(
                    ids=[str(row.passage) for row in rows],
                    embeddings=np.asarray(some, np.float32),
                    metadatas=[_metadata(row) for row in rows],
                )
                lost = self._lost(rows, some)
                if not lost:
                    break
                rows, some = [rows[place] for place in lost], some[lost]

    def _lost(self, rows: Sequence[PassageVector], vectors: Vectors) -> list[int]:
        """Return the places of the passages that their own vectors do not find."""
        found = self._collection.query(query_embeddings=np.asarray(vectors, np.float32), n_results=TWINS, include=[])[
            "ids"
        ]
        return [place for place, (row, ids) in enumerate(zip(rows, found, strict=True)) if str(row.passage) not in ids]

    def remove(self, passages: Iterable[int]) -> None:
        """Forget passages; unknown ones are no error."""
        ids = [str(key) for key in dict.fromkeys(passages)]
        for first in range(0, len(ids), MOST_ROWS):
            self._collection.delete(ids=ids[first : first + MOST_ROWS])

    def near(self, vector: Vectors, k: int, filters: Filters) -> tuple[Near, ...]:
        """Return the k nearest passages, nearest first."""
        if () in (filters.article_ids, filters.outlets, filters.languages):
            return ()  # nothing passes, and Chroma refuses to look for one of nothing
        found = self._collection.query(
            query_embeddings=np.asarray([vector], np.float32),
            n_results=k,
            where=_where(filters),
            include=["distances"],
        )
        distances = found["distances"] or [[]]
        # Chroma gives distances, one minus the cosine; they never leave this file.
        return tuple(
            Near(int(key), 1.0 - distance) for key, distance in zip(found["ids"][0], distances[0], strict=True)
        )

    def keys(self) -> set[int]:
        """Return every passage that it holds."""
        return {int(key) for key in self._collection.get(include=[])["ids"]}

    def close(self) -> None:
        """Let go of its files."""
        self._client.close()


def _metadata(row: PassageVector) -> dict[str, Any]:
    """Return what filters need; Chroma refuses None, so what is unknown is left out."""
    known = {
        "article": row.article_id,
        "version": row.version,
        "outlet": row.outlet_key,
        "language": row.language,
        "published": row.published_at,
    }
    return {key: value for key, value in known.items() if value is not None}


def _where(filters: Filters) -> dict[str, Any] | None:
    clauses: list[dict[str, Any]] = []
    if filters.article_ids is not None:
        clauses.append({"article": {"$in": list(filters.article_ids)}})
    if filters.outlets is not None:
        clauses.append({"outlet": {"$in": [outlet_key(name) for name in filters.outlets]}})
    if filters.languages is not None:
        clauses.append({"language": {"$in": list(filters.languages)}})
    if filters.published_from is not None:
        clauses.append({"published": {"$gte": int(filters.published_from.timestamp())}})
    if filters.published_to is not None:
        clauses.append({"published": {"$lt": int(filters.published_to.timestamp())}})
    if len(clauses) > 1:
        return {"$and": clauses}
    return clauses[0] if clauses else None
