"""The shingles of a text, by which a reprint is told: text in, hashes of every three words in a row out.

Two texts are compared by how much of the shorter one stands in the longer: the share of its words that lie in three
words in a row which the other has too, or between such words where both have about as many; one stretch that the other
lacks may be an added paragraph and does not count. So an editor's changes cost little, while a story told anew, of
which some sentences stay, shares no more than those. Case, punctuation, layout and accents
make no difference. A sample of the hashes, the smallest ones, finds the texts worth comparing: what two texts share is
in both samples alike, wherever one of them was cut.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Shingles = NDArray[np.uint32]

# Words in a row.
WORDS = 3
# What an editor has changed lies between shared words, and is about as long as what it was. Of the sample articles with
# .3 of their words changed the lowest hundredth shares .85, with gaps of up to 12 words .77, with none .45; the two
# other stories that share most, one of them the correction of the other, go from .48 to .53.
EDIT, SHIFT = 20, 4
# What an editor has added is the longest stretch that the other text lacks, as far as it is a third of the whole. Of
# sample articles cut, reworded and with a paragraph more the lowest shares .89, without this .61; other stories .73.
ADDED = 3
# Scripts without blanks between words: Thai, Lao, Myanmar, Khmer, kana, Han. There three characters are as a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_UNSPACED}]+|(?:(?![_{_UNSPACED}])\w)+")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_AS_A_WORD = 3
_WITHIN = frozenset({"Mn", "Mc", "Me", "Cf"})  # accents, vowel signs and joiners: no letters, and no end of a word
# One in 16, but no fewer than 24 and no more than 96: rows of an index. A reprint with .3 of its words changed has 8
# of 24 in common with its source.
_ONE_IN, _FEWEST, _MOST = 16, 24, 96


def shingles(text: str) -> Shingles:
    """Return the hash of each three words in a row, in the order of the text; none for a text of fewer words."""
    words = _words(text)
    rows = (" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))
    return np.frombuffer(
        b"".join(blake2b(row.encode("utf-8", "surrogatepass"), digest_size=4).digest() for row in rows), "<u4"
    )


def sample(found: Shingles) -> list[int]:
    """Return the smallest hashes: the index by which a text is found again."""
    smallest: list[int] = np.unique(found)[: min(max(len(found) // _ONE_IN, _FEWEST), _MOST)].tolist()
    return smallest


def shared(one: Shingles, other: Shingles) -> float:
    """Return the share of the shorter text's words that stand in the longer one, edits included, 0 to 1."""
    shorter, longer = sorted((one, other), key=lambda some: (len(some), some.tobytes()))
    if not len(shorter):
        return 0.0
    order = np.argsort(longer, kind="stable")
    places = order[np.searchsorted(longer, shorter, sorter=order).clip(max=len(longer) - 1)]
    there = np.flatnonzero(longer[places] == shorter)
    if not len(there):
        return 0.0
    steps = np.diff(there)
    shifts = np.abs(np.diff(places[there]) - steps)
    gaps = np.where((steps <= WORDS + EDIT) & (shifts <= SHIFT), 0, np.maximum(steps - WORDS, 0))
    foreign: list[int] = [int(there[0]), *gaps.tolist(), len(shorter) - 1 - int(there[-1])]
    whole = len(shorter) + WORDS - 1
    added = min(max(foreign), whole // ADDED)
    return 1 - (sum(foreign) - added) / (whole - added)


def _words(text: str) -> list[str]:
    plain = text.casefold()
    if not plain.isascii():
        parted = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in parted if unicodedata.category(char) not in _WITHIN)
    words: list[str] = []
    for run in _RUN.findall(plain):
        if _IS_UNSPACED.match(run):
            words += [run[at : at + _AS_A_WORD] for at in range(max(1, len(run) - _AS_A_WORD + 1))]
        else:
            words.append(run)
    return words
