"""What became of everything that was handed in: one row each, nothing lost, nothing silent."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


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


@dataclass(slots=True)
class IndexReport:
    """The rows of one run, in the order in which they were finished."""

    done: list[Done] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    def count(self, status: Status) -> int:
        """Return how many articles the store treated so."""
        return sum(row.status is status for row in self.done)

    def as_json(self) -> dict[str, object]:
        """Return the report in the shape of the contract's `POST /api/articles`."""
        return {
            **{status.value: self.count(status) for status in Status},
            "failed": [{"input": row.input, "error": row.error} for row in self.failed],
            "articles": [
                {"id": row.id, "external_id": row.external_id, "input": row.input, "status": row.status.value}
                for row in self.done
            ],
        }


def _printable(text: str) -> str:
    """Return the text with '?' for halves of characters, which JSON can spell and no terminal or reply can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
