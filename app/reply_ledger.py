"""What a model's reply has stated so far and what of it was left out and why: readers write it, the parser hands it on.

Everything is bounded: a reply without end fills no memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# An answer of a thousand words is about 45 statements; what goes on is a model that repeats itself.
MOST_STATEMENTS = 60
# The longest sentence of 25 MB of news that is one has 700 characters; a statement should be no longer than three.
MOST_CHARACTERS = 2_000
# Enough to see what went wrong; a reply of garbage gives a reason for each line.
MOST_REASONS = 40
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as a model wrote it: its words without markers, and the evidence that it names."""

    text: str
    ids: tuple[int, ...]  # valid, in order of mention, each once
    rejected: tuple[str, ...] = ()  # what was left out and why, as short phrases


class Ledger:
    """Statements that wait to be handed on, and reasons for everything that belongs to none."""

    def __init__(self, evidence: int) -> None:
        self.evidence = evidence
        self.count = 0
        self._no_answer = False
        self._waiting: list[Said] = []
        self._reasons: list[str] = []

    def say(self, said: Said) -> None:
        """Enter a statement, unless it is too long, one too many or follows a 'NO ANSWER'."""
        if not any(map(str.isalnum, said.text)):
            self.reject_all(said.rejected)
        elif self._no_answer:
            self.reject("text after NO ANSWER")
        elif len(said.text) > MOST_CHARACTERS:
            self.reject(f"{shown(said.text)} is longer than {MOST_CHARACTERS:,} characters")
        elif self.count >= MOST_STATEMENTS:
            self.reject(f"more than {MOST_STATEMENTS} statements")
        else:
            self.count += 1
            self._waiting.append(said)

    def decline(self) -> None:
        """Enter that the model says there is no answer; after statements it means nothing."""
        if self.count:
            self.reject("NO ANSWER after statements")
        else:
            self._no_answer = True

    def forget_no_answer(self) -> None:
        """Take a 'NO ANSWER' back: it was a thought."""
        self._no_answer = False

    def reject(self, reason: str) -> None:
        """Enter why something was left out, each reason once."""
        if reason not in self._reasons and len(self._reasons) <= MOST_REASONS:
            self._reasons.append(reason if len(self._reasons) < MOST_REASONS else "and more")

    def reject_all(self, reasons: Iterable[str]) -> None:
        """Enter several reasons."""
        for reason in reasons:
            self.reject(reason)

    def drain(self) -> list[Said]:
        """Hand on the statements that wait."""
        waiting, self._waiting = self._waiting, []
        return waiting

    @property
    def declined(self) -> bool:
        """Whether the model said that there is no answer and stated nothing."""
        return self._no_answer and not self.count

    @property
    def rejected(self) -> tuple[str, ...]:
        """Why something was left out, in the order of the reply."""
        return tuple(self._reasons)


def shown(text: str) -> str:
    """Return a text as a reason shows it: its beginning, in quotation marks."""
    text = " ".join(text[: 4 * _SHOWN].split())
    return f"'{text[:_SHOWN].rstrip()}…'" if len(text) > _SHOWN else f"'{text}'"
