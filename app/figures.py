"""Numbers in their other spelling: 'two hundred and sixteen' is looked for as '216' too, and '19' as 'nineteen'."""

from __future__ import annotations

from dataclasses import dataclass

from app.lexicon import base
from app.number_words import SMALL
from app.quantities import quantities
from app.words import words

_SPELLED = {value: word for word, value in reversed(SMALL.items())}
MOST = 1_000  # larger ones are hardly ever spelled out


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole number at its place, with the base forms of the words by which others may write it."""

    start: int
    end: int
    digits: str
    forms: frozenset[str]


def figures(text: str, language: str) -> tuple[Figure, ...]:
    """Return the whole numbers of a text that may be spelled out."""
    return tuple(
        Figure(one.start, one.end, digits, frozenset({digits, *_spelled(int(one.written), language)}))
        for one in quantities(text, language)
        if not one.vague and float(one.written).is_integer() and 0 <= one.written < MOST
        for digits in (str(int(one.written)),)
    )


def _spelled(value: int, language: str) -> tuple[str, ...]:
    spelled = _SPELLED.get(value)
    return tuple(base(word.stem) for word in words(spelled, language)) if spelled else ()
