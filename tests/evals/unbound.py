"""Sentences without the word that restricts them, or with what two of their clauses say put together: false to both.

In: a sentence. Out: the sentence as a careless reader keeps it, or nothing where it has no such word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

_LOST = re.compile(
    r"\b(?:(?:former|acting|deputy|alleged|suspected|attempted|failed|so-called|proposed|planned|interim)\s"
    r"|(?<!a )few\s|hardly any\s|almost no\s|without\s|instead of\s|rather than\s|except\s)"
    r"(?!(?:to|by|in|on|of|for|before|after|a|too|that|from)\b)(?=[a-z])"
)
_REPORTED = re.compile(
    r"\b(is|are|was|were|been) (?:reported|believed|feared|presumed|thought) (?!(?:to|by|in|on|a|too|that)\b)(?=[a-z])"
)
_PART = re.compile(
    r"\b(?:(?:some|about|only) )?(?:all but \w+|few|some|most|many|several|half|one|two|three|four|five|\d+)"
    r" of (the|its|their|his|her|these|those) (?=[a-z\d])",
    re.IGNORECASE,
)
_IF = re.compile(r",? (?:only )?(?:if|unless|as long as|provided that) [^,;.]+(?=[,.;])")
_IF_FIRST = re.compile(r"^(?:If|Unless) [^,;.]+, (?P<rest>.{25,})$")
_NOT = re.compile(r"\b(?P<one>[A-Z][\w-]+|\d[\d,.]*\d|\d) and not (?P<two>[A-Z][\w-]+|\d[\d,.]*\d|\d)")
_FROM_TO = re.compile(r"\bfrom (?P<one>\$?\d+(?:[,.]\d+)*(?: \w+)?) to (?P<two>\$?\d+(?:[,.]\d+)*(?: \w+)?)")
_FIGURE = re.compile(r"(?<![\w$.,:-])\d+(?:[.,]\d+)*(?![\w:-]|[.,]\d)")


def restriction_lost(text: str) -> str:
    """Leave out 'former', 'except', 'was reported'."""
    changed, number = _LOST.subn("", text, count=1)
    if not number:
        changed, number = _REPORTED.subn(r"\1 ", text, count=1)
    return _large(changed) if number else ""


def part_as_whole(text: str) -> str:
    """Say of all what is said of a part."""
    changed, number = _PART.subn(r"\1 ", text, count=1)
    return _large(changed) if number else ""


def condition_lost(text: str) -> str:
    """Leave out an 'if' with what hangs on it."""
    first = _IF_FIRST.match(text)
    if first:
        return _large(first["rest"])
    changed, number = _IF.subn("", text, count=1)
    return changed if number and "ask" not in text else ""


def contrast_turned(text: str) -> str:
    """Let two change places around 'and not' or between 'from' and 'to'."""
    for pattern in (_NOT, _FROM_TO):
        match = pattern.search(text)
        if match:
            one, two = match.span("one"), match.span("two")
            return text[: one[0]] + match["two"] + text[one[1] : two[0]] + match["one"] + text[two[1] :]
    return ""


def figures_crossed(text: str) -> str:
    """Let the first two figures of a sentence change places."""
    found = [match for match in _FIGURE.finditer(text) if not re.fullmatch(r"(?:19|20)\d\d", match.group())]
    if len(found) < 2 or found[0].group() == found[1].group():
        return ""
    one, two = found[:2]
    if re.search(r"\band\b|\bto\b|\bor\b", text[one.end() : two.start()]) and two.start() - one.end() < 9:
        return ""  # 'between 60 and 80' says the same
    return text[: one.start()] + two.group() + text[one.end() : two.start()] + one.group() + text[two.end() :]


def _large(text: str) -> str:
    return text[0].upper() + text[1:]


def _alone(make: Callable[[str], str], text: str, _others: Sequence[str], _corpus: str) -> str:
    return make(text)


KINDS = {
    "restriction lost": partial(_alone, restriction_lost),
    "part as whole": partial(_alone, part_as_whole),
    "condition lost": partial(_alone, condition_lost),
    "contrast turned": partial(_alone, contrast_turned),
    "figures crossed": partial(_alone, figures_crossed),
}
