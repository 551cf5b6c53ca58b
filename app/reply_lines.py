"""A reply written as lines: characters in; each statement goes into the ledger as soon as its markers have ended.

They have ended at the end of a line, and where other text begins behind them. A sentence at the end of a line that has
none waits for the next line's first words: its markers may stand there.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.reply_ledger import MOST_CHARACTERS, Ledger, Said, shown
from app.reply_text import Kind, Piece, TextReader, end_of_markers, last_sentence

_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})\s*[\w+-]*\s*")
# A statement, its markers and layout.
_MOST_HELD = 2 * MOST_CHARACTERS
_ENDS_A_MARKER = frozenset("]】］〕>)⁰¹²³⁴⁵⁶⁷⁸⁹")
_BEGINS_A_MARKER = "[【［〔(^<⁰¹²³⁴⁵⁶⁷⁸⁹"


class LineReader:
    """Reads lines, a character at a time."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._reader = TextReader(ledger.evidence)
        self._line = ""
        self._held: Said | None = None
        self._undecided = False
        self._decided = 0  # up to where the line's markers have been looked at
        self._skipping = False  # the rest of a line that is too long
        self._in_sources = False
        self._trailing = False  # markers stand behind statements in this reply
        self.beside_json = False  # the statements came as JSON, and this is talk around it

    def step(self, letter: str) -> None:
        """Read one more character."""
        if letter == "\n":
            self._end_line()
        elif not self._skipping:
            self._line += letter
            if letter in _ENDS_A_MARKER:
                self._undecided = True
            elif self._undecided and letter.isalnum() and not _is_within(self._line):
                self._cut()
            if self._held and not letter.isspace() and not _may_belong(self._line):
                self._release()
            if len(self._line) > _MOST_HELD:
                self._shorten()

    def json_opening(self, letter: str) -> str:
        """Return the beginning of JSON if this character shows that some begins, with what of the line opens it.

        What stands before it in the line is read first.
        """
        if letter not in '{"]' or self._skipping:
            return ""
        head = self._line.rstrip()
        if letter == "{" and (head.endswith("[") or _is_layout(head)):
            opening = "[{" if head.endswith("[") else "{"
        elif (letter == '"' and head.endswith("{")) or (letter in '"]' and head == "["):
            opening = head[-1] + letter
        else:
            return ""
        self._line = head.removesuffix(opening[:-1])
        self._read_line(before_json=True)
        return opening

    def forget(self) -> None:
        """Leave out what has not been handed on: it was a thought."""
        self._line, self._held, self._decided = "", None, 0
        self._undecided = self._in_sources = False

    def close(self) -> None:
        """Read what is left when the reply has ended."""
        self._read_line()
        self._release()

    def _end_line(self) -> None:
        head = self._line.rstrip()
        if head == "[" or head.endswith(("{", ": [")):
            self._line = head + " "  # JSON, it seems
        else:
            self._read_line()

    def _read_line(self, *, before_json: bool = False) -> None:
        line, self._line, self._decided = self._line, "", 0
        self._undecided = self._skipping = False
        if line.strip() and not _FENCE.fullmatch(line):
            for piece in self._reader.line(line):
                self._take(piece)
        if before_json and self._held:
            self._ledger.reject(f"{shown(self._held.text)} stands before the JSON")
            self._held = None

    def _cut(self) -> None:
        """Read what is complete of a line that goes on."""
        while (cut := end_of_markers(self._line, self._decided)).at:
            self._take(self._reader.piece(self._line[: cut.at]))
            self._line, self._decided = self._line[cut.at :], 0
        self._undecided = cut.undecided
        if not cut.undecided:
            self._decided = len(self._line)

    def _shorten(self) -> None:
        """Read all but the last sentence of a long line; if there is only one, leave the line out."""
        start = last_sentence(self._line)
        if start:
            self._take(self._reader.piece(self._line[:start]))
            self._line, self._decided = self._line[start:], 0
        else:
            self._ledger.reject(f"{shown(self._line)} is longer than {MOST_CHARACTERS:,} characters")
            self._line, self._skipping = "", True

    def _take(self, piece: Piece) -> None:
        """Enter what a piece says."""
        if piece.kind is Kind.MARKS and self._held and not self._in_sources:
            (marks,) = piece.said
            self._held = replace(self._held, ids=marks.ids, rejected=(*self._held.rejected, *marks.rejected))
        elif piece.kind is Kind.DECLINES and self._held:
            self._ledger.reject(f"{shown(self._held.text)} stands before NO ANSWER")
            self._held = None
        self._release()
        self._ledger.reject_all(piece.rejected)
        if piece.kind is Kind.DECLINES:
            self._ledger.decline()
        elif piece.kind in (Kind.SOURCES, Kind.INTRODUCES):
            self._in_sources = piece.kind is Kind.SOURCES
        elif piece.kind is Kind.STATES:
            self._state(piece)

    def _state(self, piece: Piece) -> None:
        reason = ""
        if self._in_sources or (piece.leading and self._trailing):
            reason = "belongs to a list of sources"
        elif self.beside_json:
            reason = "stands beside the JSON"
        if reason:
            self._ledger.reject_all(f"{shown(said.text)} {reason}" for said in piece.said)
            return
        *others, last = piece.said
        for said in others:
            self._ledger.say(said)
        self._held = last
        if last.ids:
            self._trailing = self._trailing or not piece.leading
            self._release()

    def _release(self) -> None:
        if self._held:
            self._ledger.say(self._held)
            self._held = None


def _is_layout(head: str) -> bool:
    """Whether nothing but layout stands before a brace."""
    return _FENCE.fullmatch(head) is not None or not any(map(str.isalnum, head))


def _is_within(line: str) -> bool:
    """Whether a line ends within a bracket, where nothing can be told of it."""
    return any(line.rfind(begin) > line.rfind(end) for begin, end in ("[]", "【】", "［］"))


def _may_belong(line: str) -> bool:
    """Whether this beginning of a line may change what the line before it means: markers, or a 'NO ANSWER'."""
    head = line.lstrip(" \t*_`\"'“#>-")
    letters = "".join(filter(str.isalpha, head[:16])).lower()[:8]
    return not head or head[0] in _BEGINS_A_MARKER or "noanswer".startswith(letters)
