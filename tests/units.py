"""Read articles for tests of summaries, made in one line; what a test does not name does not matter to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from app.fit import Fitting, fitting
from app.units import Read, Unit
from ingest.corpus import Article, Role
from ingest.embed import Embedder
from ingest.terms import terms
from tests.builders import article


def told(text: str, name: str = "a", *, embedder: Embedder | None = None, origin: str = "", **fields: Any) -> Read:
    """Return an article as read: with the vectors of an embedder, else one number for each word."""
    return read(article(text, **{"external_id": name, "outlet": f"Outlet {name}"} | fields), embedder, origin)


def read(whole: Article, embedder: Embedder | None = None, origin: str = "") -> Read:
    body = [sentence for sentence in whole.sentences if sentence.role is Role.BODY]
    vectors = embedder.embed([one.text for one in body]) if embedder else np.stack([_bag(one.text) for one in body])
    language = whole.language or "en"
    units = tuple(
        Unit(whole, sentence, vector, tuple(terms(sentence.text, language)), origin or whole.id)
        for sentence, vector in zip(body, vectors, strict=True)
    )
    return Read(whole, origin or whole.id, frozenset(terms(whole.title or "", language)), units)


def units_of(*reads: Read) -> list[Unit]:
    return [unit for one in reads for unit in one.units]


def rows_of(*reads: Read) -> list[Fitting]:
    return [row for unit in units_of(*reads) if (row := fitting(unit))]


def _bag(text: str, size: int = 64) -> Any:
    """Return a vector of the words of a text: the more two texts share, the nearer they are."""
    table = np.zeros(size, np.float32)
    for word in text.lower().strip(".").split():
        table[sum(map(ord, word)) % size] += 1
    return table / (np.linalg.norm(table) or 1)


def texts(rows: Sequence[Fitting]) -> list[str]:
    return [row.text for row in rows]
