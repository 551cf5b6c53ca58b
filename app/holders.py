"""Who stands behind a figure: a sentence and the figure's place in, the holder out. And who belongs to whom.

Beside those who speak (`speakers`) these are those who count: 'the ministry has 18', 'put it at 300', 'by the union's
count', 'police estimated at 20,000 and his party at 60,000'.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from app.dates_in_text import MONTHS, WEEKDAYS
from app.name_words import FIELDS, OFFICES, TITLES
from app.names import names
from app.speakers import speakers
from app.words import content
from ingest.terms import terms

# Verbs that give the figure right behind them: 'has 18', 'put it at 300', 'gives the loss as 38'.
_GIVES = re.compile(
    r".*\b(?P<verb>(?:has|had|have)|(?:puts?|gives?|gave|counts?|counted|lists|listed|reckons?|reckoned|calculates?"
    r"|calculated|sets?"
    r"|speaks?|spoke|records?|recorded|measured|found|shows?|showed|estimated|estimates|cifra|cifró|sitúan?|situó"
    r"|eleva|elevó"
    r"|contabiliza|calculan?|calculó|calcularon|estiman?|estimó|estimaron|hablan?|habló"
    r"|hablaron)\s(?:[^\W\d][\w’'-]*\s){0,6}?"
    r"(?:at|as|of|with|in|en|a|de)(?:\s(?:el|la|los|las|una?|the|an?))?"
    r"|(?:counts?|counted|found|recorded|measured|shows?|showed|lists|listed|speaks? of|spoke of|contabiliza"
    r"|calcula|estima))\s"
    r"(?:(?:about|around|some|only|just|nearly|over|(?:no )?more than|(?:no )?less than|(?:no )?fewer than|at least"
    r"|at most|up to|unos|unas|más de|solo)\s)?[$£€]?$",
    re.IGNORECASE,
)
# 'Is now put at': what stands before it gives nothing, it is given.
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s(?:\w+\s){0,2}$", re.IGNORECASE)
# 'Has 9,300 signatures': who has them counts nothing; 'the ministry has 18' counts.
_HAS = re.compile(r"(?:has|had|have)\b(?!.*\b(?:at|as|of|with|in)\b)", re.IGNORECASE)
_COUNTED = re.compile(r"\s[a-zà-ÿ]+s\b|\s(?:people|men|women|children)\b")
# Speech in Spanish beside what `speakers` knows.
_SAYS = re.compile(
    r"\b(?:dijo|dijeron|mantienen?|mantuvo|acusan?|acusó|acusaron|respondió|respondieron|admitió|reconoció"
    r"|responden?|sostienen?|denuncian?|niegan?|aseguran?|afirman?|calculan?|estiman?|replicó|sostuvo|denunció"
    r"|informó|informaron|indicó|señaló|confirmó|reiteró|insistió|explicó|cifró|negó)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|on|according to|in|según|citing|figures from|count by|tally by|estimate by)\s+"
    r"(?P<who>(?:the\s)?(?:[\w’'&.-]+\s){0,4}?[\w&.-]+)[’']s?\s(?:own\s)?"
    r"(?:count|reckoning|estimate|figures?|tally|account|numbers?)\b|\b(?:according to|figures from|según)\s"
    r"(?P<whom>(?:(?:Dr|Mrs?|Ms|Prof|St|Gen|Col|Lt)\.\s)?[^,.;]+)"
    r"|(?<=,\s)(?P<last>[^,.;]{3,60}?)(?=\s(?:now\s)?(?:estimates?|estimated|reckons?|calculates?)\W*$)",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:[;]|,(?!\d)|\b(?:and|while|but|whereas)\b)\s*(?P<who>[^,;]{2,40}?)\sat\s*$"
    r"|\b(?:y|mientras|pero)\s+(?P<quien>[^,;]{2,40}?)\s(?:en|a)\s*$"
)
_BORDER = re.compile(r"[,;:()“”\"—–]|\b(?:that|but|which|because|while|whereas|and|que|mientras|y|pero)\b")
_PRONOUN = re.compile(r"^(?:\W|also|now|then)*(?:he|she|it|they|we|i|his|her|its|their|ella|él)\b\W*$", re.IGNORECASE)
_POSSESSED = re.compile(r"\bby\s(?:his|her|its|their)\s(?:own\s)?(?:count|reckoning|estimate|account)", re.IGNORECASE)
# 'Above the government's figure of 5.2 per cent'.
_WHOSE = re.compile(
    r"(?P<who>(?:[^\W\d][\w&.-]*\s){0,4}?[^\W\d][\w&.-]*)[’']s?\s(?:own\s|official\s|earlier\s)?"
    r"(?:figure|estimate|count|number|total|tally|reckoning)\sof\s(?:\w+\s)?[$£€]?$"
)
_DAYS = MONTHS.keys() | WEEKDAYS.keys()
_PERSON = re.compile(r"[^\W\d_][\w’'-]+(?:\s[^\W\d_][\w’'.-]*){1,2}")
# 'dijo su director, Fermín Olaya'.
_BEHIND = re.compile(r"\s(?:(?:el|este)\s\w+\s)?(?P<who>[^.;]+?)(?=\.|;|\sque\b|$)")
_VERBAL = re.compile(r"\b(?:which|who|that|has|have|had|is|are|was|were|will|que|ha|han)\b", re.IGNORECASE)
_ONLY_AGE = re.compile(r"[\s,]*\d{1,3}[\s,]*")
_AGE = re.compile(r",\s\d{1,3}(?=,|$)")
_RELATIVE = re.compile(r"\s*(?:where|which|who|whose|whom|donde|que|quien)\b", re.IGNORECASE)
# 'said Ana Ruiz, a spokeswoman for the port'.
_APPOSED = re.compile(r"(?:\sof\sthe\s[^,.;]+)?,\s(?:an?|the|its|their|who)\s[^,.;]+", re.IGNORECASE)
# What gives a figure without being anybody.
_THING = re.compile(r"\b(?:figures?|number|average|total|difference|count|toll|sum|cost|price)\s*$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_EMPTY = TITLES | OFFICES | FIELDS | frozenset("company group firm official officials people source sources".split())


@dataclass(frozen=True, slots=True)
class Holder:
    """Who gives a figure: `keys` are the stems that name him; without any, a pronoun stands there."""

    start: int
    end: int
    keys: frozenset[str]


def holder(text: str, start: int, end: int, language: str) -> Holder | None:
    """Return who gives the figure at text[start:end], the one named closest to it; None where nobody is."""
    whose = _WHOSE.search(text[:start])
    if whose is not None and (keys := _keys(text, *whose.span("who"), language)):
        return Holder(*whose.span("who"), keys)
    gives = _GIVES.match(text[:start])
    if gives and (_PASSIVE.search(text[: gives.start("verb")]) or _possesses(text, gives["verb"], end)):
        gives = None
    who = subject(text, gives.start("verb"), language) if gives else None
    if who is not None:
        return who
    gapped = _AT.search(text[:start])
    if gapped is not None and not _DIGIT.search(gapped.group()) and not _VERBAL.search(gapped.group()):
        first, last = gapped.span("who" if gapped["who"] else "quien")
        if keys := _keys(text, first, last, language):
            return Holder(first, last, keys)
    found = [
        (start - one.end if one.end <= start else one.start - end, one)
        for one in holders(text, language)
        if one.end <= start or (one.start >= end and not _opens(text, one.end))
    ]
    return min(found, key=lambda pair: (pair[0], pair[1].start))[1] if found else None


def _possesses(text: str, verb: str, end: int) -> bool:
    return bool(_HAS.match(verb) and _COUNTED.match(text, end))


def _opens(text: str, end: int) -> bool:
    """Whether what a speaker says stands behind him: 'and officials said that'."""
    return bool(re.match(r"[\s,]*\w+\s(?:\w+\s){0,3}(?:that|que)\b", text[end:]))


@lru_cache(maxsize=20_000)
def holders(text: str, language: str) -> tuple[Holder, ...]:
    """Return everybody who speaks or counts in a sentence."""
    out = []
    for one in speakers(text, language):
        first, last = _named(text, one.start, one.end)
        if _ONLY_AGE.fullmatch(text[first:last]):  # 'Verhelst, 61, said'
            first = _subject(text, text.rfind(",", 0, first + 1))
        more = _APPOSED.match(text, one.end)
        last = more.end() if more and one.end < len(text) and text[first : one.end][-1:] not in " ," else one.end
        if not _DIGIT.search(_AGE.sub("", text[first:last])) and not _THING.search(text[first:last]):
            out.append(Holder(first, last, one.keys and _keys(text, first, last, language)))
    for match in _BY.finditer(text):
        part = "who" if match["who"] else "whom" if match["whom"] else "last"
        out.append(
            Holder(match.start(part), match.end(part), _keys(text, match.start(part), match.end(part), language))
        )
    out += [Holder(match.start(), match.end(), frozenset()) for match in _POSSESSED.finditer(text)]
    if language == "es":
        for match in _SAYS.finditer(text):
            start, end = _subject(text, match.start()), match.start()
            behind = (
                _BEHIND.match(text, match.end()) if text[: match.start()].rstrip()[-1:] in (",", "»", "”") else None
            )
            if behind is not None:
                start, end = behind.span("who")
            if text[start:end].strip():
                start, end = _named(text, start, end)
                out.append(Holder(start, end, _keys(text, start, end, language)))
    return tuple(out)


def subject(text: str, verb: int, language: str) -> Holder | None:
    """Return who stands before the verb at text[verb:], and does what it says."""
    first = _subject(text, verb)
    keys = _keys(text, first, verb, language)
    return Holder(first, verb, keys) if keys or _PRONOUN.match(text[first:verb]) else None


def _named(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of a subject; of a relative clause, 'where the work was done', what the sentence begins with."""
    if not _RELATIVE.match(text[start:end]):
        return start, end
    comma = re.search(r",(?!\d)", text[:end])
    return (0, comma.start()) if comma else (start, end)


def _subject(text: str, verb: int) -> int:
    """Return where the subject of a verb begins; what stands between commas after it belongs to it."""
    before = text[:verb].rstrip()
    borders = [0, *(match.end() for match in _BORDER.finditer(before.rstrip(",")))]
    if before.endswith(","):  # 'The Observers, a monitoring group, put it at': what stands between commas belongs to it
        commas = [at for at in borders if not at or before[at - 1] == ","]
        return commas[-2] if len(commas) > 1 else borders[-1]
    return borders[-1]


def _keys(text: str, start: int, end: int, language: str) -> frozenset[str]:
    if _PRONOUN.match(text[start:end]):
        return frozenset()
    return frozenset(
        word.stem
        for word in content(text, language)
        if start <= word.start < end and word.weight == 1.0 and not word.number and word.low not in _DAYS
    )


@cache
def _empty() -> frozenset[str]:
    return frozenset("".join(terms(word, "en")) for word in _EMPTY)


class Parties:
    """Who belongs to whom, as sentences tell it: 'Beatriz Onwuachi, who chairs the commission, said'."""

    def __init__(self) -> None:
        self._known: dict[str, set[str]] = defaultdict(set)

    def add(self, text: str, language: str) -> None:
        """Read a sentence."""
        # A person's last name alone: the words of an institution's name are those of others too.
        proper = {
            name.parts[-1].stem
            for name in names(text, language)
            if 2 <= len(name.parts) <= 3 and _PERSON.fullmatch(text[name.parts[0].start : name.end])
        }
        for one in holders(text, language):
            for key in one.keys & proper:
                self._known[key] |= one.keys

    def same(self, one: Holder | None, other: Holder | None) -> bool:
        """Whether both are one party, or may be: one of them is a pronoun or nobody."""
        if one is None or other is None or not one.keys or not other.keys:
            return True
        shared = (self._party(one.keys) & other.keys) | (self._party(other.keys) & one.keys)
        return bool(shared - _empty()) or one.keys == other.keys

    def _party(self, keys: frozenset[str]) -> frozenset[str]:
        return keys.union(*(self._known.get(key, set()) for key in keys))
