"""Follow-up questions made to stand by themselves, by rules: a question and the turns before it in, a question out.

'And how many of them were women?' becomes 'How many of the people who died on the Lady Amara were women?'. A question
that names its own subject is left as it is. What is put in are words of the earlier questions, and of an answer no more
than a person's name: an answer's evidence never answers the next question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app import rewrite_words as table
from app.answers import Turn
from app.antecedents import antecedent, around, counted, counting, hanging, owner, said
from app.fragments import bare, put_in
from app.leaning import Leaning, Sign, asked_in, read_leaning
from app.leaning import leans_back as leans_back
from app.phrases import inner, is_verb, owning, phrases, subject
from app.words import words

TURNS = 12  # of the conversation that are read; a chat that goes on longer has changed its subject
LONGEST = 300  # characters of what may be put into a question; a pasted text is no antecedent
_MARK = re.compile(r"\s*([?؟]?)[\s.!?؟]*$")
# 'How many were women' counts some of those just counted, 'how many were hurt' others.
_KINDS_OF_PEOPLE = frozenset(
    """women men children girls boys civilians soldiers passengers crew foreigners minors elderly mujeres hombres niños
    civiles""".split()
)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question that stands by itself; the question as it was asked where it leaned on nothing."""

    question: str
    followed: bool


def rewrite(question: str, history: Sequence[Turn], *, outlets: Iterable[str] = ()) -> Rewritten:
    """Return the question with what it leans on put in.

    Earlier questions are made to stand by themselves in turn, so only what was typed need be kept. `outlets` are the
    corpus's, by which 'and the Gazette?' is known to name one.
    """
    known = tuple(outlets)
    before = answered = ""
    for turn in history[-TURNS:]:
        if turn.role == "user":
            before, answered = _stand_alone(turn.content, before, answered, known), ""
        elif turn.role == "assistant":
            answered = turn.content
    standalone = _stand_alone(question, before, answered, known)
    return Rewritten(standalone, followed=standalone != question)


def _stand_alone(question: str, before: str, answered: str, outlets: Sequence[str]) -> str:
    leaning = read_leaning(question) if before and len(before) <= LONGEST else None
    if leaning is None:
        return question
    language = asked_in(leaning.text)
    match leaning.sign:
        case Sign.FRAGMENT:
            return put_in(leaning.text, before, outlets, asked_in(before))
        case Sign.BARE:
            return bare(leaning.text, before, asked_in(before))
        case Sign.UNCOUNTED:
            found = _with_counted(leaning, before, language)
        case Sign.THIN:
            found = _beside(leaning.text, *around(before, asked_in(before)))
        case Sign.POINTER:
            found = _pointed(leaning, before)
        case _:
            found = _put_in(leaning, before, answered, language)
    return _opened(found, "¿" * (language == "es"))


def _put_in(leaning: Leaning, before: str, answered: str, language: str) -> str:
    """Return the question with the words that its pronoun stands for; beside them where none fit."""
    text, start, end = leaning.text, leaning.start, leaning.end
    pronoun = text[start:end].lower()
    spoken = asked_in(before)
    stands = antecedent(leaning.sign, before, answered, spoken)
    following = re.match(r"\s+([^\W\d_]+)", text[end:])
    owns = pronoun in table.POSSESSIVE - {"her"} or (
        pronoun == "her" and following is not None and not _closes(following[1])
    )
    if pronoun == "its":
        stands = owner(before, spoken)
    if leaning.sign is Sign.GROUP and text[:start].lower().endswith(" of "):  # 'how many of them'
        stands = counted(before, spoken) or stands
    if not stands or spoken != language or language != "en" or pronoun == "hers":
        person = leaning.sign in {Sign.PERSON, Sign.GROUP}
        about, reads_on = around(before, spoken, asked=person)
        return _beside(text, about, reads_on and spoken == language)
    if pronoun == "theirs":
        return f"{text[:start]}that of {stands}{text[end:]}"
    if leaning.sign is Sign.PLACE:
        return f"{text[:start]}{stands}{text[end:]}"
    if owns:
        return _owned(text, start, end, stands)
    return f"{text[:start]}{stands}{text[end:]}"


def _closes(word: str) -> bool:
    return word.lower() in table.PREPOSITIONS | table.OTHER_WORDS | table.AUXILIARY | table.DETERMINERS


def _owned(text: str, start: int, end: int, stands: str) -> str:
    """Return 'their names' as 'the union's names', or 'the names of the people who died' where the owner is long."""
    if len(stands.split()) <= 4:
        return f"{text[:start]}{owning(stands)}{text[end:]}"
    thing = next((one for one in phrases(text, "en") if one.start == start), None)
    if thing is None:
        return _beside(text, stands, False)
    return f"{text[:start]}the{text[end : thing.end]} of {stands}{text[thing.end :]}"


def _pointed(leaning: Leaning, before: str) -> str:
    """Return the question beside what 'that' or 'the other side' points at."""
    text, spoken = leaning.text, asked_in(before)
    asks = words(text, spoken)[0].low in table.ASKING
    return _beside(text, inner(before) if asks else said(before, spoken), False)


def _with_counted(leaning: Leaning, before: str, language: str) -> str:
    """Return 'how many were injured' with what was counted before: 'how many people were injured'."""
    text, end = leaning.text, leaning.end
    spoken = asked_in(before)
    things, phrase = counting(before, spoken)
    if not things or phrase is None or spoken != language:
        about, reads_on = around(before, spoken)
        return _beside(text, about, reads_on and spoken == language)
    rest = words(text[end:], language)
    if language == "es" or (len(rest) > 1 and rest[1].low in _KINDS_OF_PEOPLE):
        those = counted(before, spoken)
        if those:
            first = (
                text[leaning.start : end] if language == "en" else ("cuántas" if those.startswith("las") else "cuántos")
            )
            return f"{text[: leaning.start]}{first} {'of' if language == 'en' else 'de'} {those}{text[end:]}"
    filled = f"{text[:end]} {things}{text[end:]}"
    if any(one.named or (not one.asked and not is_verb(words(one.text)[0])) for one in phrases(filled, language)[1:]):
        own = [one for one in phrases(filled, language)[1:] if not one.preposition]
        if own:
            return filled
    place = hanging(before, spoken)
    if re.search(r"\bon board[?\s]*$", filled):
        place = re.sub(r"^on\s", "", place)
    if place:
        return _beside(filled, place, True)
    topic = subject(before, spoken)
    return _beside(filled, topic.text, False) if topic and topic.named else filled


def _beside(text: str, about: str, reads_on: bool) -> str:
    """Return a question with what it is about after it."""
    mark = _MARK.search(text)
    end = mark.start() if mark else len(text)
    return f"{text[:end]} {about if reads_on else f'({about})'}{mark[1] if mark and mark[1] else '?'}"


def _opened(text: str, mark: str) -> str:
    """Return a question that begins with a capital, in Spanish with its mark before it."""
    start = next((place for place, letter in enumerate(text) if letter.isalpha()), 0)
    return mark * ("¿" not in text) + text[:start] + text[start].upper() + text[start + 1 :]
