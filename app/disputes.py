"""Disputes that are one: pairs of claim and denial in, disagreements out, each thing once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.groups import components
from app.lexicon import alike
from app.sides import About, Claim, Disagreement, Side, published
from app.telling import Telling

# Two disputes with this share of words are one, or with claims as near as this.
ONE, ALIKE = 0.5, 0.6
MAYBE = 0.2  # claims that are farther apart are not compared by their words


@dataclass(frozen=True, slots=True)
class Dispute:
    """What one says and what another says against it."""

    claim: Claim
    denial: Claim


def disagreements(found: Sequence[Dispute], telling: Telling) -> tuple[Disagreement, ...]:
    """Return the disputes, those with half of their words in common as one."""
    if not found:
        return ()
    place, units = telling.place, telling.units
    words = [telling.facts[place[one.claim.key]] | telling.facts[place[one.denial.key]] for one in found]
    vectors = np.stack([units[place[one.claim.key]].vector for one in found])
    near = np.round(vectors @ vectors.T, 6)
    edges = [(a, a) for a in range(len(found))]
    edges += [
        (a, b)
        for a, b in np.argwhere(np.triu(near, 1) >= MAYBE).tolist()
        if near[a, b] >= ALIKE or _shared(words[a], words[b], telling) >= ONE
    ]
    out = []
    for group in components(edges):
        sides: dict[int, dict[tuple[tuple[str, int], int], Claim]] = defaultdict(dict)
        for at in group:
            for side, one in enumerate((found[at].claim, found[at].denial)):
                sides[side][one.key, one.start] = one
        ordered = [
            Side(tuple(sorted(side.values(), key=lambda one: (published(units[place[one.key]]), one.key, one.start))))
            for side in (sides[0], sides[1])
        ]
        out.append(Disagreement(About.WHETHER, tuple(ordered)))
    return tuple(out)


def _shared(one: frozenset[str], two: frozenset[str], telling: Telling) -> float:
    """Return which share of the words of the one that has fewer the two have in common, the rarer ones more."""
    least = min(sum(telling.weight[key] for key in some) for some in (one, two))
    return sum(telling.weight[key] for key in one if not alike(key).isdisjoint(two)) / (least or 1.0)
