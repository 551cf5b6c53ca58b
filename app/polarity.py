"""Negations, opposites and modality: does a statement say yes where its sources say no, or 'did' where they say 'may'?

In: a statement and sentences. Out: findings. Reads the words after a cue, not the grammar; in doubt it finds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.cover import keys
from app.cues import Marked, denials, marked
from app.dates_in_text import MONTHS, WEEKDAYS
from app.findings import Finding, Kind, found
from app.lexicon import alike, excluded
from app.number_words import SCALES, SMALL
from app.words import Word

_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
# Said in terms of days and numbers elsewhere.
_ELSEWHERE = frozenset({*MONTHS, *WEEKDAYS, *SCALES, *SMALL})
# Words that a source must share with the statement for its opposite to be one: else it speaks of something else.
SHARED = 2


@dataclass(frozen=True)
class _Read:
    """A text with its marked words and the places of its denials."""

    text: str
    items: Sequence[Marked]
    denials: frozenset[int]

    @cached_property
    def by_key(self) -> dict[str, list[Marked]]:
        """The words by their base forms."""
        out: dict[str, list[Marked]] = {}
        for item in self.items:
            out.setdefault(item.key, []).append(item)
        return out


def polarity_findings(
    statement: str, sources: Sequence[str], around: Sequence[str] = (), language: str = "en"
) -> tuple[Finding, ...]:
    """Return lost and added negations, opposites, and 'may' or 'plans to' turned into fact.

    An opposite is none where the titles or the sentences before, `around`, have the statement's own word.
    """
    stated = _Read(statement, marked(statement, language), denials(statement, language))
    read = [_Read(text, marked(text, language), denials(text, language)) for text in sources]
    near = frozenset().union(*(keys(text, language) for text in around))
    out = []
    for item in stated.items:
        same = _same(item, read)
        finding = _negated(item, same, stated)
        if finding is None and not _is_elsewhere(item.word, statement):
            finding = _as_fact(item, same, statement)
            if finding is None and not same and alike(item.key).isdisjoint(near):
                finding = _opposed(item, read, stated)
        if finding is not None:
            out.append(finding)
    return tuple(out)


def _is_elsewhere(word: Word, statement: str) -> bool:
    """Whether a word is a number, a day or a name, for which other modules look."""
    return word.low in _ELSEWHERE or word.number or (word.capital and bool(statement[: word.start].strip()))


def _same(item: Marked, read: Sequence[_Read]) -> list[tuple[Marked, _Read]]:
    """Return the sources' uses of a word, or else those of words that may stand for it."""
    exact = [(other, text) for text in read for other in text.by_key.get(item.key, ())]
    if exact:
        return exact
    return [(other, text) for text in read for key in alike(item.key) for other in text.by_key.get(key, ())]


def _negated(item: Marked, same: Sequence[tuple[Marked, _Read]], stated: _Read) -> Finding | None:
    """Return a finding where the sources have the word under the other sign only, and nothing makes up for it."""
    if not same or any(other.negated == item.negated for other, _ in same):
        return None
    if any(_balanced(item, stated, text) or _kept(item, other, stated, text) for other, text in same):
        return None
    which = "negates" if item.negated else "does not negate"
    detail = f"the statement {which} {item.word.text!r}, the source does{' not' if item.negated else ''}"
    return found(Kind.POLARITY, stated.text, (item.word.start, item.word.end), detail, clash=True)


def _balanced(item: Marked, stated: _Read, given: _Read) -> bool:
    """Whether an opposite on either side makes up for the sign: 'did not rise' for 'fell'."""
    return any(key in stated.by_key or key in given.by_key for key in excluded(item.key))


def _kept(item: Marked, other: Marked, stated: _Read, given: _Read) -> bool:
    """Whether the other side has the same negation, read off different words.

    'Nobody was hurt' has that of 'no passengers were hurt', and 'was refused bail' that of 'denied him bail'.
    """
    cues = item.denied_by or other.denied_by
    mine, yours = (stated, given) if item.denied_by else (given, stated)
    if cues & mine.denials and yours.denials:
        return True
    return any(
        two.negated
        for one in mine.items
        if one.denied_by & cues
        for key in alike(one.key)
        for two in yours.by_key.get(key, ())
    )


def _as_fact(item: Marked, same: Sequence[tuple[Marked, _Read]], statement: str) -> Finding | None:
    """Return a finding where the statement gives as done what its sources give as possible or planned."""
    if not same or item.hedged or not item.past or any(other.mood == "fact" for other, _ in same):
        return None
    if all(other.word.capital for other, _ in same):
        return None
    detail = f"the source gives {item.word.text!r} as {same[0][0].mood}"
    return found(Kind.MODALITY, statement, (item.word.start, item.word.end), detail, clash=True)


def _opposed(item: Marked, read: Sequence[_Read], stated: _Read) -> Finding | None:
    """Return a finding where a source has what excludes the word, which no source has, nor one like it."""
    rivals = (excluded(item.key) | _prefixed(item.key)) - stated.by_key.keys()
    for text in read:
        if sum(key in stated.by_key for key, others in text.by_key.items() if others[0].word.weight == 1.0) < SHARED:
            continue
        for other in text.items:
            if other.key in rivals and other.negated == item.negated:
                detail = f"the statement says {item.word.text!r}, the source {other.word.text!r}"
                return found(Kind.POLARITY, stated.text, (item.word.start, item.word.end), detail, clash=True)
    return None


def _prefixed(key: str) -> frozenset[str]:
    """Return a word with a prefix that denies it, and without one: 'lawful' and 'unlawful'."""
    bare = (key.removeprefix(prefix) for prefix in _PREFIXES if key.startswith(prefix) and len(key) > len(prefix) + 3)
    return frozenset((*(prefix + key for prefix in _PREFIXES), *bare))
