"""The recipes of docs/recipes.md as blocks: the page in, its code with what it is to print out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "recipes.md"
SERVER = "http://127.0.0.1:7860"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A block of code; `prints` is what stands below it, None where nothing does."""

    name: str
    language: str
    code: str
    prints: str | None

    def at(self, address: str) -> str:
        """Return the code for a server at another address."""
        return self.code.replace(SERVER, address)

    def fits(self, printed: str) -> bool:
        """Whether it printed what the page says; '…' stands for anything."""
        if self.prints is None:
            return bool(printed.strip())
        parts = map(re.escape, self.prints.strip().split("…"))
        return re.fullmatch(".*?".join(parts), printed.strip(), re.DOTALL) is not None


def recipes() -> list[Recipe]:
    """Return the blocks of the page, in its order."""
    text = PAGE.read_text("utf-8")
    headings = [(found.start(), found[1]) for found in _HEADING.finditer(text)]
    made: list[Recipe] = []
    for found in _BLOCK.finditer(text):
        section = next(name for start, name in reversed(headings) if start < found.start())
        number = sum(one.name.startswith(section) for one in made) + 1
        made.append(Recipe(f"{section} {number}", found[1], found[2], found[3]))
    return made
