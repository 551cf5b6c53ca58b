"""How much of a statement its sources say, word by word, clause by clause and side by side.

In: a statement, the cited sentences, and what they lean on. Out: shares from 0 to 1 and the words that no source has.
A word is covered by itself in another form or by a word that may stand for it. Blind to 'not', order and figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.lexicon import alike, base
from app.names import all_known, is_known
from app.words import Word, clauses, content, stems

WINDOW = 8  # content words within which two neighbours of the statement must stand in one source sentence


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of the statement's weight.

    `near`: in the cited sentences, the sentences before them and the titles; `worst`: of the clause that is covered
    least, with the whole articles counting; `pairs`: of neighbouring words, found close together in one cited sentence.
    """

    near: float
    worst: float
    pairs: float
    missing: tuple[Word, ...]


@lru_cache(maxsize=500)
def keys(text: str, language: str) -> frozenset[str]:
    """Return the base forms of all words of a text."""
    return frozenset(map(base, stems(text, language)))


@lru_cache(maxsize=1_500)
def _places(text: str, language: str) -> dict[str, tuple[int, ...]]:
    """Map the base form of each content word of a sentence to where it stands, counted in content words."""
    out: dict[str, tuple[int, ...]] = {}
    for place, word in enumerate(content(text, language)):
        key = base(word.stem)
        out[key] = (*out.get(key, ()), place)
    return out


def cover(
    statement: str, cited: Sequence[str], near: Iterable[str] = (), articles: Iterable[str] = (), language: str = "en"
) -> Coverage:
    """Return how much of the statement the cited sentences cover, with `near` and `articles` around them."""
    facts = content(statement, language)
    close = (*cited, *near)
    missing = _missing(facts, close, language)
    nowhere = {word.start for word in _missing(missing, tuple(articles), language)}
    absent = {word.start for word in missing}
    worst = min(
        _share([(word.weight, word.start not in nowhere) for word in facts if start <= word.start < end])
        for start, end in clauses(statement, language)
    )
    return Coverage(
        near=_share([(word.weight, word.start not in absent) for word in facts]),
        worst=worst,
        pairs=_pairs(facts, cited, language),
        missing=missing,
    )


def _missing(facts: Sequence[Word], texts: Sequence[str], language: str) -> tuple[Word, ...]:
    """Return the words that no text has, nor another word for them, nor, for a people, its country."""
    if not facts or not texts:
        return tuple(facts)
    given = frozenset().union(*(keys(text, language) for text in texts))
    missing = tuple(word for word in facts if alike(word.stem).isdisjoint(given))
    if not any(word.capital for word in missing):
        return missing
    named = all_known(texts, language)
    return tuple(word for word in missing if not (word.capital and is_known(word, named)))


def _share(items: Sequence[tuple[float, bool]]) -> float:
    whole = sum(weight for weight, _ in items)
    return sum(weight for weight, inside in items if inside) / whole if whole else 0.0


def _pairs(facts: Sequence[Word], cited: Sequence[str], language: str) -> float:
    """Return the share of pairs of neighbours, next ones and next but one, that one cited sentence holds close by."""
    sources = [_places(text, language) for text in cited]
    where = [
        [tuple(place for key in alike(word.stem) for place in places.get(key, ())) for places in sources]
        for word in facts
    ]
    items = [
        (facts[one].weight * facts[two].weight, _together(where[one], where[two]))
        for one in range(len(facts))
        for two in (one + 1, one + 2)
        if two < len(facts)
    ]
    return _share(items) if items else float(bool(where) and any(where[0]))


def _together(ones: Sequence[tuple[int, ...]], twos: Sequence[tuple[int, ...]]) -> bool:
    return any(
        one != two and abs(one - two) <= WINDOW
        for left, right in zip(ones, twos, strict=True)
        for one in left
        for two in right
    )
