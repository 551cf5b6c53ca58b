"""What two articles tell alike but for one thing: who, where, when, whether. Units in, disagreements and updates out.

A slot is what stands beside one verb: a name before it, a name or a day behind it and one preposition. Two sentences
that share most of their words fill one slot otherwise where neither filler is anywhere in the other's article; and they
say the opposite where one negates the verb of the other, or has one that excludes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, product

from app.cues import Marked, marked
from app.dates_in_text import Date, dates, fits
from app.disputed import claim
from app.facts import near_pairs
from app.groups import components
from app.holders import Parties, holders
from app.lexicon import alike, base, excluded
from app.names import names
from app.sides import About, Claim, Compared, Disagreement, Side, Update, published
from app.speakers import spoken
from app.telling import Telling
from app.units import Unit
from app.words import stems, words

# How near two sentences are, and what they share of the words of the one that has fewer, before what differs between
# them is taken for the same thing. Of the sample stories' 1,400 pairs from .5 on, 9 share as much.
NEAR, SHARED, FEWEST = 0.5, 0.55, 3
SAME_TIME = timedelta(days=7)
# Whether something happened changes while one looks on: only what was published together is a contradiction.
TOGETHER = timedelta(hours=6)
# 'Claimed the attack': a deed, where 'claimed that' is speech.
_OBJECT = re.compile(r"\s(?:the|an?|its|their|his|her|responsibility)\b")
_SUCH = re.compile(r"\bsuch\s(?:an?\s)?$", re.IGNORECASE)
REACH = 3  # words between a verb and what fills its slot


@dataclass(frozen=True, slots=True)
class _Filler:
    """What fills a slot: a name by its stems, or a day by its readings."""

    about: About
    start: int
    end: int
    keys: frozenset[str]
    days: tuple[Date, ...] = ()


@dataclass(frozen=True, slots=True)
class _Clash:
    one: Claim
    two: Claim
    about: About
    later: bool


def otherwise(telling: Telling) -> Compared:
    """Return what sentences that tell the same tell otherwise."""
    units, parties = telling.units, telling.parties
    found = []
    for one, two in near_pairs(units, NEAR):
        a, b = sorted((units[one], units[two]), key=lambda unit: (published(unit), unit.key))
        if a.origin == b.origin or a.article.language != b.article.language:
            continue
        if published(b) - published(a) <= SAME_TIME and _shares(one, two, telling) and telling.one_story(one, two):
            found += [*_filled(a, b, parties), *_opposed(a, b, parties)]
    for a, b in pairwise(units):
        near = a.article.id == b.article.id and b.sentence.index - a.sentence.index == 1
        if near and (clash := _answered(a, b, parties)):
            found.append(clash)
    against = [clash for clash in found if not clash.later]
    old = {(clash.one.key, clash.one.start) for clash in found if clash.later}
    standing = [clash for clash in against if (clash.one.key, clash.one.start) not in old]
    return Compared(
        tuple(Disagreement(about, sides) for about, sides in _sides(standing)),
        tuple(Update(about, sides) for about, sides in _sides([clash for clash in found if clash.later])),
    )


def _sides(found: Sequence[_Clash]) -> Iterator[tuple[About, tuple[Side, ...]]]:
    """Yield the two sides of each thing; clashes over one sentence are one thing."""
    first: dict[tuple[About, int, tuple[str, int]], int] = {}
    edges = []
    for at, one in enumerate(found):
        for side, said in enumerate((one.one, one.two)):
            edges.append((at, first.setdefault((one.about, side, said.key), at)))
    for group in components(edges):
        sides = ({found[at].one.key: found[at].one for at in group}, {found[at].two.key: found[at].two for at in group})
        yield (
            found[group[0]].about,
            tuple(
                Side(tuple(sorted(side.values(), key=lambda one: (str(one.published_at), one.key)))) for side in sides
            ),
        )


def _shares(one: int, two: int, telling: Telling) -> bool:
    mine, yours, weight = telling.facts[one], telling.facts[two], telling.weight
    both = [key for key in mine if not alike(key).isdisjoint(yours)]
    least = min(sum(weight[key] for key in some) for some in (mine, yours))
    return len(both) >= FEWEST and sum(weight[key] for key in both) >= SHARED * least


def _filled(one: Unit, two: Unit, parties: Parties) -> Iterator[_Clash]:
    """Yield what fills a slot of both sentences otherwise."""
    mine, yours = _slots(one), _slots(two)
    for slot in mine.keys() & yours.keys():
        a, b = mine[slot], yours[slot]
        if a.about is b.about and not _is_one(a, b) and not _known(a, two) and not _known(b, one):
            yield _clash(one, two, (a.start, a.end), (b.start, b.end), a.about, _of_one(one, two, parties))


def _is_one(one: _Filler, two: _Filler) -> bool:
    if one.about is About.DATE:
        return any(fits(a, b) or fits(b, a) for a in one.days for b in two.days)
    return bool(one.keys & two.keys)


def _known(filler: _Filler, unit: Unit) -> bool:
    """Whether an article has what fills the other's slot, anywhere."""
    if filler.about is About.DATE:
        given = dates(unit.article.text, _day(unit))
        return any(fits(a, b) for a in filler.days for b in given if b.clock == a.clock)
    return bool(filler.keys & stems(unit.article.text, unit.article.language or "en"))


def _day(unit: Unit) -> date | None:
    return unit.article.published_at.date() if unit.article.published_at else None


def _slots(unit: Unit) -> dict[tuple[str, str, str], _Filler]:
    """Return what fills the slots of a sentence: (kind, preposition, verb)."""
    text, language = unit.sentence.text, unit.article.language or "en"
    everything = words(text, language)
    speech = spoken(text)
    out: dict[tuple[str, str, str], _Filler] = {}
    fillers = [
        _Filler(About.NAME, name.start, name.end, frozenset(part.stem for part in name.parts))
        for name in names(text, language)
    ]
    readings: dict[tuple[int, int], list[Date]] = {}
    for read in dates(text, _day(unit)):
        readings.setdefault((read.start, read.end), []).append(read)
    fillers += [_Filler(About.DATE, *at, frozenset(), tuple(read)) for at, read in readings.items()]
    inside = [(one.start, one.end) for one in fillers]
    for one in fillers:
        before = [word for word in everything if word.end <= one.start][-REACH - 1 :]
        after = next((word for word in everything if word.start >= one.end), None)
        verb = next(
            (
                word
                for word in reversed(before)
                if word.weight == 1.0 and not any(start <= word.start < end for start, end in inside)
            ),
            None,
        )
        if verb is not None and verb.stem not in speech and not _cut(text[verb.end : one.start]):
            joint = before[-1].low if before and not before[-1].weight else ""
            out[one.about.value, joint, base(verb.stem)] = one
        if after is None or one.about is not About.NAME or after.start != one.end + 1:
            continue
        acts = after.weight and not after.capital and not after.number
        if acts and (after.stem not in speech or _OBJECT.match(text, after.end)):
            out["subject", "", base(after.stem)] = one
    return out


def _cut(between: str) -> bool:
    return any(mark in between for mark in ',;:()"')


def _opposed(one: Unit, two: Unit, parties: Parties) -> Iterator[_Clash]:
    """Yield the verb of which one sentence says yes and the other no, or that one turns round: 'rose' and 'fell'."""
    mine, yours = _done(one), _done(two)
    held = {word.key for word in yours}
    for a in mine:
        for b in yours:
            same = a.key == b.key and a.negated != b.negated
            turned = b.key in excluded(a.key) and a.negated == b.negated and a.key not in held
            turned = turned and b.key not in {word.key for word in mine}
            if same or turned:
                apart = published(two) - published(one) > TOGETHER
                later = _of_one(one, two, parties) or apart
                places = ((a.word.start, a.word.end), (b.word.start, b.word.end))
                yield _clash(one, two, *places, About.WHETHER, later)
                return


def _answered(one: Unit, two: Unit, parties: Parties) -> _Clash | None:
    """Return the verb that one party affirms and the next one in the article denies: 'not cleaned', 'was cleaned'."""
    mine, yours = (holders(unit.sentence.text, unit.article.language or "en") for unit in (one, two))
    if not mine or not yours or not mine[0].keys or not yours[0].keys or parties.same(mine[0], yours[0]):
        return None
    # 'Had not been warned', 'had given such a warning'.
    such = [
        b
        for b in marked(two.sentence.text, two.article.language or "en")
        if _SUCH.search(two.sentence.text, 0, b.word.start)
    ]
    for a, b in product(_done(one), [*_done(two), *such]):
        if a.key == b.key and a.negated != b.negated:
            return _clash(one, two, (a.word.start, a.word.end), (b.word.start, b.word.end), About.WHETHER, False)
    return None


def _done(unit: Unit) -> list[Marked]:
    """Return the verbs of what a sentence gives as done, or as not done."""
    return [one for one in marked(unit.sentence.text, unit.article.language or "en") if one.past and one.mood == "fact"]


def _of_one(one: Unit, two: Unit, parties: Parties) -> bool:
    """Whether one outlet, or one party in two outlets, says both."""
    if one.article.outlet == two.article.outlet:
        return True
    mine, yours = (holders(unit.sentence.text, unit.article.language or "en") for unit in (one, two))
    return (
        bool(mine and yours)
        and mine[0].keys != frozenset()
        and yours[0].keys != frozenset()
        and parties.same(mine[0], yours[0])
    )


def _clash(one: Unit, two: Unit, a: tuple[int, int], b: tuple[int, int], about: About, later: bool) -> _Clash:
    return _Clash(_said(one, a), _said(two, b), about, later)


def _said(unit: Unit, place: tuple[int, int]) -> Claim:
    text = unit.sentence.text
    who = next(iter(holders(text, unit.article.language or "en")), None)
    return claim(unit, *place, text[who.start : who.end] if who else "")
