"""Small stories for tests: sentences as units, one article each, near in meaning unless a test says otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from app.units import Unit
from ingest.terms import terms
from tests.builders import article

START = datetime(2025, 3, 14, 8, tzinfo=UTC)


def told(text: str, *, outlet: str, hours: float = 0, language: str = "en", origin: str = "") -> list[Unit]:
    """Return the sentences of an article, published some hours after the first."""
    made = article(
        text,
        external_id=f"{outlet}-{hours}-{text[:20]}",
        outlet=outlet,
        published_at=START + timedelta(hours=hours),
        language=language,
    )
    vector = np.ones(4, dtype=np.float32) / 2
    return [
        Unit(made, sentence, vector, tuple(terms(sentence.text, language)), origin or made.id)
        for sentence in made.sentences
    ]
