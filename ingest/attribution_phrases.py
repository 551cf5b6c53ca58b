"""How an English text names the source of what it says, as patterns: tables for `attribution`, nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.corpus import AttributionKind as Kind


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to name a source, its groups `source` and `told`; it is tried where one of its words stands in a text."""

    kind: Kind
    words: tuple[str, ...]
    pattern: re.Pattern[str]


def rule(kind: Kind, words: str, pattern: str) -> Rule:
    """Return a rule; its words stand apart by '|'."""
    return Rule(kind, tuple(words.split("|")), re.compile(pattern))


UPPER = "A-ZÀ-ÖØ-ÞĂĄĆČĎĐĘĚĞĢĪİĶĹĻŁŃŅŇŐŒŘŚŞŠŢŤŪŮŰŹŻŽ\u0400-\u042fҐ"
_WORD = rf"[{UPPER}](?:[\w’'&-]|\.(?=\w))*\b"
_LINK = r"(?:of|for|de|del|da|do|du|des|di|della|von|van|al|bin|der|la)"
NAME = (
    rf"(?:(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Sgt|Sen|Rep|Gov)\.?\s)?{_WORD}(?:\s(?:{_LINK}\s(?:the\s|la\s)?)?{_WORD}){{0,5}}"
)
_BODY = (
    r"(?:[Pp]olice|[Pp]rosecutors|(?:[\w-]+\s)?(?:ministry|government|agency|council|court|company|military|army|"
    r"coastguard|union|embassy|watchdog|regulator|office|department|commission|committee|firm|group|party|bank|club|"
    r"hospital|airport|charity))"
)
_NOBODY = (
    r"(?:(?!(?:[Bb]ut|[Aa]nd|[Oo]r|[Aa]s|[Ww]hen|[Ww]hile|[Tt]hat|[Ii]f)\s)(?:\w+\s){0,2}?(?:[Ss]ources?|[Oo]fficials?|people|[Dd]iplomats?|[Ww]itnesses)\b"
    r"(?:\s(?:familiar with the matter|who asked not to be (?:named|identified)|close to (?:the\s)?[\w-]{3,30}))?)"
)
_POST = (
    r"(?:(?:[a-z-]+\s){0,2}(?:mayor|minister|president|secretary|governor|chancellor|ambassador|director|chairman|"
    r"chairwoman|chair|head|leader|spokesman|spokeswoman|spokesperson))"
)
_HOLDER = rf"(?:[Tt]he|[Aa]n?)\s{_POST}\s(?:of|for)\s(?:the\s)?(?:{NAME}|{_BODY})"
# What follows a name that ends there; in 'according to Carrow figures' it does not.
_END = (
    r"(?=[,.;:!?)”\"»]|$|\s(?:as|in|on|and|or|but|who|which|that|at|by|from|the|a|an|has|had|was|is|were|are|to|with|"
    r"after|will|would|this|last|said|says|during|when|while|before|about|of|earlier|later)\b)"
)
_EN = rf"(?:{_HOLDER}|(?:(?:[Tt]he|a|an|local|state)\s)?(?:{NAME}|{_BODY}\b|{_NOBODY})){_END}"
_NO_VERB = (
    r"(?!\s(?:has|had|was|is|were|are|will|would)\b)"  # 'Moss, said the council had paid': it is Moss who says it
)
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# Begin with a capital and name nobody.
_NOT_NAMES = (
    r"(?!(?:He|She|It|They|We|I|You|Who|What|When|Where|That|This|These|Those|There|No|Nobody|Everyone|Someone|Anyone|"
    r"Everybody|Some|Others|As|And|But|If|Also|Street|One|Two|Many|Most|All|Few|Both|Another|Not|Once|While|Having|"
    r"Being|How|Why|Then|Now|On|In|At|After|Before|By|Since|Until|Yesterday|Earlier|Later|Last|His|Her|Its|Their|Our|"
    r"My|Your|For|From|With|Enough|Suffice|Or|So|Yet|Because|Although|Though|Asked|Commenting|Speaking|However|Meanwhile|Instead|Easier|"
    rf"Experts|Critics|Analysts|Researchers|Scientists|Doctors|{_DAYS}|Reports?|Statements?|Thank|Thanks|Sure)\b)"
)
_BY_DAY = rf"(?:(?:(?:On|Late on|Early on|Last)\s)?{_DAYS},?\s|Yesterday,?\s)?"
_WHO = (
    rf"(?:{_HOLDER}|{_NOT_NAMES}(?:(?:[Tt]he\s)?{NAME})|[Tt]he\s{_BODY}|[Pp]olice|[Pp]rosecutors|"
    rf"(?:[Tt]he\s)?(?!No\b|Some\b){_NOBODY})"
)
_SUBJECT = (
    rf"(?:^{_BY_DAY}|(?<=[,;:”\"]\s)|(?<=\bthat\s)|(?<=\bbut\s)|(?<=\band\s))(?P<source>{_WHO})"
    r"(?:,\s[^,.“\"]{2,60},)?\s(?:also\s|later\s|has\s|had\s)?"
)
_TOLD = rf"(?P<told>(?:the\s)?{NAME}|reporters|journalists)"
_AGENCY = r"\((?P<source>Reuters|AP|AFP|dpa)\)"

ENGLISH = (
    rule(Kind.ACCORDING, "ccording to", rf"\b[Aa]ccording to\s(?P<source>{_EN})"),
    rule(Kind.CITING, "iting |uoting ", rf"\b(?:[Cc]iting|[Qq]uoting)\s(?P<source>{_EN})"),
    rule(Kind.CARRIED, "reported by", rf"\b[Aa]s (?:first )?reported by\s(?P<source>{_EN})"),
    rule(Kind.CARRIED, "(Reuters)|(AP)|(AFP)|(dpa)", _AGENCY),
    rule(Kind.TOLD, " told ", rf"{_SUBJECT}told\s{_TOLD}\b"),
    rule(Kind.SAID, " said| says", rf"{_SUBJECT}(?:said|says)\b(?!\s(?:to|than)\b)"),
    rule(Kind.SAID, " report", rf"{_SUBJECT}(?:reported|reports)\sthat\b"),
    rule(
        Kind.SAID,
        "said ",
        rf"(?<=[,”\"]\s)said\s(?P<source>{_NOT_NAMES}{NAME}|[Pp]olice\b|the\s{_BODY}\b){_END}{_NO_VERB}",
    ),
)
OUTLET = re.compile(
    r"\b(?:BBC|CNN|NBC|CBS|News|Times|Post|Herald|News Agency|Gazette|Tribune|TV|Radio|Newspaper|Zeitung)$"
    r"|^وكالة|^صحيفة|社$|통신$|신문$"
)
ANONYMOUS = re.compile(r"\b(?:[Ss]ources?|[Oo]fficials?|people|[Dd]iplomats?|[Ww]itnesses)\b")
BODIES = re.compile(
    r"(?i:\b(?:police|prosecutors|ministry|government|council|court|company|military|army|agency|coastguard|union|"
    r"embassy|watchdog|regulator|board|office|university|department|commission|committee|firm|group|party|bank|club|"
    r"hospital|airport|charity)\b)"
)
ARTICLE = re.compile(r"^(?:(?:the|el|la|los|las|le|les|der|die|das|dem|den|o|a|os|as|do|da|il|lo|gli|de|het)\s|l['’])")
