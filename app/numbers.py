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
from app.lexicon import alike
from app.quantities import AGE, MULTIPLE, ORDINAL, PERCENT, POINTS, Quantity, quantities
from app.words import content

# 'Nearly 400' may be 398 but not 350; 'about 150 square miles' may be 154.
TOLERANCE = 0.05
# 56 miles printed for 90 km is 0.14 % off, 154 square miles for 400 square km 0.3 %.
CONVERSION = 0.02
_CONVERTED = frozenset({"length", "area", "speed", "mass", "volume", "degree"})
_HARD = frozenset({*table.CURRENCY.values(), *(d for d, _ in table.MEASURES.values()), "area", PERCENT, POINTS, AGE})
# Often said in other words ('debut', 'in 2010 and 2014'), so their absence proves nothing.
_SOFT = frozenset({ORDINAL, MULTIPLE})
_SEGMENT = re.compile(r"[;:()—–]|,(?!\d)|\b(?:and|but|while|or|y|pero)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A quantity with the stems of the words around it, up to the next mark, 'and' or quantity."""

    quantity: Quantity
    around: frozenset[str]


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
    if _close(wanted.value, given.value) or _rounds(wanted, given):
        return not _hedges_clash(wanted, given)
    ratio = given.value / wanted.value if wanted.value else 0.0
    if wanted.unit in _CONVERTED and wanted.measure != given.measure and abs(ratio - 1) <= CONVERSION:
        return True
    if wanted.hedge == "more":
        return 1 <= ratio <= 1 + 2 * TOLERANCE
    if wanted.hedge in ("less", "below"):
        return 1 - 2 * TOLERANCE <= ratio <= 1
    return wanted.hedge == "about" and abs(ratio - 1) <= TOLERANCE


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
    if not given.value or not wanted.value or wanted.unit in (AGE, ORDINAL):
        return False
    figures = re.sub(r"\D", "", _figures(wanted)).strip("0")
    if wanted.unit == PERCENT and (wanted.measure != given.measure or not figures):
        # '67 per cent' or 'about 65 per cent' for 'two thirds': a share in words is a round one.
        return abs(wanted.value - given.value) <= 1
    if len(figures) < 2 or wanted.unit == PERCENT:
        return False
    return float(f"{given.value:.{len(figures) - 1}e}") == wanted.value


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
            rival = _swapped(counted, fits, given) if fits else None
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
        renamed = {wanted.unit, quantity.unit} <= _HARD and _figures(wanted) == _figures(quantity)
        if same or counted or renamed:
            return quantity
    plain = [quantity for quantity in given if not wanted.unit and not quantity.unit and not quantity.vague]
    return plain[0] if len(plain) == 1 or (plain and not wanted.noun) else None


def _figures(quantity: Quantity) -> str:
    """Return the number as written, without its unit."""
    figures = re.search(r"[\w.,]+", quantity.text)
    return figures.group() if figures else ""


@lru_cache(maxsize=20_000)
def _counted(text: str, language: str) -> tuple[_Counted, ...]:
    found_here = quantities(text, language)
    facts = [word for word in content(text, language) if word.weight == 1.0 and not word.number]
    borders = [match.span() for match in _SEGMENT.finditer(text)]
    out = []
    for place, quantity in enumerate(found_here):
        earlier = found_here[place - 1].end if place else 0
        later = found_here[place + 1].start if place + 1 < len(found_here) else len(text)
        start = max([earlier, *(end for _, end in borders if end <= quantity.start)])
        end = min([later, *(at for at, _ in borders if at >= quantity.end)])
        out.append(
            _Counted(
                quantity,
                frozenset().union(*(alike(word.stem) for word in facts if start <= word.start and word.end <= end)),
            )
        )
    return tuple(out)


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
