"""Things that edges join: pairs in, groups out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def joined(number: int, edges: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each of `number` things the first thing of the group that the edges join it to."""
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


def components(edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the groups of names that edges join, each in order."""
    edges = list(edges)
    names = sorted({name for pair in edges for name in pair})
    place = {name: at for at, name in enumerate(names)}
    groups: dict[int, list[int]] = defaultdict(list)
    for at, root in enumerate(joined(len(names), ((place[one], place[two]) for one, two in edges))):
        groups[root].append(names[at])
    return list(groups.values())
