"""Negations, opposites and modality: does a statement say yes where its sources say no, or 'did' where they say 'may'?

In: a statement and sentences. Out: findings. Reads the words after a cue, not the grammar; in doubt it finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.cover import keys
from app.cues import Marked, denies, marked
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

_Given = Mapping[str, Sequence[Marked]]


def polarity_findings(
    statement: str, sources: Sequence[str], around: Sequence[str] = (), language: str = "en"
) -> tuple[Finding, ...]:
    """Return lost and added negations, opposites, and 'may' or 'plans to' turned into fact.

    An opposite is none where the titles or the sentences before, `around`, have the statement's own word.
    """
    stated = marked(statement, language)
    read = [marked(text, language) for text in sources]
    given = _by_key(item for items in read for item in items)
    near = frozenset().union(*(keys(text, language) for text in around))
    own = {item.key for item in stated}
    out = []
    for item in stated:
        if item.word.low in _ELSEWHERE or item.word.number or _is_name(item.word, statement):
            continue
        finding = _negated(item, stated, given, statement) or _as_fact(item, given, statement)
        if finding is None and alike(item.key).isdisjoint(near):
            finding = _opposed(item, read, given, own, statement)
        if finding is not None:
            out.append(finding)
    return tuple(out)


def _by_key(items: Iterable[Marked]) -> dict[str, list[Marked]]:
    out: dict[str, list[Marked]] = {}
    for item in items:
        out.setdefault(item.key, []).append(item)
    return out


def _is_name(word: Word, statement: str) -> bool:
    return word.capital and bool(statement[: word.start].strip())


def _same(item: Marked, given: _Given) -> list[Marked]:
    """Return the source's uses of a word, or else those of words that may stand for it."""
    exact = given.get(item.key)
    return list(exact or (other for key in alike(item.key) for other in given.get(key, ())))


def _negated(item: Marked, stated: Sequence[Marked], given: _Given, statement: str) -> Finding | None:
    """Return a finding where the source has the word under the other sign only, and nothing makes up for it."""
    same = _same(item, given)
    if not same or any(other.negated == item.negated for other in same) or _balanced(item, stated, given):
        return None
    mine, yours = list(stated), [other for others in given.values() for other in others]
    # 'The plan was not approved' for 'did not approve the plan': one negation, read off different words.
    for one in mine:
        if one.negated and any(other.negated for other in _same(one, given)):
            return None
    if any(map(denies, mine)) and any(map(denies, yours)):
        return None
    which = "negates" if item.negated else "does not negate"
    detail = f"the statement {which} {item.word.text!r}, the source does{' not' if item.negated else ''}"
    return found(Kind.POLARITY, statement, (item.word.start, item.word.end), detail, clash=True)


def _balanced(item: Marked, stated: Sequence[Marked], given: _Given) -> bool:
    """Whether an opposite on either side makes up for the sign: 'did not rise' for 'fell'."""
    own = {other.key for other in stated}
    return any(key in own or key in given for key in excluded(item.key))


def _as_fact(item: Marked, given: _Given, statement: str) -> Finding | None:
    """Return a finding where the statement gives as done what its sources give as possible or planned."""
    same = _same(item, given)
    if not same or item.hedged or not item.past or any(other.mood == "fact" for other in same):
        return None
    if all(other.word.capital for other in same):
        return None
    detail = f"the source gives {item.word.text!r} as {same[0].mood}"
    return found(Kind.MODALITY, statement, (item.word.start, item.word.end), detail, clash=True)


def _opposed(
    item: Marked, read: Sequence[Sequence[Marked]], given: _Given, own: set[str], statement: str
) -> Finding | None:
    """Return a finding where the source has what excludes the word, and neither the word nor one like it."""
    if not alike(item.key).isdisjoint(given):
        return None
    rivals = (excluded(item.key) | _prefixed(item.key)) - own
    for items in read:
        if len(own & {other.key for other in items if other.word.weight == 1.0}) < SHARED:
            continue
        for other in items:
            if other.key in rivals and other.negated == item.negated:
                detail = f"the statement says {item.word.text!r}, the source {other.word.text!r}"
                return found(Kind.POLARITY, statement, (item.word.start, item.word.end), detail, clash=True)
    return None


def _prefixed(key: str) -> frozenset[str]:
    """Return a word with a prefix that denies it, and without one: 'lawful' and 'unlawful'."""
    bare = (key.removeprefix(prefix) for prefix in _PREFIXES if key.startswith(prefix) and len(key) > len(prefix) + 3)
    return frozenset((*(prefix + key for prefix in _PREFIXES), *bare))
