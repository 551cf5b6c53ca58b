"""Questions that ask nothing by themselves, put into the question before them: 'and in Harran?', 'Why not?'.

In: a fragment and the standalone question before it. Out: a question that has the fragment in the place of its like, a
month for a month, an outlet for an outlet; with no such place, the fragment after the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from app import rewrite_words as table
from app.phrases import Phrase, inner, is_thing, is_verb, owning, phrases
from app.words import Word, words

_END = re.compile(r"[\s?؟.!]+$")
_DATES = (table.DAY_OF_MONTH, table.YEAR, table.MONTH, table.ARABIC_MONTH, table.WEEKDAY)
_SMALL = frozenset("the a an el la los las un una and y of de".split())
# Prepositions of one kind may stand in one place.
_LIKE = (table.WHEN, table.WHERE, frozenset({"to", "towards", "toward", "a"}))


def put_in(fragment: str, before: str, outlets: Sequence[str], language: str) -> str:
    """Return the question before with the fragment in it."""
    fragment, asked = _END.sub("", fragment), _END.sub("", before)
    mark = before[len(asked) :].strip() or "?"
    for way in (_dated, _outlet, _owned, _same_head, _same_place, _name, _other_place, _noun):
        found = way(fragment, asked, outlets, language)
        if found:
            return found + mark
    first = words(fragment, language)[0].low
    if first in table.PREPOSITIONS and not set(_low(fragment, language)) & table.ASKING:
        return f"{asked} {fragment}{mark}"
    if set(_low(fragment, language)) & table.ASKING:  # 'by how many votes?'
        return f"{fragment[0].upper()}{fragment[1:]} ({inner(asked)}){mark}"
    return f"{asked} ({fragment}){mark}"


def _low(text: str, language: str) -> list[str]:
    return [word.low for word in words(text, language)]


def _dated(fragment: str, asked: str, outlets: Sequence[str], language: str) -> str:
    """Return the question with its date replaced by one of the same kind."""
    for pattern in _DATES:
        new, old = pattern.search(fragment), list(pattern.finditer(asked))
        if new is None:
            continue
        if old:
            return asked[: old[-1].start()] + new.group() + asked[old[-1].end() :]
        first = _low(fragment, language)[0]
        if all(row in _small_words(fragment) for row in _low(pattern.sub(" ", fragment), language)):
            preposition = "" if first in table.PREPOSITIONS else _preposition(pattern, language)
            return f"{asked} {preposition}{fragment}"
    return ""


def _small_words(fragment: str) -> frozenset[str]:
    return _SMALL | table.PREPOSITIONS | frozenset({"on", "this", "last", "next"})


def _preposition(pattern: re.Pattern[str], language: str) -> str:
    if language == "en":
        return "on " if pattern in {table.DAY_OF_MONTH, table.WEEKDAY} else "in "
    return {"es": "en ", "ar": "في "}[language]


def _outlet(fragment: str, asked: str, outlets: Sequence[str], language: str) -> str:
    """Return the question with its outlet replaced by the one that the fragment names, in full or in part."""
    wanted = set(_low(fragment, language)) - _SMALL - table.PREPOSITIONS
    new = [name for name in outlets if wanted and wanted <= set(_low(name, language))]
    old = [match for name in outlets for match in [re.search(rf"(?<!\w){re.escape(name)}(?!\w)", asked, re.I)] if match]
    if len(new) != 1 or not old:
        return ""
    place = max(old, key=lambda match: len(match.group()))
    start = place.start() - (
        4 if asked[: place.start()].lower().endswith("the ") and new[0].lower().startswith("the ") else 0
    )
    bare = not asked[:start].lower().endswith("the ") and not new[0].lower().startswith("the ")
    article = "the " if fragment.lower().startswith("the ") and bare else ""
    return asked[:start] + article + new[0] + asked[place.end() :]


def _owned(fragment: str, asked: str, outlets: Sequence[str], language: str) -> str:
    """Return the question with 'of Kestrin' for 'of Valmora'."""
    new = re.match(r"(?:that\s+|those\s+)?(?P<of>of|de|del)\s+", fragment, re.IGNORECASE)
    for old in reversed(phrases(asked, language)) if new else ():
        place = old.text.rfind(f" {new['of']} ") if new else -1
        if new and place > 0:
            return f"{asked[: old.start + place]} {fragment[new.start('of') :]}{asked[old.end :]}"
    return ""


def _same_head(fragment: str, asked: str, outlets: Sequence[str], language: str) -> str:
    """Return the question with 'in the fourth quarter' for 'in the third quarter'."""
    new = phrases(fragment, language)
    if len(new) != 1:
        return ""
    for old in reversed(phrases(asked, language)):
        if old.head == new[0].head and not old.asked and not (old.named and new[0].named and old.text == new[0].text):
            rest = re.search(r"\s(?:of|de|del)\s", old.text)  # 'the fourth quarter' is one of the same year
            end = old.start + rest.start() if rest and " of " not in new[0].text else old.end
            return asked[: old.start] + new[0].text + asked[end:]
    return ""


def _same_place(fragment: str, asked: str, outlets: Sequence[str], language: str) -> str:
    """Return the question with 'by the union' for 'by the company', 'after the vote' for 'on the day of the vote'."""
    new = next(iter(phrases(fragment, language)), None)
    if new is None or not new.preposition or new.before:
        return ""
    like = {new.preposition}.union(*(kind for kind in _LIKE if new.preposition in kind))
    for old in reversed(phrases(asked, language)):
        if old.preposition not in like or old.asked:
            continue
        alike = old.named == new.named and (new.named or new.preposition not in table.WHERE)
        if old.preposition != new.preposition and not alike and not (_temporal(old) and _temporal(new)):
            continue
        owner = re.match(r".*?['’]s?\b", old.text)
        cut = old.start + owner.end() if owner and re.search(r"['’]s?$", fragment) else old.end
        return asked[: old.before] + fragment + asked[cut:]
    return ""


def _temporal(phrase: Phrase) -> bool:
    return phrase.calendar or phrase.preposition in {"after", "before", "during", "since", "until"}


def _name(fragment: str, asked: str, outlets: Sequence[str], language: str) -> str:
    """Return the question with a name in the place of a name that does the same in it."""
    new = phrases(fragment, language)
    if len(new) != 1 or new[0].preposition or not (new[0].named or new[0].text[0].isupper()):
        return ""
    named = [old for old in phrases(asked, language) if old.named]
    doing = [old for old in named if old.preposition not in table.WHERE] or named
    same = [old for old in doing if is_thing(old.text) == is_thing(new[0].text)] or doing
    if not same:
        return ""
    old = same[0]
    owner = re.match(r".*?['’]s(?=\s)", old.text)
    if owner:
        return asked[: old.start] + owning(new[0].text) + asked[old.start + owner.end() :]
    return asked[: old.start] + new[0].text + asked[old.end :]


def _other_place(fragment: str, asked: str, outlets: Sequence[str], language: str) -> str:
    """Return the question with 'the election in Harran' for 'the Kestrin election'."""
    new = phrases(fragment, language)
    if len(new) != 1 or not new[0].named or new[0].preposition not in table.WHERE:
        return ""
    for old in phrases(asked, language):
        found = re.fullmatch(r"(?:the\s)?[A-Z][\w-]+(?:['’]s)?\s([a-z].*)", old.text)
        if found and language == "en":
            return f"{asked[: old.start]}the {found[1]} {fragment}{asked[old.end :]}"
    return ""


def _noun(fragment: str, asked: str, outlets: Sequence[str], language: str) -> str:
    """Return the question with 'how many schools' for 'how many homes', 'the mayor' for 'the minister'."""
    new = phrases(fragment, language)
    if len(new) != 1 or new[0].preposition or len(new[0].text) != len(fragment):
        return ""
    definite = fragment.split()[0].lower() in table.DETERMINERS
    for old in phrases(asked, language):
        same = old.text.split()[0].lower() in table.DETERMINERS if definite else old.asked and old.plural
        if same and not (old.preposition or old.named or old.calendar or (definite and old.asked)):
            return asked[: old.start] + fragment + asked[old.end :]
    return ""


def bare(fragment: str, before: str, language: str) -> str:
    """Return 'Why?' and 'When?' as asked of the question before them."""
    fragment, asked = _END.sub("", fragment).lstrip("¿ "), _END.sub("", before).lstrip("¿ ")
    mark = before.strip()[-1:] if before.strip()[-1:] in "?؟" else "?"
    opening = "¿" if before.lstrip().startswith("¿") else ""
    head = fragment[0].upper() + fragment[1:]
    found = words(asked, language)
    if language == "en" and found:
        if found[0].low in table.AUXILIARY:  # 'Is the plant planned?': 'Why is the plant planned?'
            return f"{head} {asked[0].lower()}{asked[1:]}{mark}" if " " not in head else f"{head}: {inner(asked)}{mark}"
        helper = _inverted(found)
        if helper is not None and fragment.lower() in {"why", "when", "where", "how"}:
            return f"{head} {asked[helper.start :]}{mark}"
    return f"{opening}{head} ({inner(asked)}){mark}"


def _inverted(found: Sequence[Word]) -> Word | None:
    """Return the auxiliary that stands before its subject, where the word that asks is not the subject itself."""
    for word, after in pairwise(found):
        if word.low in table.AUXILIARY:
            stands_before = after.low in table.DETERMINERS or after.capital or word.low in table.DO
            return word if stands_before else None
        if word.low not in table.ASKING and is_verb(word):
            return None
    return None
