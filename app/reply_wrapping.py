"""What servers and models wrap around a reply: characters in, those that belong to the reply out.

Reasoning (`<think>`, the analysis channel of `<|channel|>`) is left out, the tags of tool calls and the marks between
turns become line ends. Other tags are text, shown as they stand.
"""

from __future__ import annotations

import re

from app.reply_ledger import Ledger

# Stands for a `</think>` without its beginning: what came before it in the reply was a thought.
FORGET = "\x00"

_NO_WORDS = [
    0xAD,
    *range(0x200B, 0x200C),
    *range(0x200E, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
]
_PLAIN = (
    dict.fromkeys(range(0x20), " ")
    | dict.fromkeys([0xA, 0xB, 0xC, 0xD, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029], "\n")
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    # Soft hyphens, directions, zero widths and tag characters; the joiners of Persian and Hindi stay. The first private
    # character stands for a marker in `reply_markers`.
    | dict.fromkeys([*_NO_WORDS, 0xE000, *range(0xE0000, 0xE0080)], None)
)
_BEGINS_A_TAG = re.compile(r"</?[A-Za-z|][\w|=.:/ \"'-]*")
_LONGEST_TAG = 80
_SPECIAL = re.compile(r"<\|(\w+)\|>")
_TAG = re.compile(r"<(/?)(\w+)\b[^>]*>")
_REASONING = frozenset("think thinking thought thoughts reasoning reflection scratchpad".split())
_WRAPPERS = frozenset(
    "tool_call tool_calls function_call function tool answer final final_answer response output result json s".split()
)
_HEADERS = frozenset("channel start im_start start_header_id".split())


def plain(text: str) -> str:
    """Return a text with one kind of line end and without characters that have no width."""
    return text.translate(_PLAIN)


class Unwrapper:
    """Takes the wrapping off, a character at a time."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._tag = ""
        self._header: str | None = None  # the name of a turn or channel, while it is read
        self._reasoning = ""  # what will end it: a tag or a mark

    def step(self, letter: str) -> str:
        """Return what of the reply is certain with this character."""
        if not self._tag:
            if letter != "<":
                return self._kept(letter)
            self._tag = letter
            return ""
        tag, self._tag = self._tag + letter, ""
        if letter == ">":
            return self._read_tag(tag)
        if len(tag) < _LONGEST_TAG and (tag == "</" or _BEGINS_A_TAG.fullmatch(tag)):
            self._tag = tag
            return ""
        if letter == "<":
            self._tag = letter
            tag = tag[:-1]
        return self._kept(tag)

    def close(self) -> str:
        """Return what is left."""
        tag, self._tag = self._tag, ""
        kept = self._kept(tag)
        if self._reasoning:
            self._ledger.reject("reasoning that never ended")
        return kept

    def _kept(self, text: str) -> str:
        if self._reasoning:
            return ""
        if self._header is not None:
            if "\n" in text:
                self._header = None
            else:
                self._header = (self._header + text)[:_LONGEST_TAG]
            return ""
        return text

    def _read_tag(self, tag: str) -> str:
        special, named = _SPECIAL.fullmatch(tag.lower()), _TAG.fullmatch(tag.lower())
        if special and self._reasoning in ("", "mark"):
            return self._read_special(special[1])
        if named and named[2] in _REASONING:
            if not named[1]:
                self._reasoning = self._reasoning or "tag"
                return "" if self._header is not None else "\n"
            if not self._reasoning:
                self._ledger.reject("reasoning without a beginning")
                return FORGET
            self._reasoning = ""
            self._ledger.reject("reasoning")
            return ""
        if named and named[2] in _WRAPPERS:
            return self._kept("\n")
        return self._kept(tag)

    def _read_special(self, name: str) -> str:
        """Read a mark between turns: '<|start|>assistant<|channel|>final<|message|>', '<|im_start|>assistant'."""
        if name in _HEADERS:
            self._end_reasoning()
            self._header = ""
        elif name in ("message", "end_header_id"):
            header, self._header = (self._header or "").strip().lower(), None
            # A comment for the reader is none of the answer, one for a tool is the answer.
            speaks = header.startswith(("final", "assistant")) or "to=" in header or not header
            self._reasoning = "" if speaks else "mark"
        elif name != "constrain":
            self._end_reasoning()
            self._header = None
        return "\n" if self._header is None and not self._reasoning else ""

    def _end_reasoning(self) -> None:
        if self._reasoning:
            self._ledger.reject("reasoning")
            self._reasoning = ""
