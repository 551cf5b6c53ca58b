"""What of a statement one sentence does not say by itself: stricter than `verify`, for what a model wrote.

In: a statement and one sentence with what it leans on. Out: findings; none means that the sentence carries all of it.
`verify` weighs, this takes nothing for granted: every fact, figure, date, negation, mood, joint and speaker of the
statement has to be the sentence's own. Only who 'she' or 'the company' is may stand around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from app.attribution import tellers
from app.cover import keys
from app.crossed import crossed_findings
from app.cues import Marked, denials, marked
from app.dates_in_text import MONTHS, WEEKDAYS, date_findings, dates
from app.findings import Finding, Kind, found
from app.governed import governed_findings
from app.lexicon import alike, base
from app.name_words import TITLES, place_key
from app.names import Name, is_known, known, names
from app.numbers import carried, number_findings
from app.order import is_verb, order_findings
from app.quantities import Quantity, quantities
from app.quoted import quote_findings
from app.restricted import restricted_findings
from app.roles import role_findings
from app.small_words import JOINTS, NEGATION, joint_findings
from app.speakers import Speaker, speakers, spoken
from app.verify import Source
from app.words import Word, content, words

# Words that leave open whom they mean; where one stands in the sentence, its name may come from around it.
_POINTERS = frozenset("he she it they his her its their him them this these those".split())
# What a sentence may leave out or add without saying anything else; the other light words count here.
_FREE = frozenset(
    """say says said saying tell told tells report reports reported according state stated states announce announced
    add added adds note noted notes make makes made making take takes took taken taking get gets got give gives gave
    given go goes went gone going come comes came coming put puts use used uses using see sees saw seen become becomes
    became include includes included including people person way part thing things like base set great show shows
    showed shown find found around people's known called named name aged one ones some also number is are was
    were""".split()
)
_NOUN_SIGNS = frozenset("a an the this that these those its their his her of in on at under for from with by".split())
MOST_POINTED = 4  # words of a name or an office for which 'she' may stand: 'Opposition spokeswoman Farida Lindqvist'
_ONE = re.compile(r"\b(?:an?|one) (minute|hour|day|week|month|year|decade|century)\b", re.IGNORECASE)
_EMPHASIS = re.compile(r"\b(?:did|does|do)\b(?! (?:not|so)\b)", re.IGNORECASE)


def exact(statement: str, source: Source) -> bool:
    """Whether the sentence says all of the statement."""
    return _plain(statement) == _plain(source.text) or next(_doubts(statement, source), None) is None


def strict_findings(statement: str, source: Source) -> tuple[Finding, ...]:
    """Return what of the statement the sentence does not say, one finding for each place."""
    out: list[Finding] = []
    for finding in sorted(every_doubt(statement, source), key=lambda one: (one.kind is Kind.UNCOVERED, one.start)):
        if not any(other.start <= finding.start < other.end for other in out):
            out.append(finding)
    return tuple(sorted(out, key=lambda finding: (finding.start, finding.end)))


# Asked again for the sentences that come closest.
@lru_cache(maxsize=64)
def every_doubt(statement: str, source: Source) -> tuple[Finding, ...]:
    """Return all that every check finds, though one marks what another does."""
    return () if _plain(statement) == _plain(source.text) else tuple(_doubts(statement, source))


def _doubts(statement: str, source: Source) -> Iterator[Finding]:
    """Yield what the sentence does not say, what is found fastest first."""
    text, language = source.text, source.language
    yield from _uncovered(statement, source)
    yield from joint_findings(statement, text, language)
    yield from _figures(statement, text, language)
    yield from _moods(statement, text, language)
    yield from date_findings(statement, [(text, source.published_at.date() if source.published_at else None)])
    yield from restricted_findings(statement, text, language)
    yield from crossed_findings(statement, text, language)
    yield from governed_findings(statement, text, language)
    yield from order_findings(statement, text, language)
    yield from quote_findings(statement, [text])
    yield from _speakers(statement, source)
    yield from role_findings(statement, [text], (), language)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").strip()


def _figures(statement: str, text: str, language: str) -> Iterator[Finding]:
    """Yield the figures that the sentence does not give, or gives as more or less than that; 'an hour' is one too."""
    for one in _ONE.finditer(statement):
        if not any(other[1].lower() == one[1].lower() for other in _ONE.finditer(text)):
            yield found(Kind.NUMBER, statement, one.span(), f"the cited sentence does not give {one.group()!r}")
    given = quantities(text, language)
    clashes = number_findings(statement, [text], (), language)
    yield from clashes
    for wanted in quantities(statement, language):
        fits = [other for other in given if carried(wanted, other)]
        place = (wanted.start, wanted.end)
        if any(finding.start == wanted.start for finding in clashes):
            continue
        if not fits:
            yield found(Kind.NUMBER, statement, place, f"the cited sentence does not give {wanted.text!r}")
        elif not wanted.hedge and all(_bounds(other) and other.value == wanted.value for other in fits):
            yield found(Kind.NUMBER, statement, place, f"the source says {fits[0].hedge} than that")


def _bounds(quantity: Quantity) -> bool:
    """Whether a figure is said to be the most or the least: 'up to 12', 'more than 40'."""
    return quantity.hedge in ("more", "less", "below")


def _moods(statement: str, text: str, language: str) -> Iterator[Finding]:
    """Yield the words that the sentence has under another sign, or as planned or possible only."""
    by_key: dict[str, list[Marked]] = {}
    for item in marked(text, language):
        by_key.setdefault(item.key, []).append(item)
    here, there = denials(statement, language), denials(text, language)
    noun = {two.start for one, two in pairwise(words(statement, language)) if one.low in _NOUN_SIGNS}
    bound = False
    for item in marked(statement, language):
        same = by_key.get(item.key) or [other for key in alike(item.key) for other in by_key.get(key, ())]
        place = (item.word.start, item.word.end)
        # Both deny something by a verb, and say it of other words: 'denies that', 'denies a claim that'.
        both = here and there and (item.denied_by & here or any(other.denied_by & there for other in same))
        if same and not both and all(other.negated != item.negated for other in same):
            yield found(Kind.POLARITY, statement, place, "the source says it with the other sign")
        elif same and item.word.start not in noun and _made_fact(item, same):
            yield found(Kind.MODALITY, statement, place, f"the source gives it as {same[0].mood}")
        # 'Did not reach' has the negation of 'failed to reach'.
        bound = bound or (bool(item.denied_by - here) and item.negated and any(other.negated for other in same))
    for pattern, kind, more in ((NEGATION, Kind.POLARITY, bound), (_EMPHASIS, Kind.MODALITY, False)):
        places = [match.span() for match in pattern.finditer(statement)]
        if len(places) > len(pattern.findall(text)) + more:
            yield found(kind, statement, places[-1], "the cited sentence has nothing like it")


def _made_fact(item: Marked, same: Sequence[Marked]) -> bool:
    """Whether a word stands as done and is possible or planned in the sentence."""
    if item.hedged or item.mood != "fact" or any(other.mood == "fact" for other in same):
        return False
    return not all(other.word.capital or other.word.number for other in same)


def _speakers(statement: str, source: Source) -> Iterator[Finding]:
    """Yield speakers who are not the sentence's, and the whole where the sentence has it from somebody else."""
    text, language = source.text, source.language
    stated, given = speakers(statement, language), speakers(text, language)
    around = keys(source.title, language) | keys(source.before, language) | keys(text, language)
    place = (len(statement) - len(statement.lstrip()), len(statement.rstrip()))
    for speaker in stated:
        if not speaker.keys or any(_meet(speaker, other) for other in given):
            continue
        if any(not other.keys for other in given) and any(not alike(key).isdisjoint(around) for key in speaker.keys):
            continue
        at = max(speaker.start, place[0]), min(speaker.end, place[1])
        others = speaker.named and bool(given) and all(other.named for other in given)
        detail = "somebody else speaks in the source, or nobody"
        yield found(Kind.ATTRIBUTION, statement, at if at[0] < at[1] else place, detail, clash=others)
    named = any(not speaker.keys for speaker in stated)
    held = keys(statement, language)
    for teller in tellers(statement, text, language):
        # 'Morvenia was accused by Valdoria': he is named, and what he did is said.
        if teller.keys and teller.keys <= held and any(not alike(verb).isdisjoint(held) for verb in spoken(text)):
            continue
        if not teller.keys and any(speaker.keys for speaker in stated):
            continue  # who 'she' is was looked at above
        if not named and not any(_meet(speaker, teller) for speaker in stated):
            who = " ".join(text[teller.start : teller.end].split())
            yield found(Kind.ATTRIBUTION, statement, place, f"the source has it from somebody: {who}")


def _meet(one: Speaker, other: Speaker) -> bool:
    """Whether two may be the same: half of the words that name one of them name the other."""
    shared = sum(not alike(key).isdisjoint(other.keys) for key in one.keys)
    return shared > 0 and 2 * shared >= min(len(one.keys), len(other.keys))


def _uncovered(statement: str, source: Source) -> Iterator[Finding]:
    """Yield the words that are neither the sentence's nor the name of what it only points at."""
    language = source.language
    facts = _told_by_words(statement, language)
    missing = [word for word in facts if not _said(word, source.text, language)]
    lacking = {word.start for word in missing}
    yield from _repeated([word for word in facts if word.start not in lacking], statement, source)
    missing = [word for word in missing if word.low not in _FREE and word.low not in JOINTS]
    if not missing:
        return
    first = next((word.start for word in facts if word.start not in lacking and word.weight == 1.0), len(statement))
    names_here = names(statement, language)
    around = [word for word in missing if word.start < first and word.weight == 1.0]
    pointed = first < len(statement) and len(around) <= MOST_POINTED and _points(source)
    for word in missing:
        name = next((name for name in names_here if name.start <= word.start < name.end), None)
        if name is not None and name.parts[-1].start not in lacking and _in_full(name, statement, source):
            continue
        if word.start < first and pointed and not is_verb(word) and _said_around(word, source):
            continue
        kind = Kind.NAME if name is not None else Kind.UNCOVERED
        yield found(kind, statement, (word.start, word.end), "not in the cited sentence")


@lru_cache(maxsize=1_000)
def _told_by_words(statement: str, language: str) -> tuple[Word, ...]:
    """Return the words that carry facts and are no part of a figure, a date or a title before a name."""
    spans = [(one.start, one.end) for one in quantities(statement, language)]
    spans += [(one.start, one.end) for one in dates(statement)]
    return tuple(
        word
        for word in content(statement, language)
        if not (word.number or word.low in _days_and_months() or (word.capital and word.low.rstrip(".") in TITLES))
        and not any(start <= word.start < end for start, end in spans)
    )


@cache
def _days_and_months() -> frozenset[str]:
    return frozenset((*MONTHS, *WEEKDAYS))


def _said(word: Word, text: str, language: str) -> bool:
    given = keys(text, language)
    if not alike(word.stem).isdisjoint(given) or place_key(word.stem) in given:
        return True
    return word.capital and is_known(word, known(text, language))


def _said_around(word: Word, source: Source) -> bool:
    return any(_said(word, text, source.language) for text in (source.title, source.before) if text)


def _repeated(facts: Sequence[Word], statement: str, source: Source) -> Iterator[Finding]:
    """Yield the words that the statement has more often than the sentence: one of them stands for something else."""
    seen = Counter(_key(word) for word in facts if word.weight == 1.0)
    often = {key for key, number in seen.items() if number > 1}
    if not often:
        return
    given = Counter(_key(word) for word in content(source.text, source.language))
    for word in facts:
        if _key(word) in often and seen[_key(word)] > max(1, given[_key(word)]):
            yield found(Kind.UNCOVERED, statement, (word.start, word.end), "once more than in the cited sentence")


def _key(word: Word) -> str:
    return place_key(word.stem) if word.capital else base(word.stem)


def _points(source: Source) -> bool:
    """Whether the sentence leaves open of whom it speaks: it points at somebody before it names anything."""
    for word in words(source.text, source.language):
        if word.low in _POINTERS:
            return True
        if word.weight == 1.0 and not word.number and word.low not in _days_and_months():
            return False
    return False


def _in_full(name: Name, statement: str, source: Source) -> bool:
    """Whether the article has the whole of a name of which the sentence has the last part."""
    whole = " ".join(statement[name.start : name.end].split())
    return any(whole in " ".join(text.split()) for text in (source.article, source.title))
