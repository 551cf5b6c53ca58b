"""The table of words that govern others of their sentence, and what each governs: 'former', 'except', 'without'.

`restricted` reads it. English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.findings import Kind
from app.number_words import SMALL

TO_MARK = (
    r"(?P<zone>(?:[^.,;:()—–?]|[.,](?=\d))+?)"
    r"(?=\s(?:after|before|since|when|while|because|but|as|although|though)\b|[.,](?!\d)|[;:()—–?]|$)"
)
COUNT = rf"(?:\d[\d,.]*|{'|'.join(SMALL)})"


@dataclass(frozen=True, slots=True)
class Rule:
    """What governs the `zone` of its pattern, and with which words a statement says so too.

    `near`: these words stand around the fact. `sided`: who stands in the zone must not stand outside it, and the other
    way about. `factive`: what is in the zone is so, and only can't be put together with the rest.
    """

    pattern: re.Pattern[str]
    kind: Kind
    said: frozenset[str] = frozenset()
    near: bool = False
    sided: bool = False
    factive: bool = False


def _rule(pattern: str, kind: Kind, said: str = "", *, sided: bool = False, factive: bool = False) -> Rule:
    whole = pattern if "(?P<zone>" in pattern else f"(?:{pattern}){TO_MARK}"
    return Rule(re.compile(whole, re.IGNORECASE), kind, frozenset(said.split()), False, sided, factive)


def _before_noun(cues: str, kind: Kind, said: str = "") -> Rule:
    """Return the rule of words that stand before a noun: 'former', 'attempted'."""
    any_of = "|".join(cues.split())
    pattern = rf"(?<![\w-])(?:{any_of})[\s-](?!to\b|of\b|by\b|in\b|on\b|as\b|that\b){TO_MARK}"
    return Rule(re.compile(pattern, re.IGNORECASE), kind, frozenset(f"{cues} {said}".split()), near=True)


RULES = (
    _before_noun("former ex one-time erstwhile deposed ousted", Kind.ROLE, "formerly once previously then"),
    _before_noun("acting interim caretaker", Kind.ROLE),
    _before_noun("deputy vice assistant", Kind.ROLE),
    _before_noun("would-be aspiring potential prospective", Kind.MODALITY, "would could may might possible"),
    _before_noun("attempted failed foiled thwarted aborted averted", Kind.MODALITY, "attempt attempts tried failure"),
    _before_noun(
        "alleged suspected purported supposed presumed putative rumoured unconfirmed",
        Kind.MODALITY,
        "allegedly reportedly accused allegation allegations suspicion may might",
    ),
    _before_noun("so-called self-styled self-proclaimed", Kind.MODALITY, "called styled proclaimed calls call"),
    _before_noun(
        "almost nearly virtually practically narrowly wrongly wrongfully falsely mistakenly partly partially"
        " provisionally conditionally",
        Kind.MODALITY,
        "about around some close almost nearly virtually practically wrong false mistake part",
    ),
    _before_noun("fake mock sham bogus simulated", Kind.POLARITY),
    _before_noun(
        "planned proposed", Kind.MODALITY, "plan plans planning proposal proposes propose proposals would will"
    ),
    Rule(
        re.compile(rf"(?<!\ba )\b(?:few|hardly any|barely any|scarcely any|almost no|next to no)\s{TO_MARK}", re.I),
        Kind.POLARITY,
        frozenset("few hardly barely scarcely no little not".split()),
        near=True,
    ),
    Rule(
        re.compile(
            r"\b(?:is|are|was|were|been)\s(?:reported|reportedly|believed|feared|presumed|thought|assumed|rumoured)\s"
            rf"(?!by\b|in\b|on\b|that\b|at\b){TO_MARK}",
            re.I,
        ),
        Kind.MODALITY,
        frozenset("reported reportedly reports report believed feared presumed thought assumed rumoured".split()),
        near=True,
    ),
    _rule(
        r"(?:,|\band|\bbut|\bis|\bwas|\bare|\bwere)\snot\s(?=[A-Z\d])(?P<zone>[^,;:()—–]+?)(?=\bbut\b|[,;:()—–.]|$)",
        Kind.POLARITY,
        sided=True,
    ),
    _rule(r"(?:,|\band|\bbut)\snot\s(?!only)", Kind.POLARITY, sided=True),
    _rule(r"\b(?:rather than|instead of|unlike|as opposed to|in place of)\s", Kind.POLARITY, sided=True),
    _rule(
        r"\b(?:except|except for|apart from|other than|excluding|with the exception of)\s", Kind.POLARITY, sided=True
    ),
    # 'More than 40' compares nothing.
    _rule(
        rf"\b(?:than|compared (?:with|to))\s(?!an?\b|half\b|[$£€]?{COUNT}\b)"
        r"(?P<zone>[^,;:()—–]+?)(?=\sand\b|[,;:()—–.]|$)",
        Kind.ROLE,
        sided=True,
    ),
    _rule(
        rf"(?:\b(?:down|up)\s)?\bfrom\s(?:(?:about|nearly|some|around|almost)\s)?(?=[$£€]?{COUNT}\b)"
        r"(?!(?:1[5-9]|20)\d\d\b)(?!\d+ [a-z]+ (?:on|in|at)\b)"
        r"(?P<zone>[^,;:()—–]+?)(?=\sto\b|[,;:()—–]|$)",
        Kind.NUMBER,
        sided=True,
    ),
    _rule(
        r"\b(?:earlier|previously|originally|initially|at first)\s(?=\w*(?:ed|said|put|given?|told|thought|set)\b)",
        Kind.NUMBER,
        "earlier previously originally initially first had once before",
    ),
    _rule(
        r"\b(?:posing as|impersonating|disguised as|dressed as|mist(?:ook|aken)\b[^,;:.]{0,40}?\sfor)\s",
        Kind.ROLE,
        "posing impersonating disguised dressed mistook mistaken",
    ),
    _rule(r"\bwithout\s", Kind.POLARITY, "without no not lack lacked lacks"),
    _rule(
        r"\b(?:despite|in spite of|notwithstanding)\s",
        Kind.ROLE,
        "despite spite although though but even while",
        factive=True,
    ),
    _rule(
        r"\bwhether\s|\bask(?:s|ed|ing)?\sif\s", Kind.MODALITY, "whether if ask asks asked question questions unclear"
    ),
    _rule(
        r"\b(?:not|un)\s?true\sthat\s|\b(?:is|was)\s(?:false|wrong|doubtful|unlikely|unclear|impossible)\sthat\s"
        r"|\b(?:nobody|no one|never)\s(?:\w+\s){0,2}(?:proved|proven|shown|confirmed|said)\s(?:that\s)?"
        r"|\b(?:rule|rules|ruled|ruling)\sout\s|\b(?:rejects?|rejected|dismiss\w*|disput\w*|refut\w*)\sclaims?\s",
        Kind.POLARITY,
        "not untrue false wrong doubtful unlikely unclear impossible nobody ruled rules rule ruling rejects rejected no"
        " dismissed dismisses disputed disputes refuted refutes never denied denies deny",
    ),
    _rule(
        r"\b(?:novel|film|movie|play|book|series|opera|story|poem|drama|thriller|comedy|musical|game)\b[^,;:.]*?"
        r"\b(?:about|in which|tells of|tells the story of|follows|depicts)\s",
        Kind.MODALITY,
        "novel film movie play book series opera story poem drama thriller comedy musical game",
    ),
    # “It is safe,” she said, a year before it fell: of the fall she says nothing.
    _rule(
        r"[”\"][^“”\"]{0,80}\b(?:said|says|told|added)\b[^“”\",;]*,[^“”\",;]*\b(?:before|after|when|while)\s",
        Kind.ATTRIBUTION,
        "before after when while later earlier",
        factive=True,
    ),
)
