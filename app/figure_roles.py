"""What a figure stands for: what is, what was given before, what is expected, asked for or allowed.

In: a sentence and a figure's place. Out: its role. Only figures of one role are ever compared: a forecast and its
outcome, a demand and what was granted, 'from 212' and '236' are no contradictions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from app.quantities import PERCENT, Quantity


class Role(StrEnum):
    """What a figure stands for."""

    IS = "is"
    WAS = "was"  # an earlier or another value, named beside the present one
    AHEAD = "ahead"  # expected, planned
    ASKED = "asked"  # demanded, proposed, promised
    LIMIT = "limit"  # allowed, licensed, aimed at
    OTHER = "other"  # a difference, a part, another year


_WAS_BEFORE = re.compile(
    r"\b(?:instead of|not|rather than|compared (?:with|to)|up from|down from|against|than|correcting (?:the|its)"
    r"|previous|earlier|en lugar de|no|frente a)"
    r"(?:\s(?:the|an?|its|only|about|some|(?:earlier|initial|previous)(?:\s\w+)?(?:\sof)?))*\s$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|desde)(?:\s(?:the|an?|its|about|some|only))*\s(?:[$£€])?$", re.IGNORECASE)
# What is so already: the verb right before a figure, whatever is wanted or expected elsewhere in its clause.
_IS_SO = re.compile(
    r"(?<!would )(?<!will )(?<!to )(?<!could )(?<!may )(?<!might )(?<!should )(?<!must )"
    r"\b(?:had|has|have|collected|gathered|received|handed in|drew|attracted|tiene|tenía|reunió|recogió)\s"
    r"(?:(?:now|already|about|some|nearly|only|just|almost|over|around|more than|at least|unas|unos|ya)\s)*[$£€]?$",
    re.IGNORECASE,
)
# What an article says of its own mistake, and where it says what is right: behind it, or in a sentence of its own.
_RIGHT = re.compile(
    r"[;:—–](?!.*\b(?:gave|said|reported|stated|described|put)\b)|\b(?:in fact|should (?:have been|be|have read)"
    r"|it (?:is|was|has|had)|the (?:correct|right)|(?:police|officials|they|it|who) now (?:say|says)|en realidad)\b",
    re.IGNORECASE,
)
_MISTAKE = re.compile(
    r"^Correction\b|\ban earlier version\b|\bour (?:earlier )?(?:report|article|story)\b|\bwas wrong\b|\bwere then\b"
    r"|\bwe (?:wrongly|also described|had said)\b|\bhad been (?:thought|believed|feared)\b"
    r"|\bthis newspaper (?:wrongly|had)\b|^Corrección\b|^Fe de errores\b",
    re.IGNORECASE,
)
_WAS_AFTER = re.compile(
    r"^\W*(?:(?!from|than|with|to|on)[\w%]+\s){0,4}?(?:a year (?:earlier|ago|before)|(?:the year"
    r"|last year) before|previously|as first|un año"
    r" antes|it gave|earlier reported|that was (?:first )?(?:given|reported))\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:expect(?:s|ed|ing)?|reckons? (?:with|on)"
    r"|forecasts?|predict(?:s|ed)?|projected|plans?|planned|planning|due|will|would|could|may"
    r"|might|should|must|aims?|hopes?|target(?:s|ed)?|goal|going to|up to"
    r"|at risk|prevé|prevén|previst[oa]s?|espera|podría|podrían)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:demand(?:s|ed|ing)?|ask(?:s|ed)? for|had asked|wants?|wanted|sought|seeks?|request(?:s|ed)?"
    r"|propos(?:es?|ed)"
    r"|promis(?:es|ed)|pledg(?:es|ed)|offer(?:s|ed)?|urg(?:es|ed)|call(?:s|ed) for|pid(?:e|en|ió|ieron|iendo)|pedir"
    r"|exig(?:e|en|ir|ió|ieron)|reclaman?|prometen?|prometió|ofrecen?|ofreció)\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:licen[sc]ed?|capacity (?:of|is|was)|holds? up to|limit|maximum|minimum|threshold|when \w+ reach"
    r"|allowed|room for|aforo|condition that|required|needs? at least)\b",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"^\s(?:of|out of) (?:them|these|those|the (?:\w+ )?(?:\d|dead|victims)|whom|which)\b|^\sde ellos\b", re.IGNORECASE
)
_PART_BEFORE = re.compile(
    r"\b(?:of (?:which|whom|them|these|those)|including|among them|of the [\d,.]+(?:\s\w+)?|entre ellos|incluid[oa]s)"
    r"[\s,]*(?:(?:about|some|around|at least|nearly|only|just|are|were)\s)*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^\s*(?:%|per cent|percent|\w+)?\s?(?:more|fewer|less|higher|lower|extra|further|additional)\b", re.IGNORECASE
)
_MORE_BEFORE = re.compile(r"\b(?:another|further|additional|extra|otros)\s$", re.IGNORECASE)
_BY = re.compile(r"\bby\s(?:about\s|some\s|nearly\s|around\s)?$", re.IGNORECASE)


def is_mistake(text: str) -> bool:
    """Whether a sentence is an outlet's note of what it got wrong."""
    return _MISTAKE.search(text) is not None


def role(text: str, one: Quantity, other: Quantity, clause: tuple[int, int], found: Sequence[Quantity]) -> Role:
    """Return what `one` stands for, or the range from `one` to `other`; `found` are all figures of the sentence."""
    before, after = text[: one.start], text[other.end : clause[1]]
    if before.endswith("("):
        return Role.OTHER  # the same again in another unit
    if _PART_AFTER.match(text[other.end :]) or _PART_BEFORE.search(before):
        return Role.OTHER
    if _MORE.match(after) or _MORE_BEFORE.search(before):
        return Role.OTHER
    if one.unit != PERCENT and _BY.search(before):
        return Role.OTHER
    if (mistake := _MISTAKE.search(text)) is not None:
        right = _RIGHT.search(text, mistake.end())
        wrong = right is None or one.start < right.start() or _WAS_BEFORE.search(before) is not None
        return Role.WAS if wrong else Role.IS
    siblings = any(two is not one and two is not other and two.unit == one.unit for two in found)
    if (_FROM.search(before) and siblings) or (_WAS_BEFORE.search(before) and not one.hedge) or _WAS_AFTER.match(after):
        return Role.WAS
    if _IS_SO.search(before):
        return Role.IS
    whole = text[_clause(text, one.start) : clause[1]]
    if _LIMIT.search(whole):
        return Role.LIMIT
    if _ASKED.search(whole):
        return Role.ASKED
    return Role.AHEAD if _AHEAD.search(whole) else Role.IS


def _clause(text: str, start: int) -> int:
    """Return where the clause of a place begins, past the borders that part figures of one verb."""
    return max(
        (match.end() for match in re.finditer(r"[;:()—–]|,(?!\d)|\b(?:but|while|whereas|which|after)\b", text[:start])),
        default=0,
    )
