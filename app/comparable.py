"""Which figures are figures of the same thing: measures in, pairs out, each with how they stand to each other.

Two figures are of the same thing where they count in the same frame or the same noun and share what is said around
them, in one role and about one place. Then they agree, or the later overtakes the earlier, or they stand against each
other. In doubt they are not compared: a contradiction that is none costs more than one that is missed.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

import numpy as np

from app.figure_roles import Role, is_mistake
from app.holders import holders
from app.lexicon import alike
from app.measures import Measure
from app.number_words import CURRENCY
from app.quantities import PERCENT
from app.sides import published
from app.standing import Stands, fit, stand
from app.telling import Telling
from app.units import Unit

# Least cosine of the sentences of two figures: of the figures of one thing in the sample stories .05 lie below .3, and
# for those that no frame names, .06 below .45.
NEAR_FRAMED, NEAR = 0.3, 0.45
SHARED = 0.5  # of the weight of the words around the one that has fewer
SHARED_OF_MORE = 0.2  # and of those around the other, lest two percentages of one report be taken for each other
FAR = math.log(25)  # '13,200' after '450 million' is of something else; '2.6 per cent' against '38' is fifteenfold
BACK = 3  # sentences in which what a figure means is looked for
_NOT = re.compile(r"\b(?:not|instead of|rather than|no|en lugar de)\s(?:\w+\s)?$", re.IGNORECASE)
# What is told of these is an estimate, whether it has come yet or not: 'will cost', 'costs'.
_ESTIMATED = frozenset("cost price bill expens coste precio".split())
_COMPARED = frozenset({Role.IS, Role.AHEAD, Role.LIMIT})
# Anybody may be one of these.
_ANYBODY = frozenset(
    """person victim other dead death bodi casualti individu life live survivor injuri fatal arrest case persona muerto
    muert victima cuerpo herido desaparecida desaparecido""".split()
)
# These are measured and not counted: they need no word beside them.
_MEASURED = frozenset("knot microgram milligram litr degree volt watt megawatt decibel".split())
# A bare number may be one of these: '840 million dollars, or 1.1 billion by another count'.
_BARE_OF = frozenset({PERCENT, *CURRENCY.values()})
MOST = 400  # figures of one frame or word that are compared with one another, the newest ones


def resolved(found: Sequence[Measure], units: Sequence[Unit]) -> tuple[list[Measure], list[tuple[int, int]]]:
    """Return the measures with what bare ones mean, and the pairs in which a bare one answers the other by another."""
    out = list(found)
    answers: list[tuple[int, int]] = []
    by_row: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        by_row[units[one.row].key].append(at)
    for at, one in enumerate(found):
        if not one.bare or one.quantity.vague or one.role not in (Role.IS, Role.WAS):
            continue
        meant = _meant(at, out, units, by_row)
        if meant is not None:
            other = out[meant]
            out[at] = replace(one, unit=other.unit, frames=other.frames, near=other.near, topic=other.topic, bare=False)
            answers.append((meant, at))
    return out, answers


def _meant(
    at: int, found: Sequence[Measure], units: Sequence[Unit], by_row: Mapping[tuple[str, int], list[int]]
) -> int | None:
    """Return which figure before a bare one is of the same thing: with a holder of its own, and near in size."""
    one = found[at]
    article, index = units[one.row].key
    best: tuple[tuple[bool, float], int] | None = None
    for back in range(BACK + 1):
        for other in by_row.get((article, index - back), ()):
            two = found[other]
            if (two.start >= one.start and not back) or two.bare or (back and two.role not in (one.role, Role.IS)):
                continue
            if two.unit.partition(" ")[0] != one.unit and (one.unit or two.unit.partition(" ")[0] not in _BARE_OF):
                continue
            if back and one.holder is None:
                continue
            ratio = abs(math.log(max(one.low, 0.5) / max(two.low, 0.5)))
            if ratio > FAR or two.quantity.vague:
                continue
            rank = (two.holder is None, ratio)
            if best is None or rank < best[0]:
                best = (rank, other)
        if best is not None and (not back or not best[0][0]):
            break
    return best[1] if best else None


def named_before(found: Sequence[Measure]) -> dict[int, list[Measure]]:
    """Map rows to the figures that their sentences name as those that were given before."""
    out: dict[int, list[Measure]] = defaultdict(list)
    for one in found:
        if one.role is Role.WAS:
            out[one.row].append(one)
    return out


def pairs(found: Sequence[Measure], telling: Telling) -> Iterator[tuple[int, int, Stands]]:
    """Yield the pairs of figures of one thing, the earlier one first, each with how they stand to each other."""
    units = telling.units
    weight = _weights(found)
    before = named_before(found)
    taken: set[tuple[int, int]] = set()
    for bucket in _buckets(found, units):
        for one, two, cosine in _near(bucket, found, units):
            if (one, two) in taken:
                continue
            taken.add((one, two))
            if not _same_thing(found[one], found[two], cosine, weight):
                continue
            stands = stand(found[one], found[two], telling)
            if stands is not Stands.AGREE and _told_by_half(found[one], found[two]):
                continue
            if stands is None or not telling.one_event(found[one].row, found[two].row):
                continue
            if stands is not Stands.AGREE and _restates(found[two], before[found[one].row]):
                yield two, one, Stands.OVERTAKEN
            elif stands is not Stands.AGREE and _restates(found[one], before[found[two].row]):
                yield one, two, Stands.OVERTAKEN
            else:
                yield one, two, stands


def _buckets(found: Sequence[Measure], units: Sequence[Unit]) -> Iterator[list[int]]:
    """Yield figures that may be of one thing, the oldest first: those with a frame, a noun or a word in common."""
    out: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        unit = one.unit
        if one.role not in _COMPARED:
            continue
        if one.frames:
            out["frame", unit, *sorted(one.frames)].append(at)
        elif unit:
            for key in one.topic:
                out["word", unit, min(alike(key))].append(at)
        elif one.noun:
            out["noun", min(alike(one.noun))].append(at)
    for rows in out.values():
        rows.sort(key=lambda at: (published(units[found[at].row]), units[found[at].row].key, found[at].start))
        yield rows[-MOST:]


def _near(bucket: Sequence[int], found: Sequence[Measure], units: Sequence[Unit]) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of a bucket whose sentences are near enough and whose sizes are, with their cosine."""
    if len(bucket) < 2:
        return
    vectors = np.stack([units[found[at].row].vector for at in bucket])
    size = np.log([max(found[at].low, 0.5) for at in bucket])
    alike_enough = np.triu(np.round(vectors @ vectors.T, 6) >= NEAR_FRAMED, 1)
    for a, b in np.argwhere(alike_enough & (np.abs(size[:, None] - size) <= FAR)).tolist():
        yield bucket[a], bucket[b], float(vectors[a] @ vectors[b])


def _weights(found: Sequence[Measure]) -> dict[str, float]:
    seen = Counter(key for one in found for key in one.topic | one.near)
    return {key: math.log(1 + len(found) / number) for key, number in seen.items()}


def _same_thing(one: Measure, two: Measure, cosine: float, weight: Mapping[str, float]) -> bool:
    roles = {one.role, two.role}
    estimated = "jobs" in one.frames or not (one.topic | two.topic).isdisjoint(_ESTIMATED)
    if not roles <= _COMPARED or (len(roles) > 1 and not estimated):
        return False
    if one.unit != two.unit or one.frames != two.frames or one.row == two.row:
        return False
    if not _one_time(one, two) or not one_place(one, two):
        return False
    if one.frames:
        return cosine >= NEAR_FRAMED and not parted(*({some.noun} for some in (one, two)))
    if not one.unit and (not one.noun or two.noun not in alike(one.noun)):
        return False
    mine, yours = one.topic - {one.noun}, two.topic - {two.noun}
    shared = sum(weight[key] for key in mine if not alike(key).isdisjoint(yours))
    least = min(sum(weight[key] for key in some) for some in (mine, yours))
    least_near = NEAR if _ESTIMATED.isdisjoint(one.topic & two.topic) else NEAR_FRAMED
    # 'It has 8,000 signatures': what is counted is all that is said of them.
    alone = not least and bool(one.noun) and not _ANYBODY & {one.noun, two.noun}
    most = max(sum(weight[key] for key in some) for some in (mine, yours))
    told = shared > 0 and shared >= SHARED * least and shared >= SHARED_OF_MORE * most
    return cosine >= least_near and (alone or told)


def _told_by_half(one: Measure, two: Measure) -> bool:
    """Whether only one of the two says more than what it counts: '56 villages' beside '20 villages retaken'."""
    if one.frames or one.unit or one.noun in _MEASURED:
        return False
    return bool(one.topic - {one.noun}) is not bool(two.topic - {two.noun})


def _one_time(one: Measure, two: Measure) -> bool:
    """Whether two figures are of one time: not of two years or months, nor one of now and one of long ago."""
    if one.past != two.past:
        return False
    return not (one.period and two.period and one.period.isdisjoint(two.period))


def parted(one: Set[str], two: Set[str]) -> bool:
    """Whether nouns name two kinds of people: civilians are no fighters, though both are people."""
    mine, yours = ({noun for noun in some if noun} - _ANYBODY for some in (one, two))
    return bool(mine and yours) and not any(alike(noun) & yours for noun in mine)


def one_place(one: Measure, two: Measure) -> bool:
    """Whether two figures may be of one place, and of one of what their clauses name."""
    for mine, yours in ((one.places, two.places), (one.names, two.names)):
        if mine and yours and mine.isdisjoint(yours):
            return False
    return True


def overtaken(found: Sequence[Measure], telling: Telling) -> Iterator[tuple[int, int, Stands]]:
    """Yield figures with the later ones whose sentences name them as those given before: 'to $188m from $212m'.

    Where somebody else says 'not 48', the two stand against each other.
    """
    units, parties = telling.units, telling.parties
    by_unit: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        if one.role in (Role.IS, Role.AHEAD):
            by_unit[one.unit].append(at)
    now = {(found[at].row, unit): at for unit, some in reversed(by_unit.items()) for at in reversed(some)}
    for one in found:
        place = now.get((one.row, one.unit))
        if one.role is not Role.WAS or place is None or fit(one, found[place]):
            continue
        later = found[place]
        topic = one.topic | later.topic
        for at in by_unit[one.unit]:
            earlier = found[at]
            alike_in = earlier.frames == later.frames if later.frames else not earlier.topic.isdisjoint(topic)
            cosine = float(units[earlier.row].vector @ units[one.row].vector)
            if (
                published(units[earlier.row]) < published(units[one.row])
                and fit(earlier, one)
                and cosine >= NEAR_FRAMED
                and (alike_in or _told_by_its_digits(earlier, one, cosine) or _noted(earlier, one, units))
                and telling.one_event(earlier.row, one.row)
            ):
                against = _NOT.search(units[one.row].sentence.text[: one.start])
                named = earlier.holder and earlier.holder.keys and later.holder and later.holder.keys
                # 'Scientists found only 54, the bureau said': either of them may be who said otherwise before.
                text, language = units[one.row].sentence.text, units[one.row].article.language or "en"
                if against and named and not any(parties.same(earlier.holder, who) for who in holders(text, language)):
                    yield at, place, Stands.SAID_AGAINST
                else:
                    yield at, place, Stands.OVERTAKEN


def _noted(one: Measure, named: Measure, units: Sequence[Unit]) -> bool:
    """Whether an outlet's note of correction names a figure that it gave: '26 people were at work'."""
    first, note = units[one.row], units[named.row]
    one_outlet = bool(first.article.outlet) and first.article.outlet == note.article.outlet
    words = bool(one.near & named.near) or (bool(one.noun) and one.noun == named.noun)
    return one_outlet and words and is_mistake(note.sentence.text) and one.quantity.value == named.quantity.value


def _told_by_its_digits(one: Measure, named: Measure, cosine: float) -> bool:
    """Whether a figure is so exact that the one that a later sentence names can be no other: '212', '5.2 per cent'."""
    exact = one.quantity.value == named.quantity.value and not one.quantity.hedge and not one.ranged
    digits = len(f"{one.quantity.written:.10g}".replace(".", "").rstrip("0"))
    return exact and digits >= (2 if one.unit else 3) and cosine >= NEAR


def _restates(one: Measure, before: Sequence[Measure]) -> bool:
    """Whether a figure is one that another sentence names as the one given before."""
    return any(two.unit in (one.unit, "") and fit(one, two) for two in before)
