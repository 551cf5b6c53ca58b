"""The words by which sentences deny, accuse and point back to what was said; English and Spanish. Only data."""

from __future__ import annotations

import re

DENIES = re.compile(
    r"\b(?:(?P<verb>denie[sd]|deny|denying|disput(?:es|ed|e)|refut(?:es|ed)|reject(?:s|ed)?|dismiss(?:es|ed)?"
    r"|contradict(?:s|ed)|contest(?:s|ed)|niegan?|negó|negaron|desmiente[n]?|desmintió|rechazan?|rechazó)"
    r"|(?P<no>(?:there|it|that)\s(?:was|were|had been|has been|is)\s(?:no such|not true|untrue|false"
    r"|nothing of the sort)"
    r"|(?<=and )no such|(?<=that )no such|(?<=, )no such|^no such|ningun[oa]? tal))\b",
    re.IGNORECASE,
)
# Not denied are demands and offers; and who does not deny denies nothing.
NO_CLAIM = re.compile(
    r"^\W*(?:\w+\s){0,3}?(?:demands?|calls?|requests?|offers?|proposals?|bids?|appeals?|motion|plea|petition|peticion"
    r"|bail|visa|entry|access|oferta|propuesta)\b",
    re.IGNORECASE,
)
NOT = re.compile(r"\b(?:not|n't|never|neither|nor|no)\s(?:\w+\s)?$|n[’']t\s$", re.IGNORECASE)
# The claim is named with the one who makes it: 'a claim by the union that', 'the union's accusation'.
NAMED = re.compile(
    r"^\W*(?:\w+\s){0,2}?(?:claims?|allegations?|accusations?|charges?|assertions?|suggestions?|reports?|statements?"
    r"|acusaci[óo]n(?:es)?|versi[óo]n)\s(?:made\s)?(?:by|from|of|de|del)\s(?P<who>[^,;.]+?)(?=\s(?:that|of having"
    r"|who|que)\b|[,;.]|$)"
    r"|^\W*(?P<whose>(?:the\s)?[\w\s]{2,40}?)[’']s?\s(?:claims?|allegations?|accusations?|account|version|charges?)\b",
    re.IGNORECASE,
)
# What was said before: 'denies this', 'lo niega', 'rejected the charge', 'no such talks'.
MEANT = re.compile(
    r"^\s(?:this|that|it|them|both|these|those|doing so|having done so)(?=\s*(?:$|[,.;])|\s(?:and|but|on|in|at"
    r"|saying|as|when"
    r"|outright|strongly|yesterday)\b)"
    r"|^\s(?:the|those|these|all|any|esa|esas|la|las)\s(?:\w+\s)?(?:claims?|allegations?|accusations?|charges?"
    r"|suggestions?"
    r"|reports?|criticism|account|version|acusaci[óo]n(?:es)?|cr[íi]ticas?)\b(?!\s(?:that|by|of|que|de)\b)"
    r"|\bsuch\b|^\W*$|^\sy\b",
    re.IGNORECASE,
)
LO = re.compile(r"\blo\s$", re.IGNORECASE)
ACCUSES = re.compile(
    r"\b(?:accus(?:es?|ed)|blam(?:es?|ed)|acusan?|acusó|acusaron|culpan?|culpó)\s(?P<whom>[^,;.]+?)\s(?:of|for|de"
    r"|por)\b",
    re.IGNORECASE,
)
# An answer to an accusation that is none: who admits, checks or says nothing.
NO_ANSWER = re.compile(
    r"\b(?:declin\w+|refus\w+ to (?:comment|say)|did not|didn[’']t|could not|admit\w*|apologi[sz]\w*"
    r"|acknowledg\w*|looking"
    r" into|investigat\w*|check\w*|no comment|conced\w*|confirm\w*|regret\w*|no quiso|admiti\w*)\b",
    re.IGNORECASE,
)
FIRST = re.compile(r",(?!\d)|\band\s(?:said|pointed|called)\b|\by\s(?:dijo|recuerda|recordó)\b")
CLAIMS = re.compile(r"\b(?:reports? that|reportedly|rumou?rs? that|allegedly|claims? that)\b", re.IGNORECASE)
