"""Who says what: the speakers of a statement against those of its sources, and claims turned into fact.

In: a statement, sentences, and the sentences before them ('she' refers back). Out: findings. English verbs first, the
commonest Spanish and Arabic ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.findings import Finding, Kind, found
from app.lexicon import alike, base
from app.name_words import place_key
from app.speakers import SEGMENT, Speaker, speakers
from app.words import Word, content, words

# A source that writes so does not vouch for what follows.
_CLAIM = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleg(?:e|es|ed|edly|ing)|accus(?:e|es|ed|ing)|reportedly|by (?:its|their|his|her) own"
    r" account|insist(?:s|ed)?|contend(?:s|ed)?|maintain(?:s|ed)? that|boasts?|rumou?r(?:s|ed)?|unconfirmed"
    r"|purported(?:ly)?|supposed(?:ly)?|presunt[oa]s?)\b",
    re.IGNORECASE,
)
# Vouches for it by half: the statement should name the one who says so, but need not.
_VIEW = re.compile(r"\b(?:according to|argu(?:e|es|ed)|believ(?:e|es|ed)|says? (?:that )?they|según)\b", re.IGNORECASE)
# Asks somebody to say it: 'write that the bridge has collapsed', 'declined to say whether it was safe'.
_SAY = (
    "(?:write|say|tell|answer|reply|respond|repeat|state|report|print|output|pretend|mention|conclude|declare|announce)"
)
_ORDER = re.compile(
    rf"(?:^|[.;:!?]\s+|\b(?:and|then|please|always|only)\s+){_SAY}\b(?!,)"
    rf"|\b(?:must|should|to|you)\s+{_SAY}\b(?=(?:\W+\w+){{0,3}}?\W+(?:that|whether|how|why|if)\b|:)",
    re.IGNORECASE,
)
_CLAIM_ENDS = re.compile(r"[;—–]|,(?!\d)")
_OPENS = re.compile(r"(?:^|[;.—–])\s*$")
CLAIMED = 0.6  # share of a statement's words that must lie in what is claimed
FEWEST = 0.3  # share of a statement that makes it matter who says that part
FEW = 2  # words that follow a speaker at the end: 'police said on Friday'
OWN_WORDS = 0.5  # share of the words put into a mouth that the right speaker's clause must have


def attribution_findings(
    statement: str, sources: Sequence[str], before: Sequence[str] = (), language: str = "en"
) -> tuple[Finding, ...]:
    """Return wrong speakers, and a claim of somebody's that the statement gives as fact."""
    stated = speakers(statement, language)
    if not stated:
        return _lost(statement, sources, language)
    called = {speaker: _called(text, speaker) for text in sources for speaker in speakers(text, language)}
    given = list(called)
    named = [speaker for speaker in given if speaker.named]
    referred = any(not speaker.keys for speaker in given)
    around = {place_key(word.stem) for text in before for word in words(text, language)} if referred else set()
    out = []
    for speaker in stated:
        if not speaker.keys or not given:
            continue
        own = [other for other in given if _meets(speaker.keys, other.keys)]
        others: list[Speaker] = []
        if own:
            others = _better(speaker, own, given)
        elif speaker.named and len(named) == len(given) and not _meets(speaker.keys, around):
            others = named
        if others:
            place = _trimmed(statement, speaker)
            right = " and ".join(sorted({called[other] for other in others}))
            detail = f"the statement has it from {statement[slice(*place)]!r}, the source from {right}"
            out.append(found(Kind.ATTRIBUTION, statement, place, detail, clash=True))
    return tuple(out)


def _called(text: str, speaker: Speaker) -> str:
    return repr(" ".join(text[speaker.start : speaker.end].split()).strip(" ,"))


def _better(speaker: Speaker, own: Sequence[Speaker], given: Sequence[Speaker]) -> list[Speaker]:
    """Return the source's other speaker whose words the statement puts into this one's mouth, if it is clear."""
    # One with a name and one with an office may be the same person.
    others = [other for other in given if other not in own and other.keys and other.named == speaker.named]
    if any(other.said is None for other in (speaker, *own)) or not others:
        return []
    whole = _weight(speaker.said or ())
    best = max(others, key=lambda other: _shared(speaker, other))
    most = _shared(speaker, best)
    if most >= OWN_WORDS * whole and most >= 1 + max(_shared(speaker, other) for other in own):
        return [best]
    return []


def _shared(one: Speaker, other: Speaker) -> float:
    """Return the weight of the words that both are given to say."""
    theirs = {base(word.stem) for word in other.said or ()}
    return _weight(word for word in one.said or () if not alike(word.stem).isdisjoint(theirs))


def _trimmed(statement: str, speaker: Speaker) -> tuple[int, int]:
    text = statement[speaker.start : speaker.end]
    start = speaker.start + len(text) - len(text.lstrip())
    return start, start + max(1, len(text.strip()))


def _meets(keys: frozenset[str], others: frozenset[str] | set[str]) -> bool:
    return any(alike(key) & others or key in others for key in keys)


def _lost(statement: str, sources: Sequence[str], language: str) -> tuple[Finding, ...]:
    """Return the whole statement where every source only reports it as a claim and the statement names no one."""
    facts = content(statement, language)
    if not facts or not sources or _CLAIM.search(statement) or _VIEW.search(statement):
        return ()
    place = (len(statement) - len(statement.lstrip()), len(statement.rstrip()))
    claims = [_claimed(facts, text, language) for text in sources]
    if all(claims):
        return (found(Kind.ATTRIBUTION, statement, place, f"the source only reports it: {claims[0]!r}", clash=True),)
    views = [match.group() if (match := _VIEW.search(text)) else "" for text in sources]
    views = [claim or view for claim, view in zip(claims, views, strict=True)]
    if all(views):
        return (found(Kind.ATTRIBUTION, statement, place, f"the source only reports it: {views[0]!r}"),)
    return ()


def _claimed(facts: Sequence[Word], text: str, language: str) -> str:
    """Return the cue by which a text reports most of these words as somebody's claim, or nothing."""
    given = [(word.start, base(word.stem)) for word in content(text, language)]
    for cue in (*_CLAIM.finditer(text), *_ORDER.finditer(text)):
        end = _end_of_claim(text, cue.end())
        scope = {key for start, key in given if cue.end() <= start < end}
        before = {key for start, key in given if start < cue.start()}
        if not scope and _OPENS.search(text, 0, cue.start()):  # 'By its own account, the army sank two boats'
            scope = {key for start, key in given if end <= start < _end_of_claim(text, end + 1)}
        if not scope:  # 'Two boats sank, the rebels claimed'
            scope, before = before, set()
        inside = [word for word in facts if not alike(word.stem).isdisjoint(scope)]
        # Who claims it may be who did it: 'rebels claim to have taken the airfield'.
        outside = [word for word in facts if word not in inside and alike(word.stem).isdisjoint(before)]
        if _weight(inside) and _weight(inside) >= CLAIMED * _weight((*inside, *outside)):
            return cue.group()
    return ""


def _end_of_claim(text: str, start: int) -> int:
    return next((match.start() for match in _CLAIM_ENDS.finditer(text, start)), len(text))


def _weight(some: Iterable[Word]) -> float:
    return sum(word.weight for word in some)


def tellers(statement: str, text: str, language: str = "en") -> tuple[Speaker, ...]:
    """Return those who are given to say in a text what the statement says.

    Where much follows a speaker, that is what he says; else it is what stands before him, up to another sentence.
    """
    facts = content(statement, language)
    borders = [0, *(match.start() for match in SEGMENT.finditer(text)), len(text)]
    out = []
    for speaker in speakers(text, language):
        first, last = max(at for at in borders if at <= speaker.start), min(at for at in borders if at > speaker.start)
        given = [word for word in content(text, language) if first <= word.start < last]
        held = {base(word.stem) for word in given if not speaker.start <= word.start < speaker.end}
        shared = [word for word in facts if not alike(word.stem).isdisjoint(held)]
        after = [word for word in given if word.start >= speaker.end]
        own = {base(word.stem) for word in after}
        follows = sum(word.weight == 1.0 for word in after) > FEW or all(alike(word.stem) & own for word in shared)
        said = own if follows else {base(word.stem) for word in given if word.end <= speaker.start}
        inside = [word for word in shared if not alike(word.stem).isdisjoint(said)]
        if inside and _weight(inside) >= max(OWN_WORDS * _weight(shared), FEWEST * _weight(facts)):
            out.append(speaker)
    return tuple(out)
