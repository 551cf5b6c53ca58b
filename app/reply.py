"""A model's reply as it comes in, in chunks; out come the statements that it makes and the evidence that each names.

Lines with ids behind them, or JSON, however wrapped; see `reply_lines` and `reply_json`. What is no statement is left
out with a reason. How the reply is cut into chunks changes nothing, since it is read character by character. No
statement is checked here, and the text is data: nothing in it is followed.
"""

from __future__ import annotations

from app.reply_json import JsonReader
from app.reply_ledger import Ledger
from app.reply_ledger import Said as Said
from app.reply_lines import LineReader
from app.reply_wrapping import FORGET, Unwrapper, plain


class ReplyParser:
    """Reads one reply to a prompt that showed the sentences 1 to `evidence`."""

    def __init__(self, evidence: int) -> None:
        self._ledger = Ledger(evidence)
        self._unwrapper = Unwrapper(self._ledger)
        self._lines = LineReader(self._ledger)
        self._json: JsonReader | None = None

    def feed(self, chunk: str) -> list[Said]:
        """Read a chunk; return the statements that are complete by now and have not been returned."""
        for letter in plain(chunk):
            # Inside JSON a tag is text.
            for kept in letter if self._json else self._unwrapper.step(letter):
                self._read(kept)
        return self._ledger.drain()

    def close(self) -> list[Said]:
        """Return the rest when the model has ended."""
        for kept in self._unwrapper.close():
            self._read(kept)
        if self._json:
            self._json.close()
            self._after_json(self._json)
        self._lines.close()
        return self._ledger.drain()

    @property
    def declined(self) -> bool:
        """Whether the model said that there is no answer, and stated nothing."""
        return self._ledger.declined

    @property
    def rejected(self) -> tuple[str, ...]:
        """What belongs to no statement and was left out, and why, as short phrases."""
        return self._ledger.rejected

    def _read(self, letter: str) -> None:
        if self._json:
            if self._json.step(letter):
                self._after_json(self._json)
        elif letter == FORGET:
            self._lines.forget()
            self._ledger.forget_no_answer()
        elif opening := self._lines.json_opening(letter):
            self._json = JsonReader(self._ledger)
            for mark in opening:
                self._read(mark)
        else:
            self._lines.step(letter)

    def _after_json(self, read: JsonReader) -> None:
        self._json = None
        self._lines.beside_json = self._lines.beside_json or read.stated
