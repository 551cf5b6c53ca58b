"""What is read of sentences before they are compared: units in; their words, figures, parties and stories out.

Whatever is compared must be of one story: 'two dead' in a storm is no earlier count of the nine dead of a ferry.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.holders import Parties, holders
from app.lexicon import base
from app.measures import Measure, measures
from app.names import is_known, known, names
from app.stories import told_together
from app.units import Unit
from app.words import content
from ingest.embed import Vectors

# How alike the beginnings of two articles must be before what they say is compared: two events of one kind, such as two
# floods in one week, share their measures and nothing else.
ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Telling:
    """The sentences of a comparison, row by row, with what was read of them."""

    units: tuple[Unit, ...]
    place: Mapping[tuple[str, int], int]  # the row of each sentence
    facts: tuple[frozenset[str], ...]  # bases of the words that tell what each is about
    weight: Mapping[str, float]  # how rare each of these is
    measures: tuple[Measure, ...]
    parties: Parties
    stories: Mapping[str, int]  # the story of each article
    profiles: Mapping[str, Vectors]  # what each article begins with

    def one_story(self, one: int, two: int) -> bool:
        """Whether the articles of two rows tell one story and are themselves alike: its ends may be far apart."""
        a, b = self.units[one].article.id, self.units[two].article.id
        return a == b or (
            self.stories[a] == self.stories[b] and round(float(self.profiles[a] @ self.profiles[b]), 6) >= ALIKE
        )

    def one_event(self, one: int, two: int) -> bool:
        """Whether two rows are of one story, and neither names only what is foreign to the other's article."""
        a, b = self.units[one], self.units[two]
        if a.article.id == b.article.id:
            return True
        return self.one_story(one, two) and not _foreign(a, b) and not _foreign(b, a)


def read(units: Sequence[Unit]) -> Telling:
    """Read sentences, each once."""
    parties = Parties()
    facts: list[frozenset[str]] = []
    found: list[Measure] = []
    for row, unit in enumerate(units):
        text, language = unit.sentence.text, unit.article.language or "en"
        facts.append(frozenset(base(word.stem) for word in content(text, language) if word.weight == 1.0))
        parties.add(text, language)
        found += measures(row, unit)
    seen = Counter(key for keys in facts for key in keys)
    return Telling(
        tuple(units),
        {unit.key: row for row, unit in enumerate(units)},
        tuple(facts),
        {key: math.log(1 + len(units) / number) for key, number in seen.items()},
        tuple(found),
        parties,
        *told_together(units),
    )


def _foreign(one: Unit, other: Unit) -> bool:
    """Whether a sentence names something, its speakers apart, and another article knows nothing of it."""
    text, language = one.sentence.text, one.article.language or "en"
    if language != (other.article.language or "en"):
        return False
    said = [(who.start, who.end) for who in holders(text, language)]
    named = [
        word
        for name in names(text, language)
        for word in name.parts
        if not any(start <= word.start < end for start, end in said)
    ]
    if not named:
        return False
    given = known(other.article.text, language)
    return not any(is_known(word, given) for word in named)
