"""JSON as models write it, in tokens: characters in; marks, strings and bare words out, as soon as each is certain.

Forgiving, since a small model is not: line ends and unescaped quotation marks within a string, single quotation marks,
bare keys. What JSON allows is read as JSON says.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

# Longer than any number or word that means something here.
_LONGEST_WORD = 400


@dataclass(frozen=True, slots=True)
class Token:
    """A mark (one of `{}[]:,`), a string without its quotation marks, or a bare word or number."""

    kind: Literal["mark", "string", "word"]
    text: str


class Tokens:
    """Cuts JSON into tokens, a character at a time."""

    def __init__(self) -> None:
        self._quote = ""
        self._parts: list[str] = []
        self._escaped = False
        self._behind = ""  # a quotation mark that may end the string, and the blanks behind it
        self._word = ""
        self.held = 0  # characters of the unfinished string

    def step(self, letter: str) -> list[Token]:
        """Return the tokens that this character completes."""
        if not self._quote:
            return self._outside(letter)
        if self._behind:
            return self._after_quote(letter)
        if self._escaped:
            self._escaped = False
        elif letter == "\\":
            self._escaped = True
        elif letter == self._quote:
            self._behind = letter
            return []
        self._keep(letter)
        return []

    def close(self) -> list[Token]:
        """Return what is complete when nothing follows."""
        return [self._string()] if self._behind else self._bare()

    def beginning(self) -> str:
        """Return the string that is not finished, for a reason that shows it."""
        return "".join(self._parts)

    def _outside(self, letter: str) -> list[Token]:
        if letter == '"' or (letter == "'" and not self._word):
            self._quote = letter
            return self._bare()
        if letter.isspace():
            return self._bare()
        if letter in "{}[]:,":
            return [*self._bare(), Token("mark", letter)]
        if len(self._word) < _LONGEST_WORD:
            self._word += letter
        return []

    def _after_quote(self, letter: str) -> list[Token]:
        """A quotation mark ends a string where JSON goes on behind it; elsewhere the model forgot to escape it."""
        if letter in ",:}]\n":
            return [self._string(), *self._outside(letter)]
        if letter.isspace():
            self._behind = f"{self._quote} "
            return []
        self._keep(self._behind if self._quote != '"' else self._behind.replace('"', '\\"'))
        self._behind = ""
        return self.step(letter)

    def _keep(self, text: str) -> None:
        self._parts.append(text)
        self.held += len(text)

    def _string(self) -> Token:
        raw = "".join(self._parts)
        if self._quote == "'":
            raw = raw.replace("\\'", "'").replace('"', '\\"')
        self._parts, self._quote, self._behind, self.held = [], "", "", 0
        try:
            text = str(json.loads(f'"{raw}"', strict=False))
        except ValueError:  # an escape that JSON does not know
            text = raw.replace('\\"', '"')
        # Half a pair of surrogates is no character.
        return Token("string", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))

    def _bare(self) -> list[Token]:
        word, self._word = self._word, ""
        return [Token("word", word)] if word else []
