"""Text in Cyrillic letters, or its bytes, in; whether it was read in the right encoding, or which one that is, out.

Nearly any bytes are letters in each of these encodings, and those of one come out of another as words in capitals. What
tells them apart are the letters themselves: a few are most of any text in a Slavic language.
"""

from __future__ import annotations

import re

_LETTER = re.compile("[\u0400-\u045f\u0490\u0491]")
_COMMON = re.compile("[оеаинтсрвліОЕАИНТСРВЛІ]")
# What stands in a text beside letters, and what is there only where it was read wrongly: signs and frames.
_STRANGE = re.compile(
    "[\u0080-\u009f¤¦§¬°±¶·†‡•√≈≤≥\u2320\u2321\u2500-\u25ff]|[а-яёіїєґ][А-ЯЁІЇЄҐ]|(?<![^\\s>(«])[—–’‘…‰][а-яё]"
)
# Texts in eight languages: .52 (Belarusian) to .73 (Russian) read rightly; koi8-r read as windows-1251 or the other way
# round .24 to .43. Texts of fewer letters may have any share.
_FEWEST = 40
_LEAST = 0.45
_MOST_STRANGE = 0.1
_WEIGHT = 5  # letters that one strange sign outweighs: windows-1251 read as Macintosh's differs in capitals alone
# By what speaks against each beforehand: Macintosh's has few letters that windows-1251 has elsewhere, and is rare.
_ENCODINGS = {"cp1251": 0.0, "koi8-u": 0.0, "cp866": 0.0, "iso8859-5": 0.0, "mac-cyrillic": 0.05}
_READ = 100_000  # characters


def is_misread(text: str) -> bool:
    """Whether a text has many Cyrillic letters, and such as no language has."""
    letters, share = _letters(text[:_READ])
    strange = letters >= _FEWEST // 2 and len(_STRANGE.findall(text[:_READ])) > _MOST_STRANGE * letters
    return strange or (letters >= _FEWEST and share < _LEAST)


def cyrillic(data: bytes) -> str | None:
    """Return the text of bytes that are Cyrillic letters in one of their encodings, None where they are not."""
    best: tuple[float, str] | None = None
    for encoding, against in _ENCODINGS.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters, share = _letters(text[:_READ])
        score = share - against - _WEIGHT * len(_STRANGE.findall(text[:_READ])) / max(letters, 1)
        if letters >= _FEWEST and score >= _LEAST and (best is None or score > best[0]):
            best = score, text
    return best and best[1]


def is_cyrillic(text: str) -> bool:
    """Whether a text has enough Cyrillic letters to tell anything by them."""
    return _letters(text[:_READ])[0] >= _FEWEST


def _letters(text: str) -> tuple[int, float]:
    """Return how many Cyrillic letters a text has, and the share of the common ones."""
    letters = len(_LETTER.findall(text))
    return letters, len(_COMMON.findall(text)) / max(letters, 1)
