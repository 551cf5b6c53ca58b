"""Models that read their prompt, for `ScriptedModel`: the body of a request in, what such a model writes out.

`shown` reads the numbered evidence of a request, as the prompts in `prompts/` show it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.scripted_model import Script

_HEAD = re.compile(r"From (?P<outlet>.+), (?:\d{4}-\d\d-\d\d|no date): (?P<title>.+)")
_ROW = re.compile(r"\[(\d+)\] (.+)")
_REFUSED = re.compile(r"^- (.+)\n  Why: ", re.MULTILINE)

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a prompt shows: sentences by their numbers, and the title above each."""

    sentences: dict[int, str]
    titles: dict[int, str]

    def number(self, part: str) -> int:
        """The number of the first sentence that holds these words; 0 where none does."""
        return next((number for number, text in self.sentences.items() if part in text), 0)

    @property
    def every(self) -> str:
        """Markers of all sentences."""
        return "".join(f"[{number}]" for number in self.sentences)


def shown(body: Body) -> Shown:
    """Return the numbered evidence of a request."""
    sentences: dict[int, str] = {}
    titles: dict[int, str] = {}
    title = ""
    for line in body["messages"][-1]["content"].splitlines():
        if line.startswith(("Question: ", "Statements that did not pass:")):
            break
        if head := _HEAD.fullmatch(line):
            title = head["title"]
        elif row := _ROW.fullmatch(line):
            sentences[int(row[1])], titles[int(row[1])] = row[2], title
    return Shown(sentences, titles)


def refused(body: Body) -> list[str]:
    """Return the statements that a request wants put right; none in a request for an answer."""
    _, found, listed = body["messages"][-1]["content"].partition("Statements that did not pass:\n")
    return _REFUSED.findall(listed) if found else []


def stubborn(writes: Iterable[tuple[str, str]]) -> Callable[[Body], str]:
    """Play a model that writes these statements, each with the sentence that holds the words beside it.

    Asked to put right what did not pass, it writes the same again and names every sentence.
    """
    rows = tuple(writes)

    def play(body: Body) -> str:
        evidence = shown(body)
        if again := refused(body):
            return "\n".join(f"{text} {evidence.every}" for text in again)
        return "\n".join(f"{text} [{evidence.number(part)}]" for text, part in rows)

    return play


def at_once(reply: str) -> Script:
    """Return a reply that comes in one piece."""
    return Script(reply=[reply])
