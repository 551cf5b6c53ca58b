"""Read sentences for tests, made in one line; what a test does not name does not matter to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from app.drafts import Brief
from app.reading import Line
from ingest.corpus import Article
from ingest.terms import terms
from tests.builders import article


def line(text: str, *, name: str = "a", vector: Sequence[float] = (1.0, 0.0), **fields: Any) -> Line:
    """Return the first sentence of an article of its own."""
    measures = {"candidates": fields.pop("candidates", ())}
    return read(article(text, **{"external_id": name, "outlet": f"Outlet {name}"} | fields), vector=vector, **measures)


def read(whole: Article, index: int = 0, *, vector: Sequence[float] = (1.0, 0.0), **measures: Any) -> Line:
    """Return a sentence of an article as read for a question that it fits in every way."""
    sentence = whole.sentences[index]
    return Line(
        **{
            "article": whole,
            "sentence": sentence,
            "terms": frozenset(terms(sentence.text, whole.language or "en")),
            "near": frozenset(),
            "vector": np.array(vector, np.float32),
            "place": 1.0,
            "coverage": 1.0,
            "own": 1.0,
            "cosine": 1.0,
            "timeliness": 1.0,
            "lead": 1.0,
            "asks": False,
            "has_noun": False,
            "candidates": (),
        }
        | measures
    )


def brief(chosen: Sequence[Line], others: Sequence[Line] = (), *, question: str = "?", language: str = "en") -> Brief:
    """Return what an answerer is given: these lines, and others that were read too."""
    every = list(chosen) + [other for other in others if other.key not in {one.key for one in chosen}]
    return Brief(question, language, frozenset(), tuple(chosen), tuple(every), tuple(every))
