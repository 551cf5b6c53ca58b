"""Small words that carry no fact and change one: 'because', 'against', 'may', 'not'.

In: a statement and one sentence. Out: findings where the statement has such a word that the sentence has no match for,
or has lost one. English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.cover import keys
from app.findings import Finding, Kind, found
from app.lexicon import alike, base
from app.words import content, words

REACH = 4  # words behind a small word in which the fact stands that it changes
NEXT_TO_ALL = 0.8  # share of a sentence's words from which a statement takes it over whole, its negations too
# How facts hang together: each word with those of which the sentence needs one.
JOINTS: Mapping[str, frozenset[str]] = {
    word: frozenset((word, *others.split()))
    for words_, others in (
        (
            "because",
            "as since so due cause caused causes reason thanks result therefore thus hence after following over for"
            " forced forces prevented prevents led leads made",
        ),
        ("after", "following since once when as later from"),
        ("before", "until till ahead prior earlier previous previously by"),
        ("until", "till before"),
        ("although though despite even", "although though despite even however but yet while whereas nevertheless"),
        ("if unless", "unless if provided should when"),
        ("against", "oppose opposed opposes opposition versus from over"),
        ("without", "no not"),
        ("above more", "above over more exceed exceeded higher greater further"),
        ("below less fewer", "below under less fewer lower"),
        ("all every each", "all every each both whole entire everyone"),
        ("most", "mostly majority"),
        ("none", "neither nor no not nobody"),
        ("only", "just alone merely no"),
        ("instead", "rather"),
        ("again", "another still once"),
        ("never", "not no"),
        ("always", "ever"),
    )
    for word in words_.split()
}
_MAYBE = "may might could seem seems seemed suggest suggests suggested"
# What may not get lost where the fact behind it is taken over, with what may stand for it.
KEPT: Mapping[str, frozenset[str]] = {
    word: frozenset(f"{words_} {others}".split())
    for words_, others in (
        ("against opposed", "oppose opposes opposing objected no not"),
        ("without", "no not lack lacked lacks"),
        ("before until", "till ahead prior earlier by"),
        ("after", "following since when once later because as"),
        ("unless if except", "should provided when but"),
        (
            "may might could can will would shall should must",
            "plan plans planned expect expects expected due likely possible possibly intend intends hope hopes propose"
            " proposes proposed going set to able cannot",
        ),
        ("probably perhaps possibly likely allegedly reportedly apparently partly", _MAYBE),
    )
    for word in words_.split()
}
NEGATION = re.compile(r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t)\b", re.IGNORECASE)
# Deny as 'not' does, with words of their own.
_DENIAL = re.compile(r"\b(?:fail|refus|declin|deni|deny|prevent|avoid|stopp|unable|lack)\w*", re.IGNORECASE)
_MARK = re.compile(r"[;:()—–]|,(?!\d)")
_OPENS = frozenset("not nor never neither no".split())


def joint_findings(statement: str, text: str, language: str = "en") -> Iterator[Finding]:
    """Yield the small words that were added to what the sentence says, and the facts that lost theirs."""
    if language == "en":
        yield from _added(statement, text)
        yield from _lost(statement, text)
        yield from _denied(statement, text)


def _added(statement: str, text: str) -> Iterator[Finding]:
    given = {word.low for word in words(text)}
    for word in words(statement):
        if word.low in JOINTS and JOINTS[word.low].isdisjoint(given):
            yield found(Kind.UNCOVERED, statement, (word.start, word.end), "nothing like it in the cited sentence")


def _lost(statement: str, text: str) -> Iterator[Finding]:
    here, there = words(statement), words(text)
    by_key = {key: place for place, word in enumerate(here) if word.weight for key in alike(word.stem)}
    for place, word in enumerate(there):
        if word.low not in KEPT or word.text == "May":
            continue
        stop = _MARK.search(text, word.end)
        end = stop.start() if stop else len(text)
        behind = (other for other in there[place + 1 : place + 1 + REACH] if other.weight and other.end <= end)
        following = [base(other.stem) for other in behind][:2]
        if len(following) == 1:  # 'voted against the dam': of the dam alone one may say anything
            following += [base(other.stem) for other in there[:place] if other.weight][-1:]
        if not following or not all(key in by_key for key in following):
            continue
        at = by_key[following[0]]
        if KEPT[word.low].isdisjoint(other.low for other in here[max(0, at - REACH) : at]):
            fact = here[at]
            yield found(Kind.MODALITY, statement, (fact.start, fact.end), f"the source has {word.text!r} before it")


def _denied(statement: str, text: str) -> Iterator[Finding]:
    """Yield the whole statement where one of the two denies something and the other, which says the same, nothing."""
    denials = len(NEGATION.findall(statement)), list(NEGATION.finditer(text))
    if bool(denials[0]) is bool(denials[1]) or _DENIAL.search(text if denials[0] else statement):
        return
    if denials[0] or words(text)[0].low in _OPENS:
        lost = _is_whole(statement, text) or not denials[0]
    else:
        lost = any(_taken_over(statement, text, denial.end()) for denial in denials[1]) and _is_whole(statement, text)
    if lost:
        place = (len(statement) - len(statement.lstrip()), len(statement.rstrip()))
        yield found(Kind.POLARITY, statement, place, "a negation of the source is lost, or one is added")


def _taken_over(statement: str, text: str, at: int) -> bool:
    """Whether the statement has what is denied: the fact behind a place, or before it at the end of a sentence."""
    fact = next((word for word in content(text) if word.start >= at), None)
    return fact is None or base(fact.stem) in keys(statement, "en")


def _is_whole(statement: str, text: str) -> bool:
    """Whether the statement takes over next to all that the sentence says."""
    held = keys(statement, "en")
    facts = [word for word in content(text) if word.weight == 1.0]
    return bool(facts) and sum(base(word.stem) in held for word in facts) >= NEXT_TO_ALL * len(facts)
