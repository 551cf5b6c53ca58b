"""The words of a sentence as the verifier sees them: where they stand, what they are compared by, what they weigh.

In: a sentence and its language. Out: its words in order, and its clauses. Knows nothing of meaning; the lexicon does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from app.word_tables import table
from ingest.terms import terms

LIGHT_WEIGHT = 0.4  # of a content word's; without it 'said' and 'people' count like 'ferry' and 'capsized'
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W_]+)*")
_ELIDED = re.compile(_WORD.pattern.removesuffix("(?:['’][^\\W_]+)*"))
_ELIDING = frozenset("fr it ca ga".split())  # 'l'homme' is two words
# Scripts without blanks between words: their runs are read as pairs of characters that overlap, like search terms.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{2,}")
# Where one fact ends and another may begin: marks, and the words that join or subordinate clauses.
_BORDER = re.compile(
    r"[;:—–()،؛。，；：]|,(?!\d)| - |\b(?:and|but|that|while|after|before|because|although|though|which|who|where|when"
    r"|since|whereas|despite|due to|amid|following|with|as|if|so|y|pero|que|mientras|aunque|porque)\b",
    re.IGNORECASE,
)
FEWEST_WORDS = 2  # content words of a clause; shorter pieces belong to their neighbour
_CAUSE = re.compile(r"(?:because|despite|due to)\b", re.IGNORECASE)  # 'because of the flood' says enough by itself


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place; `stem` is what words are compared by, `weight` is 0 for a word that carries no fact."""

    text: str
    start: int
    end: int
    stem: str
    weight: float
    low: str  # in small letters, with a plain apostrophe

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[0].isupper()

    @property
    def number(self) -> bool:
        """Whether it is written in figures."""
        return self.text[0].isdecimal()


@lru_cache(maxsize=1_500)
def words(text: str, language: str = "en") -> tuple[Word, ...]:
    """Return the words of a text in order, function words included."""
    return tuple(
        Word(spelling, start, start + len(spelling), *_measured(spelling, language))
        for start, spelling in _spelled(text, language)
    )


def _spelled(text: str, language: str) -> Iterator[tuple[int, str]]:
    for match in (_ELIDED if language in _ELIDING else _WORD).finditer(text):
        start, spelling = match.start(), match.group()
        if spelling.isascii() or _UNSPACED.fullmatch(spelling) is None:
            yield start, spelling
        else:
            yield from ((start + at, spelling[at : at + 2]) for at in range(len(spelling) - 1))


@lru_cache(maxsize=8_000)
def _measured(text: str, language: str) -> tuple[str, float, str]:
    """Return the stem, the weight and the small letters of one word."""
    low = text.lower().replace("’", "'")
    stem = "".join(terms(low, language)) or low
    return stem, _weight(text, low.removesuffix("'s"), language), low


def _weight(text: str, bare: str, language: str) -> float:
    if _UNSPACED.fullmatch(text):
        return 1.0
    function = function_words().get(language)
    if (bare in function) if function is not None else len(bare) < 4 and not bare[0].isdecimal():
        # 'US' and 'IT' in capitals are names; 'It' is not.
        return 1.0 if len(text) > 1 and text.isupper() and language == "en" else 0.0
    return LIGHT_WEIGHT if language == "en" and bare in _light_words() else 1.0


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the words that carry grammar and no facts; negations, modals and numbers are read by their own modules."""
    rows = [line.partition(":") for line in table("function_words")]
    return {
        language: frozenset(word for name, _, some in rows if name == language for word in some.split())
        for language in {name for name, _, _ in rows}
    }


@cache
def _light_words() -> frozenset[str]:
    """Return the words that stand in any sentence about anything, and so say little about whether two tell the same."""
    return frozenset(word for line in table("light_words") for word in line.split())


@lru_cache(maxsize=1_500)
def content(text: str, language: str = "en") -> tuple[Word, ...]:
    """Return the words that carry facts."""
    return tuple(word for word in words(text, language) if word.weight)


@lru_cache(maxsize=1_000)
def spellings(text: str, language: str = "en") -> frozenset[str]:
    """Return the words of a text as they are written, each once; of whole articles too."""
    once = " ".join(set(text.split()))  # no word holds a blank, and an article says most of its words again
    return frozenset((_ELIDED if language in _ELIDING else _WORD).findall(once))


@lru_cache(maxsize=500)
def stems(text: str, language: str = "en") -> frozenset[str]:
    """Return the stems of all words of a text, of whole articles too."""
    if _UNSPACED.search(text):
        return frozenset(word.stem for word in words(text, language))
    return frozenset(_measured(word, language)[0] for word in spellings(text, language))


def clauses(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Return the places of the clauses, which hold every word; each has facts enough, a cause alone may have one."""
    cuts = [0, *(match.start() for match in _BORDER.finditer(text)), len(text)]
    places: list[tuple[int, int]] = []
    facts = content(text, language)
    start = 0
    for cut in cuts[1:]:
        fewest = 1 if _CAUSE.match(text, start) else FEWEST_WORDS
        if sum(word.weight == 1.0 for word in facts if start <= word.start < cut) >= fewest:
            places.append((start, cut))
            start = cut
    if not places:
        return ((0, len(text)),)
    if start < len(text):
        places[-1] = (places[-1][0], len(text))
    return tuple(places)
