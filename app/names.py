"""Proper names of a sentence, and whether other sentences carry them.

In: text. Out: names with their place, and findings. A name is known in part ('Mr Lee' for 'Jung-ho Lee'), by its initials
('ECB'), and a country by its people ('the French government' for 'France'). Which names mean one person is not decided.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.dates_in_text import MONTHS, WEEKDAYS
from app.findings import Finding, Kind, found
from app.name_words import LONG_PLACES, NOT_NAMES, PLACES
from app.words import Word, stems, words

_TITLE_WORDS = frozenset(
    "mr mrs ms dr prof professor sir lady lord st president minister judge captain commander".split()
)
_INSIDE = frozenset("of the de la le van von al el bin and & del da dos di du y for".split())

_CAPITALS = re.compile(r"[A-Z][\w'’-]+(?:\s(?:(?:of|and|for|the)\s)*[A-Z][\w'’-]+)+")
_SHOUTED = 0.7  # share of words all in capitals; a headline so written tells nothing about names


@dataclass(frozen=True, slots=True)
class Name:
    """Consecutive words of one proper name; `parts` are their stems, titles and small words left out."""

    start: int
    end: int
    parts: tuple[Word, ...]


@lru_cache(maxsize=20_000)
def names(text: str, language: str = "en") -> tuple[Name, ...]:
    """Return the names of a text; a capital at the head of a sentence alone makes none."""
    runs: list[list[Word]] = []
    open_run = False
    everything = words(text, language)
    shouted = sum(word.text.isupper() for word in everything) > _SHOUTED * len(everything)
    for place, word in enumerate(everything):
        if shouted or not _is_name_part(word, text, everything, place):
            between = word.text.lower() in _INSIDE and open_run
            open_run = between and place + 1 < len(everything) and everything[place + 1].capital
            continue
        if (
            open_run
            and runs
            and not re.search(r"[.,;:()“”\"!?—–]", text[runs[-1][-1].end : word.start].replace(".", "", 1))
        ):
            runs[-1].append(word)
        else:
            runs.append([word])
        open_run = True
    return tuple(
        Name(run[0].start, run[-1].end, parts)
        for run in runs
        if (parts := tuple(word for word in run if word.text.lower().rstrip(".") not in _TITLE_WORDS))
    )


def _is_name_part(word: Word, text: str, everything: Sequence[Word], place: int) -> bool:
    low = word.text.lower().removesuffix("'s").removesuffix("’s")
    if not word.capital or low in MONTHS or low in WEEKDAYS:
        return False
    if low in _TITLE_WORDS:
        return True
    if not word.weight or low in NOT_NAMES:
        return False
    before = text[: word.start].rstrip()
    if before and before[-1] not in ".!?:\"“'‘—–(":
        return True
    # The first word of a sentence: a name if it is written in capitals or another capital follows it.
    following = everything[place + 1] if place + 1 < len(everything) else None
    joined = following is not None and following.capital and bool(following.weight) and following.start == word.end + 1
    return (len(word.text) > 1 and word.text.isupper()) or (joined and following is not None)


@lru_cache(maxsize=50_000)
def place_key(stem: str) -> str:
    """Return one key for a country, its people and its short forms; other stems come back as they are."""
    return PLACES.get(stem, stem)


@lru_cache(maxsize=4_000)
def known(text: str, language: str = "en") -> frozenset[str]:
    """Return the keys that a text, an article too, makes known: stems, countries, and the initials of its names."""
    found_stems = stems(text, language)
    low = text.lower()
    long = {place for place in LONG_PLACES if place in low}
    initials = {
        "".join(part[0] for part in match.split() if part[0].isupper()).lower() for match in _CAPITALS.findall(text)
    }
    return found_stems | {place_key(stem) for stem in found_stems} | {LONG_PLACES[place] for place in long} | initials


def _is_known(word: Word, keys: frozenset[str]) -> bool:
    return place_key(word.stem) in keys or word.stem in keys


def _stands_for(name: Name, statement: str, keys: frozenset[str]) -> bool:
    """Whether a name of two words is a country known by another name: 'United States' for 'America'."""
    if PLACES.get(" ".join(part.stem for part in name.parts)) in keys:
        return True
    initials = "".join(part.text[0] for part in name.parts).lower()
    return len(initials) > 1 and initials in keys


def name_findings(
    statement: str, sources: Sequence[str], around: Sequence[str] = (), language: str = "en"
) -> tuple[Finding, ...]:
    """Return the names of the statement that neither the sources nor what is around them (title, article) have."""
    near = frozenset().union(*(known(text, language) for text in sources))
    far = frozenset().union(near, *(known(text, language) for text in around))
    out = []
    for name in names(statement, language):
        missing = [part for part in name.parts if not _is_known(part, far)]
        if not missing or _stands_for(name, statement, far):
            continue
        present = [part for part in name.parts if part not in missing]
        rival = _rival(name, present, sources, statement, language)
        whole = statement[name.start : name.end]
        if rival:
            detail = f"the statement says {whole!r}, the source {rival!r}"
            out.append(found(Kind.NAME, statement, (name.start, name.end), detail, clash=True))
        else:
            out.append(found(Kind.NAME, statement, (missing[0].start, missing[-1].end), f"no source names {whole!r}"))
    return tuple(out)


def _rival(name: Name, present: Sequence[Word], sources: Sequence[str], statement: str, language: str) -> str:
    """Return the source's name that shares a part with this one, or the one country that stands in its place."""
    stated = known(statement, language)
    for text in sources:
        for other in names(text, language):
            shared = {part.stem for part in other.parts} & {part.stem for part in present}
            if shared and len(other.parts) > len(shared):
                return text[other.start : other.end]
            if (
                not present
                and _is_place(name)
                and _is_place(other)
                and not any(_is_known(p, stated) for p in other.parts)
            ):
                return text[other.start : other.end]
    return ""


def _is_place(name: Name) -> bool:
    return any(part.stem in PLACES for part in name.parts) or " ".join(part.stem for part in name.parts) in PLACES
