"""Quoted words of a statement, and whether the sources have them word for word.

In: text. Out: findings. Quotation marks around a single word may be irony or a title; a quotation that is cut ('...')
is looked up in its pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.findings import Finding, Kind, found

FEWEST_WORDS = 2  # shorter quotations are titles and scare quotes, which other checks read as words
_QUOTED = re.compile(r'“([^“”]{3,}?)”|"([^"]{3,}?)"|«([^«»]{3,}?)»|„([^„“”]{3,}?)[“”]|‘([^‘’]{8,}?)’(?!\w)')
_CUT = re.compile(r"\s*(?:\.\.\.|…|\[[^\]]*\])\s*")
_LETTERS = re.compile(r"[^\W_]+")


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return the places of the quotations of a text, without their marks."""
    places = (match.span(number) for match in _QUOTED.finditer(text) for number in range(1, 6) if match[number])
    return tuple(place for place in places if len(_LETTERS.findall(text[slice(*place)])) >= FEWEST_WORDS)


def quote_findings(statement: str, sources: Sequence[str], around: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Return the quotations that neither the sources nor the articles around them have word for word."""
    places = quotations(statement)
    if not places:
        return ()
    given = [_plain(text) for text in (*sources, *around)]
    out = []
    for start, end in places:
        pieces = [piece for piece in map(_plain, _CUT.split(statement[start:end])) if piece.strip()]
        if not all(any(piece in text for text in given) for piece in pieces):
            out.append(
                found(Kind.QUOTE, statement, (start, end), "no source has these words in this order", clash=True)
            )
    return tuple(out)


def _plain(text: str) -> str:
    """Return the words alone, one blank around each, so that marks and line breaks don't matter."""
    return f" {' '.join(word.lower() for word in _LETTERS.findall(text))} "
