"""Clean the body of an article, once, at ingest: text as it was handed in goes in, the text of record comes out.

Nothing changes the text afterwards, since every offset in the project points into it. What a reader can see stays
as it was written: no compatibility folding (NFKC would turn '½' into '1⁄2'), no repair of wrongly decoded letters
(a guess, and a wrong one can't be taken back), no change of quotation marks. It extracts nothing from markup.
"""

from __future__ import annotations

import html
import re
import unicodedata

# Only with its semicolon: '?a=1&copy=2' in a URL is no copyright sign, 'R&D' no entity.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

# Controls, soft hyphen, zero-width blanks, byte order mark, surrogates, non-characters; the two overrides, which
# show a reader other words than the ones that are stored; and tags, in which text can hide from the reader.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u202d\u202e\u2060-\u2065\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
    # Joiners spell Persian and Indic words and hold emoji together; beside plain ASCII they do nothing.
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_AROUND_LINE_END = re.compile(" ?\n ?")
_EMPTY_LINES = re.compile("\n{3,}")

# A hard-wrapped text has a widest line within these columns. Mail and wires wrap at 60 to 80.
_NARROWEST, _WIDEST = 50, 90
# Line ends of hard-wrapped text at which the next word would not have fitted, and at which the sentence goes on.
# In wrapped prose both are near 1 (only the last line of a paragraph is short); in one paragraph a line, verse and
# lists of headlines at least one is near 0: of 6,926 news articles with one paragraph a line none is taken for wrapped.
_FULL_LINES = 0.7
_OPEN_LINES = 0.5
_FEWEST_LINE_ENDS = 3


def clean(text: str) -> str:
    """Return the text with one blank between words, one or two newlines between paragraphs and nothing unseen.

    Cleaning what is clean changes nothing.
    """
    text = _visible(text)
    text = _LINE_END.sub("\n", text)
    text = _BLANKS.sub(" ", text)
    text = _AROUND_LINE_END.sub("\n", text)
    text = _EMPTY_LINES.sub("\n\n", text).strip(" \n")
    while (unwrapped := _unwrap(text)) != text:
        text = unwrapped
    return text


def _visible(text: str) -> str:
    """Decode entities, drop what can't be seen and compose letters, until there is nothing left to do.

    One round is not enough: '&amp;amp;' was escaped twice, an unseen character can stand inside an entity, and
    composing turns the Greek question mark into the semicolon that ends one.
    """
    while True:
        before = text
        if "&" in text:
            text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
        text = _INVISIBLE.sub("", text)
        if not text.isascii():
            if not _RIGHT_TO_LEFT.search(text):
                text = _DIRECTION.sub("", text)
            text = unicodedata.normalize("NFC", text)
        if text == before:
            return text


def _unwrap(text: str) -> str:
    """Join the lines of hard-wrapped text; any other text comes back as it is."""
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return text
    ends = [number for number, line in enumerate(lines[1:]) if line and lines[number]]
    full = [n for n in ends if len(lines[n]) + 1 + len(lines[n + 1].split(" ", 1)[0]) > width]
    if len(ends) < _FEWEST_LINE_ENDS or len(full) < _FULL_LINES * len(ends):
        return text
    if sum(_goes_on(lines[n], lines[n + 1]) for n in full) < _OPEN_LINES * len(full):
        return text
    joined = set(full)
    parts: list[str] = []
    for number, line in enumerate(lines):
        parts.append(line)
        if number in joined:
            # 'well-' and 'known' make 'well-known'; a hyphen that only cut the word stays too, nobody can tell.
            parts.append("" if line[-2:-1].isalpha() and line.endswith("-") else " ")
        else:
            parts.append("\n")
    return "".join(parts[:-1])


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence plainly runs from one line to the next."""
    return line[-1] not in ".!?:" and (following[0].islower() or line.isupper())
