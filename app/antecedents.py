"""What a follow-up leans on: the question before it and what was answered in, the words that stand for 'it' out.

'They' of 'how many of them' are the ones that were counted, 'she' is a person named in the question or, where it asked
who, in the answer. Where nothing fits, nothing is returned, and the follow-up is shown beside what it leans on instead.
"""

from __future__ import annotations

import re

from app import rewrite_words as table
from app.leaning import Sign
from app.names import names
from app.phrases import Phrase, extended, inner, is_thing, is_verb, phrases, subject
from app.question import Kind, read_question
from app.words import Word, words

_MARKER = re.compile(r"\s*\[\d+\]")
_END = re.compile(r"[\s?؟.!]+$")
_OWNER = re.compile(r"['’]s\b")
_PLACED = re.compile(r"\b(?:in|at|near|off|from|to|the)\s$", re.IGNORECASE)
_PEOPLE = frozenset("people persons passengers men women children workers voters members residents".split())


def antecedent(sign: Sign, before: str, answered: str, language: str) -> str:
    """Return what a word of this sign stands for after a question and its answer, or nothing."""
    if sign is Sign.PERSON:
        return _person(before, answered, language)
    if sign is Sign.GROUP:
        return counted(before, language, briefly=True) or _group(before, language)
    if sign is Sign.PLACE:
        return _place(before, language)
    found = subject(before, language)
    return found.text if found and not found.plural else ""


def owner(before: str, language: str) -> str:
    """Return who owns what 'its' speaks of: of 'the report of the Marine Board' the board."""
    found = subject(before, language)
    if found is None:
        return ""
    last = re.split(r"\sof\s", found.text)[-1]
    return last if names(f"x {last}", "en") else found.text


def counted(before: str, language: str, *, briefly: bool = False) -> str:
    """Return the things that a question counts, as in 'the people who died on the Lady Amara'.

    Briefly, what someone else did to them is left out: 'the villages' for 'the villages that the army did win back'.
    """
    asked = _END.sub("", before).lstrip("¿ ")
    found = words(asked, language)
    at = next((row for row, word in enumerate(found) if word.low in table.COUNTING), None)
    if at is None or at + 1 >= len(found) or language not in {"en", "es"}:
        return ""
    verb = next(
        (
            row
            for row in range(at + 1, len(found))
            if is_verb(found[row]) or (language == "es" and _spanish_verb(found[row]))
        ),
        None,
    )
    if verb is None or verb == at + 1:
        return ""
    things = asked[found[at + 1].start : found[verb - 1].end]
    head = next(iter(phrases(asked, language)), None)
    if head is None or not (head.plural or language == "es"):
        return ""
    if language == "es":
        article = {"cuántas": "las", "cuántos": "los"}.get(found[at].low)
        return f"{article} {things} que {asked[found[verb].start :]}" if article else ""
    things = re.sub(r"^of\s+", "", things)
    if things.split()[0].lower() not in table.DETERMINERS and not re.search(r"^\S+['’]s\s", things):
        things = f"the {things}"
    if briefly and _inverted(found, verb):
        return things
    clause = _clause(asked, found, verb, language)
    return f"{things} {'who' if head.head in _PEOPLE else 'that'} {clause}"


def _spanish_verb(word: Word) -> bool:
    return word.low == "se" or word.low.endswith(("ron", "ban", "ían"))  # '¿cuántos barcos se hundieron?'


def _inverted(found: tuple[Word, ...], verb: int) -> bool:
    """Whether an auxiliary stands before its subject."""
    helper, after = found[verb], found[verb + 1] if verb + 1 < len(found) else None
    if after is None or helper.low not in table.AUXILIARY:
        return False
    return helper.low in table.DO or after.low in table.DETERMINERS or after.capital


def _clause(asked: str, found: tuple[Word, ...], verb: int, language: str) -> str:
    """Return what is said of the counted: 'did the army win back' as 'the army did win back'."""
    helper, inverted = found[verb], _inverted(found, verb)
    start = found[verb + 1].start if inverted else -1
    who = next((one for one in phrases(asked, language) if one.start == start), None)
    if who is None or who.end >= len(asked):
        return asked[helper.end :].strip() if inverted and helper.low in table.DO else asked[helper.start :]
    rest = asked[who.end :].strip()
    if helper.low == "does" and rest.split()[0] in table.VERBS:
        verb_form = rest.split()[0]
        ending = "es" if verb_form.endswith(("s", "sh", "ch", "o")) else "s"
        return f"{who.text} {verb_form}{ending}{rest[len(verb_form) :]}"
    return f"{who.text} {'' if helper.low in {'do', 'does'} else helper.text + ' '}{rest}"


def _person(before: str, answered: str, language: str) -> str:
    """Return who the answer to a question that asks who names, or else a person that the question names."""
    if read_question(before, language).kind is Kind.PERSON:
        return _named_in(_MARKER.sub("", answered), before)
    for phrase in phrases(before, language):
        if phrase.named and not (phrase.asked or phrase.preposition in table.WHERE or is_thing(phrase.text)):
            return phrase.text if not _OWNER.search(phrase.text) else ""
    return ""


def _named_in(told: str, before: str) -> str:
    """Return the first full name of a person in an answer that its question lacks."""
    asked = {part.stem for name in names(before, "en") for part in name.parts}
    for name in names(told, "en"):
        text = told[name.start : name.end]
        whole = len(name.parts) > 1 and not asked & {part.stem for part in name.parts}
        if whole and not (is_thing(text) or _PLACED.search(told[: name.start])):
            return _OWNER.sub("", text)
    return ""


def _group(before: str, language: str) -> str:
    """Return those who do something in the question, or who it is done to; a body counts as many."""
    found = [one for one in phrases(before, language) if not (one.calendar or one.light)]
    doing = [one for one in found if not (one.asked or one.preposition)]
    others = [one for one in found if one.plural and (one.asked or one.text.lower().startswith("the "))]
    bodies = [one for one in doing if one.named and is_thing(one.text)]
    best = next(iter([one for one in doing if one.plural] or bodies or others), None)
    if best is None or (best.asked and best.text == best.head):
        return f"the {best.text}" if best else ""
    return extended(best, _END.sub("", before), found).text


def _place(before: str, language: str) -> str:
    """Return where a question asks about, with its preposition: 'in Idlib'."""
    where = [
        one for one in phrases(before, language) if one.preposition in table.WHERE | {"around"} and not one.calendar
    ]
    named = [one for one in where if one.named] or where
    return before[named[-1].before : named[-1].end] if named else ""


def around(before: str, language: str, *, asked: bool = False) -> tuple[str, bool]:
    """Return what a question is about, to stand beside a follow-up, and whether it reads on after it by itself.

    Where a question asked for the very one that the follow-up speaks of (`asked`), it stands there whole.
    """
    if asked and read_question(before, language).kind is Kind.PERSON:
        return inner(before), False
    found = subject(before, language) if language != "ar" else None
    if found is None:
        return said(before, language), False
    on = found.preposition in table.WHERE and found.named
    return (f"{found.preposition} {found.text}" if on else found.text), on


def said(before: str, language: str) -> str:
    """Return what a question says without what it asks: 'the crew had reported about the bow door'."""
    asked = _END.sub("", before).lstrip("¿ ")
    found = words(asked, language)
    start = 0
    while start < len(found) and found[start].low in table.ASKING | table.COUNTING | {"por"}:
        start += 1
    if start >= len(found):
        return asked
    helper = found[start]
    if helper.low in table.AUXILIARY and language == "en":
        return _clause(asked, found, start, language)
    return asked[helper.start :]


def hanging(before: str, language: str) -> str:
    """Return the last named phrase of a question with its preposition: 'on the Lady Amara'."""
    named = [one for one in phrases(before, language) if one.named and one.preposition and not one.calendar]
    return before[named[-1].before : named[-1].end] if named else ""


def counting(before: str, language: str) -> tuple[str, Phrase | None]:
    """Return what a question counts, as it stands: 'people' of 'how many people'."""
    found = phrases(before, language)
    low = {word.low for word in words(before, language)}
    if not low & table.COUNTING or not found or not found[0].asked:
        return "", None
    return re.sub(r"^(?:the|los|las)\s", "", found[0].text), found[0]
