"""Does a question lean on what was said before it, and by what? A question in, the sign out, or nothing.

Signs are words that stand for something the question does not name ('it', 'there', 'the other side'), questions that
leave their subject or verb out ('Why?', 'and in Harran?', 'how many were hurt?'), and 'and' before a question with
hardly a word of its own. Being short is none: 'What is inflation?' stands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app import rewrite_words as table
from app.answers import Turn
from app.names import names
from app.phrases import is_verb
from app.question import language_of
from app.words import Word, words

# Words with weight up to which a question after 'and' leans on the one before: 'and how high was the turnout?'. With
# three, 'and what did the court decide?' would be drawn into another story as often as it belongs there.
THIN = 2
LONGEST_FRAGMENT = 8  # words
_VOWEL_MARKS = re.compile("[\u064b-\u0652]")  # of Arabic, which split words and which few writers set


class Sign(StrEnum):
    """What makes a question lean."""

    PERSON = "person"
    GROUP = "group"
    THING = "thing"
    PLACE = "place"
    POINTER = "pointer"  # 'that', 'the other side': whatever it was
    UNCOUNTED = "uncounted"  # 'how many were hurt?' does not say of what
    FRAGMENT = "fragment"  # 'and in Harran?': no question by itself
    BARE = "bare"  # 'Why?'
    THIN = "thin"  # 'and how high was the turnout?'


@dataclass(frozen=True, slots=True)
class Leaning:
    """The sign, its place in the question, and the question without the 'and' before it."""

    sign: Sign
    text: str
    start: int = 0
    end: int = 0


def leans_back(question: str, history: Sequence[Turn]) -> bool:
    """Whether a question can't be understood without the questions before it."""
    return any(turn.role == "user" for turn in history) and read_leaning(question) is not None


def asked_in(text: str) -> str:
    """Return the language of a question, one of those that have tables."""
    return language_of(text, ("en", "es", "ar"))


def read_leaning(question: str) -> Leaning | None:
    """Return what makes a question lean, or None where it stands by itself."""
    question = _VOWEL_MARKS.sub("", " ".join(question.split()))
    about = table.WHAT_ABOUT.match(table.LEAD.sub("", question, count=1)) or table.WHAT_ABOUT.match(question)
    if about:
        return Leaning(Sign.FRAGMENT, about.string[about.end() :])
    text = table.LEAD.sub("", question, count=1)
    found = words(text, asked_in(text))
    if not found or re.search(r"[.!?]\s+\w", text):  # several sentences bring their subject along
        return None
    led = text != question
    own = [word for word in found if word.weight == 1.0 and word.low not in table.ASKING | table.COUNTING | table.VERBS]
    if (
        not own
        and (found[0].low in table.ASKING or text.lower().startswith(("¿por qué", "por qué")))
        and len(found) <= 2 + (found[-1].low in table.COUNTING)
    ):
        return Leaning(Sign.BARE, text)
    if _is_fragment(text, found, led=led):
        return Leaning(Sign.FRAGMENT, text)
    return _sign(text, found) or _unsaid(text, found, led=led)


def _sign(text: str, found: Sequence[Word]) -> Leaning | None:
    """Return the first word that stands for something the question does not name."""
    if pointer := table.POINTERS.search(text):
        return Leaning(Sign.POINTER, text, *pointer.span())
    empty = [match.span() for match in table.EMPTY_IT.finditer(text)]
    for place, word in enumerate(found):
        if any(start <= word.start < end for start, end in empty):
            continue
        sign = _sign_of(word, place, found, text)
        if sign and not (sign in _BINDABLE and _bound(place, found, sign, text)):
            return Leaning(sign, text, word.start, word.end)
    return None


_BINDABLE = frozenset({Sign.PERSON, Sign.GROUP, Sign.THING})


def _sign_of(word: Word, place: int, found: Sequence[Word], text: str) -> Sign | None:
    low = word.low.removesuffix("'s")
    before = found[place - 1].low if place else ""
    after = found[place + 1].low if place + 1 < len(found) else ""
    if low in table.PERSONS:
        return Sign.PERSON
    if low in table.GROUPS:
        return Sign.GROUP
    if low in table.THINGS and not word.text.isupper():
        return Sign.THING
    if low in table.POINTING:
        return Sign.POINTER if _points(low, before, after) else None
    if low == "lo" and after not in {"que", "mismo"}:  # '¿Quién lo dirige?'
        return Sign.THING
    if low in table.PLACES:
        exists = after and ({before, after} & table.BEING or before in table.AUXILIARY)
        return None if exists else Sign.PLACE
    return None


def _points(low: str, before: str, after: str) -> bool:
    """Whether 'that' or 'this' points at what was said, rather than join a clause or say when."""
    if after in table.PERIODS and low in {"this", "these"}:
        return False
    if low != "that":
        return not (
            low in {"those", "these"} and (after in {"who", "that", "which", "with"} or after in table.PREPOSITIONS)
        )
    return not after or before in table.AUXILIARY | table.PREPOSITIONS | {""} or after in table.AUXILIARY & {before}


def _bound(place: int, found: Sequence[Word], sign: Sign, text: str) -> bool:
    """Whether the question itself names what a pronoun stands for."""
    word = found[place]
    comma = text.rfind(", ", 0, word.start)
    clause = max(
        (
            row
            for row in range(1, place)
            if found[row].low in table.CONJUNCTIONS or found[row - 1].start < comma < found[row].start
        ),
        default=0,
    )
    before = found[place - 1] if place else None
    inverted = before is not None and before.low in table.AUXILIARY
    # 'How many people did it kill?': what stands before 'did' is asked for and no antecedent.
    # 'What did Berghal say about it?': an object is never the subject of its own clause.
    outside = inverted or (
        word.low not in table.POSSESSIVE and before is not None and word.low not in {"they", "he", "she"}
    )
    nouns = found[:clause] if outside else found[:place]
    first = next((row for row, one in enumerate(nouns[:-1]) if _asks_for_object(one, nouns[row + 1])), 0)
    named = [one for one in nouns[first:] if one.weight and not (one.low in table.ASKING | table.VERBS or is_verb(one))]
    if sign is Sign.PERSON:
        return any(one.capital and one.start for one in named) or any(one.low in _PEOPLE for one in named)
    return bool(named)


def _asks_for_object(word: Word, after: Word) -> bool:
    """Whether a subject follows an auxiliary, so that what stands before it is asked for."""
    return word.low in table.DO or (word.low in table.AUXILIARY and (after.low in table.DETERMINERS or after.capital))


_ANYONE = frozenset({"anyone", "anybody", "someone"})
_PEOPLE = frozenset("man woman minister president mayor judge captain officer leader chief candidate driver".split())


def _is_fragment(text: str, found: Sequence[Word], *, led: bool) -> bool:
    """Whether a question asks nothing by itself: 'and in Harran?', 'By how many votes?', 'The Gazette?'."""
    first = found[0].low
    if len(found) > LONGEST_FRAGMENT or any(is_verb(word) for word in found) or first in table.AUXILIARY:
        return False
    if first in table.ASKING:
        return False
    prepositional = first in table.PREPOSITIONS
    if led:
        return True
    return text.rstrip().endswith(("?", "؟")) and (prepositional or first in {"the", "el", "la", "los", "las"})


def _unsaid(text: str, found: Sequence[Word], *, led: bool) -> Leaning | None:
    """Return the sign of a question that leaves out what it counts, or has hardly a word of its own."""
    low = [word.low for word in found]
    if names(text, "en") or set(low) & table.PERSONAL:
        counted = None
    else:
        counted = next((row for row, one in enumerate(low[:2]) if one in table.COUNTING), None)
    if counted is not None and counted + 1 < len(low) and low[counted + 1] in table.AUXILIARY:
        return Leaning(Sign.UNCOUNTED, text, found[counted].start, found[counted].end)
    if names(text, "en") or set(low) & table.PERSONAL:
        return None
    heavy = [word for word in found if word.weight == 1.0 and word.low not in table.ASKING | table.COUNTING]
    bare = all(word.low in table.BARE_VERBS for word in heavy)
    asks = low[0] in table.ASKING or (low[0] in table.AUXILIARY and bool(set(low) & _ANYONE))
    if asks and (bare or (led and len(heavy) <= THIN)):
        return Leaning(Sign.THIN, text)
    return None
