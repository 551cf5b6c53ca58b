"""Sentences as rows whose products say how alike they are: units in, one row each out.

The product of two rows is the mean of two cosines, of their meanings (the stored vectors) and of their words, the rarer
ones more. The words are hashed with signs into a few hundred numbers, so that rows stay short for any vocabulary
(Weinberger et al., 'Feature Hashing for Large Scale Multitask Learning', ICML 2009).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from app.units import Unit
from ingest.embed import Vectors

# Numbers that the words of a sentence are hashed into: two sentences of 15 words that have none in common come out .02
# alike, and 10,000 rows are 36 MB.
HASHED = 512


def profiles(units: Sequence[Unit]) -> Vectors:
    """Return one row of length one for each sentence, [units, dimension + HASHED]."""
    if not units:
        return np.zeros((0, HASHED), np.float32)
    meanings = np.stack([unit.vector for unit in units])
    words = np.zeros((len(units), HASHED), np.float32)
    seen = Counter(term for unit in units for term in set(unit.terms))
    weights = {term: math.log(1 + len(units) / number) for term, number in seen.items()}
    places = {term: crc32(term.encode()) for term in seen}
    for row, unit in enumerate(units):
        for term, number in Counter(unit.terms).items():
            place = places[term]
            words[row, place % HASHED] += (1 if place >> 31 else -1) * math.log1p(number) * weights[term]
    return np.concatenate([_unit(meanings), _unit(words)], axis=1) * np.float32(math.sqrt(0.5))


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1.0), np.float32)
