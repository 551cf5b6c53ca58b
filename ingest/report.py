"""What became of everything that was handed in: one row each, nothing lost, nothing silent."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.rows import Rows


class Status(StrEnum):
    """What the store did with an article."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Done:
    """An article that is in the store now; `input` is what it is called."""

    id: str
    external_id: str | None
    input: str
    status: Status

    def __post_init__(self) -> None:
        object.__setattr__(self, "input", _printable(self.input))


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that did not go in: `input` is what it is called, `error` why and what to do."""

    input: str
    error: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "input", _printable(self.input))
        object.__setattr__(self, "error", _printable(self.error))


class IndexReport:
    """The rows of one run, in the order in which they were finished; any number of them in little memory."""

    def __init__(self, rows: Iterable[Done | Failure] = ()) -> None:
        self.done: Rows[Done] = Rows()
        self.failed: Rows[Failure] = Rows()
        self._counts: Counter[Status] = Counter()
        self.add(rows)

    def add(self, rows: Iterable[Done | Failure]) -> None:
        """Add rows that are finished."""
        for row in rows:
            if isinstance(row, Failure):
                self.failed.append(row)
            else:
                self.done.append(row)
                self._counts[row.status] += 1

    def count(self, status: Status) -> int:
        """Return how many articles the store treated so."""
        return self._counts[status]

    def as_json(self) -> dict[str, object]:
        """Return the report in the shape of the contract's `POST /api/articles`."""
        return {
            **self._totals(),
            "failed": [_failed(row) for row in self.failed],
            "articles": list(map(_done, self.done)),
        }

    def as_text(self) -> Iterator[str]:
        """Yield the same as JSON text, a row at a time."""
        yield json.dumps(self._totals(), indent=1)[:-2]
        for name, rows in (("failed", map(_failed, self.failed)), ("articles", map(_done, self.done))):
            yield f',\n "{name}": ['
            for number, row in enumerate(rows):
                yield f"{',' if number else ''}\n  {json.dumps(row, ensure_ascii=False)}"
            yield "\n ]"
        yield "\n}\n"

    def _totals(self) -> dict[str, object]:
        return {status.value: self.count(status) for status in Status}


def _failed(row: Failure) -> dict[str, object]:
    return {"input": row.input, "error": row.error}


def _done(row: Done) -> dict[str, object]:
    return {"id": row.id, "external_id": row.external_id, "input": row.input, "status": row.status.value}


def _printable(text: str) -> str:
    """Return the text with '?' for halves of characters, which JSON can spell and no terminal or reply can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
