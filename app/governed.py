"""Whether a deed or a name of a statement hangs in the sentence on a word that the statement lacks.

In: a statement and one sentence. Out: findings: 'forgot to sign' is not 'signed', the son of the president is not the
president, and what is second-largest is not the largest. English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from app.findings import Finding, Kind, found
from app.lexicon import alike, base
from app.order import is_verb
from app.words import Word, words

# Leave what follows them done: 'managed to sign'. 'In order to' and 'able to' say no more than the 'to' does.
_DONE = frozenset(
    """managed manage manages began begin begins begun started start continued continue went helped help helps proceeded
    came dared able order used seen said rose fell up down according due thanks""".split()
)
_OPEN = frozenset(
    """to of from will would may might could can cannot shall should must not never without by for did do does before
    after""".split()
)
_BE = frozenset("is are was were has had have will would could may".split())
# In front of 'of' without being somebody else: 'the city of Arlen voted', 'dozens of people came'.
_SAME = frozenset(
    """city town village island state province region district republic port people number group dozen dozens hundred
    hundreds thousand thousands million millions majority most some part members pair lot rest total all both each half
    kind sort many several few one none any series""".split()
)
_COMPOUND = re.compile(r"\b(?P<one>[A-Za-z]{2,})-(?P<two>[a-z]{3,})\b(?!-)")
REACH = 4  # words between 'of' and the verb


def governed_findings(statement: str, text: str, language: str = "en") -> Iterator[Finding]:
    """Yield the words that have lost the one on which they hang."""
    if language == "en":
        here = words(statement, "en")
        used = {key for word in here for key in alike(word.stem)} | {base(word.stem) for word in here}
        yield from _deeds(statement, text, used)
        yield from _owners(statement, text, used)
        yield from _compounds(statement, text)


def _deeds(statement: str, text: str, used: set[str]) -> Iterator[Finding]:
    """Yield the verbs that stand as done and hang on another verb in the sentence."""
    there, here = words(text, "en"), words(statement, "en")
    for place, (joint, verb) in enumerate(pairwise(there[1:]), start=1):
        governor = there[place - 1]
        if joint.low == "from" and governor.capital:  # 'bars Arlen from selling'
            governor = next((word for word in reversed(there[:place]) if not word.capital), governor)
        gerund = joint.low in ("of", "from", "to", "against") and verb.low.endswith("ing")
        if not (gerund or joint.low == "to") or governor.low in _DONE or verb.capital or not verb.weight:
            continue
        key = base(verb.stem)
        if not (governor.weight or governor.low == "yet") or governor.capital or base(governor.stem) in used:
            continue
        if sum(base(word.stem) == key for word in there) > 1:
            continue
        for before, word in pairwise(here):
            acts = is_verb(word) or (gerund and word.low.endswith("ing"))
            if base(word.stem) == key and acts and before.low not in _OPEN:
                detail = f"the source has it behind {governor.text!r}"
                yield found(Kind.MODALITY, statement, (word.start, word.end), detail)


def _owners(statement: str, text: str, used: set[str]) -> Iterator[Finding]:
    """Yield who does what somebody of his does in the sentence: his son, his lawyer, his supporters."""
    there = words(text, "en")
    does: dict[tuple[str, str], Word] = {}
    for place, joint in enumerate(there):
        noun = there[place - 1] if place else None
        if joint.low not in ("of", "for") or noun is None or noun.number or noun.weight < 1 or noun.low in _SAME:
            continue
        for who, verb in pairwise(there[place + 1 : place + 2 + REACH]):
            if text[who.end : verb.start] != " ":
                break
            if (verb.low in _BE or is_verb(verb)) and not verb.capital:
                does[base(who.stem), base(verb.stem)] = noun
                break
    for who, verb in pairwise(words(statement, "en")) if does else ():
        lost = does.get((base(who.stem), base(verb.stem)))
        if lost is not None and base(lost.stem) not in used:
            yield found(Kind.ROLE, statement, (who.start, who.end), f"the source says it of {lost.text!r}")


def _compounds(statement: str, text: str) -> Iterator[Finding]:
    """Yield the second half of a word whose first is lost: 'largest' of 'second-largest'."""
    low = {word.low for word in words(statement, "en")}
    often = [word.low for word in words(text, "en")]
    for match in _COMPOUND.finditer(text):
        one, two = match["one"].lower(), match["two"]
        if one not in low and two in low and often.count(two) == 1:
            word = next(word for word in words(statement, "en") if word.low == two)
            yield found(Kind.ROLE, statement, (word.start, word.end), f"the source has {match.group()!r}")
