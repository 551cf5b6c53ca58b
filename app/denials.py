"""Whether something happened: what one says and another denies. Units in, disagreements out.

A denial stands against a claim of somebody else's: one that it names ('rejected a claim by the union'), one in the
sentences before it ('the company denies this'), the other half of its sentence, or what another article has somebody
say in the same words. A denial of what nobody says is none ('denied that money had been the reason').
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app import denial_words
from app.disputed import claim
from app.groups import components
from app.holders import Holder, Parties, holders, subject
from app.lexicon import alike, base
from app.sides import About, Claim, Disagreement, Side, published
from app.units import Unit
from app.words import content

BACK = 3  # sentences in which a denial's claim is looked for
# What another article's sentence must share with what is denied, by weight, and how near it must be.
SHARED, FEWEST, NEAR = 0.5, 2, 0.4
# Two disputes with this share of words are one, or with claims as near as this.
ONE, ALIKE = 0.5, 0.6
MAYBE = 0.2  # claims that are farther apart are not compared by their words
Rows = Mapping[tuple[str, int], int]  # the row of each sentence


class _Words:
    """The words of sentences: those of each row, the rows of each, and how rare they are."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.facts = [_facts(unit) for unit in units]
        self.rows: dict[str, list[int]] = defaultdict(list)
        for row, keys in enumerate(self.facts):
            for key in keys:
                self.rows[key].append(row)
        self.weight = {key: math.log(1 + len(units) / len(rows)) for key, rows in self.rows.items()}


@dataclass(frozen=True, slots=True)
class _Denial:
    """A denial in a sentence: its place, who denies, and the words of what is denied."""

    row: int
    start: int
    end: int
    who: Holder | None
    rest: str  # what stands behind the verb
    words: frozenset[str]


def denials(units: Sequence[Unit], parties: Parties) -> tuple[Disagreement, ...]:
    """Return what somebody says and somebody else denies; disputes about one thing are one."""
    place = {unit.key: row for row, unit in enumerate(units)}
    words = _Words(units)
    found: list[tuple[Claim, Claim, frozenset[str]]] = []
    accusations = [one for row, unit in enumerate(units) for one in _accusations(row, unit)]
    for row, unit in enumerate(units):
        for one in _read(row, units, place):
            against = _named(one, unit) or _other_half(one, unit, parties) or _before(one, units, place, parties)
            against = against or _right_before(one, units, place, parties) or _accused(one, accusations, units)
            against = against or _elsewhere(one, units, words, parties)
            if against is not None:
                found.append((against, _claim(one, unit), _subject(units, place[against.key], row)))
        found += _answered(row, units, place, parties)
    return _disagreements(found, words.weight, units, place)


def _read(row: int, units: Sequence[Unit], place: Rows) -> Iterator[_Denial]:
    unit = units[row]
    text, language = unit.sentence.text, unit.article.language or "en"
    for match in denial_words.DENIES.finditer(text):
        rest = text[match.end() :].partition(";")[0]
        if denial_words.NOT.search(text[: match.start()]) or (match["verb"] and denial_words.NO_CLAIM.match(rest)):
            continue
        if text.count('"', 0, match.start()) % 2:  # in somebody's own words
            continue
        who = subject(text, match.start(), language) if match["verb"] else None
        said = holders(text, language)
        who = who or max((one for one in said if one.end <= match.start()), key=lambda one: one.end, default=None)
        who = who or next((one for one in said if match["no"] and one.start >= match.end()), None)
        if who is not None and not who.keys:
            who = _referred(unit, units, place) or who
        denied = denial_words.FIRST.split(rest)[0]
        words = frozenset(base(word.stem) for word in content(denied, language) if word.weight == 1.0)
        yield _Denial(row, match.start(), match.end(), who, rest, words)


def _referred(unit: Unit, units: Sequence[Unit], place: Rows) -> Holder | None:
    """Return whom a pronoun means: the first one named in the sentence before."""
    row = place.get((unit.article.id, unit.sentence.index - 1))
    if row is None:
        return None
    before = units[row]
    named = [one for one in holders(before.sentence.text, before.article.language or "en") if one.keys]
    return Holder(0, 0, named[0].keys) if named else None


def _claim(one: _Denial, unit: Unit) -> Claim:
    text = unit.sentence.text
    end = min(len(text), one.end + len(one.rest.rstrip(" .")))
    return claim(unit, one.start, end, text[one.who.start : one.who.end] if one.who else "")


def _named(one: _Denial, unit: Unit) -> Claim | None:
    """Return the claim that the denial names with the one who makes it."""
    match = denial_words.NAMED.search(one.rest)
    if match is None:
        return None
    part = "who" if match["who"] else "whose"
    end = one.end + len(one.rest.rstrip(" ."))
    return (
        claim(unit, one.end + match.end(), end, match[part])
        if match.end() < len(one.rest.rstrip(" ."))
        else (claim(unit, one.end + match.start(part), end, match[part]))
    )


def _other_half(one: _Denial, unit: Unit, parties: Parties) -> Claim | None:
    """Return what another one says in the other half of the sentence: 'The union says ...; the operator denies it'."""
    text, language = unit.sentence.text, unit.article.language or "en"
    first = max(text.rfind(";", 0, one.start), text.rfind(", but", 0, one.start), text.rfind(", while", 0, one.start))
    if first < 0:
        return None
    for who in holders(text, language):
        if who.end <= first and who.keys and one.who is not None and not parties.same(who, one.who):
            return claim(unit, who.end, first, text[who.start : who.end]) if who.end < first - 1 else None
    return None


def _before(one: _Denial, units: Sequence[Unit], place: Rows, parties: Parties) -> Claim | None:
    """Return the claim of somebody else's in the sentences before, where the denial points back to it."""
    unit = units[one.row]
    text = unit.sentence.text
    pointing = denial_words.MEANT.search(one.rest) or denial_words.LO.search(text[: one.start])
    such = "such" in text[one.start : one.end].lower()
    if not (pointing or such) or one.who is None or not one.who.keys:
        return None
    for back in range(1, BACK + 1):
        row = place.get((unit.article.id, unit.sentence.index - back))
        if row is None:
            continue
        said = _said_by_another(units[row], one.who, parties)
        if said is not None:
            return said
    return None


def _right_before(one: _Denial, units: Sequence[Unit], place: Rows, parties: Parties) -> Claim | None:
    """Return what somebody else says in the two sentences before, where it has a word of what is denied."""
    unit = units[one.row]
    if one.who is None or not one.who.keys:
        return None
    for back in range(1, BACK):
        row = place.get((unit.article.id, unit.sentence.index - back))
        if row is None or float(units[row].vector @ unit.vector) < NEAR:
            continue
        if one.words & _facts(units[row]) and (said := _said_by_another(units[row], one.who, parties)):
            return said if said.speaker else None
    return None


def _accusations(row: int, unit: Unit) -> Iterator[tuple[int, Claim, frozenset[str]]]:
    """Yield the accusations of a sentence with the stems of the accused."""
    text, language = unit.sentence.text, unit.article.language or "en"
    for match in denial_words.ACCUSES.finditer(text):
        whom = frozenset(word.stem for word in content(match["whom"], language) if word.weight == 1.0)
        who = subject(text, match.start(), language)
        yield row, claim(unit, match.start(), len(text), text[who.start : who.end] if who else ""), whom


def _accused(
    one: _Denial, accusations: Sequence[tuple[int, Claim, frozenset[str]]], units: Sequence[Unit]
) -> Claim | None:
    """Return what the denier is accused of in another article, near to what he denies."""
    if one.who is None:
        return None
    unit = units[one.row]
    best: tuple[float, Claim] | None = None
    for row, said, whom in accusations:
        if not whom & one.who.keys or units[row].article.id == unit.article.id:
            continue
        near = float(units[row].vector @ unit.vector)
        # What he is blamed for is mostly told in the sentence before.
        before = [units[row - 1]] if row and units[row - 1].article.id == units[row].article.id else []
        shares = any(one.words & _facts(other) for other in (units[row], *before))
        if (near >= NEAR or shares) and (best is None or near > best[0]):
            best = (near, said)
    return best[1] if best else None


def _said_by_another(unit: Unit, denier: Holder, parties: Parties) -> Claim | None:
    """Return the sentence as a claim where somebody else than the denier says it."""
    text, language = unit.sentence.text, unit.article.language or "en"
    found = holders(text, language)
    others = [who for who in found if not who.keys or not parties.same(who, denier)]
    if others:
        return claim(unit, 0, len(text), text[others[0].start : others[0].end])
    if not found and (match := denial_words.CLAIMS.search(text)):
        return claim(unit, match.start(), len(text), "")
    return None


def _elsewhere(one: _Denial, units: Sequence[Unit], words: _Words, parties: Parties) -> Claim | None:
    """Return what somebody else is given to say in another sentence in the words of the denial."""
    if one.who is None or not one.who.keys or not one.words:
        return None
    unit = units[one.row]
    least = SHARED * sum(words.weight.get(key, 1.0) for key in one.words)
    found: list[tuple[float, int]] = []
    for row in {row for key in one.words for row in words.rows.get(key, ()) if row != one.row}:
        both = [key for key in one.words if not alike(key).isdisjoint(words.facts[row])]
        shared = sum(words.weight[key] for key in both if key in words.weight)
        if len(both) >= FEWEST and shared >= least and units[row].article.language == unit.article.language:
            found.append((shared, row))
    for _, row in sorted(found, key=lambda pair: (-pair[0], pair[1])):
        near = float(units[row].vector @ unit.vector) >= NEAR
        if near and not denial_words.DENIES.search(units[row].sentence.text):
            said = _said_by_another(units[row], one.who, parties)
            if said is not None:
                return said
    return None


def _answered(
    row: int, units: Sequence[Unit], place: Rows, parties: Parties
) -> Iterator[tuple[Claim, Claim, frozenset[str]]]:
    """Yield an accusation with what the accused says right behind it."""
    unit = units[row]
    text, language = unit.sentence.text, unit.article.language or "en"
    match = denial_words.ACCUSES.search(text)
    after = place.get((unit.article.id, unit.sentence.index + 1))
    if match is None or after is None:
        return
    accused = {base(word.stem) for word in content(match["whom"], language) if word.weight == 1.0}
    answer = units[after].sentence.text
    for who in holders(answer, language):
        if who.keys & accused and not denial_words.NO_ANSWER.search(answer):
            speaker = text[: match.start()]
            yield (
                claim(unit, match.start(), len(text), speaker),
                claim(units[after], who.end, len(answer), answer[who.start : who.end]),
                _subject(units, row, after),
            )
            return


def _subject(units: Sequence[Unit], *rows: int) -> frozenset[str]:
    """Return the bases of the words of sentences."""
    return frozenset().union(*(_facts(units[row]) for row in rows))


def _facts(unit: Unit) -> frozenset[str]:
    return frozenset(
        base(word.stem) for word in content(unit.sentence.text, unit.article.language or "en") if word.weight == 1.0
    )


def _disagreements(
    found: Sequence[tuple[Claim, Claim, frozenset[str]]],
    weight: Mapping[str, float],
    units: Sequence[Unit],
    place: Rows,
) -> tuple[Disagreement, ...]:
    """Return the disputes, those with half of their words in common as one."""

    def shared(one: frozenset[str], two: frozenset[str]) -> float:
        least = min(sum(weight[key] for key in some) for some in (one, two))
        return sum(weight[key] for key in one if not alike(key).isdisjoint(two)) / (least or 1.0)

    if not found:
        return ()
    vectors = np.stack([units[place[said.key]].vector for said, _, _ in found])
    near = vectors @ vectors.T
    edges = [(a, a) for a in range(len(found))]
    edges += [
        (a, b)
        for a, b in np.argwhere(np.triu(near, 1) >= MAYBE).tolist()
        if near[a, b] >= ALIKE or shared(found[a][2], found[b][2]) >= ONE
    ]
    out = []
    for group in components(edges):
        sides: dict[int, dict[tuple[tuple[str, int], int], Claim]] = defaultdict(dict)
        for at in group:
            for side, one in enumerate(found[at][:2]):
                sides[side][one.key, one.start] = one
        ordered = [
            Side(tuple(sorted(side.values(), key=lambda one: (published(units[place[one.key]]), one.key, one.start))))
            for side in (sides[0], sides[1])
        ]
        out.append(Disagreement(About.WHETHER, tuple(ordered)))
    return tuple(out)
