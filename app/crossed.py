"""Whether what a statement puts together stands in one clause of a sentence: figure, day, name and deed.

In: a statement and one sentence. Out: findings where a figure, a name or a verb is another clause's, whose own is left
out; where the particle of a verb is lost ('called off'), or the noun between a verb and its object. English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from app.dates_in_text import MONTHS, WEEKDAYS
from app.findings import Finding, Kind, found
from app.lexicon import alike, base
from app.number_words import SCALES, SMALL
from app.order import is_verb
from app.restricted import fact_key
from app.words import Word, words

_BORDER = re.compile(
    r"[;:—–()“”]|,(?!\d)|\b(?:and|but|while|whereas|who|which|that|when|after|before|because|although|though)\b"
)
_PARTICLES = frozenset("off out down aside away".split())
_SAID = frozenset("said told".split())
_BE = frozenset("is are was were be been being".split())
_THE = frozenset("the a an its their his her".split())
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# In front of 'of' without being what is done to: 'killed dozens of people', 'left the city of Arlen'.
_MEASURES = frozenset(
    """city town village island state province region district number group kind sort type total lot dozen dozens
    hundred hundreds thousand thousands million millions billion billions majority most some part member members pair
    series range share man woman people port republic""".split()
)


@dataclass(frozen=True, slots=True)
class _Item:
    """A word that carries a fact: its clause, and among which others it may be mistaken."""

    word: Word
    key: str
    clause: int
    sort: str


@lru_cache(maxsize=1_500)
def _items(text: str) -> tuple[_Item, ...]:
    everything = words(text, "en")
    deed = next((word.start for word in everything if is_verb(word) or word.low in _BE or word.low in _SAID), 0)
    # 'In three attempts of 60 days each, the nets lost weight' is one clause.
    borders = [match.start() for match in _BORDER.finditer(text) if match.group() != "," or match.start() > deed]
    out = []
    for word, behind in zip(everything, (*everything[1:], None), strict=True):
        sort = _sort(word, behind)
        if sort:
            out.append(_Item(word, fact_key(word), sum(at <= word.start for at in borders), sort))
    return tuple(out)


def _sort(word: Word, behind: Word | None) -> str:
    if word.low in WEEKDAYS or word.low in MONTHS or _YEAR.fullmatch(word.text):
        return "date"
    if word.number or word.low in SMALL:
        return "figure"
    if word.low in _SAID:
        return "verb"
    if not word.weight or word.low in SCALES or word.low in _BE:
        return ""
    if word.capital:
        return "name"
    # 'Wants 8 per cent', 'kills a rival'.
    acts = word.low.endswith("s") and behind is not None and (behind.number or behind.capital or behind.low in _THE)
    return "verb" if acts or is_verb(word) else "word"


def crossed_findings(statement: str, text: str, language: str = "en") -> Iterator[Finding]:
    """Yield what is put together from two clauses, and what has lost the word that it hangs on."""
    if language != "en":
        return
    yield from _crossed(statement, text)
    yield from _elsewhere(statement, text)
    yield from _neighbours(statement, text)
    yield from _particles(statement, text)
    yield from _objects(statement, text)


def _crossed(statement: str, text: str) -> Iterator[Finding]:
    """Yield one of two that stand in two clauses, where each clause has its own of the other's sort."""
    there = _items(text)
    if len({item.clause for item in there}) < 2:
        return
    homes = [(item, _homes(item, there)) for item in _items(statement)]
    alone = [(item, next(iter(home))) for item, home in homes if len(home) == 1]
    for (one, first), (two, second) in combinations(alone, 2):
        if first == second or one.sort == two.sort or one.clause != two.clause:
            continue
        used = {key for item in _items(statement) if item.clause == one.clause for key in alike(item.key)}
        if _rival(two, first, used, there) and _rival(one, second, used, there):
            yield found(
                Kind.ROLE, statement, (two.word.start, two.word.end), f"the source has it without {one.word.text!r}"
            )
            return


def _homes(item: _Item, there: tuple[_Item, ...]) -> set[int]:
    same = alike(item.key)
    return {other.clause for other in there if other.key in same}


def _rival(item: _Item, clause: int, used: set[str], there: tuple[_Item, ...]) -> bool:
    """Whether a clause has something of one's sort that the statement leaves out."""
    return any(other.clause == clause and other.sort == item.sort and other.key not in used for other in there)


def _elsewhere(statement: str, text: str) -> Iterator[Finding]:
    """Yield the figures and days of a clause of which the statement has nothing else, its verb least of all."""
    there = _items(text)
    here = _items(statement)
    used = {key for item in here for key in alike(item.key)}
    for item in here:
        if item.sort not in ("date", "figure"):
            continue
        homes = _homes(item, there)
        if len(homes) != 1:
            continue
        others = [other for other in there if other.clause in homes and other.key != item.key]
        others = [other for other in others if other.sort in ("name", "word", "verb")]
        if any(other.sort == "verb" for other in others) and not any(other.key in used for other in others):
            kind = Kind.DATE if item.sort == "date" else Kind.NUMBER
            yield found(kind, statement, (item.word.start, item.word.end), "the source has it of something else")


def _neighbours(statement: str, text: str) -> Iterator[Finding]:
    """Yield a figure that has changed places with another: each is beside a word that the other has beside it."""
    here, there = _beside(statement), _beside(text)
    for one, two in combinations([key for key in here if key in there], 2):
        # 'March' behind both tells nothing.
        both = there[one] & there[two]
        moved = here[one] & there[two] - both and here[two] & there[one] - both
        if moved and not (here[one] & there[one] - both or here[two] & there[two] - both):
            place = next((item.word.start, item.word.end) for item in _items(statement) if item.key == one)
            yield found(Kind.ROLE, statement, place, f"it has changed places with {two}")


@lru_cache(maxsize=1_500)
def _beside(text: str) -> dict[str, frozenset[tuple[str, int]]]:
    """Return the words next to each figure, and on which side."""
    out: dict[str, frozenset[tuple[str, int]]] = {}
    items = _items(text)
    for side in (1, -1):
        for one, two in pairwise(items[::side]):
            if two.word.number and not one.word.number:
                out[two.key] = out.get(two.key, frozenset()) | {(one.key, side)}
    return out


def _particles(statement: str, text: str) -> Iterator[Finding]:
    """Yield the verbs that have lost 'off' or 'out': 'called off' is not 'called'."""
    here, there = words(statement, "en"), words(text, "en")
    given = {word.low for word in here}
    for verb, particle in pairwise(there):
        if particle.low not in _PARTICLES or particle.low in given or not is_verb(verb):
            continue
        if text[particle.end : particle.end + 4] == " of ":
            continue
        key = base(verb.stem)
        if sum(base(word.stem) == key for word in there) == 1:
            for word in here:
                if base(word.stem) == key:
                    yield found(
                        Kind.POLARITY, statement, (word.start, word.end), f"the source has {particle.low!r} with it"
                    )


def _objects(statement: str, text: str) -> Iterator[Finding]:
    """Yield the verbs whose object is not the source's, which has 'the release of' before it."""
    pairs: dict[tuple[str, str], Word] = {}
    there = words(text, "en")
    for place, word in enumerate(there):
        if word.low == "of" and place >= 2 and place + 1 < len(there):
            noun = there[place - 1]
            at = place - 2 - (there[place - 2].low in _THE)
            behind = place + 1 + (there[place + 1].low in _THE)
            if at < 0 or behind >= len(there) or noun.number or noun.weight < 1 or noun.low in _MEASURES:
                continue
            if is_verb(there[at]):
                pairs[base(there[at].stem), base(there[behind].stem)] = noun
    if not pairs:
        return
    here = [word for word in words(statement, "en") if word.low not in _THE]
    used = {base(word.stem) for word in here}
    for one, two in pairwise(here):
        lost = pairs.get((base(one.stem), base(two.stem)))
        if lost is not None and base(lost.stem) not in used:
            yield found(Kind.ROLE, statement, (two.start, two.end), f"the source says it of {lost.text!r}")
