"""What ranking needs of articles, kept in memory for the next question: version keys in, materials out.

A version never changes, so that what was read of it stays right as long as it is current, which is asked each time.
What a question finds, others about the same find again: see `MOST_SENTENCES`. A write or a deletion empties the memory,
so that nothing deleted stays in it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Sequence

from ingest.matches import Material, current_of, read_material

# They take 95 MB with vectors of 384 numbers.
MOST_SENTENCES = 100_000


class Materials:
    """Materials of one store; its threads may share it."""

    def __init__(self, most: int = MOST_SENTENCES) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, Material] = OrderedDict()
        self._sentences = 0
        self._times_emptied = 0

    def read(self, db: sqlite3.Connection, versions: Sequence[int]) -> list[Material]:
        """Return what ranking needs of versions, in the order of the keys; those replaced meanwhile are left out."""
        with self._lock:
            emptied = self._times_emptied
            found = {version: self._kept[version] for version in versions if version in self._kept}
        if found:
            current = current_of(db, list(found))
            found = {version: material for version, material in found.items() if version in current}
        new = read_material(db, [version for version in versions if version not in found])
        found |= {material.version: material for material in new}
        with self._lock:
            if emptied == self._times_emptied:
                self._keep(found)
        return [found[version] for version in versions if version in found]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._sentences = 0
            self._times_emptied += 1

    def _keep(self, found: dict[int, Material]) -> None:
        """Keep what was used last; the lock is held."""
        for version, material in found.items():
            if version not in self._kept:
                self._sentences += len(material.sentence_vectors)
            self._kept[version] = material
            self._kept.move_to_end(version)
        while self._sentences > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._sentences -= len(oldest.sentence_vectors)
