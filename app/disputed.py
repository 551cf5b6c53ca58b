"""Figures that differ: units in, disagreements and updates about figures out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.comparable import Stands, fit, one_place, pairs, resolved
from app.figure_roles import Role
from app.holders import Parties
from app.measures import Measure, measures
from app.sides import About, Claim, Compared, Disagreement, Side, Update, published
from app.units import Unit

_AGAINST = (Stands.AGAINST, Stands.SAID_AGAINST)


def figures(units: Sequence[Unit], parties: Parties) -> Compared:
    """Return the figures of one thing that stand against each other, and those that were overtaken."""
    read = [one for row, unit in enumerate(units) for one in measures(row, unit)]
    found, answers = resolved(read, units)
    edges = {(one, two): stands for one, two, stands in pairs(found, units, parties)}
    for one, two in answers:
        mine, yours = found[one], found[two]
        differ = yours.role is Role.IS and not fit(mine, yours) and one_place(mine, yours, units)
        if differ and not parties.same(mine.holder, yours.holder):
            edges[one, two] = Stands.SAID_AGAINST
    value = _joined(len(found), [pair for pair, stands in edges.items() if stands is Stands.AGREE])
    overtaken = [pair for pair, stands in edges.items() if stands is Stands.OVERTAKEN]
    later = {(value[one], value[two]) for one, two in overtaken}
    withdrawn = {one for one, two in overtaken if _by_himself(found[one], found[two], units, parties)}
    against = [
        (one, two)
        for (one, two), stands in edges.items()
        if stands is Stands.SAID_AGAINST
        or (
            stands is Stands.AGAINST
            and withdrawn.isdisjoint((one, two))
            and later.isdisjoint(((value[one], value[two]), (value[two], value[one])))
        )
    ]
    by_value: dict[int, list[int]] = defaultdict(list)
    for at, name in enumerate(value):
        by_value[name].append(at)
    disagreements = []
    for values in _components((value[one], value[two]) for one, two in against):
        standing = [one for one in values if not any((one, other) in later for other in values)]
        kept = standing if len(standing) > 1 else values
        disagreements.append(Disagreement(About.FIGURE, _sides(kept, by_value, found, units)))
    updates = [
        Update(About.FIGURE, _sides(values, by_value, found, units))
        for values in _components((value[one], value[two]) for one, two in overtaken)
    ]
    return Compared(tuple(disagreements), tuple(updates))


def _by_himself(one: Measure, two: Measure, units: Sequence[Unit], parties: Parties) -> bool:
    """Whether who gave a figure gave the later one too: the outlet, or the one it was from."""
    if units[one.row].article.outlet == units[two.row].article.outlet:
        return True
    return one.holder is not None and two.holder is not None and parties.same(one.holder, two.holder)


def _joined(number: int, edges: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each of `number` things the name of the group that the edges join it to."""
    parent = list(range(number))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, two in edges:
        a, b = sorted((root(one), root(two)))
        parent[b] = a
    return [root(at) for at in range(number)]


def _components(edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the groups of names that edges between different ones join."""
    edges = [(one, two) for one, two in edges if one != two]
    names = sorted({name for pair in edges for name in pair})
    place = {name: at for at, name in enumerate(names)}
    groups: dict[int, list[int]] = defaultdict(list)
    for at, root in enumerate(_joined(len(names), ((place[one], place[two]) for one, two in edges))):
        groups[root].append(names[at])
    return list(groups.values())


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
        speaker=" ".join(speaker.split()).strip(" ,;:—–"),
    )
