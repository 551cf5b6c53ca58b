"""Mark the words of a sentence with what stands before them does to them: denied, planned, possible.

In: a sentence. Out: its content words with sign and mood. A cue ('not', 'failed to', 'may') reaches to the first word
that carries a fact, and no farther than its clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.lexicon import base, is_irregular_past
from app.words import Word, words

Mood = Literal["fact", "planned", "possible"]

_NOT = frozenset("not never cannot without hardly barely nunca jamás sin ni ningún ninguna nadie".split())
# Deny a thing and what is said of it: 'no passengers were hurt'.
_NONE = frozenset("no none nobody nothing neither nor".split())
# 'Not only', 'no fewer than' deny nothing.
_NOT_DENIED = frozenset("only just merely simply least doubt matter solo sólo".split())
# Say that what follows is not so, or was not done.
_DENIAL = frozenset("deny denied denies denying niega negó".split())
_DENIAL_TO = frozenset(
    "fail failed fails failing refuse refused refuses refusing decline declined declines unable".split()
)
_AMOUNT = re.compile(r"(?:an?|the|its|their|below|about|around|just|under|\d.*)$")
_DENIAL_FROM = frozenset("avoided avoids refrained prevented prevents stopped abstained".split())
# 'Denied the allegations' says nothing about allegations.
_CHARGES = frozenset("allegations allegation charges charge claims claim accusations accusation report reports".split())
_DENIAL_STEMS = frozenset("deni denial reject refus declin dismiss refut fail failur".split())
_POSSIBLE = frozenset(
    """may might could can possibly perhaps maybe likely potentially suspected alleged allegedly reportedly apparently
    rumoured podría podrían quizá""".split()
)
_PLANNED = frozenset("will would shall should must".split())
_PLANNED_TO = frozenset(
    """plan plans planned planning intend intends intended expect expects expected aim aims hope hopes hoped propose
    proposes proposed due set scheduled going vow vows vowed threaten threatens threatened promise promises promised
    pledge pledges pledged try tries tried seek seeks sought want wants wanted demand demands demanded ask asks asked
    urge urges urged call calls called is are was were""".split()
)
_IS = frozenset("is are was were".split())
REACH = 6  # words that a cue looks ahead for its fact
TO_REACH = 4  # words before the 'to' that makes a plan of 'expected' or 'urged the council'
_STOPS = re.compile(
    r"[,;:.!?()—–“”\"]|\b(?:but|and|because|although|while|which|who|as|after|before|when|since|until)\b"
)
# Carry no number by themselves, yet say which way it goes: 'up 3 per cent'.
_DIRECTIONS = frozenset(("up", "down"))
_TO_NUMBER = re.compile(r"\s(?:(?:by|to|from|about|nearly|almost|around|more than|over)\s)*[$£€]?\d")
_HAVE_BE = frozenset("has have had is are was were been be being".split())


@dataclass(frozen=True, slots=True)
class Marked:
    """A content word with what its surroundings do to it.

    `denied_by` holds the places of the words that deny it; two of them cancel each other out. `hedged` says that some
    mood may reach it ('urged them to have it closed'), `past` that it stands as a thing done.
    """

    word: Word
    key: str
    denied_by: frozenset[int]
    mood: Mood
    hedged: bool
    past: bool

    @property
    def negated(self) -> bool:
        """Whether the sentence says that it is not so."""
        return len(self.denied_by) % 2 == 1


@lru_cache(maxsize=1_500)
def marked(text: str, language: str = "en") -> tuple[Marked, ...]:
    """Return the content words of a text, each with its sign and mood."""
    everything = words(text, language)
    cues: list[set[int]] = [set() for _ in everything]
    moods: list[Mood] = ["fact"] * len(everything)
    hedged: set[int] = set()
    for place in range(len(everything)):
        if not len(cues[place]) % 2:  # 'did not deny' and 'never failed to' deny nothing
            for target in _denied(text, everything, place, language):
                cues[target].add(place)
        mood, joint = _mood(everything, place)
        if mood != "fact":
            hedged.update(_targets(text, everything, joint, REACH))
            for target in _targets(text, everything, joint):
                moods[target] = moods[target] if moods[target] == "possible" else mood
    return tuple(
        Marked(
            word, base(word.stem), frozenset(cues[place]), moods[place], place in hedged, _is_past(everything, place)
        )
        for place, word in enumerate(everything)
        if word.weight or (word.low in _DIRECTIONS and _TO_NUMBER.match(text, word.end))
    )


@lru_cache(maxsize=1_500)
def denials(text: str, language: str = "en") -> frozenset[int]:
    """Return the places, counted in words, of verbs and nouns that deny, whatever they deny: 'refused', 'denial'."""
    return frozenset(place for place, word in enumerate(words(text, language)) if word.stem in _DENIAL_STEMS)


def denies(text: str, language: str = "en") -> bool:
    """Return whether a text denies anything, by a negation or by a verb or noun that denies."""
    return bool(denials(text, language)) or any(item.negated for item in marked(text, language))


def _denied(text: str, everything: Sequence[Word], place: int, language: str) -> list[int]:
    """Return the places of the words that a word denies."""
    low = everything[place].low
    following = [word.low for word in everything[place + 1 : place + 1 + TO_REACH]]
    if not following:
        return []
    if low in _NOT | _NONE or low.endswith("n't"):
        several = low in _NONE and language != "es"  # in Spanish 'no' is 'not'
        if following[0] in _NOT_DENIED or following[:2] in (["more", "than"], ["less", "than"], ["fewer", "than"]):
            return []
        return _targets(text, everything, place, 2 if several else 1)
    # 'Declined to speak', but 'declined to a low', 'declined to 4 per cent'.
    if low in _DENIAL_TO and following[0] == "to" and not _AMOUNT.match("".join(following[1:2])):
        return _targets(text, everything, place + 1)
    if low in _DENIAL_FROM and "from" in following:
        return _targets(text, everything, place + 1 + following.index("from"))
    if low in _DENIAL_FROM and following[0].endswith("ing"):
        return _targets(text, everything, place)
    if low in _DENIAL and _CHARGES.isdisjoint(following[:3]):
        return _said_not_so(text, everything, place)
    return []


def _said_not_so(text: str, everything: Sequence[Word], place: int) -> list[int]:
    """Return the places of the words that somebody denies: of 'that the ferry was overloaded' not the ferry."""
    if everything[place + 1].low == "that":
        for at in range(place + 2, min(place + 2 + REACH, len(everything))):
            if _STOPS.search(text[everything[place + 1].end : everything[at].end]):
                break
            if everything[at].low in _HAVE_BE:
                return _targets(text, everything, at) or _targets(text, everything, place)
    return _targets(text, everything, place)


def _mood(everything: Sequence[Word], place: int) -> tuple[Mood, int]:
    """Return the mood that a word gives to others, and the place of the word behind which they stand."""
    low = everything[place].low
    if low in _POSSIBLE:
        return "possible", place
    if low in _PLANNED or low == "considering":
        return "planned", place
    if low in _PLANNED_TO:
        reach = 1 if low in _IS else TO_REACH
        following = [word.low for word in everything[place + 1 : place + 1 + reach]]
        joint = next((at for at, word in enumerate(following) if word in ("to", "that")), None)
        if joint is not None:
            return "planned", place + 1 + joint
    return "fact", place


def _targets(text: str, everything: Sequence[Word], place: int, facts: int = 1) -> list[int]:
    """Return the places of the words up to the nth fact after a cue, with the light words, names and such before it."""
    out: list[int] = []
    edge = everything[place].end
    for at in range(place + 1, min(place + 1 + REACH, len(everything))):
        word = everything[at]
        if facts <= 0 or _STOPS.search(text[edge : word.end]):
            break
        edge = word.end
        if word.weight:
            out.append(at)
            facts -= word.weight == 1.0 and not (word.low.endswith("ly") or word.number or word.capital)
    return out


def _is_past(everything: Sequence[Word], place: int) -> bool:
    """Whether a word stands as a verb in the past or in the passive: 'closed', 'rose', 'has cut'."""
    word = everything[place]
    if word.capital or word.weight < 1:
        return False
    before = [other.low for other in everything[max(0, place - 1) : place]]
    done = word.low.endswith("ed") or is_irregular_past(word.stem)
    return done or (not _HAVE_BE.isdisjoint(before) and not word.low.endswith(("ing", "ly")))
