"""Who speaks in a sentence, and which words are his.

In: a sentence. Out: speakers with their place, the words that name them and the words they are given to say. Reads
marks and word order around verbs of speech; no parse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.name_words import place_key
from app.names import names
from app.words import Word, content, words

_SPEECH = (
    "said|says|say|told|tells|stated|states|announced|announces|added|adds|explained|explains|insisted|insists|argued|"
    "argues|claimed|claims|claim|alleged|alleges|warned|warns|denied|denies|reported|reports|estimated|estimates|"
    "accused|accuses|blamed|blames|confirmed|confirms|admitted|admits|acknowledged|called|calls|urged|promised|"
    "demanded|demands|believes|believed|conceded|replied|rejected|dismissed|declared|wrote|tweeted|testified|predicted|"
    "dijo|dice|afirmó|afirma|aseguró|según|declaró|anunció|قال|قالت|أعلن|أعلنت|ذكرت"
)
_VERB = re.compile(rf"\b(?:{_SPEECH})\b", re.IGNORECASE)
_NOUNS_TOO = frozenset("calls claims reports estimates claim say".split())
_AFTER_QUOTE = frozenset("said says added explained wrote".split())
_ACCORDING = re.compile(r"\b(?:according to|citing|quoting|según|en palabras de)\s+([^,.;]+)", re.IGNORECASE)
_BORDER = re.compile(r"[,;:()“”\"—–]|\b(?:that|but|which|because|while|whereas|que|mientras)\b")
# Between what one says and what another says.
SEGMENT = re.compile(
    r";|,?\s\b(?:while|whereas|but|mientras)\b|(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bProf)[.!?]\s"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|the)\s(?:\w+ly\s)?$")
_BEFORE_NOUN = re.compile(
    r"\b(?:the|a|an|of|these|those|such|its|their|amid|by|on|about|with|despite|new|some|many)\s$"
)
_OF = re.compile(r"\b(?:in|of|at|from|for|near)\s(?:the\s)?$")  # 'the shipyard in Carrow' is not named
_HELPERS = re.compile(r"(?:\s(?:has|have|had|also|later|since|then))+\s*$")
# 'Bram Oduya, the union's secretary,', 'two engineers, who asked not to be named,'
_APPOSITION = re.compile(r"(?:[^\W\d_a-z][\w’'.-]*,\s*(?:the|an?|its|[a-z][\w ]*\bof\b)|\w,\s*who\b)[^,]*,$")
_PRONOUNS = frozenset("he she it they who i we".split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `keys` are the stems of the words that name him, `named` whether a proper name is among them.

    `said` holds the words of his part of the sentence, his verb among them; None where others speak in it too.
    """

    start: int
    end: int
    keys: frozenset[str]
    named: bool
    said: tuple[Word, ...] | None


@lru_cache(maxsize=1_500)
def speakers(text: str, language: str = "en") -> tuple[Speaker, ...]:
    """Return who speaks in a sentence; a pronoun gives a speaker without keys."""
    places = [(match.start(1), match.end(1)) for match in _ACCORDING.finditer(text)]
    places += [_subject(text, verb) for verb in _VERB.finditer(text) if _has_subject(text, verb)]
    found = [(start, end, keys) for start, end in places if (keys := _keys(text, start, end, language)) is not None]
    segments = [0, *(match.start() for match in SEGMENT.finditer(text)), len(text)]
    out = []
    for start, end, keys in found:
        named = any(
            start <= name.start < end and not _OF.search(text[start : name.start]) for name in names(text, language)
        )
        first = max(at for at in segments if at <= start)
        last = min(at for at in segments if at > start)
        alone = sum(first <= other < last for other, _, _ in found) == 1
        said = tuple(
            word for word in content(text, language) if first <= word.start < last and not start <= word.start < end
        )
        out.append(Speaker(start, end, keys, named and bool(keys), said if alone else None))
    return tuple(out)


def _keys(text: str, start: int, end: int, language: str) -> frozenset[str] | None:
    """Return the stems that name a speaker, none for a pronoun, and None where nobody is there."""
    spoken = [word for word in words(text, language) if start <= word.start < end]
    named = any(start <= name.start < end for name in names(text, language))
    if spoken and (spoken[-1].low in _PRONOUNS or (spoken[0].low in _PRONOUNS and not named)):
        return frozenset()
    return frozenset(place_key(word.stem) for word in spoken if word.weight) or None


def _has_subject(text: str, verb: re.Match[str]) -> bool:
    """Whether a word is a verb of somebody's here: 'the union claims', not 'the claims' nor 'is accused'."""
    before = text[: verb.start()].lower()
    if _PASSIVE.search(before) or (verb.group().lower() == "accused" and text[verb.end() : verb.end() + 4] == " of "):
        return False
    return verb.group().lower() not in _NOUNS_TOO or not _BEFORE_NOUN.search(before)


def _subject(text: str, verb: re.Match[str]) -> tuple[int, int]:
    """Return the place of the speaker of a verb: 'said X' after a quotation, else what stands before the verb."""
    before = text[: verb.start()].rstrip()
    # 'Bram Oduya, the union's secretary, said': who he is stands between commas.
    apposition = _APPOSITION.search(before)
    if verb.group().lower() in _AFTER_QUOTE and not apposition and (not before or before[-1] in "\"”',’"):
        following = re.match(r"\s+((?:[A-Z][\w'’.-]+\s?)+|(?:the|a|an)\s[^,.;]+)", text[verb.end() :])
        if following:
            return verb.end() + following.start(1), verb.end() + following.end(1)
    borders = [0, *(match.end() for match in _BORDER.finditer(before.rstrip(",")))]
    start = max(border for border in borders if border <= apposition.start()) if apposition else borders[-1]
    if len(borders) > 1 and not before[start:].strip():
        start = borders[-2]  # 'the minister did not deny it but said': who said it stands before the 'but'
    helpers = _HELPERS.search(text, start, verb.start())
    return start, helpers.start() if helpers else verb.start()


@lru_cache(maxsize=1_500)
def spoken(text: str) -> frozenset[str]:
    """Return the stems of the verbs of speech in a text."""
    return frozenset(word.stem for match in _VERB.finditer(text) for word in words(match.group()))
