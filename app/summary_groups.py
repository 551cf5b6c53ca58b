"""What a model may write a summary from: the plan and what was weighed in, groups of evidence that fit its prompts out.

A group is one story in one language. Its evidence is what is planned and owed, and beside it more than the summary has
room for: every origin with a sentence or two, so that the model chooses among them. What one prompt does not hold is
condensed before it is written from; nothing is cut off.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.answers import Progress
from app.carriers import Carriers
from app.condense import Condensed, Key, Portion, condense
from app.fit import Fitting
from app.numbered import Numbered, portions
from app.reading import Line
from app.scribe import Scribe
from app.selection import Weighed, select
from app.sides import Compared
from app.summaries import Style, Wanted
from app.summary_due import Due
from app.summary_making import overtaken
from app.summary_order import Plan
from app.units import Unit

# Words that a model may write from: so many times those of the summary, the worthiest that are least alike, and of each
# origin so many, which is a sentence or two. With them 500 articles are 25 prompts.
WIDER, EACH = 3, 40
# Words of one reply: with their markers they are 600 of the 900 tokens that a reply may have.
A_REPLY = 300
# Sentences that condensing leaves for each prompt, of the 40 that it holds, and the rounds that it may take; 500
# articles take two.
LEFT, ROUNDS = 30, 4


@dataclass(frozen=True, slots=True)
class Material:
    """What a summary is written from: `stories` are the headings of articles, empty where one story is told."""

    topic: str
    weighed: Weighed
    plan: Plan
    stories: Mapping[str, str]
    carriers: Carriers
    compared: Compared


@dataclass(slots=True)
class Group:
    """What is told together, by rows: planned, owed beside the plan; `words` is its share of the summary."""

    heading: str
    language: str
    planned: list[int] = field(default_factory=list)
    owed: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    words: int = 0
    evidence: tuple[Numbered, ...] = ()  # of each prompt

    @property
    def large(self) -> bool:
        """Whether there is more evidence than its words need prompts."""
        return len(self.evidence) > self._replies

    @property
    def words_each(self) -> int:
        """How many words each reply should have."""
        return math.ceil(self.words / max(1, len(self.evidence)))

    def left_of_each(self, kept: int) -> int:
        """Return how many sentences condensing leaves of each portion, where so many of the group are kept anyway."""
        return max(1, (LEFT * self._replies - kept) // len(self.evidence))

    @property
    def _replies(self) -> int:
        return max(1, math.ceil(self.words / A_REPLY))


def grouped(material: Material, due: Due, wanted: Wanted, count: Callable[[str], int]) -> list[Group]:
    """Return the groups in the order of the plan, with their evidence in portions; `count` gives a text's tokens."""
    rows = material.weighed.rows
    found: dict[tuple[str, str], Group] = {}

    def group_of(row: int) -> Group:
        article = rows[row].unit.article
        key = material.stories.get(article.id, material.topic), article.language or "en"
        return found.setdefault(key, Group(*key))

    planned = set(material.plan.rows)
    for row in (*material.plan.rows, *(row for row in due.rows if row not in planned)):
        group = group_of(row)
        (group.planned if row in planned else group.owed).append(row)
    groups = list(found.values())
    for row in _beside(material, wanted):
        group_of(row).others.append(row)
    whole = sum(rows[row].words for row in planned)
    for group in groups:
        group.words = round(wanted.max_words * sum(rows[row].words for row in group.planned) / max(1, whole))
        if group.planned:
            own = dict.fromkeys((*group.planned, *group.owed, *group.others))
            ordered = sorted(own) if wanted.style is Style.TIMELINE else own
            group.evidence = portions((line_of(rows[row].unit) for row in ordered), count)
    return groups


def condensed(
    groups: Sequence[Group], material: Material, scribe: Scribe
) -> Generator[Progress, None, tuple[Condensed, ...]]:
    """Condense the groups that are too large until they fit their prompts; yield how far that has come.

    Where the model can't be asked, the rest is left as it is.
    """
    rounds: list[Condensed] = []
    while len(rounds) < ROUNDS and (large := [group for group in groups if group.large]):
        parts = [(group, part) for group in large for part in _parts(group, material.weighed.rows)]
        done = yield from condense([part for _, part in parts], material.topic, scribe)
        rounds.append(done)
        for group in large:
            kept = [line for (own, _), lines in zip(parts, done.kept, strict=True) if own is group for line in lines]
            group.evidence = portions(kept, scribe.count)
        if done.ended:
            break
    return tuple(rounds)


def line_of(unit: Unit) -> Line:
    """Return a sentence as answers read it; what it means for a question is not asked here."""
    return Line(
        article=unit.article,
        sentence=unit.sentence,
        terms=frozenset(unit.terms),
        near=frozenset(),
        vector=unit.vector,
        place=1.0,
        coverage=1.0,
        own=1.0,
        cosine=1.0,
        timeliness=1.0,
        lead=1.0,
        asks=False,
        has_noun=False,
        candidates=(),
        origin=unit.origin,
    )


def _parts(group: Group, rows: Sequence[Fitting]) -> list[Portion]:
    keep: frozenset[Key] = frozenset(rows[row].unit.key for row in (*group.planned, *group.owed))
    most = group.left_of_each(len(keep))
    return [
        Portion(evidence, group.language, min(most, max(1, len(evidence.lines) // 2)), keep)
        for evidence in group.evidence
    ]


def _beside(material: Material, wanted: Wanted) -> list[int]:
    """Return the rows that a model may write from beside the plan, nothing of it overtaken, every origin among them."""
    weighed = material.weighed
    late = overtaken(material.compared)
    allowed = [row.unit.key not in late for row in weighed.rows]
    found = select(weighed, WIDER * wanted.max_words, chosen=material.plan.rows, only=allowed)
    taken = set(found)
    words: Counter[int] = Counter()
    for row in found:
        words[int(weighed.origins[row])] += weighed.rows[row].words
    for row in np.argsort(-weighed.worth, kind="stable").tolist():
        origin, own = int(weighed.origins[row]), weighed.rows[row]
        if allowed[row] and row not in taken and not own.leans and words[origin] + own.words <= EACH:
            words[origin] += own.words
            found.append(row)
    return found
