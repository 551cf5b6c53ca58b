"""The agency that a text is credited to: a text in, the agency's name out, or None. Rules, no guesses.

Credits stand at the beginning (a dateline: 'PARIS (AFP) —') or at the end ('(Reuters)', 'AP contributed to this
report'). An agency of the table is known by any of its names; another one only where a dateline names it, or where its
name says that it is one. What stands in the middle of a text is what somebody reports, and no credit.
"""

from __future__ import annotations

import re

from ingest.outlets import outlet_key

# An agency and the names that it goes by, as `outlet_key` folds them. The first is what is recorded.
AGENCIES = (
    ("Reuters", "reuters news", "reuters news agency", "thomson reuters", "reuter", "рейтер", "路透社", "رويترز"),
    ("AP", "associated press", "ap news", "the ap", "美联社"),
    ("AFP", "agence france-presse", "agence france presse", "法新社", "أ ف ب"),
    ("dpa", "deutsche presse-agentur", "dpa-afx", "dpa international"),
    ("EFE", "agencia efe", "efe noticias"),
    ("ANSA", "agenzia ansa"),
    ("UPI", "united press international"),
    ("PA", "pa media", "press association", "pa news agency"),
    ("Xinhua", "xinhua news agency", "新华社", "新華社"),
    ("TASS", "itar-tass", "тасс"),
    ("RIA Novosti", "ria", "риа новости"),
    ("Interfax", "интерфакс"),
    ("Ukrinform", "укринформ", "укрінформ"),
    ("Anadolu", "anadolu agency", "anadolu ajansı", "anadolu ajansi", "aa"),
    ("Kyodo", "kyodo news", "共同通信", "共同"),
    ("Jiji", "jiji press", "時事通信", "時事"),
    ("Yonhap", "yonhap news agency", "yonhap news", "연합뉴스"),
    ("PTI", "press trust of india"),
    ("ANI", "asian news international"),
    ("IANS", "indo-asian news service"),
    ("Bloomberg", "bloomberg news"),
    ("Lusa", "agência lusa", "agencia lusa"),
    ("Europa Press", "europapress"),
    ("Notimex",),
    ("Télam", "telam"),
    ("Agência Brasil",),
    ("APA", "austria presse agentur"),
    ("Keystone-SDA", "sda", "ats"),
    ("ANP", "algemeen nederlands persbureau"),
    ("Belga", "agence belga"),
    ("TT", "tt nyhetsbyrån"),
    ("NTB", "norsk telegrambyrå"),
    ("Ritzau",),
    ("STT",),
    ("PAP", "polska agencja prasowa"),
    ("ČTK", "czech news agency"),
    ("MTI", "hungarian news agency"),
    ("Canadian Press", "la presse canadienne"),
    ("AAP", "australian associated press"),
    ("Antara",),
    ("Bernama",),
    ("WAFA",),
    ("IRNA",),
    ("MENA", "middle east news agency"),
    ("SANA",),
)
_NAMED = {outlet_key(name): names[0] for names in AGENCIES for name in names}
_SHORT = 4  # letters; so short a name is written in capitals: 'Pa.' is a state
# A name that says it is an agency's: 'Meridian Wire', 'Costa News Agency'.
_SAYS_SO = re.compile(
    r"\b(?:wire|wires|newswire|news agency|news service|press agency|presse-agentur|pressebüro)$", re.I
)
_NOBODY = frozenset({"agency", "agencies", "agencia", "agencias", "agence", "agences", "agentur", "agenzia", "wires"})

_NAME = r"[^\W\d_][^()\[\]/\n;:—–]{1,40}?"
_NAMES = r"[^\W\d_][^()\[\]\n]{1,40}?"  # in brackets: 'dpa/AFP'
_DASH = r"(?:—|–|--?|―)"
# How far into a text a dateline reaches, and how much of its end may hold a credit.
_START, _END = 160, 240
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[^()\n]{{0,80}}\(({_NAMES})\)\s*{_DASH}",  # PORT ELLERY, Kestrin (Meridian Wire) —
        rf"[^()\n]{{0,60}}{_DASH}\s*\(({_NAMES})\)",  # LONDON — (AP)
        rf"[^/\n]{{0,60}}/({_NAME})/",  # MOSCOW, March 3. /TASS/
        rf"[^()\n]{{0,60}}\s{_DASH}\s({_NAME})\s*[.:{'—–'}]",  # МОСКВА, 3 мар - РИА Новости.
        rf"([^\W\d_][^()\[\]/\n,;:—–]{{1,40}}?)\s+{_DASH}\s",  # AFP - Text
    )
)
_ONLY_KNOWN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[^()\n]{{0,60}}\(({_NAMES})\)",  # (Reuters) Text
        rf"[Bb][Yy] [^\n]{{3,60}}(?:,|\n)\s*({_NAME})\s*(?:\n|$)",  # By Ann Bell, Associated Press
        r"(新华社|新華社|路透社|法新社|美联社)",
        r"[【(][^】)\n]{0,10}?(共同|時事|共同通信|時事通信)[】)]",  # 【東京共同】
    )
)
_ENDINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[(\[]\s*(?:with |from |source: |mit |avec |con |com )?({_NAMES})\s*[)\]]\s*\.?\s*$",  # (Reuters)
        rf"(?:^|[.;,\n]\s*)(?:the )?({_NAME}) (?:also )?contributed(?: to this (?:report|story|article))?\.?\s*$",
        rf"(?:^|[.;,\n]\s*)(?:the )?({_NAME}) (?:writer|reporter|journalist|correspondent)s? "
        r"[^\n.]{2,80} contributed\b"
        r"[^\n]{0,40}$",
        rf"(?:reporting|writing|editing) by [^\n]{{2,160}}[;,.]\s*({_NAME})\.?\s*$",  # Reporting by Ann Bell; Reuters
        r"(?:source|sources|quelle|quellen|fuente|fuentes|fonte|źródło|bron|källa|kilde|источник|来源)\s*[:：]\s*"
        rf"({_NAME})\.?\s*$",
        r"(?:with (?:reports?|reporting|files|material|input|information)\s+(?:from|by)|con información de"
        rf"|com informações d[aeo]|avec|mit material (?:von|der)|con informazioni (?:di|da))\s+({_NAME})\.?\s*$",
        rf"(?:©|\(c\)|copyright)\s*(?:\d{{4}})?\s*({_NAME})(?:\. all rights reserved)?\.?\s*$",
        rf"{_DASH}\s*({_NAME})\.?\s*$",  # — Reuters
        rf"\n\s*({_NAME})\.?\s*$",  # its name on a line of its own
    )
)


def credited(text: str, author: str | None = None) -> str | None:
    """Return the agency that a text is credited to, by the name that the table has for it or as it stands there."""
    start, end = text[:_START].lstrip(), text[-_END:].rstrip()
    for pattern in _DATELINES:
        if (match := pattern.match(start)) and (name := _dateline(match)):
            return name
    for pattern in _ONLY_KNOWN:
        if (match := pattern.match(start)) and (name := _known(match[1])):
            return name
    for pattern in _ENDINGS:
        if (match := pattern.search(end)) and (name := _known(match[1])):
            return name
    return _known(author) if author else None


def agency_key(name: str) -> str:
    """Return the name of an agency or outlet folded, the same for all names of one agency."""
    return outlet_key(_NAMED.get(outlet_key(name), name))


def _dateline(match: re.Match[str]) -> str | None:
    """Return the agency of a dateline; one that the table lacks is taken where a place in capitals stands before it."""
    if name := _known(match[1]):
        return name
    place = match[0][: match.start(1)].split(",")[0].strip(" (—–-/")
    capitals = place.isupper() and len(place) > 1
    return match[1].strip() if capitals and "(" in match[0] and match[1][0].isupper() else None


def _known(name: str) -> str | None:
    """Return the first agency that a credit names: 'dpa/AFP', 'Reuters and AP', 'the Meridian Wire'."""
    for part in re.split(r"\s*(?:/|,|;|&|\+|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*", name.strip(" ().")):
        key = outlet_key(part)
        if key in _NAMED and (part.isupper() or not (_NAMED[key].isupper() and len(key) <= _SHORT)):
            return _NAMED[key]
        if _SAYS_SO.search(part) and key not in _NOBODY and len(part.split()) <= 4:
            return part.strip().removeprefix("the ").removeprefix("The ")
    return None
