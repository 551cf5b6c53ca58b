"""What a figure is of beside its unit: what it counts, whom its clause names, its time. Text and places in, keys out.

'The number of customers rose to 2,100' counts customers; 'in 2004, a wave killed 226,000' is of another time than what
is told today; 'the Nasdaq rose 8 per cent' and 'Netflix rose 86 per cent' are of different things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from app.dates_in_text import MONTHS, WEEKDAYS, Date, dates
from app.lexicon import base
from app.names import names
from app.words import Word, words

_PEOPLE = frozenset("people men women children sheep police cattle personas gente".split())
_VERBS = frozenset("remains stands rises is was has".split())
# Words before a figure after which it stands for what the subject of the sentence counts.
_NUMBER_OF = re.compile(
    r"\b(?:number|total|count|tally|número|cifra|total) (?:of|de)\b(?P<what>[^,;:()]*)$", re.IGNORECASE
)
_RISEN_TO = re.compile(
    r"(?:^|[,;:—]|\b(?:and|but|while|that)\b)(?P<what>[^,;:()]{3,60}?)\b(?:ha(?:s|ve|d) )?(?:now )?(?:risen|rose"
    r"|climbed|grown|grew|increased|fell|fallen|dropped|jumped|stood|stands?) (?:sharply |further |again )?(?:to|at)"
    r"\s(?:(?:about|some|nearly|almost|around|over|at|least|more|than)\s)*$",
    re.IGNORECASE,
)
_PUTS = re.compile(
    r"\b(?:puts?|estimates?|estimated|reckons?) (?P<what>[^,;:()]{3,40}?) at"
    r"\s(?:(?:about|some|nearly|almost|around|over|at|least|no|more|fewer|than)\s)*$",
    re.IGNORECASE,
)
_ARTICLE_NOUN = frozenset("las los unas unos les des".split())
# Of another time, wherever it stands in a clause or at the head of its sentence.
_LONG_AGO = re.compile(
    r"\blast (?:year|decade|century)\b|\b(?:years?|decades?|centur(?:y|ies)) (?:ago|earlier|before)\b"
    r"|\bthe (?:previous|year before)\b|\bel año pasado\b|\bhace (?:\w+ ){1,2}años\b",
    re.IGNORECASE,
)
# 'Up from', 'than in', 'since 1971': the time is that of what a figure is compared with.
_COMPARED = re.compile(
    r"\b(?:since|than|from|compared (?:with|to)|versus|against|until|by|before|as|like|desde|que)\s(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^[^,;]{0,60},")


def counted(text: str, start: int, end: int, language: str) -> str:
    """Return the base of what a figure without a noun counts, by the words before it and after articles behind it."""
    before = text[:start]
    for pattern in (_NUMBER_OF, _RISEN_TO, _PUTS):
        match = pattern.search(before)
        if match is None:
            continue
        plurals = [word for word in words(match["what"], language) if _is_plural(word)]
        if plurals:
            return base((plurals[-1] if pattern is _PUTS else plurals[0]).stem)
    for word in words(text[end : end + 40], language):
        if word.low not in _ARTICLE_NOUN:
            return base(word.stem) if _is_plural(word) else ""
    return ""


def is_article(noun: str) -> bool:
    """Whether what was read as a noun is an article: 'eleva a 2.500 las personas'."""
    return noun in _ARTICLE_NOUN


def _is_plural(word: Word) -> bool:
    common = not word.capital or not word.start
    return bool(word.weight) and common and word.low not in _VERBS and (word.low in _PEOPLE or word.low.endswith("s"))


def named(text: str, place: tuple[int, int], said: Sequence[tuple[int, int]], language: str) -> frozenset[str]:
    """Return the stems of the names in a clause, but for those of who speaks."""
    return frozenset(
        word.stem
        for name in names(text, language)
        for word in name.parts
        if place[0] <= word.start < place[1]
        and not any(start <= word.start < end for start, end in said)
        and word.low not in MONTHS
        and word.low not in WEEKDAYS
    )


def time_of(text: str, place: tuple[int, int], published: date | None) -> tuple[frozenset[str], bool]:
    """Return the months and years that a clause is of, and whether it is of a time that is long gone."""
    head = _HEAD.match(text)
    spans = [place, head.span()] if head and head.end() <= place[1] else [place]
    inside = [
        one
        for one in dates(text)
        if any(first <= one.start < last for first, last in spans) and not _COMPARED.search(text[: one.start])
    ]
    period = frozenset(key for one in inside for key in _keys(one))
    years = {one.year for one in inside if one.year}
    past = bool(published and years and max(years) < published.year - 1)
    past = past or any(
        not _COMPARED.search(text[: match.start()])
        for first, last in spans
        for match in _LONG_AGO.finditer(text, first, last)
    )
    return period, past


def _keys(one: Date) -> tuple[str, ...]:
    """Return the year of a date, or its month where it names no day."""
    if one.year:
        return (f"year {one.year}",)
    return (f"month {one.month}",) if one.month and not one.day else ()
