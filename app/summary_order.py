"""Which sentences a style asks for, and in what order they are shown: weighed sentences in, headed rows out.

A brief begins with its worthiest sentence and goes on as its sources do, from what they begin with to the particulars:
the earlier a sentence stands in its article, the earlier in the brief. (By ROUGE-L on two sets of news clusters
.198 and .225, where article by article has .194 and .220.) Bullets go by how many independent origins carry
a point, a timeline by when things happened, a comparison from what several say to what each says alone. What leans on a
sentence stays behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.carriers import Carriers
from app.event_dates import EventDate, event_date
from app.facts import find_facts
from app.fit import Fitting
from app.selection import Weighed, select
from app.summaries import Section, Style
from ingest.corpus import Article

# Share of a comparison that is kept for what several say; the rest is for what each says alone.
COMMON = 0.5
# Share of the words that a summary should use where the material allows: below it a timeline also takes sentences that
# say no date.
USED = 0.8
# Sentences among which shared ones are looked for, the worthiest (2,000 take a second), and how many of those that seem
# to be shared are verified: 30 of them take half a second.
WORTHY, SEEMING = 2_000, 30
KEY_POINTS, SEVERAL, ONLY_IN, IN_PART = "Key points", "Reported by several", "Only in {}", "In {}, elsewhere in part"
REPORTED, UNDATED = "Reported {}", "Without a date"


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows to state, under their headings, in the order in which they are shown."""

    sections: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows in the order in which they are shown."""
        return tuple(row for _, rows in self.sections for row in rows)


class Arranger:
    """The weighed sentences, with what the styles need to know of them."""

    def __init__(self, weighed: Weighed, carriers: Carriers, stories: Mapping[str, str] | None = None) -> None:
        """Take the sentences, who else says them, and the heading of each article's story where there are several."""
        self._weighed = weighed
        self._carriers = carriers
        self._stories = stories or {}

    def plan(self, style: Style, heading: str, most_words: int, banned: frozenset[int] = frozenset()) -> Plan:
        """Return what to state; rows that are banned are left out."""
        allowed = [row not in banned for row in range(len(self._weighed.rows))]
        match style:
            case Style.BRIEF:
                return self._brief(heading, self._by_place(select(self._weighed, most_words, only=allowed)))
            case Style.BULLETS:
                chosen = select(self._weighed, most_words, only=allowed)
                return Plan(((KEY_POINTS, tuple(self._by_importance(chosen))),))
            case Style.TIMELINE:
                return self._timeline(most_words, allowed)
            case Style.COMPARE:
                return self._comparison(most_words, allowed)

    def _brief(self, heading: str, rows: Sequence[int]) -> Plan:
        if not self._stories:
            return Plan(((heading, tuple(rows)),))
        told = {row: self._stories[self._weighed.rows[row].unit.article.id] for row in rows}
        names = dict.fromkeys(self._stories.values())
        return Plan(tuple((name, tuple(row for row in rows if told[row] == name)) for name in names))

    def _timeline(self, most_words: int, allowed: Sequence[bool]) -> Plan:
        when = [_when(row) for row in self._weighed.rows]
        dated = [ok and date is not None for ok, date in zip(allowed, when, strict=True)]
        chosen = select(self._weighed, most_words, only=dated)
        if self._words(chosen) < USED * most_words:
            chosen = select(self._weighed, most_words, chosen=chosen, only=allowed)
        days = {row: str(when[row] or _published(self._weighed.rows[row])) for row in chosen}
        blocks = sorted(
            self._blocks(chosen),
            key=lambda block: (not days[block[0]], days[block[0]], when[block[0]] is None, block[0]),
        )
        sections: dict[str, list[int]] = {}
        for block in blocks:
            first = block[0]
            name = days[first] if when[first] else REPORTED.format(days[first]) if days[first] else UNDATED
            sections.setdefault(name, []).extend(block)
        return Plan(tuple((day, tuple(rows)) for day, rows in sections.items()))

    def _comparison(self, most_words: int, allowed: Sequence[bool]) -> Plan:
        shared = self._shared(allowed)
        first = select(self._weighed, int(most_words * COMMON), only=[row in shared for row in range(len(allowed))])
        chosen = select(self._weighed, most_words, chosen=first, only=allowed)
        told: dict[str, list[int]] = {SEVERAL: self._by_importance([row for row in chosen if self._others(row)])}
        for row in self._by_place([row for row in chosen if not self._others(row)]):
            stated = self._weighed.rows[row]
            heading = ONLY_IN if self._carriers.of(stated).alone else IN_PART
            told.setdefault(heading.format(teller(stated)), []).append(row)
        return Plan(tuple((name, tuple(rows)) for name, rows in told.items() if rows))

    def _shared(self, allowed: Sequence[bool]) -> set[int]:
        """Return rows that other origins carry too, looked for among the worthiest of those that seem to be shared."""
        worthy = np.argsort(-self._weighed.worth, kind="stable")[:WORTHY].tolist()
        facts = find_facts([self._weighed.rows[row].unit for row in worthy])
        seeming = [worthy[at] for fact in facts if len(fact.voices) > 1 for at in fact.rows if allowed[worthy[at]]]
        seeming.sort(key=lambda row: (-float(self._weighed.worth[row]), row))
        return {row for row in seeming[:SEEMING] if self._others(row)}

    def _others(self, row: int) -> int:
        """Return how many other origins carry a row."""
        return len(self._carriers.of(self._weighed.rows[row]).others)

    def _by_place(self, chosen: Sequence[int]) -> list[int]:
        """Return the worthiest of the chosen rows, then the others by how early they stand in their articles."""
        rows = self._weighed.rows

        worth = self._weighed.worth
        blocks = self._blocks(chosen)
        first = max(blocks, key=lambda block: (float(worth[block[0]]), -block[0]), default=None)

        def early(block: Sequence[int]) -> tuple[bool, float, int]:
            unit = rows[block[0]].unit
            return block is not first, unit.sentence.index / len(unit.article.sentences), block[0]

        return [row for block in sorted(blocks, key=early) for row in block]

    def _by_importance(self, chosen: Sequence[int]) -> list[int]:
        place = {row: number for number, row in enumerate(chosen)}
        worth = self._weighed.worth
        blocks = sorted(
            self._blocks(chosen),
            key=lambda block: (-self._others(block[0]), -float(worth[block[0]]), place[block[0]]),
        )
        return [row for block in blocks for row in block]

    def _blocks(self, chosen: Sequence[int]) -> list[list[int]]:
        """Return the chosen rows, those that lean on one behind it."""
        rows = self._weighed.rows
        blocks: dict[tuple[str, int], list[int]] = {}
        for row in sorted(chosen, key=lambda row: rows[row].unit.key):
            article, index = rows[row].unit.key
            before = blocks.get((article, index - 1))
            if rows[row].leans and before is not None:
                before.append(row)
                blocks[article, index] = before
            else:
                blocks[article, index] = [row]
        return [block for key, block in blocks.items() if rows[block[0]].unit.key == key]

    def _words(self, chosen: Sequence[int]) -> int:
        return sum(self._weighed.rows[row].words for row in chosen)


def teller(row: Fitting) -> str:
    """Return who tells something: the outlet, else the article's title."""
    return teller_of(row.unit.article)


def teller_of(article: Article) -> str:
    """Return who tells what an article says: the outlet, else the title."""
    return article.outlet or article.title or "one article"


def _when(row: Fitting) -> EventDate | None:
    at = row.unit.article.published_at
    return event_date(row.text, at.date() if at else None)


def _published(row: Fitting) -> str:
    at = row.unit.article.published_at
    return at.date().isoformat() if at else ""


def headings(plan: Plan, statements: Mapping[int, int]) -> tuple[Section, ...]:
    """Return the plan's sections by the numbers that their rows have as statements; empty ones are left out."""
    found = [(name, tuple(statements[row] for row in rows if row in statements)) for name, rows in plan.sections]
    return tuple(Section(name, numbers) for name, numbers in found if numbers)
