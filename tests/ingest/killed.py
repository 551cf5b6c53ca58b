"""A process that ingests and is killed: `python killed.py FOLDER MOMENT...`, one store below FOLDER for each moment.

A moment is `none`, `sql:N/M` (before the writing statement that is N/M of all that the whole run makes), or
`put:N:WHERE` and `remove:N:WHERE` with WHERE one of before, within, after (the N-th call of the vector index). Each
store's file `done` has a line for every step that was acknowledged. Every run is a fork, so that all share the seconds
that imports take.
"""

from __future__ import annotations

import importlib
import os
import signal
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.catalogue import Filters
from ingest.corpus import RawArticle, article_id
from ingest.embed import Vectors
from ingest.index import index
from ingest.store import Store
from ingest.vectors import Near, PassageVector, VectorIndex
from tests.builders import open_store, raw

WRITING = ("BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE", "REPLACE")


@dataclass(frozen=True, slots=True)
class Step:
    """Articles that go in, or one that is deleted; when the call returns, the step is acknowledged."""

    articles: tuple[RawArticle, ...] = ()
    deleted: str = ""


def news(name: str, edition: int) -> RawArticle:
    """Return an article of 50 sentences, three passages, of which every edition has words of its own."""
    text = " ".join(f"{name.capitalize()} wrote line {line} of edition{edition}." for line in range(50))
    return raw(text, external_id=name, title=f"{name} {edition}")


def identity(name: str) -> str:
    return article_id(external_id=name, url=None, text="")


STEPS = (
    Step((news("ada", 1), news("ben", 1), news("cal", 1))),
    Step((news("dot", 1), news("eve", 1), news("fay", 1))),
    Step((news("ada", 2), news("ben", 1), news("gus", 1))),
    Step(deleted="cal"),
    Step((news("ada", 3), news("dot", 2))),
    Step((news("cal", 2), news("hal", 1))),
    Step(deleted="ada"),
    Step(deleted="eve"),
    Step((news("ivy", 1), news("gus", 2))),
)


def take(step: Step, store: Store) -> list[str]:
    """Do a step; return what became of its articles."""
    if step.deleted:
        store.delete(identity(step.deleted))
        return []
    report = index(step.articles, store)
    return [row.status.value for row in report.done]


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Statements:
    """Counts the statements that write, on every connection, and kills before the one that is named."""

    def __init__(self, fatal: int) -> None:
        self._fatal = fatal
        self.count = 0

    def __call__(self, statement: str) -> None:
        if statement.lstrip().upper().startswith(WRITING):
            self.count += 1
            if self.count == self._fatal:
                kill()


class KillingIndex:
    """A vector index that kills before, within or after its n-th put or remove."""

    def __init__(self, inner: VectorIndex, call: str, number: int, where: str) -> None:
        self._inner = inner
        self._left = {call: number}
        self._where = where

    def _is_fatal(self, call: str) -> bool:
        self._left[call] = self._left.get(call, 0) - 1
        return self._left[call] == 0

    def put(self, passages: Sequence[PassageVector], vectors: Vectors) -> None:
        half = len(passages)
        if fatal := self._is_fatal("put"):
            half = {"before": 0, "within": half // 2, "after": half}[self._where]
        if half:
            self._inner.put(passages[:half], vectors[:half])
        if fatal:
            kill()

    def remove(self, passages: Iterable[int]) -> None:
        keys = list(passages)
        half = len(keys)
        if fatal := self._is_fatal("remove"):
            half = {"before": 0, "within": half // 2, "after": half}[self._where]
        self._inner.remove(keys[:half])
        if fatal:
            kill()

    def near(self, vector: Vectors, k: int, filters: Filters) -> tuple[Near, ...]:
        return self._inner.near(vector, k, filters)

    def keys(self) -> set[int]:
        return self._inner.keys()

    def close(self) -> None:
        self._inner.close()


def run(folder: Path, moment: str, statements: int) -> int:
    """Take every step until the moment comes; return how many writing statements there were."""
    kind, _, rest = moment.partition(":")
    fatal = 0
    if kind == "sql":
        part, _, whole = rest.partition("/")
        fatal = max(1, statements * int(part) // int(whole))
    count = Statements(fatal)
    connect: Any = sqlite3.connect

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(count)
        return connection

    sqlite3.connect = traced  # type: ignore[assignment]
    store = open_store(folder)
    if kind in ("put", "remove"):
        number, _, where = rest.partition(":")
        store.vectors = KillingIndex(store.vectors, kind, int(number), where)
    with (folder / "done").open("a", encoding="utf-8") as done:
        for number_of_step, step in enumerate(STEPS):
            take(step, store)
            done.write(f"{number_of_step}\n")
            done.flush()
    store.close()
    return count.count


def main(root: Path, moments: Sequence[str]) -> None:
    importlib.import_module("ingest.vectors_chroma")  # which the store imports late: once here, not in every fork
    statements = 0
    for moment in ("none", *moments):
        folder = root / moment.replace(":", "-").replace("/", "-")
        folder.mkdir(parents=True)
        child = os.fork()
        if child == 0:
            (folder / "statements").write_text(str(run(folder, moment, statements)))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        (folder / "status").write_text(str(status))
        if moment == "none":
            statements = int((folder / "statements").read_text())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
