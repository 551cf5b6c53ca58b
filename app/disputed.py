"""Figures that differ: units in, disagreements and updates about figures out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.comparable import one_place, overtaken, pairs, parted, resolved
from app.figure_roles import Role
from app.groups import components, joined
from app.holders import Parties
from app.measures import Measure
from app.sides import About, Claim, Compared, Disagreement, Side, Update, published
from app.standing import Stands, fit
from app.telling import Telling
from app.units import Unit

# Between a speaker and his verb.
_HELPERS = re.compile(
    r"(?:,?\s(?:lo|la|le|les|no|se|ya|has|have|had|also|then|later|now|immediately))+$", re.IGNORECASE
)


def figures(telling: Telling) -> Compared:
    """Return the figures of one thing that stand against each other, and those that were overtaken."""
    units, parties = telling.units, telling.parties
    found, answers = resolved(telling.measures, units)
    edges = {(one, two): stands for one, two, stands in pairs(found, telling)}
    for one, two, stands in overtaken(found, telling):
        edges.setdefault((one, two), stands)
    for one, two in answers:
        mine, yours = found[one], found[two]
        differ = yours.role is Role.IS and not fit(mine, yours) and one_place(mine, yours)
        if differ and not parties.same(mine.holder, yours.holder):
            edges[one, two] = Stands.SAID_AGAINST
    value = joined(len(found), [pair for pair, stands in edges.items() if stands is Stands.AGREE])
    old = [pair for pair, stands in edges.items() if stands is Stands.OVERTAKEN]
    nouns: dict[int, set[str]] = defaultdict(set)
    for at, name in enumerate(value):
        nouns[name].add(found[at].noun)
    later = {(value[one], value[two]) for one, two in old}
    withdrawn = {one for one, two in old if _by_himself(found[one], found[two], units, parties)}
    against = [
        (one, two)
        for (one, two), stands in edges.items()
        if stands is Stands.SAID_AGAINST
        or (
            stands is Stands.AGAINST
            and withdrawn.isdisjoint((one, two))
            and later.isdisjoint(((value[one], value[two]), (value[two], value[one])))
            and not parted(nouns[value[one]], nouns[value[two]])
        )
    ]
    by_value: dict[int, list[int]] = defaultdict(list)
    for at, name in enumerate(value):
        by_value[name].append(at)
    disagreements = []
    for values in _different((value[one], value[two]) for one, two in against):
        standing = [one for one in values if not any((one, other) in later for other in values)]
        kept = standing if len(standing) > 1 else values
        disagreements.append(Disagreement(About.FIGURE, _sides(kept, by_value, found, units)))
    updates = [
        Update(About.FIGURE, _sides(values, by_value, found, units))
        for values in _different((value[one], value[two]) for one, two in old)
    ]
    return Compared(tuple(disagreements), tuple(updates))


def _by_himself(one: Measure, two: Measure, units: Sequence[Unit], parties: Parties) -> bool:
    """Whether who gave a figure gave the later one too: the outlet, or the one it was from."""
    if one.holder and two.holder and one.holder.keys and two.holder.keys:
        return parties.same(one.holder, two.holder)
    return units[one.row].article.outlet == units[two.row].article.outlet


def _different(edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the groups of values that edges between different ones join."""
    return components((one, two) for one, two in edges if one != two)


def _sides(
    values: Iterable[int], by_value: dict[int, list[int]], found: Sequence[Measure], units: Sequence[Unit]
) -> tuple[Side, ...]:
    """Return a side for each value, those first that were given first."""
    order = {at: (published(units[one.row]), units[one.row].key, one.start) for at, one in enumerate(found)}
    rows = [sorted(by_value[name], key=order.__getitem__) for name in values]
    rows.sort(key=lambda some: order[some[0]])
    return tuple(Side(tuple(_claim(found[at], units[found[at].row]) for at in some)) for some in rows)


def _claim(one: Measure, unit: Unit) -> Claim:
    speaker = unit.sentence.text[one.holder.start : one.holder.end] if one.holder else ""
    return claim(unit, one.start, one.end, speaker)


def claim(unit: Unit, start: int, end: int, speaker: str = "") -> Claim:
    """Return what stands at [start:end] of a sentence as somebody's claim."""
    article, sentence = unit.article, unit.sentence
    return Claim(
        article_id=article.id,
        sentence=sentence.index,
        start=sentence.start + start,
        end=sentence.start + end,
        text=sentence.text[start:end],
        origin=unit.origin,
        outlet=article.outlet or "",
        published_at=article.published_at,
        speaker=_HELPERS.sub("", " ".join(speaker.split()).strip(" ,;:—–")),
    )
