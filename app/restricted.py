"""Words of a sentence that hold only under another: 'former', 'if', 'rather than', 'five of the', a question.

In: a statement and one sentence. Out: findings where the statement takes over what such a word governs and leaves the
word behind, or puts it over something else. English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from app.dates_in_text import dates
from app.findings import Finding, Kind, found
from app.lexicon import alike, base
from app.number_words import SMALL
from app.order import is_verb
from app.quantities import quantities
from app.restricting_words import COUNT, RULES, TO_MARK, Rule
from app.words import Word, words

BEFORE, BEHIND = 6, 3  # words around a fact in which the word has to stand that governs it
NEAR = 30  # characters before a noun in which 'most' or 'some of the' belongs to it
FEW = 3  # words of a noun and what describes it
_IS = frozenset("is are was were be been being has have had will would can could may might must should".split())
# Values of shares are compared elsewhere.
_SHARE = re.compile(r"%|\bper ?cent\b|\b(?:half|thirds?|quarters?|fifths?|tenths?|most|majority)\b", re.IGNORECASE)
_MORE_PARTS = re.compile(
    r"\b(?:most|majority|some|part|many|several|half|dozens|hundreds|few|none)\b(?! (?:\d|the\b))", re.IGNORECASE
)


_IF = re.compile(
    r"(?<!as )(?<!asks )(?<!asked )(?<!ask )\b"
    r"(?:were it not for|but for|if(?!\s(?:any|not)\b)|unless|as long as|in case|on condition|assuming"
    r"|provided(?=\s(?:that|the|it|they|he|she|there|its|their)\b))\b",
    re.IGNORECASE,
)
_SAID_IF = frozenset("if unless provided should condition conditional depending depends subject assuming case".split())
_MARKS = re.compile(r"[,;:()—–]")
_NO_SUBJECT = re.compile(r"\s*(?:to|only|even|but only|and only|\w+ed)\b")
_PART = re.compile(
    rf"\b(?!\w+\s\d)(?P<part>(?:all but\s)?{COUNT}"
    r"|few|some|most|many|several|half|last|first|none|majority|part|dozens|hundreds"
    r"|thousands|%|per cent|percent|thirds?|quarters?)\s(?:\w+\s)?of\s(?:the|its|their|his|her|these|those)\s"
    rf"(?P<whole>{COUNT}\s)?{TO_MARK}",
    re.IGNORECASE,
)


def restricted_findings(statement: str, text: str, language: str = "en") -> Iterator[Finding]:
    """Yield the words that the sentence gives under another only, which the statement lacks."""
    if language != "en":
        return
    if text.rstrip(" ”\"'").endswith("?") and not statement.rstrip(" ”\"'").endswith("?"):
        yield found(Kind.MODALITY, statement, _all_of(statement), "the source only asks")
    here, there = _keys(statement), _keys(text)
    for rule, zones in _zones(text):
        yield from _governed(statement, rule, zones, here, there)
    yield from _conditional(statement, text, here, there)
    yield from _part_as_whole(statement, text, here, there)


@lru_cache(maxsize=1_500)
def _keys(text: str) -> tuple[tuple[Word, str], ...]:
    """Return the words that carry facts with what they are compared by; a figure of several words is one."""
    figures = [(one.start, one.end, f"{one.value:g}") for one in quantities(text)]
    out: list[tuple[Word, str]] = []
    last = None
    for word in words(text, "en"):
        figure = next((one for one in figures if one[0] <= word.start < one[1]), None)
        if figure is None and (word.weight or word.number or word.low in SMALL):
            out.append((word, fact_key(word)))
        elif figure is not None and figure != last:
            out.append((word, figure[2]))
        last = figure
    return tuple(out)


def fact_key(word: Word) -> str:
    """Return what a word is compared by: figures by their value, '19' and 'nineteen'."""
    return str(SMALL[word.low]) if word.low in SMALL else base(word.stem)


@lru_cache(maxsize=1_500)
def _zones(text: str) -> tuple[tuple[Rule, tuple[tuple[int, int], ...]], ...]:
    """Return the rules that a text has, with what each governs in it."""
    out = []
    for rule in RULES:
        spans = [match.span("zone") for match in rule.pattern.finditer(text)]
        if rule.near:
            spans = [_noun(text, start, end) for start, end in spans]
        spans = [(start, end) for start, end in spans if start < end]
        if spans:
            out.append((rule, tuple(spans)))
    return tuple(out)


def _noun(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of the noun at the beginning of a piece: its words in small letters, up to a light one."""
    last, count = start, 0
    for word in words(text, "en"):
        if start <= word.start < end:
            if word.capital or not word.weight or count == FEW:
                break
            last, count = word.end, count + 1
    return start, last


_Keyed = Sequence[tuple[Word, str]]


def _governed(
    statement: str, rule: Rule, zones: Sequence[tuple[int, int]], here: _Keyed, there: _Keyed
) -> Iterator[Finding]:
    inside = {key for word, key in there if _within(word, zones)}
    outside = {key for word, key in there if not _within(word, zones)}
    own = next((spans for other, spans in _zones(statement) if other is rule), ()) if rule.sided else ()
    if rule.said and not rule.near and any(word.low in rule.said for word in words(statement, "en")):
        return
    if rule.factive and not any(_has(key, outside - inside) and word.weight == 1.0 for word, key in here):
        return
    for word, key in here:
        bad = _has(key, inside) and not _has(key, outside) and not _within(word, own)
        bad = bad or (_within(word, own) and _has(key, outside) and not _has(key, inside))
        if bad and not (rule.near and not _around(statement, word).isdisjoint(rule.said)):
            yield found(rule.kind, statement, (word.start, word.end), "the source restricts it, or says it is not so")


def _within(word: Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in spans)


def _all_of(statement: str) -> tuple[int, int]:
    return len(statement) - len(statement.lstrip()), len(statement.rstrip())


def _has(key: str, some: set[str]) -> bool:
    return key in some or not alike(key).isdisjoint(some)


def _around(statement: str, word: Word) -> set[str]:
    """Return the words that stand around one."""
    everything = words(statement, "en")
    at = next(place for place, other in enumerate(everything) if other.start == word.start)
    lows = [other.low for other in everything[max(0, at - BEFORE) : at + 1 + BEHIND]]
    return {*lows, *("-".join(two) for two in pairwise(lows))}


def _conditional(statement: str, text: str, here: _Keyed, there: _Keyed) -> Iterator[Finding]:
    """Yield the first word of what follows only under a condition, and of the condition."""
    if any(word.low in _SAID_IF for word in words(statement, "en")):
        return
    spans = [span for match in _IF.finditer(text) for span in _condition(text, match.start(), match.end())]
    if not spans:
        return
    outside = {key for word, key in there if not _within(word, spans)}
    inside = {key for word, key in there if _within(word, spans)} - outside
    word = next((word for word, key in here if _has(key, inside) and not _has(key, outside)), None)
    if word is not None:
        yield found(Kind.MODALITY, statement, (word.start, word.end), "the source has it under a condition")
    elif any(len(text[start:end].split()) > FEW and text[start:end].strip() in statement for start, end in spans):
        yield found(Kind.MODALITY, statement, _all_of(statement), "the source has it under a condition")


def _condition(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of a condition and of what depends on it."""
    marks = [match.start() for match in _MARKS.finditer(text)]
    stop = next((at for at in marks if at >= end), len(text))
    yield start, stop
    before = [0, *(at + 1 for at in marks if at < start)]
    lead = text[before[-1] : start].strip().lower()
    # 'If the dam breaks, ...' and '..., but only if the dam breaks'.
    if stop < len(text) and (lead in ("", "and", "but") or (lead in ("only", "even") and len(before) == 1)):
        yield stop, next((at for at in marks if at > stop), len(text))
        return
    if not lead and len(before) > 1:  # 'The trials start in May, if the port agrees'
        before.pop()
    first = before[-1]
    while len(before) > 1 and _NO_SUBJECT.match(text, first):
        before.pop()
        first = before[-1]
    yield first, start


def _part_as_whole(statement: str, text: str, here: _Keyed, there: _Keyed) -> Iterator[Finding]:
    """Yield the noun of which the source says something of a part alone."""
    taken = [(one.start, one.end) for one in dates(text)]
    wholes = {match["whole"] for match in _PART.finditer(statement) if match["whole"]}
    for match in _PART.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        start, end = _noun(text, *match.span("zone"))
        noun = {key for word, key in there if start <= word.start < end}
        close = next((at.start for at in words(text, "en") if at.start >= end and (at.low in _IS or is_verb(at))), end)
        rest = {key for word, key in there if not match.start() <= word.start < close}
        if not any(_has(key, rest) for _, key in here):
            continue
        if match["whole"] and wholes and match["whole"] not in wholes:
            yield found(Kind.ROLE, statement, _all_of(statement), f"the source says it of {match.group('part')}")
            continue
        part = {base(word.stem) for word in words(match["part"], "en")} - {"all", "but"}
        those = {"those"} if start == end else set()  # 'most of those still to report'
        for word, key in [(one, "") for one in words(statement, "en")] if those else here:
            if word.low in those or (_has(key, noun) and not _has(key, rest)):
                around = {base(one.stem) for one in words(statement, "en") if one.start < word.start}
                lows = _around(statement, word)
                share = _SHARE.search(match.group()) and _SHARE.search(statement, 0, word.start)
                said = (
                    share
                    or part & around
                    or _MORE_PARTS.search(statement, max(0, word.start - NEAR), word.start)
                    or ("one" in match["part"].lower() and {"a", "an"} & lows)
                )
                if not said:
                    yield found(Kind.ROLE, statement, (word.start, word.end), f"the source says it of {match['part']}")
                    break
