"""What a summary owes its reader whoever writes it: what was planned in, what of it statements do not tell out.

Owed are the facts that several independent origins carry, and every side of a disagreement. A statement tells what it
cites a sentence of, as far as it has the words: who cites a sentence for its second half has not told the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.carriers import Carriers, carries
from app.cover import keys
from app.fit import Fitting
from app.lexicon import base
from app.sides import Compared, Disagreement, Side
from app.summary_making import overtaken
from app.words import content

# Share of the weight of a sentence's words that statements must have for it to be told: its other half is mostly who
# says so, and what the statement before it has said.
TOLD = 0.5
# Share of the words that the sides of disagreements may take; the tables beside the summary have all of them.
FOR_SIDES = 0.5
_FEWEST = 2  # sides that make a disagreement

Key = tuple[str, int]


@dataclass(slots=True)
class Owed:
    """A planned sentence by its row: who carries it, and what statements have told of it; `must` if it may not lack."""

    row: int
    words: int
    carried_by: frozenset[Key]
    weights: dict[str, float]
    language: str
    must: bool
    value: str = ""  # what tells a side from the others
    has: set[str] = field(default_factory=set)
    valued: bool = False

    def told_with(self, cited: frozenset[Key], text: str) -> tuple[set[str], bool]:
        """Return the words that are told, and whether the value is, if this statement is made too."""
        if cited.isdisjoint(self.carried_by):
            return self.has, self.valued
        held = keys(text, self.language)
        has = self.has | {word for word in self.weights if word in held}
        return has, self.valued or (bool(self.value) and _has_value(text, self.value))

    def is_told(self, has: set[str], *, valued: bool) -> bool:
        """Whether so many words tell it."""
        whole = sum(self.weights.values())
        return valued or sum(self.weights[word] for word in has) >= TOLD * whole


class Due:
    """The planned sentences, and which of them statements have told so far."""

    def __init__(
        self, rows: Sequence[Fitting], planned: Sequence[int], carriers: Carriers, compared: Compared, most_words: int
    ) -> None:
        """Take the sentences, the rows that are planned within so many words, and what differs."""
        self._rows = rows
        self._owed: list[Owed] = []
        for row in planned:
            others = carriers.of(rows[row]).others
            self._owe(row, frozenset({rows[row].unit.key, *(one.key for one in others)}), must=bool(others))
        must = sum(one.words for one in self._owed if one.must)
        self._owe_sides(compared, min(most_words - must, int(most_words * FOR_SIDES)))

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows that are planned or owed, in the order of the plan, the sides of disagreements last."""
        return tuple(dict.fromkeys(one.row for one in self._owed))

    def tell(self, cited: Iterable[Key], text: str) -> None:
        """Take note of a statement that is shown."""
        places = frozenset(cited)
        for one in self._owed:
            one.has, one.valued = one.told_with(places, text)

    def words_left(self, cited: Iterable[Key], text: str) -> int:
        """Return how many words what is owed takes after this statement."""
        places = frozenset(cited)
        left = {}
        for one in self._owed:
            if one.must:
                has, valued = one.told_with(places, text)
                if not one.is_told(has, valued=valued):
                    left[one.row] = one.words
        return sum(left.values())

    def untold(self, *, must: bool) -> Iterator[int]:
        """Yield the rows that no statement tells, with `must` those that may not lack; as they are when asked for."""
        for one in self._owed:
            if (one.must or not must) and not one.is_told(one.has, valued=one.valued):
                yield one.row

    def _owe(self, row: int, carried_by: frozenset[Key], *, must: bool, value: str = "") -> None:
        fitting = self._rows[row]
        language = fitting.unit.article.language or "en"
        weights: dict[str, float] = {}
        for word in content(fitting.text, language):
            weights[base(word.stem)] = max(word.weight, weights.get(base(word.stem), 0.0))
        # What leans on the sentence before it says nothing by itself.
        self._owed.append(Owed(row, fitting.words, carried_by, weights, language, must and not fitting.leans, value))

    def _is_carried(self, row: int) -> bool:
        return carries(self._rows[row].unit, self._rows[row].text)

    def _owe_sides(self, compared: Compared, room: int) -> None:
        """Add a sentence for each side of a disagreement, of as many disagreements as there is room for."""
        late = overtaken(compared)
        places = {
            fitting.unit.key: row
            for row, fitting in enumerate(self._rows)
            if not fitting.leans and fitting.unit.key not in late
        }
        known = {one.row for one in self._owed if one.must}
        for disagreement in compared.disagreements:
            sides = [(side, _newest(side, places)) for side in disagreement.sides]
            stated = [(side, row) for side, row in sides if row is not None and self._is_carried(row)]
            new = {row for _, row in stated} - known
            words = sum(self._rows[row].words for row in new)
            if len(stated) < _FEWEST or words > room:
                continue
            room -= words
            known |= new
            for side, row in stated:
                self._owe(
                    row, frozenset(claim.key for claim in side.claims), must=True, value=_value(side, disagreement)
                )


def _newest(side: Side, places: dict[Key, int]) -> int | None:
    """Return the row of the newest claim of a side that can be stated by itself."""
    return next((places[claim.key] for claim in reversed(side.claims) if claim.key in places), None)


def _has_value(text: str, value: str) -> bool:
    words = r"\s+".join(map(re.escape, value.split()))
    return re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None


def _value(side: Side, disagreement: Disagreement) -> str:
    """Return what tells a side from the others, '' where the others have it too."""
    return side.value if sum(one.value == side.value for one in disagreement.sides) == 1 else ""
