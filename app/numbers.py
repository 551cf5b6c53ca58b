"""Whether the numbers of a statement are those of its sources.

In: a statement and sentences. Out: findings where a quantity is not among the sources', or counts something else there.
In doubt two quantities fit: rounded ones, converted ones, '398' for 'nearly 400'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app import number_words as table
from app.findings import Finding, Kind, found
from app.lexicon import alike, base
from app.quantities import AGE, MULTIPLE, ORDINAL, PERCENT, POINTS, Quantity, quantities
from app.words import Word, words

# 'Nearly 400' may be 398 but not 350.
TOLERANCE = 0.05
# From here on a number is rounded without a word: 412,000 for 412,345, but not 170 for 172.
ROUNDED_FROM = 10_000
_CONVERTED = frozenset({"length", "area", "speed", "mass", "volume", "degree"})
_HARD = frozenset({*table.CURRENCY.values(), *(d for d, _ in table.MEASURES.values()), "area", PERCENT, POINTS, AGE})
# Often said in other words ('debut', 'in 2010 and 2014'), so their absence proves nothing.
_SOFT = frozenset({ORDINAL, MULTIPLE})
NEAR = 4  # words beside a number that say where it goes
_UP = frozenset("up rise increas climb grow jump gain soar surg rais lift boost hike".split())
_DOWN = frozenset("down fall drop declin decreas sink tumbl plung slump slip slide cut reduc lower shed".split())
_SEGMENT = re.compile(r"[;:()—–]|,(?!\d)|\b(?:and|but|while|or|y|pero)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A quantity with the stems of the words around it, up to the next mark, 'and' or quantity.

    `way` is 1 where it goes up, -1 where it goes down, 0 where nothing says so.
    """

    quantity: Quantity
    around: frozenset[str]
    way: int


def carried(wanted: Quantity, given: Quantity) -> bool:
    """Whether a source's quantity says what the statement's does."""
    return any(_carried(mine, yours) for mine in _readings(wanted) for yours in _readings(given))


def _readings(quantity: Quantity) -> tuple[Quantity, ...]:
    """Return a quantity and what else it may mean: '50m' is 50 million or 50 metres."""
    if quantity.unit or not re.fullmatch(r"[\d.,]+m", quantity.text):
        return (quantity,)
    return quantity, replace(quantity, value=quantity.value / 1e6, unit="length", measure="m", noun="")


def _carried(wanted: Quantity, given: Quantity) -> bool:
    if not _units_fit(wanted, given):
        return False
    if wanted.vague or given.vague:
        most = 10 if wanted.value < 1000 else 100
        exact = given.vague or not wanted.vague
        return wanted.value == given.value or (not exact and wanted.value <= given.value < most * wanted.value)
    if _close(wanted.value, given.value) or _rounds(wanted, given) or _converts(wanted, given):
        return not _hedges_clash(wanted, given)
    ratio = given.value / wanted.value if wanted.value else 0.0
    if not wanted.hedge or not _is_rounder(wanted, given):
        return False
    lowest = 1 if wanted.hedge == "more" else 1 - TOLERANCE * (1 if wanted.hedge == "about" else 2)
    highest = 1 if wanted.hedge in ("less", "below") else 1 + TOLERANCE * (1 if wanted.hedge == "about" else 2)
    return lowest <= ratio <= highest


def _hedges_clash(wanted: Quantity, given: Quantity) -> bool:
    """Whether one says 'more than' and the other 'less than' the same number."""
    return {wanted.hedge, given.hedge} in ({"more", "less"}, {"more", "below"})


def _units_fit(wanted: Quantity, given: Quantity) -> bool:
    if wanted.unit == given.unit:
        return True
    if ORDINAL in (wanted.unit, given.unit):
        return False  # 'the third victim' is no 'three victims'
    if {wanted.unit, given.unit} == {AGE, "months"}:
        return wanted.value in (given.value, given.value / 12, given.value * 12)
    return not (wanted.unit in _HARD and given.unit in _HARD) and not wanted.noun and not given.noun


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(abs(one), abs(other))


def _rounds(wanted: Quantity, given: Quantity) -> bool:
    """Whether the statement's figure is the source's, rounded to two figures or more: 1.8 billion for 1.84 billion."""
    if not given.value or wanted.unit in (AGE, ORDINAL):
        return False
    if wanted.unit == PERCENT:
        # '67 per cent' for 'two thirds': a share in words is a round one.
        return given.unit == PERCENT and wanted.measure != given.measure and abs(wanted.value - given.value) <= 1
    if abs(given.value) < ROUNDED_FROM and given.value.is_integer():
        return False
    return _figures(wanted.value) >= 2 and _rounded(given.value, _figures(wanted.value)) == wanted.value


def _converts(wanted: Quantity, given: Quantity) -> bool:
    """Whether the source's figure becomes the statement's in its unit, as exactly as that is written."""
    if wanted.unit not in _CONVERTED or wanted.measure == given.measure or not wanted.value:
        return False
    if wanted.unit == "degree":
        return abs(wanted.value - given.value) <= 1
    return _close(_rounded(given.value * wanted.written / wanted.value, _figures(wanted.written)), wanted.written)


def _is_rounder(wanted: Quantity, given: Quantity) -> bool:
    """Whether a number is one that people round to: 400 for 398, 45 or two dozen for 43."""
    round_enough = wanted.value < 100 and (wanted.value % 5 == 0 or wanted.value % 12 == 0)
    return round_enough or _figures(wanted.written) < _figures(given.written)


def _figures(value: float) -> int:
    """Return how many figures a number has, without the zeros around it."""
    return max(1, len(f"{abs(value):.12f}".replace(".", "").strip("0")))


def _rounded(value: float, figures: int) -> float:
    return float(f"{value:.{figures - 1}e}")


def number_findings(
    statement: str, sources: Sequence[str], also: Iterable[str] = (), language: str = "en"
) -> tuple[Finding, ...]:
    """Return the statement's quantities that neither the sources nor `also` (title, sentence before) carry."""
    stated = _counted(statement, language)
    if not stated:
        return ()
    given = [counted for text in sources for counted in _counted(text, language)]
    around = [quantity for text in also for quantity in quantities(text, language)]
    out = []
    for counted in stated:
        wanted = counted.quantity
        fits = [other for other in given if carried(wanted, other.quantity)]
        if fits or any(carried(wanted, quantity) for quantity in around):
            rival = (_swapped(counted, fits, given) or _turned(counted, fits)) if fits else None
            if rival is None:
                continue
        else:
            rival = _rival(wanted, [other.quantity for other in given])
        place = (wanted.start, wanted.end)
        if rival is not None:
            detail = f"the statement says {wanted.text!r}, the source {rival.text!r}"
            out.append(found(Kind.NUMBER, statement, place, detail, clash=True))
        elif wanted.unit not in _SOFT:
            out.append(found(Kind.NUMBER, statement, place, f"no source gives {wanted.text!r}"))
    return tuple(out)


def _rival(wanted: Quantity, given: Sequence[Quantity]) -> Quantity | None:
    """Return the source's quantity of the same kind that stands where the statement has another."""
    for quantity in given:
        counted = bool(wanted.noun) and quantity.noun in alike(wanted.noun)
        if wanted.unit in _SOFT:
            if quantity.unit == wanted.unit and (counted or wanted.unit == MULTIPLE):
                return quantity
            continue
        same = wanted.unit == quantity.unit and wanted.unit != ""
        # '60 hours' for '60 days', 'points' for 'per cent': the figure is there under another unit.
        renamed = {wanted.unit, quantity.unit} <= _HARD and wanted.written == quantity.written
        if same or counted or renamed:
            return quantity
    plain = [quantity for quantity in given if not wanted.unit and not quantity.unit and not quantity.vague]
    return plain[0] if len(plain) == 1 or (plain and not wanted.noun) else None


@lru_cache(maxsize=1_500)
def _counted(text: str, language: str) -> tuple[_Counted, ...]:
    found_here = quantities(text, language)
    borders = [match.span() for match in _SEGMENT.finditer(text)]
    everything = words(text, language)
    out = []
    for place, quantity in enumerate(found_here):
        earlier = found_here[place - 1].end if place else 0
        later = found_here[place + 1].start if place + 1 < len(found_here) else len(text)
        start = max([earlier, *(end for _, end in borders if end <= quantity.start)])
        end = min([later, *(at for at, _ in borders if at >= quantity.end)])
        before = [word for word in everything if start <= word.start and word.end <= quantity.start]
        after = [word for word in everything if quantity.end <= word.start and word.end <= end]
        facts = [word for word in (*before, *after) if word.weight == 1.0 and not word.number]
        around = frozenset().union(*(alike(word.stem) for word in facts))
        out.append(_Counted(quantity, around, _way(before[-NEAR:]) or _way(after[:NEAR])))
    return tuple(out)


def _way(some: Sequence[Word]) -> int:
    """Return where words say that a number goes; 'up to' says nothing."""
    low = [word.low for word in some]
    keys = {base(word.stem) for word in some if word.low != "up" or low[low.index("up") + 1 :][:1] != ["to"]}
    return bool(keys & _UP) - bool(keys & _DOWN)


def _turned(wanted: _Counted, fits: Sequence[_Counted]) -> Quantity | None:
    """Return the source's number where it goes the other way: 'rose 6 per cent' for 'fell 6 per cent'."""
    ways = [fit.way for fit in fits]
    return fits[0].quantity if wanted.way and set(ways) == {-wanted.way} else None


def _swapped(wanted: _Counted, fits: Sequence[_Counted], given: Sequence[_Counted]) -> Quantity | None:
    """Return what the source gives where the number is there but counts another thing: '98 killed' for '98 hurt'."""
    if not wanted.around or any(wanted.around & fit.around or not fit.around for fit in fits):
        return None
    for other in given:
        if (
            other not in fits
            and other.quantity.unit == wanted.quantity.unit
            and not other.quantity.vague
            and wanted.around & other.around
        ):
            return other.quantity
    return None
