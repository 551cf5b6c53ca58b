"""Candidate answers in a sentence: what of the expected kind does it say that the question does not?

In: a sentence and a question as read. Out: candidates, each a tuple of terms. There is no list of names: a name is a
run of capitals that the question lacks, a number is a number, a thing is any other word. Which candidate is right is
decided by how many articles agree (`evidence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.number_words import SCALES, SMALL
from app.places import GAZETTEERS
from app.question import Kind, Question
from ingest.terms import terms

Candidate = tuple[str, ...]

_TOKEN = re.compile(r"[$£€¥]?\d+(?:[.,:]\d+)*(?:%|[^\W\d_]+)?|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_NAMED = frozenset({Kind.PERSON, Kind.PLACE, Kind.NAME})
_COUNTED = frozenset({Kind.NUMBER, Kind.TIME})
_INSIDE = frozenset("of the de la le van von al el bin and & del da dos for".split())
_COUNTING = (
    SMALL.keys() | SCALES.keys() | set("dozens hundreds thousands millions billions half twice once".split())
) - set("zero k m mn bn b tn mil score".split())
_CALENDAR = frozenset(
    """january february march april june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    lunes martes miércoles jueves viernes sábado domingo""".split()
)
# A name does not run on over these.
_BETWEEN = re.compile(r"[,;:()“”\"«»—–|/]|\.(?=\s)")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|Gen|Prof|Jr)$")


@dataclass(frozen=True, slots=True)
class Casing:
    """How words are written in the text at hand: what stands in lower case, and what has a capital inside sentences."""

    lower: frozenset[str]
    capital: frozenset[str]


def read_casing(sentences: Iterable[str]) -> Casing:
    """Return the casing of some sentences; 'Rice' at the head of one is a name only if 'rice' stands nowhere."""
    lower: set[str] = set()
    capital: set[str] = set()
    for sentence in sentences:
        for number, match in enumerate(_TOKEN.finditer(sentence)):
            word = match.group()
            if word[0].islower():
                lower.add(word)
            elif number and word[0].isupper():
                capital.add(word.lower())
    return Casing(frozenset(lower), frozenset(capital))


def candidates(
    text: str, sentence_terms: Sequence[str], question: Question, casing: Casing, language: str
) -> tuple[Candidate, ...]:
    """Return the candidates of one sentence for a question; none where it asks for an account."""
    known = set(question.words)
    if question.kind is Kind.ACCOUNT:
        return ()
    if question.kind in _COUNTED:
        return _numbers(text, known, calendar=question.kind is Kind.TIME)
    if question.kind in _NAMED and has_case(text):
        gazetteer = GAZETTEERS.get(question.noun) if language == "en" else None
        if gazetteer is not None:
            places = ((match.group(),) for match in gazetteer.finditer(text))
            return tuple((place,) for (place,) in places if not set(terms(place, language)) <= known)
        return _names(text, known, casing, language)
    return tuple((term,) for term in dict.fromkeys(sentence_terms) if term not in known and len(term) > 1)


def has_case(text: str) -> bool:
    """Return whether the script of a text knows capitals."""
    return any(character.isupper() or character.islower() for character in text)


def _numbers(text: str, known: set[str], *, calendar: bool) -> tuple[Candidate, ...]:
    out = []
    for match in _TOKEN.finditer(text):
        word = match.group().lower()
        counts = word[-1].isdecimal() or any(c.isdecimal() for c in word) or word in _COUNTING
        if (counts or (calendar and word in _CALENDAR)) and word not in known:
            out.append((word.strip("$£€¥").replace(",", ""),))
    return tuple(dict.fromkeys(out))


def _names(text: str, known: set[str], casing: Casing, language: str) -> tuple[Candidate, ...]:
    tokens = list(_TOKEN.finditer(text))
    out: list[Candidate] = []
    run: list[str] = []
    end = 0
    for number, match in enumerate(tokens):
        word = match.group()
        low = word.lower()
        between = text[end : match.start()]
        broken = bool(run) and bool(_BETWEEN.search(between)) and not _ABBREVIATED.search(text[:end])
        is_part = word[0].isupper() and (number > 0 or _is_name_at_head(low, casing))
        joins = bool(run) and (word[0].isdecimal() or (low in _INSIDE and _capital_follows(tokens, number)))
        if broken or not (is_part or joins):
            _close(run, out, known, language)
            run = []
        if is_part or (joins and not broken):
            run.append(word)
        end = match.end()
    _close(run, out, known, language)
    return tuple(dict.fromkeys(out))


def _close(run: Sequence[str], out: list[Candidate], known: set[str], language: str) -> None:
    """Add a name's new terms, if it has any."""
    words = [word for word in run if word.lower() not in _INSIDE and word.lower() not in _CALENDAR]
    new = tuple(term for word in words for term in terms(word, language) if term not in known)
    if new and any(word[0].isupper() and len(word) > 1 for word in words):
        out.append(new)


def _is_name_at_head(low: str, casing: Casing) -> bool:
    return low in casing.capital or low not in casing.lower


def _capital_follows(tokens: Sequence[re.Match[str]], number: int) -> bool:
    return number + 1 < len(tokens) and tokens[number + 1].group()[0].isupper()
