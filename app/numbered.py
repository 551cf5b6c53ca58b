"""Evidence for a model: ranked sentences in, numbered sentences grouped by article out, within a budget of tokens.

Evidence gets its numbers here. A model that names a number names one of these sentences and nothing else.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC

from app.reading import Line
from app.sourced import place_of

# Tokens of evidence in a prompt: with the rules and room for a reply it fits the 4,096 that small local servers have.
BUDGET = 2_600
# Sentences beyond this many are as good as never cited, and cost time: 40 of them are 1,500 tokens of news.
MOST = 40


@dataclass(frozen=True, slots=True)
class Numbered:
    """Sentence `n` is `lines[n - 1]`; `text` shows them all."""

    lines: tuple[Line, ...]
    text: str

    def named(self, ids: Iterable[int]) -> tuple[Line, ...]:
        """Return the lines that numbers name."""
        return tuple(self.lines[number - 1] for number in ids)


def number(chosen: Sequence[Line], ranked: Sequence[Line], count: Callable[[str], int]) -> Numbered:
    """Return as much evidence as fits: what was chosen first, then the rest as it is ranked.

    `count` gives the tokens of a text. A sentence that does not fit is left out; a shorter one may still go in.
    """
    taken = _Taken(count)
    for line in (*chosen, *ranked):
        if line.key not in taken.lines and taken.fits(line):
            taken.take(line)
    return _grouped(taken.lines.values())


def portions(lines: Iterable[Line], count: Callable[[str], int]) -> tuple[Numbered, ...]:
    """Return all lines as evidence, in their order, for as many prompts as they need, about as many in each."""
    every = tuple(lines)
    packed = _packed(every, count, MOST)
    if len(packed) > 1:
        packed = _packed(every, count, math.ceil(len(every) / len(packed)))
    return tuple(map(_grouped, packed))


def _packed(lines: Iterable[Line], count: Callable[[str], int], most: int) -> list[list[Line]]:
    """Return lines in packs of at most so many."""
    packs: list[list[Line]] = []
    taken = _Taken(count, most)
    for line in lines:
        if not packs or not taken.fits(line):
            packs.append([])
            taken = _Taken(count, most)
        packs[-1].append(line)
        taken.take(line)
    return packs


@dataclass(slots=True)
class _Taken:
    """The lines of one prompt, and the tokens that are left for more."""

    count: Callable[[str], int]
    most: int = MOST
    lines: dict[tuple[str, int], Line] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    left: int = BUDGET

    def fits(self, line: Line) -> bool:
        """Whether there is room for a line."""
        return len(self.lines) < self.most and self._cost(line) <= self.left

    def take(self, line: Line) -> None:
        """Take a line."""
        self.left -= self._cost(line)
        self.lines[line.key] = line
        self.heads.add(line.article.id)

    def _cost(self, line: Line) -> int:
        head = 0 if line.article.id in self.heads else self.count(f"\n{_head(line)}\n")
        return self.count(f"[99] {_said(line)}\n") + head


def _grouped(lines: Iterable[Line]) -> Numbered:
    """Return lines by article, the article of the best line first, in the order in which the article has them."""
    by_article: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_article[line.article.id].append(line)
    ordered: list[Line] = []
    parts: list[str] = []
    for own in by_article.values():
        own.sort(key=lambda line: line.sentence.index)
        rows = [f"[{len(ordered) + place}] {_said(line)}" for place, line in enumerate(own, start=1)]
        parts.append("\n".join([_head(own[0]), *rows]))
        ordered += own
    return Numbered(tuple(ordered), "\n\n".join(parts))


def _said(line: Line) -> str:
    """Return a sentence as it is verified against: without its dateline, on one line."""
    place = place_of(line.article, line.sentence.index)
    return _one_line(line.article.text[place.start : place.end])


def _head(line: Line) -> str:
    """Return where a line stands: outlet, date and title."""
    article = line.article
    day = article.published_at.astimezone(UTC).date().isoformat() if article.published_at else "no date"
    return _one_line(f"From {article.outlet or 'an unnamed outlet'}, {day}: {article.title or 'without a title'}")


def _one_line(text: str) -> str:
    return " ".join(text.split())
