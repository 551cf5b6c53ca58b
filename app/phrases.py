"""The noun phrases of a question, told by the small words between them: text in, places out.

Knows no grammar but which words can't stand inside a phrase: 'the sea wall at Dunmarrow' is one phrase and a second
that hangs on it. A verb that it does not know makes a phrase a word longer, no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from app import rewrite_words as table
from app.lexicon import is_irregular_past
from app.names import names
from app.question_words import NAME_NOUNS, PLACE_NOUNS
from app.words import Word, words

_JOINS = frozenset({"of", "de", "del"})
_GAP = re.compile(r"\s*(?:&\s*)?|-|'|’|\s*[«»“”\"]\s*")
_PRESENT = frozenset(verb + ending for verb in table.VERBS for ending in ("s", "es")) - {"states", "votes", "counts"}
_BE = frozenset("is are was were be been".split())
SHORTEST_ADVERB = 5  # letters; 'ally' and 'fly' are none
_KINDS = (
    ("preposition", table.PREPOSITIONS),
    ("determiner", table.DETERMINERS),
    ("other", table.OTHER_WORDS | table.CONJUNCTIONS),
)
_CALENDAR = table.PERIODS | frozenset("day days weeks months years quarter".split())
_OWNED = frozenset("their its his her each any".split())
_LIGHT = frozenset("people person personas it them what one ones".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase with its article; `preposition` is the word before it, or nothing."""

    text: str
    start: int
    end: int
    preposition: str
    before: int  # where its preposition starts, or itself
    asked: bool  # follows the word that asks: 'people' of 'how many people'
    named: bool

    @property
    def head(self) -> str:
        """Its last word before an 'of', in small letters."""
        return re.split(r"\s(?:of|de|del)\s", self.text)[0].split()[-1].lower()

    @property
    def plural(self) -> bool:
        """Whether it is more than one."""
        return self.head in {"people", "children", "women", "men", "police"} or bool(re.search(r"[^s]s$", self.head))

    @property
    def calendar(self) -> bool:
        """Whether it is a time, not a thing."""
        dated = table.MONTH.search(self.text) or table.WEEKDAY.search(self.text) or table.YEAR.fullmatch(self.text)
        return bool(dated) or self.head in _CALENDAR

    @property
    def light(self) -> bool:
        """Whether it says little by itself."""
        return self.text.lower() in _LIGHT or self.text.split()[0].lower() in _OWNED


def is_verb(word: Word) -> bool:
    """Whether a word says that something is or happens, as far as that can be told."""
    if word.low in table.AUXILIARY:
        return True
    if word.capital and word.start:
        return False
    return word.low in _PRESENT or (word.low.endswith("ed") and len(word.low) > 4) or is_irregular_past(word.stem)


@lru_cache(maxsize=1_000)
def phrases(text: str, language: str) -> tuple[Phrase, ...]:
    """Return the noun phrases of a question in order."""
    reading = _Reading(text, [(name.start, name.end) for name in names(text, "en")])
    previous: Word | None = None
    for word in words(text, language):
        reading.read(word, previous)
        previous = word
    reading.close()
    return tuple(reading.found)


@dataclass(slots=True)
class _Reading:
    """A question as far as it was read: the phrases found, and the one that is open."""

    text: str
    named: list[tuple[int, int]]
    found: list[Phrase] = field(default_factory=list)
    run: list[Word] = field(default_factory=list)
    preposition: Word | None = None
    asked: bool = False
    helper: str = ""  # 'did', 'will': a verb is to come

    def read(self, word: Word, previous: Word | None) -> None:
        between = self.text[previous.end : word.start] if previous else ""
        if previous and not _GAP.fullmatch(between):
            self.close()
        kind = "word" if between == "-" and self.run else self._kind(word, previous)
        if kind == "determiner" and not (self.run and self.run[-1].low in _JOINS):
            preposition = None if self.run else self.preposition
            self.close()
            self.preposition = preposition
        if kind in {"word", "determiner"} or (kind == "joins" and self.run):
            self.run.append(word)
            return
        self.close()
        if kind in {"joins", "preposition"}:
            self.preposition = word
        self.asked = kind == "asks" or (self.asked and kind != "verb")
        if kind == "verb":
            self.helper = word.low if word.low in table.AUXILIARY else ""

    def close(self) -> None:
        while self.run and self.run[-1].low in _JOINS | table.DETERMINERS:
            self.run.pop()
        if self.run:
            start, end = self.run[0].start, self.run[-1].end
            named = any(start < stop and at < end for at, stop in self.named)
            before, low = (self.preposition.start, self.preposition.low) if self.preposition else (start, "")
            self.found.append(Phrase(self.text[start:end], start, end, low, before, self.asked, named))
            self.asked = False
        self.preposition = None
        self.run.clear()

    def _kind(self, word: Word, previous: Word | None) -> str:
        low = word.low
        measured = previous is not None and previous.low == "how" and low not in table.AUXILIARY  # 'how high'
        if measured or low in table.ASKING | table.COUNTING:
            return "asks"
        if word.capital and word.start > 1 and low not in table.AUXILIARY | table.DETERMINERS:
            return "word"
        if low in _JOINS:
            return "joins"
        for kind, known in _KINDS:
            if low in known:
                return kind
        if low.endswith("ly") and len(low) > SHORTEST_ADVERB:
            return "other"
        # 'The forgotten boxes' and 'its plans': after an article a verb is none. 'Did the council decide': it is one.
        after_article = bool(self.run) and self.run[-1].low in table.DETERMINERS
        to_come = low.endswith("ing") if self.helper in _BE else low in table.VERBS
        return "verb" if not after_article and (is_verb(word) or (self.helper and to_come)) else "word"


def subject(text: str, language: str) -> Phrase | None:
    """Return what a question is about: the phrase that 'it' would stand for, with what hangs on it."""
    found = phrases(text, language)
    whole = [phrase for phrase in found if not (phrase.calendar or phrase.light)]
    own = [phrase for phrase in whole if not phrase.asked or phrase.preposition in _JOINS] or whole
    if not own:
        return None
    # Names before other words, but what is done and who does it before where and by whom.
    best = max(own, key=lambda one: (one.named and one.preposition in {"", "about"}, -one.start))
    found_whole = extended(best, text, found)
    if language == "es":  # verbs are not told there: 'construye Halden Marine'
        name = re.sub(r"^(?:[a-záéíóúñ]+\s)+(?=[A-ZÁÉÍÓÚÑ])", "", found_whole.text)
        if found_whole.text.split()[0] not in table.DETERMINERS:
            return replace(found_whole, text=name, start=found_whole.end - len(name))
    return found_whole


def extended(phrase: Phrase, text: str, found: Sequence[Phrase]) -> Phrase:
    """Return a phrase with the phrases and the clause that hang on it."""
    end = phrase.end
    for other in found:
        if other.before == end + 1 and other.preposition in _HANGING and not other.calendar:
            end = other.end
    rest = re.match(r"\s(?:that|which|who)\s.*?(?=\s*[?؟.]|$)", text[end:])
    end += rest.end() if rest else 0
    return Phrase(
        text[phrase.start : end], phrase.start, end, phrase.preposition, phrase.before, phrase.asked, phrase.named
    )


_HANGING = frozenset("of in on at near from for between around de del en".split())


def inner(text: str) -> str:
    """Return a question as it stands in brackets within another."""
    text = re.sub(r"[\s?؟.!]+$", "", text).lstrip("¿¡ ")
    first = text.split(" ")[0].lower()
    return text[0].lower() + text[1:] if first in table.ASKING | table.AUXILIARY | table.DETERMINERS else text


def owning(text: str) -> str:
    """Return a noun as the owner of what follows."""
    return text + ("'" if text.endswith("s") else "'s")


def is_thing(text: str) -> bool:
    """Whether a name is that of a body or a place, no person's."""
    return any(
        form in NAME_NOUNS | PLACE_NOUNS | _BODIES
        for word in text.lower().split()
        for form in (word, word.removesuffix("s"))
    )


_BODIES = frozenset(
    """network systems bank fund authority federation association board institute service board parliament council
    army front accord wire post times gazette herald holdings hospital centre center laboratory energy power line
    coastguard police storm lady""".split()
)
