"""How two figures of one thing stand to each other: two measures in, whether they agree, differ or follow out."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum

from app.frames import GROWING, RUNNING
from app.measures import Measure
from app.numbers import carried
from app.sides import published
from app.telling import Telling

# How long figures of one thing stay comparable, and those that run on while an event lasts.
SAME_TIME, SAME_DAY = timedelta(days=7), timedelta(hours=24)
# How long a later figure of somebody else's takes the place of an earlier one, where nobody says that it does.
LATER = timedelta(days=31)
# Equal figures that are farther apart are of two rounds of the same thing: the profit of two years.
SAME_EVENT = timedelta(days=240)
# What was published together is no news of one another.
TOGETHER = timedelta(hours=6)
# By these words a later sentence says that its figure takes the place of an earlier one.
_LATER = re.compile(
    r"\b(?:(?:rose|risen|rises|climbed|fell|fallen|dropped|lowered|raised|revised|corrected|restated"
    r"|cut) (?:\w+ ){0,3}?(?:to|from)"
    r"|revis(?:es|ed|ing|ion)|(?:after|following|in) (?:a|the) (?:\w+ )?recount|recount (?:has |had )?(?:cut|found|gave"
    r"|shows?|showed|puts?|confirm(?:s|ed))|correct(?:s|ed|ing)|restat(?:es|ed)|than (?:\w+ ){0,4}?(?:first|earlier"
    r"|before|previously"
    r"|in the morning|thought)|first (?:announced|reported|said|stated)|final count|subió|subieron|bajó|elevó"
    r"|corrigió|revisó"
    r"|now (?:puts?|estimate[sd]?|expect(?:s|ed)?|given|thought|reckon(?:s|ed)|believed?|says?)"
    r"|recuento|que en el primer\w*|definitiv[oa])\b",
    re.IGNORECASE,
)
BACK = 3  # sentences within which an article sets one figure against another
_BOUNDS = ("more", "less")
RANGE = 0.01  # by which the ends of two ranges may differ that are one: a rounding


class Stands(StrEnum):
    """How two figures of one thing stand to each other."""

    AGREE = "agree"
    OVERTAKEN = "overtaken"  # the second is the later one
    AGAINST = "against"
    SAID_AGAINST = "said against"  # one article sets one against the other


def stand(one: Measure, two: Measure, telling: Telling) -> Stands | None:
    """Return how a figure stands to a later one of the same thing."""
    first, second = telling.units[one.row], telling.units[two.row]
    if fit(one, two):
        return Stands.AGREE if equal(one, two) and published(second) - published(first) <= SAME_EVENT else None
    if one.quantity.vague or two.quantity.vague:
        return None
    named = _keyed(one) and _keyed(two)
    one_party = telling.parties.same(one.holder, two.holder) if named else None
    if first.article.id == second.article.id:
        apart_by = abs(second.sentence.index - first.sentence.index)
        if one_party is False and apart_by <= BACK and not _one_noun(one, two):
            return Stands.SAID_AGAINST
        return Stands.OVERTAKEN if one.frames & RUNNING else None
    if first.origin == second.origin:
        return None
    apart = published(second) - published(first)
    if _LATER.search(second.sentence.text):
        return Stands.OVERTAKEN
    if one.role is not two.role:
        # What was planned and what came of it are two things; what two parties plan may be one.
        return Stands.AGAINST if one_party is False and apart <= SAME_TIME else None
    one_outlet = (first.article.outlet or "") == second.article.outlet
    if one_party or (not named and one_outlet and apart <= SAME_EVENT):
        return Stands.OVERTAKEN
    if one.low <= two.high and two.low <= one.high:
        return None
    return _of_two(one, two, apart, named=named)


def _of_two(one: Measure, two: Measure, apart: timedelta, *, named: bool) -> Stands | None:
    """Return how figures that two outlets give stand to each other; `named` says that two parties do."""
    if one.frames & RUNNING:
        falls = bool(one.frames & GROWING) and two.high < one.low and apart <= SAME_TIME
        return Stands.AGAINST if named and (apart <= SAME_DAY or falls) else Stands.OVERTAKEN
    if named:
        return Stands.AGAINST if apart <= SAME_TIME else None
    if apart <= TOGETHER:
        return Stands.AGAINST
    # What one party says takes the place of nobody else's figure.
    reckoned = _keyed(two) and not _keyed(one)
    return Stands.OVERTAKEN if apart <= LATER and not reckoned else None


def _one_noun(one: Measure, two: Measure) -> bool:
    """Whether two holders have a word in common: 'the prosecutor's office' and 'the office'."""
    return bool(one.holder and two.holder and one.holder.keys & two.holder.keys)


def _keyed(one: Measure) -> bool:
    return one.holder is not None and bool(one.holder.keys)


def fit(one: Measure, two: Measure) -> bool:
    """Whether two figures may be one: equal, rounded, converted, or a bound that holds the other."""
    if one.ranged and two.ranged:
        return equal(one, two)
    return equal(one, two) or (one.low <= two.high and two.low <= one.high)


def equal(one: Measure, two: Measure) -> bool:
    """Whether two figures are one value, rounded or converted, and no mere bound of the other."""
    if one.ranged and two.ranged:
        return all(abs(a - b) <= RANGE * max(a, b) for a, b in ((one.low, two.low), (one.high, two.high)))
    alike_unit = one.quantity.unit == two.quantity.unit
    if alike_unit and (carried(one.quantity, two.quantity) or carried(two.quantity, one.quantity)):
        return True
    bound = one.quantity.hedge in _BOUNDS or two.quantity.hedge in _BOUNDS
    return not bound and one.low <= two.high and two.low <= one.high
