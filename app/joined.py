"""Statements that join facts: a statement in, the parts that can be checked one by one out.

'The bridge opened on Monday and cost 56 million' is two: the second gets the subject of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.order import is_verb
from app.words import words

# Joins two facts and says nothing of how they hang together; 'because' and 'after' do.
_JOINT = re.compile(r";\s|,?\s(?:and|while|but|whereas)\s", re.IGNORECASE)
_VERBS = frozenset("is are was were has have had will would can could may might must should did does do".split())
_PRONOUNS = frozenset("it they he she".split())
_STARTS = frozenset("the a an its their his her this that these those in on at".split())
FEWEST = 3  # words that carry facts in a part: two stand together by chance


def parts(statement: str, language: str = "en") -> Iterator[tuple[str, str]]:
    """Yield the ways in which a statement is two: the first of them and the rest, each with its subject."""
    for joint in _JOINT.finditer(statement):
        first, rest = statement[: joint.start()].strip(), statement[joint.end() :].strip()
        if all(sum(word.weight == 1.0 for word in words(part, language)) >= FEWEST for part in (first, rest)):
            second = _with_subject(first, rest, language)
            if second:
                yield f"{first}.", second


def _with_subject(first: str, rest: str, language: str) -> str:
    """Return the second part with a subject: its own, or that of the first; nothing where that can't be told."""
    head = words(rest, language)[0]
    if head.low in _PRONOUNS:
        rest, own = rest[head.end :].strip(), False
    else:
        own = head.capital or head.number or head.low in _STARTS
    if own:
        return rest[0].upper() + rest[1:]
    verb = next((word for word in words(first, language) if word.low in _VERBS or is_verb(word)), None)
    if verb is None or not any(word.weight == 1.0 for word in words(first[: verb.start], language)):
        return ""
    return f"{first[: verb.start].strip()} {rest}"
