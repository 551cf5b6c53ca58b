"""The words by which sentences deny, accuse and point back to what was said; English and Spanish. Only data."""

from __future__ import annotations

import re

# What a claim is called: without one of these, or 'that' or 'this' behind it, 'rejected' and 'dismissed' deny nothing.
_CLAIM = (
    r"(?:claims?|allegations?|accusations?|assertions?|suggestions?|reports?|rumou?rs?|notion|idea|criticisms?"
    r"|theor(?:y|ies)|account|version|charges?|statements?|acusaci[óo]n(?:es)?|versi[óo]n|cr[íi]ticas?)"
)
_OF_CLAIM = (
    r"(?=\s(?:that\b|this\b(?!\s\w+\sof)|it\b"
    rf"|(?:[\w’'-]+\s){{0,4}}?{_CLAIM}\b"
    r"|as\s(?:false|untrue|baseless|absurd|nonsense))"
    r"|\s(?:esto|eso|que|haber)\b|\s*[,.;]?\s*$)"
)
DENIES = re.compile(
    r"\b(?:(?P<verb>denie[sd]|(?<!\bto )deny|denying|disput(?:es|ed|e)(?=\s(?:that|this|it|the|those|these"
    rf"|his|her|their|its)\b)|refut(?:es|ed)|contest(?:s|ed)(?=\s(?:that|this|it)\b)|contradict(?:s|ed)(?=\s(?:that|this|it|the)\b)"
    rf"|reject(?:s|ed)?{_OF_CLAIM}|dismiss(?:es|ed)?{_OF_CLAIM}"
    rf"|call(?:s|ed)\s(?:the|that|this|those|these|his|her|their)\s(?:\w+\s)?{_CLAIM}\s"
    r"(?:\w+\s)?(?:invented|false|untrue|absurd|baseless|unfounded|nonsense|ridiculous|lies|a\slie|a\sfabrication)"
    r"|niegan?|negó|negaron|desmiente[n]?|desmintió|rechazan?|rechazó)"
    r"|(?P<no>(?:there|it|that)\s(?:was|were|had been|has been|is)\s(?:no such|not true|untrue|false"
    r"|nothing of the sort)"
    r"|(?<=and )no such|(?<=that )no such|(?<=, )no such|^no such|ningun[oa]? tal))\b",
    re.IGNORECASE,
)
# What stands before a verb that is none, or nobody's: 'a dispute', 'to reject', 'were denied', 'being dismissed'.
NO_VERB = re.compile(
    r"\b(?:an?|the|this|that|any|no|its|his|her|their|of|in|with|to|be|been|being|is|was|are|were|quickly|get|gets|got)"
    r"\s(?:\w+ly\s)?$",
    re.IGNORECASE,
)
# A court that dismisses a charge decides, and denies nothing.
COURT = re.compile(
    r"\b(?:courts?|judges?|jur(?:y|ies)|justices?|magistrates?|tribunal|panel|tribunales|juez|jueza)\b", re.I
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
ACCUSATION = re.compile(r"^[^,;.]{0,40}?\b(?:accusations?|allegations?|charges?|acusaci[óo]n(?:es)?)\b", re.IGNORECASE)
FIRST = re.compile(r",(?!\d)|\band\s(?:said|pointed|called)\b|\by\s(?:dijo|recuerda|recordó)\b")
CLAIMS = re.compile(r"\b(?:reports? that|reportedly|rumou?rs? that|allegedly|claims? that)\b", re.IGNORECASE)
