"""A journalist's draft to sentences: text or Markdown in, what is to be checked with its exact place out.

`draft[start:end] == text` for each sentence. What is checked is `plain`: the same characters with marks and line ends
turned into blanks, so that a place in it is the place in the draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.sentences import split

# Marks at the head of a line: headings, quotations, lists, numbers of notes; and what Markdown puts around words.
_HEAD = re.compile(r"^[ \t]*(?:(?:#{1,6}|>|[-*+•]|\d{1,3}[.)]|\[\d{1,3}\])[ \t]+)+", re.MULTILINE)
# Markers of citations, which are no figures of the sentence: several, or at a word, behind a full stop, before a mark
# or the end. 'We lost [12] men' is none of these; there somebody has put a figure into a quotation.
_MARKER = r"\[\^?\d{1,3}(?:[ \t]?[,;–-][ \t]?\^?\d{1,3})*\](?!\()"
_MARKERS = re.compile(rf"{_MARKER}(?:[ \t]?{_MARKER})*")
_BEFORE_MARKERS = re.compile(r"[^\s\[(]\Z|[.!?…\"”’»)][ \t]\Z")
_SEVERAL = re.compile(r"[,;–-]|\]\s?\[")
_AFTER_MARKERS = re.compile(r"[ \t]?(?:[.,;:!?…]|$)", re.MULTILINE)
_NOTE = re.compile(r"^[ \t]*\[\^[\w-]{1,20}\]:.*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$|^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:\s\"[^\"\n]*\")?\)")
_EMPHASIS = re.compile(r"(?<![^\W_])(\*{1,3}|_{1,3})(?=\S)([^*_\n]*\S)\1(?![^\W_])|`+")
# What stands before a Markdown text about it: 'title: ...' between two rules.
_FRONT = re.compile(r"\A---[ \t]*\n(?:(?:[\w-]+:|[ \t]|-[ \t]).*\n)+---[ \t]*$", re.MULTILINE)
# A line that is cut in the middle of a sentence: at least as long as the narrowest wrapped text, or followed by a
# small letter.
_WRAPPED = re.compile(r"(?:(?<=[^\n]{50})|(?=\n[ \t]*[a-z]))(?<![.!?:…\"”»\n])\n(?=[ \t]*[^\s#>*+•|-])")

FEWEST_WORDS = 4  # of a line without a full stop that says something: 'Nine dead in Kestrin'


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a draft: `draft[start:end] == text`; `plain` is as long as `text` and has no marks."""

    text: str
    start: int
    end: int
    plain: str


def read_manuscript(draft: str, language: str) -> tuple[Piece, ...]:
    """Return the sentences of a draft in order, headings among them."""
    plain = _plain(draft)
    return tuple(
        Piece(draft[row.start : row.end], row.start, row.end, plain[row.start : row.end])
        for row in split(plain, language)
        if any(map(str.isalnum, row.text))
    )


def asserts(text: str) -> bool:
    """Whether a sentence may say something: 'Weather' and 'Read more' do not, 'Nobody died.' does."""
    return text.rstrip("\"'”’»)*_ ").endswith((".", "!", "?", "…", "。", "！", "？")) or _words(text) >= FEWEST_WORDS


def _words(text: str) -> int:
    """Return how long a text is, in words; a script without blanks counts two characters as one."""
    return max(len([word for word in text.split() if any(map(str.isalnum, word))]), len(text) // 12)


def _plain(draft: str) -> str:
    """Return the draft with every mark turned into as many blanks."""
    plain = _FRONT.sub(_blank, draft)
    plain = _RULE.sub(_blank, plain)
    plain = _NOTE.sub(_blank, plain)
    plain = _HEAD.sub(_blank, plain)
    plain = _MARKERS.sub(_without_markers, plain)
    plain = _LINK.sub(lambda found: _around(found, 1), plain)
    while (bare := _EMPHASIS.sub(lambda found: _around(found, 2) if found[1] else _blank(found), plain)) != plain:
        plain = bare
    return _WRAPPED.sub(" ", plain)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())


def _without_markers(found: re.Match[str]) -> str:
    draft, start = found.string, found.start()
    alone = _BEFORE_MARKERS.search(draft[max(0, start - 2) : start]) or _AFTER_MARKERS.match(draft, found.end())
    cites = alone or _SEVERAL.search(found.group())
    return _blank(found) if cites else found.group()


def _around(found: re.Match[str], group: int) -> str:
    """Return a match with blanks for all but one of its groups."""
    before, after = found.start(group) - found.start(), found.end() - found.end(group)
    return " " * before + found.group(group) + " " * after
