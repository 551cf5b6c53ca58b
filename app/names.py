"""Proper names of a sentence, and whether other sentences carry them.

In: text. Out: names with their place, and findings. A name is known in part ('Mr Lee' for 'Jung-ho Lee'), by its
initials ('ECB'), and a country by its people ('the French government' for 'France'). Which names mean one person is
not decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from app.dates_in_text import MONTHS, WEEKDAYS
from app.findings import Finding, Kind, found
from app.lexicon import alike, base
from app.name_words import (
    FIELDS,
    NOT_NAMES,
    OFFICES,
    TITLES,
    country,
    long_places,
    people_root,
    place_key,
    place_root,
    places,
)
from app.words import Word, spellings, stems, words

_INSIDE = frozenset("of the de la le van von al el bin & del da dos di du for".split())
_BETWEEN = re.compile(r"[.,;:()“”\"!?—–]")
_CAPITALS = re.compile(r"[A-Z][\w'’-]+(?:\s(?:(?:of|and|for|the)\s)*[A-Z][\w'’-]+)+")
_SHOUTED = 0.7  # share of words all in capitals; a headline so written tells nothing about names


@dataclass(frozen=True, slots=True)
class Name:
    """Consecutive words of one proper name; `parts` are its words, titles and small words left out."""

    start: int
    end: int
    parts: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a text makes known: stems of words and keys of countries and initials, and roots of places and peoples."""

    keys: frozenset[str]
    places: frozenset[str]
    peoples: frozenset[str]


@lru_cache(maxsize=1_500)
def names(text: str, language: str = "en") -> tuple[Name, ...]:
    """Return the names of a text; a capital at the head of a sentence alone makes none."""
    runs: list[list[Word]] = []
    open_run = False
    everything = words(text, language)
    if sum(word.text.isupper() for word in everything) > _SHOUTED * len(everything):
        return ()
    for place, word in enumerate(everything):
        if not _is_name_part(word, text, everything, place):
            between = word.low in _INSIDE and open_run
            open_run = between and place + 1 < len(everything) and everything[place + 1].capital
            continue
        if open_run and not _BETWEEN.search(text[runs[-1][-1].end : word.start].replace(".", "", 1)):
            runs[-1].append(word)
        else:
            runs.append([word])
        open_run = True
    return tuple(
        Name(run[0].start, run[-1].end, parts)
        for run in runs
        if (parts := tuple(word for word in run if word.low.rstrip(".") not in TITLES))
    )


def _is_name_part(word: Word, text: str, everything: Sequence[Word], place: int) -> bool:
    low = word.low.removesuffix("'s")
    if not word.capital or low in MONTHS or low in WEEKDAYS:
        return False
    if low in TITLES:
        return True
    if not word.weight or low in NOT_NAMES:
        return False
    if not _heads_sentence(word, text):
        return True
    # The first word of a sentence: a name if it is written in capitals or another capital follows it.
    following = everything[place + 1] if place + 1 < len(everything) else None
    joined = following is not None and following.capital and bool(following.weight) and following.start == word.end + 1
    return (len(word.text) > 1 and word.text.isupper()) or joined


def _heads_sentence(word: Word, text: str) -> bool:
    before = text[: word.start].rstrip()
    return not before or before[-1] in ".!?:\"“'‘—–("


@lru_cache(maxsize=500)
def known(text: str, language: str = "en") -> Known:
    """Return what a text, an article too, makes known about names."""
    capitals = {word for word in spellings(text) if word[0].isupper()}
    low = text.lower()
    # In small letters 'us', 'turkey' and 'pole' are no countries.
    countries = {key for word in capitals if (key := country(word))}
    spoken = {word.lower() for word in capitals}
    long = {key for name, key in long_places().items() if name.partition(" ")[0] in spoken and name in low}
    initials = {
        "".join(part[0] for part in match.removeprefix("The ").split() if part[0].isupper()).lower()
        for match in _CAPITALS.findall(text)
    }
    return Known(
        stems(text, language) | countries | long | initials,
        frozenset(map(place_root, capitals)),
        frozenset(map(people_root, capitals)) - {""},
    )


def all_known(texts: Sequence[str], language: str = "en") -> Known:
    """Return what several texts make known together."""
    every = [known(text, language) for text in texts]
    return Known(
        frozenset().union(*(one.keys for one in every)),
        frozenset().union(*(one.places for one in every)),
        frozenset().union(*(one.peoples for one in every)),
    )


def is_known(word: Word, given: Known) -> bool:
    """Whether a text has a part of a name, in its own form or as the people of a place."""
    if place_key(word.stem) in given.keys or (word.stem in given.keys and word.text != "US"):
        return True
    if word.low in OFFICES | FIELDS:
        return not alike(word.stem).isdisjoint(given.keys)
    return people_root(word.text) in given.places or place_root(word.text) in given.peoples


def _stands_for(name: Name, given: Known) -> bool:
    """Whether a name of several words is a country known by another name, or known by its initials."""
    if places().get(" ".join(part.stem for part in name.parts)) in given.keys:
        return True
    initials = "".join(part.text[0] for part in name.parts).lower()
    return len(initials) > 1 and initials in given.keys


def name_findings(
    statement: str,
    sources: Sequence[str],
    around: Sequence[str] = (),
    language: str = "en",
    articles: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """Return the names of the statement that neither the sources, nor what is around them, nor the articles have."""
    near, far = (*sources, *around), (*sources, *around, *articles)
    given = all_known(near, language)
    out = []
    for name in names(statement, language):
        place, whole = (name.start, name.end), statement[name.start : name.end]
        missing = [part for part in name.parts if len(part.text) > 1 and not is_known(part, given)]
        if missing:  # articles are long, so they are read only then
            given = all_known(far, language)
            missing = [part for part in missing if not is_known(part, given)]
        if not missing or _stands_for(name, given):
            rival = "" if missing else _renamed(name, statement, far)
        else:
            present = [part for part in name.parts if part not in missing]
            rival = _rival(name, present, sources, statement, language)
            if not rival:
                place = (missing[0].start, missing[-1].end)
                out.append(found(Kind.NAME, statement, place, f"no source names {whole!r}"))
        if rival:
            detail = f"the statement says {whole!r}, the source {rival!r}"
            out.append(found(Kind.NAME, statement, place, detail, clash=True))
    marked = [(finding.start, finding.end) for finding in out]
    out.extend(
        finding
        for finding in _displaced(statement, sources, language)
        if not any(start < finding.end and finding.start < end for start, end in marked)
    )
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
                and not any(is_known(part, stated) for part in other.parts)
            ):
                return text[other.start : other.end]
    return ""


def _is_place(name: Name) -> bool:
    return any(part.stem in places() for part in name.parts) or " ".join(p.stem for p in name.parts) in places()


def _renamed(name: Name, statement: str, texts: Sequence[str]) -> str:
    """Return the name that the texts give instead where two known parts never stand together: a wrong first name."""
    if len(name.parts) != 2:
        return ""
    first, last = name.parts
    if statement[first.end : last.start] != " " or last.low in OFFICES | FIELDS | NOT_NAMES:
        return ""
    together = re.compile(rf"\b{re.escape(first.text)}[\s-](?:\S+\s)?{re.escape(last.text)}", re.IGNORECASE)
    if any(together.search(text) for text in texts):
        return ""
    if any(last.low in spellings(text) for text in texts):
        return ""  # 'Football Weekly' where the source has 'weekly' too: no family name
    other = re.compile(rf"\b([A-Z][\w'’-]{{2,}}) {re.escape(last.text)}\b")
    for match in (match for text in texts for match in other.finditer(text)):
        if match[1].lower() not in TITLES | OFFICES | FIELDS | NOT_NAMES and words(match[1])[0].weight == 1.0:
            return match.group()
    return ""


def _displaced(statement: str, sources: Sequence[str], language: str) -> Iterator[Finding]:
    """Yield the names before a verb of the statement where every source that has the verb has another name before it.

    Finds the first word of a sentence too, which alone can't be told from any other word with a capital.
    """
    here, given = known(statement, language), all_known(sources, language)
    for name, verb in _before_verbs(statement, language):
        if is_known(name, given):
            continue
        others = [
            other
            for text in sources
            for other, acting in _before_verbs(text, language)
            if base(acting.stem) == base(verb.stem) and not is_known(other, here)
        ]
        if others:
            detail = f"the statement says {name.text!r}, the source {others[0].text!r}"
            yield found(Kind.NAME, statement, (name.start, name.end), detail, clash=True)


@lru_cache(maxsize=1_500)
def _before_verbs(text: str, language: str) -> tuple[tuple[Word, Word], ...]:
    """Return the words with a capital that stand right before a word without one, with that word."""
    return tuple(
        (one, two)
        for one, two in pairwise(words(text, language))
        if one.capital
        and one.weight == 1.0
        and one.low not in NOT_NAMES | TITLES | OFFICES | FIELDS | MONTHS.keys() | WEEKDAYS.keys()
        and text[one.end : two.start] == " "
        and two.weight
        and not two.capital
        and not two.number
        and (not _heads_sentence(one, text) or not one.low.endswith(("s", "ing", "ed", "ly")))
    )
