"""Who is quoted by which outlets, and what some of them leave out: units in, perspectives out. No model is asked.

A voice is a named source of the articles; names are one where the words of one are among those of the other. Left out
by an outlet is what two independent voices tell and none of its articles here, though it covers the story and one of
its articles appeared after the first report. It is said of these articles alone, never of all that an outlet prints.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from app.cues import denies
from app.disputed import claim
from app.facts import find_facts
from app.holders import holders
from app.lexicon import alike, base
from app.names import names
from app.quantities import quantities
from app.sides import Claim, Fact, LeftOut, Perspectives, Voice, published
from app.stories import told_together
from app.units import Unit
from app.words import content
from ingest.attribution import attributed
from ingest.corpus import SourceKind

MOST_VOICES, MOST_LEFT_OUT = 8, 5
# An outlet has what is told where one of its sentences is that near, or has this share of its words, by number. Chosen
# to say too little rather than too much: whoever has something like it is not said to lack it.
NEAR, SHARED, MAYBE = 0.55, 0.5, 0.25
ALIKE = 0.3  # articles of one story that are less alike tell of other things
_NAMED = re.compile(r"[^\W\d_][\w’'&-]*")
_NONE = frozenset(
    """the a an of and for in at el la los las de del y dr mr mrs ms prof professor sir dame superintendent councillor
    minister president mayor commander captain chief spokesman spokeswoman concejala alcalde""".split()
)


def perspectives(units: Sequence[Unit]) -> Perspectives:
    """Return the voices, those in most outlets first, and what outlets leave out, what most voices tell first."""
    return Perspectives(tuple(_voices(units)[:MOST_VOICES]), tuple(_left_out(units)))


def _voices(units: Sequence[Unit]) -> list[Voice]:
    groups: dict[frozenset[str], list[Claim]] = {}
    found = [(words, said) for unit in units for words, said in _named(unit)]
    for words, said in sorted(found, key=lambda pair: (-len(pair[0]), str(pair[1].published_at), pair[1].key)):
        fits = [own for own in groups if words <= own]
        # A part that two names share is nobody's: 'Ruiz' of Ana Ruiz and Pablo Ruiz.
        key = fits[0] if len(fits) == 1 else words
        groups.setdefault(key, []).append(said)
    voices = [Voice(_first_of_each(claims)) for claims in groups.values()]
    return sorted(voices, key=lambda one: (-len(one.outlets), -len(one.origins), one.name))


def _named(unit: Unit) -> Iterator[tuple[frozenset[str], Claim]]:
    """Yield the sources that a sentence names, each with the words of its name."""
    text, language = unit.sentence.text, unit.article.language or "en"
    spans = [
        (one.start - unit.sentence.start, one.end - unit.sentence.start)
        for one in attributed(unit.article)
        if one.sentence == unit.sentence.index and one.source not in (SourceKind.ANONYMOUS, SourceKind.OUTLET)
    ]
    # A speaker is found by his verb too, and is called by the first full name in it: 'Councillor Bruno Aster, who led'.
    given = [(name.start, name.end) for name in names(text, language) if len(name.parts) > 1]
    for who in holders(text, language):
        inside = [one for one in given if who.start <= one[0] and one[1] <= who.end]
        spans += [one for one in inside[:1] if not any(first < one[1] and one[0] < last for first, last in spans)]
    for start, end in spans:
        words = frozenset(word.casefold() for word in _NAMED.findall(text[start:end]) if word[0].isupper()) - _NONE
        if words and text[start:end].casefold() != (unit.article.outlet or "").casefold():
            yield words, claim(unit, start, end, text[start:end])


def _first_of_each(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the first sentence of each outlet; the fullest name stands in the first of all."""
    name = claims[0]
    ordered = sorted(claims, key=lambda one: (str(one.published_at), one.key))
    first = {(one.outlet or one.article_id).casefold(): one for one in reversed(ordered)}
    first[(name.outlet or name.article_id).casefold()] = name
    return tuple(sorted(first.values(), key=lambda one: (one is not name, str(one.published_at), one.key)))


def _left_out(units: Sequence[Unit]) -> Iterator[LeftOut]:
    facts = [fact for fact in find_facts(units) if not fact.alone and _is_one(fact, units)]
    if not facts:
        return
    stories, profiles = told_together(units)
    vectors = np.stack([unit.vector for unit in units])
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for row, unit in enumerate(units):
        if unit.article.outlet:
            by_outlet[unit.article.outlet].append(row)
    told = 0
    for fact in facts:
        lead = units[fact.rows[0]].article.id
        covering = {
            outlet: [
                row
                for row in rows
                if stories[units[row].article.id] == stories[lead]
                and float(profiles[units[row].article.id] @ profiles[lead]) >= ALIKE
            ]
            for outlet, rows in by_outlet.items()
        }
        outlets = tuple(_lacking(fact, covering, units, vectors))
        if outlets:
            yield LeftOut(_told(fact, units), outlets)
            told += 1
        if told == MOST_LEFT_OUT:
            return


def _is_one(fact: Fact, units: Sequence[Unit]) -> bool:
    """Whether the sentences of a fact say one thing: most words of the shorter, no other figure, all or none deny."""
    first, *others = (units[row] for row in fact.rows)
    return all(_agree(first, unit) for unit in others)


def _agree(one: Unit, two: Unit) -> bool:
    words, others = sorted((_words(one), _words(two)), key=len)
    mine, yours = _figures(one), _figures(two)
    most = sum(not alike(key).isdisjoint(others) for key in words) > SHARED * len(words)
    signs = {denies(unit.sentence.text, unit.article.language or "en") for unit in (one, two)}
    return most and len(signs) == 1 and not (mine and yours and mine.isdisjoint(yours))


def _figures(unit: Unit) -> frozenset[float]:
    return frozenset(round(one.value, 3) for one in quantities(unit.sentence.text, unit.article.language or "en"))


def _lacking(
    fact: Fact, covering: Mapping[str, Sequence[int]], units: Sequence[Unit], vectors: np.ndarray
) -> Iterator[str]:
    """Yield the outlets that cover the story and have nothing like the fact."""
    have = {units[row].article.outlet for row in fact.rows}
    since = min(published(units[row]) for row in fact.rows)
    near = vectors[list(fact.rows)] @ vectors.T
    wanted = [_words(units[row]) for row in fact.rows]
    for outlet, rows in covering.items():
        if outlet in have or not any(published(units[row]) > since for row in rows):
            continue
        best = near[:, rows].max(axis=0).tolist()
        if max(best) >= NEAR:
            continue
        maybe = [row for row, value in zip(rows, best, strict=True) if value >= MAYBE]
        if not any(_shares(words, _words(units[row])) for row in maybe for words in wanted):
            yield outlet


def _words(unit: Unit) -> frozenset[str]:
    language = unit.article.language or "en"
    return frozenset(base(word.stem) for word in content(unit.sentence.text, language) if word.weight == 1.0)


def _shares(wanted: frozenset[str], given: frozenset[str]) -> bool:
    return sum(not alike(key).isdisjoint(given) for key in wanted) >= SHARED * len(wanted)


def _told(fact: Fact, units: Sequence[Unit]) -> tuple[Claim, ...]:
    """Return the sentences that tell a fact, the first of each origin."""
    first: dict[str, Claim] = {}
    for row in sorted(fact.rows, key=lambda row: (published(units[row]), units[row].key)):
        unit = units[row]
        first.setdefault(unit.origin, claim(unit, 0, len(unit.sentence.text)))
    return tuple(first.values())
