"""Who else says what a summary states: a chosen sentence and all that was read in, the sentences that carry it out.

Each independent origin is looked at once, by its nearest sentence, and counts only where the verifier finds that this
sentence carries the whole statement. Whether somebody stands alone with it is judged by nearness, which is broader: who
tells it in part is not cited, but the statement is then no 'only in'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.answers import Label
from app.cues import denies
from app.fit import Fitting
from app.quote import NEAR
from app.sides import voices
from app.sourced import source_of
from app.units import Unit
from app.verify import verify

# Origins that are looked at, the nearest first; among 500 articles each costs some 10 ms. In the sample stories no
# sentence is carried by more than 5 others.
MOST_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Chorus:
    """Who carries a statement beside its own sentence; `alone` if nobody else says anything like it."""

    others: tuple[Unit, ...]
    alone: bool


class Carriers:
    """All that was read, to be asked who else says something."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._known: dict[tuple[str, int], Chorus] = {}
        self._nearest: dict[tuple[str, int], tuple[Unit, ...]] = {}
        self._units = units
        self._vectors = np.stack([unit.vector for unit in units]) if units else np.zeros((0, 1), np.float32)
        self._voices = voices(units)

    def of(self, stated: Fitting) -> Chorus:
        """Return who else carries a statement; asked again, it is not looked for again."""
        key = stated.unit.key
        if key not in self._known:
            self._known[key] = self._found(stated)
        return self._known[key]

    def near(self, own: Unit) -> tuple[Unit, ...]:
        """Return the nearest sentence of each other origin that has one near enough, the nearest first."""
        if own.key not in self._nearest:
            self._nearest[own.key] = self._looked_for(own)
        return self._nearest[own.key]

    def alone(self, own: Unit) -> bool:
        """Whether no other voice says anything like a sentence."""
        return all(self._voices[other.origin] == self._voices[own.origin] for other in self.near(own))

    def _looked_for(self, own: Unit) -> tuple[Unit, ...]:
        alike = np.round(self._vectors @ own.vector, 6)
        nearest: dict[str, int] = {}
        for row in np.argsort(-alike, kind="stable").tolist():
            if alike[row] < NEAR:
                break
            nearest.setdefault(self._units[row].origin, row)
        nearest.pop(own.origin, None)
        return tuple(self._units[row] for row in nearest.values())

    def _found(self, stated: Fitting) -> Chorus:
        others = self.near(stated.unit)[:MOST_LOOKED_AT]
        return Chorus(
            tuple(other for other in others if carries(other, stated.text)),
            self.alone(stated.unit),
        )

    @property
    def several(self) -> bool:
        """Whether there is more than one voice, so that it tells something to be alone."""
        return len(set(self._voices.values())) > 1


def carries(unit: Unit, text: str) -> bool:
    """Whether a sentence carries a text.

    Where only one of the two denies something, every word has to be carried: 'may start' and 'will not take place' can
    have all others in common.
    """
    verdict = verify(text, [source_of(unit.article, unit.sentence.index)])
    if verdict.support.label is not Label.SUPPORTED:
        return False
    language = unit.article.language or "en"
    return not verdict.findings or denies(text, language) == denies(unit.sentence.text, language)
