"""Two versions of an article in, what changed between them out: sentence by sentence, and word by word within one.

A sentence that stands in both is the same, or moved; of the others those with most words in common are one that was
changed; what is left was removed or added. Rows come in the order of the newer version.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from ingest.corpus import Sentence

# Of an edited sentence half of the words stay. Of 3,927 pairs of different sentences of one sample article none has so
# many in common; the closest pair has .44.
ALIKE = 0.5
_COMMON = 40  # sentences that hold a word; one that more of them hold says nothing of which was edited into which
_MOST_WORDS = 1_000  # of a sentence that is compared word by word; the time grows with their square
_WORD = re.compile(r"\s*(?:[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+|[^\w\s])")


class RowKind(StrEnum):
    """What became of a sentence."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class WordKind(StrEnum):
    """What became of some words of a sentence that was changed."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


Words = tuple[tuple[WordKind, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence in the older and in the newer version; `words` are there where it was changed."""

    kind: RowKind
    old: Sentence | None
    new: Sentence | None
    words: Words = ()


def diff(old: Sequence[Sentence], new: Sequence[Sentence]) -> tuple[Row, ...]:
    """Return what became of each sentence."""
    pairs = aligned([sentence.text for sentence in old], [sentence.text for sentence in new])
    rows: list[Row] = []
    told = 0  # sentences of the older version that are told, or stand elsewhere in the newer one
    left = set(range(len(old))) - {one for one, _ in pairs.values()}
    for at, sentence in enumerate(new):
        before, kind = pairs.get(at, (None, RowKind.ADDED))
        if before is not None and kind is not RowKind.MOVED:
            rows += [Row(RowKind.REMOVED, old[one], None) for one in range(told, before) if one in left]
            told = max(told, before)
        source = None if before is None else old[before]
        changed = words(source.text, sentence.text) if source and kind is RowKind.CHANGED else ()
        rows.append(Row(kind, source, sentence, changed))
    rows += [Row(RowKind.REMOVED, old[one], None) for one in range(told, len(old)) if one in left]
    return tuple(rows)


def aligned(old: Sequence[str], new: Sequence[str]) -> dict[int, tuple[int, RowKind]]:
    """Return the older sentence of each newer one that has one, and whether it is the same, moved or changed."""
    pairs: dict[int, tuple[int, RowKind]] = {}
    for block in SequenceMatcher(None, old, new).get_matching_blocks():
        pairs |= {block.b + n: (block.a + n, RowKind.SAME) for n in range(block.size)}
    gone = sorted(set(range(len(old))) - {one for one, _ in pairs.values()})
    places: dict[str, list[int]] = defaultdict(list)
    for one in reversed(gone):
        places[old[one]].append(one)
    for at, text in enumerate(new):
        if at not in pairs and places[text]:
            pairs[at] = (places[text].pop(), RowKind.MOVED)
    taken = {one for one, _ in pairs.values()}
    found = _edited({one: old[one] for one in gone if one not in taken}, {at: new[at] for at in _rest(pairs, new)})
    return pairs | {at: (one, RowKind.CHANGED) for at, one in found}


def words(old: str, new: str) -> Words:
    """Return the words of two sentences with what became of them, the removed ones before those in their place."""
    was, now = _WORD.findall(old), _WORD.findall(new)
    if max(len(was), len(now)) > _MOST_WORDS:
        return _joined([(WordKind.REMOVED, old), (WordKind.ADDED, new)])
    matcher = SequenceMatcher(None, [word.strip() for word in was], [word.strip() for word in now], autojunk=False)
    parts: list[tuple[WordKind, str]] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            parts.append((WordKind.SAME, "".join(now[new_start:new_end])))
        else:
            parts.append((WordKind.REMOVED, "".join(was[start:end])))
            parts.append((WordKind.ADDED, "".join(now[new_start:new_end])))
    return _joined(parts)


def _rest(pairs: dict[int, tuple[int, RowKind]], new: Sequence[str]) -> Iterable[int]:
    return (at for at in range(len(new)) if at not in pairs)


def _edited(old: dict[int, str], new: dict[int, str]) -> list[tuple[int, int]]:
    """Return pairs of newer and older sentences with most of their words in common, the closest first."""
    bags = {one: Counter(_folded(text)) for one, text in old.items()}
    holding: dict[str, list[int]] = defaultdict(list)
    for one, bag in bags.items():
        for word in bag:
            holding[word].append(one)
    likely: list[tuple[float, int, int, int]] = []
    for at, text in new.items():
        bag = Counter(_folded(text))
        for one in {one for word in bag if len(holding[word]) <= _COMMON for one in holding[word]}:
            share = 2 * (bag & bags[one]).total() / (bag.total() + bags[one].total())
            if share >= ALIKE:
                likely.append((-share, abs(at - one), at, one))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, one in sorted(likely):
        if at not in found and one not in taken:
            found[at] = one
            taken.add(one)
    return list(found.items())


def _folded(text: str) -> list[str]:
    return [word for word in (part.strip().casefold() for part in _WORD.findall(text)) if word.isalnum()]


def _joined(parts: Iterable[tuple[WordKind, str]]) -> Words:
    """Return parts without empty ones, neighbours of one kind as one."""
    joined: list[tuple[WordKind, str]] = []
    for kind, text in parts:
        if joined and joined[-1][0] is kind:
            joined[-1] = (kind, joined[-1][1] + text)
        elif text:
            joined.append((kind, text))
    return tuple(joined)
