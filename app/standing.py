"""How two figures of one thing stand to each other: two measures in, whether they agree, differ or follow out."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum

from app.frames import RUNNING
from app.measures import Measure
from app.numbers import carried
from app.sides import published
from app.telling import Telling

# How long figures of one thing stay comparable, and those that run on while an event lasts.
SAME_TIME, SAME_DAY = timedelta(days=7), timedelta(hours=24)
# By these words a later sentence says that its figure takes the place of an earlier one.
_LATER = re.compile(
    r"\b(?:(?:rose|risen|rises|climbed|fell|fallen|dropped|lowered|raised|revised|corrected|restated"
    r"|cut) (?:\w+ ){0,3}?(?:to|from)"
    r"|revis(?:es|ed|ing|ion)|recount|correct(?:s|ed|ing)|restat(?:es|ed)|than (?:\w+ ){0,4}?(?:first|earlier"
    r"|before|previously"
    r"|in the morning|thought)|first (?:announced|reported|said|stated)|final count|subió|subieron|bajó|elevó"
    r"|corrigió|revisó"
    r"|recuento|que en el primer\w*|definitiv[oa])\b",
    re.IGNORECASE,
)
_BOUNDS = ("more", "less")


class Stands(StrEnum):
    """How two figures of one thing stand to each other."""

    AGREE = "agree"
    OVERTAKEN = "overtaken"  # the second is the later one
    AGAINST = "against"
    SAID_AGAINST = "said against"  # one article sets one against the other


def stand(one: Measure, two: Measure, telling: Telling) -> Stands | None:
    """Return how a figure stands to a later one of the same thing."""
    if fit(one, two):
        return Stands.AGREE if equal(one, two) else None
    if one.quantity.vague or two.quantity.vague:
        return None
    first, second, parties = telling.units[one.row], telling.units[two.row], telling.parties
    same_article = first.article.id == second.article.id
    named = one.holder is not None and two.holder is not None and bool(one.holder.keys and two.holder.keys)
    overtakes = _LATER.search(second.sentence.text) is not None
    running = bool(one.frames & RUNNING)
    if same_article:
        if named and not parties.same(one.holder, two.holder):
            return Stands.SAID_AGAINST
        return Stands.OVERTAKEN if running and one.frames else None
    if first.origin == second.origin:
        return None
    apart = published(second) - published(first)
    if parties.same(one.holder, two.holder) if named else (first.article.outlet or "") == second.article.outlet:
        return Stands.OVERTAKEN
    if overtakes:
        return Stands.OVERTAKEN
    if running:
        return Stands.AGAINST if named and apart <= SAME_DAY else Stands.OVERTAKEN
    return Stands.AGAINST if apart <= SAME_TIME else None


def fit(one: Measure, two: Measure) -> bool:
    """Whether two figures may be one: equal, rounded, converted, or a bound that holds the other."""
    return equal(one, two) or (one.low <= two.high and two.low <= one.high)


def equal(one: Measure, two: Measure) -> bool:
    """Whether two figures are one value, rounded or converted, and no mere bound of the other."""
    alike_unit = one.quantity.unit == two.quantity.unit
    if alike_unit and (carried(one.quantity, two.quantity) or carried(two.quantity, one.quantity)):
        return True
    bound = one.quantity.hedge in _BOUNDS or two.quantity.hedge in _BOUNDS
    return not bound and one.low <= two.high and two.low <= one.high
