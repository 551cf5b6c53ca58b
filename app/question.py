"""What a question asks for: its text in, the expected kind of answer and its words out.

Reads the form alone ('which home goods chain' expects a name, 'how many' a number); knows nothing of the corpus, of
dates or outlets that narrow a search, and of earlier turns. Quiz and chat questions may put statements before the
question; the last sentence that asks is what is asked, the rest is what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app import question_words as table
from app.words import function_words, words
from ingest.language import detect
from ingest.terms import terms


class Kind(StrEnum):
    """What kind of thing answers."""

    PERSON = "person"
    PLACE = "place"
    NAME = "name"  # a company, a team, a film: something written as a name
    NUMBER = "number"
    TIME = "time"
    THING = "thing"  # 'which animal': a noun of any sort
    ACCOUNT = "account"  # why, how, what did they say: a sentence, no single word


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read. All terms are as `ingest.terms` gives them for the question's language."""

    text: str
    language: str
    asked: str  # the sentence that asks
    kind: Kind
    noun: str  # what the answer is one of: 'state', 'chain'; empty where no noun says so
    words: tuple[str, ...]  # every term once, function words too
    terms: tuple[str, ...]  # the terms that carry meaning, once each, in order
    current: bool  # speaks of now: 'this week', 'recently'
    years: tuple[int, ...]  # years that it names


MOST_NOUN_WORDS = 5  # of 'which new Channel 4 series'
_SENTENCE_END = re.compile(r"(?<=[.?!؟。！？])[\"'”’»)]*\s+(?=[\w\"“‘«¿])")
_WORD = re.compile(r"[^\W_]+(?:[-'’&][^\W_]+)*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_VERB_ENDING = re.compile(r"(?:ed|ly|ing)$")
_FALLBACK = "en"


def read_question(text: str, language: str) -> Question:
    """Return the question as read in its language (`language_of`)."""
    asked = _asking_sentence(text, language)
    kind, noun = _kind(asked, language)
    low = [word.lower() for word in _WORD.findall(text)]
    content = tuple(dict.fromkeys(content_terms(text, language)))
    return Question(
        text=text,
        language=language,
        asked=asked,
        kind=kind,
        noun=noun,
        words=tuple(dict.fromkeys(terms(text, language))),
        terms=content,
        current=_is_current(low, language),
        years=tuple(int(year) for year in dict.fromkeys(_YEAR.findall(text))),
    )


def language_of(text: str, corpus: Sequence[str]) -> str:
    """Return the language of a question; one too short to tell is taken to be in a language of the corpus.

    `corpus` holds the corpus's languages, the commonest first.
    """
    detected = detect(text)
    if detected is not None:
        return detected
    low = [word.lower() for word in _WORD.findall(text)]
    known = {
        language: sum(word in words or any(word in _of(asking, language) for asking in _ASKING) for word in low)
        for language, words in function_words().items()
    }
    best = max(known.values())
    if best:
        # Of languages that fit equally well, the one that more articles are in.
        order = [*corpus, *known]
        return min((language for language, number in known.items() if number == best), key=order.index)
    return corpus[0] if corpus else _FALLBACK


def content_terms(text: str, language: str) -> list[str]:
    """Return the terms of a text without its language's function words, repeats included."""
    if text.isupper():
        text = text.lower()  # shouted, 'ON' and 'IT' are no names
    found: list[str] = []
    before = ""
    for word in words(text, language):
        # 'many' of 'how many' asks for a number; no article need say it.
        asks = word.low in _of(table.MEASURED, language) and before in _of(table.HOW, language)
        if word.weight and not asks:
            found += terms(word.text, language)
        before = word.low
    return found


def _of(words: Mapping[str, frozenset[str]], language: str) -> frozenset[str]:
    return words.get(language, words[_FALLBACK])


def _asking_sentence(text: str, language: str) -> str:
    """Return the last sentence that holds a word that asks, or else the last sentence."""
    sentences = [part for part in _SENTENCE_END.split(text.strip()) if _WORD.search(part)]
    asking = frozenset().union(*(_of(one, language) for one in _ASKING))
    for sentence in reversed(sentences):
        if asking & {word.lower() for word in _WORD.findall(sentence)}:
            return sentence
    return sentences[-1] if sentences else text


def _kind(asked: str, language: str) -> tuple[Kind, str]:
    """Return the kind of answer and its noun by the first word that asks."""
    low = [word.replace("’", "'") for word in _WORD.findall(asked.lower().replace("por qué", "porqué"))]
    # 'A man who won which prize?', 'When the flag was revised, which symbol ...': the second one asks.
    relative = bool({"which", "what", "how"} & set(low))
    for place, word in enumerate(low):
        for words_that_ask, kind in _SIMPLE:
            if word in _of(words_that_ask, language) and not (place and relative):
                return kind, ""
        if word in _of(table.HOW, language):
            following = low[place + 1] if place + 1 < len(low) else ""
            return (Kind.NUMBER if following in _of(table.MEASURED, language) else Kind.ACCOUNT), ""
        if word in _of(table.WHICH, language):
            return _by_noun(low[place + 1 :], language)
    return Kind.THING, ""


def _by_noun(after: Sequence[str], language: str) -> tuple[Kind, str]:
    """Return the kind that the noun after 'which' or 'what' stands for, and the noun."""
    noun = _noun_words(after, language)
    if not noun:
        return _without_noun(after)
    # The head stands last, but 'which species back' took in a word too many: the last noun that is known counts.
    for word in reversed(noun):
        for form in _singulars(word):
            for kind, nouns in _NOUNS:
                if form in nouns:
                    return kind, form
    return Kind.THING, _singulars(noun[-1])[-1]


def _noun_words(after: Sequence[str], language: str) -> list[str]:
    words = list(after)
    if words[:1] == ["of"]:  # 'which of these films', 'which of the following teams'
        words = words[1:]
        while words and words[0] in {"the", "these", "those", "this", "following", "his", "her", "its", "their"}:
            words = words[1:]
    noun: list[str] = []
    for word in words[:MOST_NOUN_WORDS]:
        if word in _of(table.ENDS_NOUN, language) or (noun and language == _FALLBACK and _VERB_ENDING.search(word)):
            break
        noun.append(word.removesuffix("'s"))
    return noun


def _without_noun(after: Sequence[str]) -> tuple[Kind, str]:
    """Return the kind for 'what is ... called', 'what did ... say', 'what was the turnout'."""
    if table.NAMING & set(after):
        return Kind.NAME, ""
    if after[:1] and after[0] in {"did", "does", "do", "happened", "hizo", "dijo", "dice"}:
        return Kind.ACCOUNT, ""
    for word in after[:MOST_NOUN_WORDS]:
        if any(form in table.NUMBER_NOUNS for form in _singulars(word)):
            return Kind.NUMBER, ""
        if word in {"of", "in", "for", "de", "en"}:
            break
    return Kind.THING, ""


def _singulars(word: str) -> tuple[str, ...]:
    """Return the word and what may be its singular."""
    if word.endswith("ies") and len(word) > 4:
        return word, word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not word.endswith("ss"):
        return word, word[:-1]
    return (word,)


_ASKING = (table.WHO, table.WHEN, table.WHERE, table.WHY, table.HOW, table.HOW_MANY, table.WHICH)
_SIMPLE = (
    (table.WHO, Kind.PERSON),
    (table.WHEN, Kind.TIME),
    (table.WHERE, Kind.PLACE),
    (table.WHY, Kind.ACCOUNT),
    (table.HOW_MANY, Kind.NUMBER),
)
_NOUNS = (
    (Kind.PERSON, table.PERSON_NOUNS),
    (Kind.PLACE, table.PLACE_NOUNS),
    (Kind.NAME, table.NAME_NOUNS),
    (Kind.TIME, table.TIME_NOUNS),
    (Kind.NUMBER, table.NUMBER_NOUNS),
)


def _is_current(low: Sequence[str], language: str) -> bool:
    current = _of(table.CURRENT, language)
    for place, word in enumerate(low):
        following = low[place + 1 : place + 3]  # 'this past week'
        if word in table.BEFORE_PERIOD:
            if set(following) & table.PERIODS:
                return True
        elif word in current:
            return True
    return False
