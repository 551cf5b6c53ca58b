"""Which words may stand for one another and which exclude one another; English, from hand-made tables.

In: a stem (`ingest.terms`). Out: stems. The tables are text files: `irregular_*`, `lexicon_*`. Knows single words, no
contexts.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from itertools import combinations

from app.word_tables import table
from ingest.terms import terms


def _stem(word: str) -> str:
    return "".join(terms(word, "en"))


@cache
def _bases() -> dict[str, str]:
    """Map the stems of irregular forms to the stem of their base form."""
    bases: dict[str, str] = {}
    for line in (*table("irregular_verbs"), *table("irregular_words")):
        main, *forms = line.split()
        bases.update({_stem(form): _stem(main) for form in forms})
    return bases


@cache
def _past_forms() -> frozenset[str]:
    return frozenset(_stem(form) for line in table("irregular_verbs") for form in line.split()[1:])


def is_irregular_past(stem: str) -> bool:
    """Whether a stem is the past of an irregular verb: 'rose'."""
    return stem in _past_forms()


def base(stem: str) -> str:
    """Return the stem of the base form: 'rose' and 'rise' are one."""
    return _bases().get(stem, stem)


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Map each stem to all stems that may stand for it."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in table("lexicon_same"):
        group = {base(_stem(word)) for word in line.split()}
        for stem in group:
            found[stem] |= group
    return {stem: frozenset(group) for stem, group in found.items()}


@cache
def _excluded() -> dict[str, frozenset[str]]:
    """Map each stem to the stems that contradict it."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in table("lexicon_opposite"):
        left, right = ({base(_stem(word)) for word in side.split()} for side in line.split("|"))
        for stem in left:
            found[stem] |= right - left
        for stem in right:
            found[stem] |= left - right
    for line in table("lexicon_one_of"):
        for one, other in combinations({base(_stem(word)) for word in line.split()}, 2):
            found[one].add(other)
            found[other].add(one)
    return {stem: frozenset(others) for stem, others in found.items()}


@lru_cache(maxsize=8_000)
def alike(stem: str) -> frozenset[str]:
    """Return the stems that may stand for a stem, without those that also exclude it."""
    stem = base(stem)
    return _groups().get(stem, frozenset((stem,))) - excluded(stem) | {stem}


def excluded(stem: str) -> frozenset[str]:
    """Return the stems that one sentence can't have where another has this one."""
    return _excluded().get(base(stem), frozenset())
