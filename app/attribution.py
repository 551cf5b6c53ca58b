"""Who says what: the speakers of a statement against those of its sources, and claims turned into fact.

In: a statement, sentences, and the sentences before them ('she' refers back). Out: findings. English verbs first, the
commonest Spanish and Arabic ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.findings import Finding, Kind, found
from app.lexicon import alike
from app.names import names, place_key
from app.words import words

_SPEECH = (
    "said|says|say|told|tells|stated|states|announced|announces|added|adds|explained|explains|insisted|insists|argued|"
    "argues|claimed|claims|claim|alleged|alleges|warned|warns|denied|denies|reported|reports|estimated|estimates|"
    "accused|accuses|blamed|blames|confirmed|confirms|admitted|admits|acknowledged|called|calls|urged|promised|"
    "demanded|demands|believes|believed|conceded|replied|rejected|dismissed|declared|wrote|tweeted|testified|predicted|"
    "dijo|dice|afirmó|afirma|aseguró|según|declaró|anunció|قال|قالت|أعلن|أعلنت|ذكرت"
)
# A source that writes so does not vouch for what follows.
_CLAIM = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleg(?:e|es|ed|edly|ing)|accus(?:e|es|ed|ing)|reportedly|according to|by (?:its|their|his|her) own"
    r" account|insist(?:s|ed)?|argu(?:e|es|ed)|believ(?:e|es|ed)|contend(?:s|ed)?|maintain(?:s|ed)? that|says? (?:that )?"
    r"they|boasts?|rumou?r(?:s|ed)?|unconfirmed|purported(?:ly)?|supposed(?:ly)?|según|presunt[oa]s?)\b",
    re.IGNORECASE,
)
_VERB = re.compile(rf"\b(?:{_SPEECH})\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\b(?:according to|citing|quoting|según|en palabras de)\s+([^,.;]+)", re.IGNORECASE)
_BORDER = re.compile(r"[,;:()“”\"—–]|\b(?:that|but|which|because|que)\b")
_PRONOUNS = frozenset("he she it they who i we".split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `keys` are the stems of the words that name him, `named` whether a proper name is among them."""

    start: int
    end: int
    keys: frozenset[str]
    named: bool


@lru_cache(maxsize=20_000)
def speakers(text: str, language: str = "en") -> tuple[Speaker, ...]:
    """Return who speaks in a sentence; a pronoun gives a speaker without keys."""
    places = [(match.start(1), match.end(1)) for match in _ACCORDING.finditer(text)]
    for verb in _VERB.finditer(text):
        if verb.group().lower() in ("calls", "claims", "reports", "estimates", "claim", "say") and not _has_subject(
            text, verb
        ):
            continue
        places.append(_subject(text, verb))
    out = []
    for start, end in places:
        spoken = [word for word in words(text, language) if start <= word.start < end]
        keys = frozenset(place_key(word.stem) for word in spoken if word.weight)
        pronoun = any(word.text.lower() in _PRONOUNS for word in spoken)
        if keys or pronoun:
            named = any(start <= name.start < end for name in names(text, language))
            out.append(Speaker(start, end, frozenset() if pronoun and not named else keys, named))
    return tuple(out)


def _has_subject(text: str, verb: re.Match[str]) -> bool:
    """Whether a word that may also be a noun is a verb here: 'the union claims', not 'the claims'."""
    return not re.search(r"\b(?:the|a|an|of|these|those|such|its|their)\s$", text[: verb.start()].lower())


def _subject(text: str, verb: re.Match[str]) -> tuple[int, int]:
    """Return the place of the speaker of a verb: 'said X' after a quotation, else what stands before the verb."""
    after = re.match(r"\s+((?:[A-Z][\w'’.-]+\s?)+)", text[verb.end() :])
    before = text[: verb.start()].rstrip()
    if verb.group().lower() in ("said", "says", "added", "explained", "wrote") and (
        not before or before[-1] in "\"”',’"
    ):
        if after:
            return verb.end() + after.start(1), verb.end() + after.end(1)
        common = re.match(r"\s+((?:the|a|an)\s[^,.;]+)", text[verb.end() :])
        if common:
            return verb.end() + common.start(1), verb.end() + common.end(1)
    borders = [match.end() for match in _BORDER.finditer(before.rstrip(","))]
    start = borders[-1] if borders else 0
    if len(borders) > 1 and re.search(r",\s*(?:the|an?|who|its|[a-z][\w ]*\bof\b)[^,]*,$", before):
        start = borders[-2] if len(borders) < 3 else borders[-3]  # 'Bram Oduya, the union's secretary, said'
    return start, verb.start()


def attribution_findings(
    statement: str, sources: Sequence[str], before: Sequence[str] = (), language: str = "en"
) -> tuple[Finding, ...]:
    """Return wrong speakers, and a claim of somebody's that the statement gives as fact."""
    stated = speakers(statement, language)
    if not stated:
        return _lost(statement, sources)
    given = [speaker for text in sources for speaker in speakers(text, language)]
    named = [speaker for speaker in given if speaker.named]
    out = []
    referred = any(not speaker.keys for speaker in given)
    around = {place_key(word.stem) for text in before for word in words(text, language)} if referred else set()
    for speaker in stated:
        if not speaker.keys or not speaker.named or not given:
            continue
        if _meets(speaker.keys, around) or any(_meets(speaker.keys, other.keys) for other in given):
            continue
        if named and len(named) == len(given):
            others = " and ".join(sorted({" ".join(sorted(other.keys)) for other in named}))
            place = _trimmed(statement, speaker)
            detail = f"the statement lets {statement[place[0] : place[1]]!r} speak, the source another: {others}"
            out.append(found(Kind.ATTRIBUTION, statement, place, detail, clash=True))
    return tuple(out)


def _trimmed(statement: str, speaker: Speaker) -> tuple[int, int]:
    text = statement[speaker.start : speaker.end]
    start = speaker.start + len(text) - len(text.lstrip())
    return start, start + max(1, len(text.strip()))


def _meets(keys: frozenset[str], others: frozenset[str] | set[str]) -> bool:
    return any(alike(key) & others or key in others for key in keys)


def _lost(statement: str, sources: Sequence[str]) -> tuple[Finding, ...]:
    """Return the whole statement where every source only reports a claim and the statement names no one."""
    if _CLAIM.search(statement) or not statement.strip():
        return ()
    claims = [match for text in sources if (match := _CLAIM.search(text))]
    if not claims or len(claims) < len(sources):
        return ()
    place = (len(statement) - len(statement.lstrip()), len(statement.rstrip()))
    return (found(Kind.ATTRIBUTION, statement, place, f"the source only reports it: {claims[0].group()!r}"),)
