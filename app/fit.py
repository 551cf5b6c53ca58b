"""Whether a sentence can stand in a summary by itself: a unit in, the part of it to quote out, or nothing.

Left out are captions, agency lines and sign-ups, what is no sentence, what an article says of itself ('an earlier
version of this article'), what somebody says in the first person outside quotation marks, and pieces of a longer
quotation. A sentence that begins with 'he', 'it' or 'but' leans on the one before it and may only follow that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.quote import BORDER, open_quotes
from app.render import Place
from app.sourced import place_of, source_of
from app.units import Unit
from app.verify import verify

# Shorter ones are mostly pieces ('Thank you.'), longer ones are lists or captions run together; of the 589 sentences
# of the sample articles .05 are shorter and none is longer.
FEWEST_WORDS, MOST_WORDS = 6, 60
# A sentence that breaks off with dots is a teaser.
_END = re.compile(r"(?<!\.\.)[.!。！۔][\"'”’»)\]]*$")
_NO_SENTENCE = re.compile(r"[a-z,;:)–—|►▶•*▪●#]|\W*$")
_CAPTION = re.compile(
    r"\b(?:file (?:photo|picture|image)|(?:AP|AFP|EPA|Reuters) (?:photo|file)|photo(?:graph)?s? by|getty images"
    r"|image (?:caption|copyright)|(?:handout|courtesy) (?:photo|image)|playback|(?:\(|^)(?:photo|image|picture)s?:"
    r"|(?:is|are) (?:seen|shown|pictured) (?:in|at|on|here|during|before|after)"
    r"|in this (?:\w+[\s.,]+){0,6}(?:photo|image|picture|frame))\b|^\([^()]*\)\.?$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\b(?:click|tap) (?:here|on|the|to)\b|\bsubscri(?:be|bers?|ption)s?\b.{0,40}\b(?:to|for|now|only|today)\b"
    r"|\bsign up\b|\bnewsletters?\b|\ball rights reserved\b|\bcookies? (?:policy|to)\b"
    r"|\bmay not be (?:published|reproduced)\b"
    r"|\bpersonal, non-?commercial\b|\border reprints?\b|\b(?:read|see|find) (?:more|also|the full)\b"
    r"|\bfollow (?:us|him|her|them|@\w+)\b"
    r"|\bcontributed to this (?:report|story|article)\b|\breport(?:ing|ed) by\b.*\bedit(?:ing|ed) by\b"
    r"|\b(?:wayback machine|internet archive)\b|https?://|\bwww\.|\bpic\.twitter|\bplease (?:enable|try|check|study)\b",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    r"\b(?:earlier|previous|original|this) version of (?:this|the|our) (?:article|story|report|post)\b"
    r"|^(?:correct(?:ion|ed)|clarification|editor['’]s note|update|retraction)\b[^.]{0,40}:|\bthis page is closed\b"
    r"|\b(?:older|earlier|latest) entries\b"
    r"|\bthis (?:article|story|post|page|live ?blog)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me|[Ww]e|[Ww]e['’](?:re|ve|ll))\b")
_QUOTED = re.compile(r"[\"“«„][^\"“”«»„]*[\"”»]")
# Words at the head that point back. 'This week' and 'there were' do not.
_BACK = re.compile(
    r"[\"“‘'(\s]*(?:(?:he|she|it|they|him|them|his|her|hers|its|their|theirs|those|these|such|both|neither|but|and|or|so"
    r"|yet|nor|however|meanwhile|instead|still|also|thus|then|therefore|moreover|furthermore|nevertheless|nonetheless"
    r"|otherwise|similarly|likewise|again|besides|indeed|afterwards|here|too|because|another|others?|some"
    r"|él|ella|ellos|ellas|esto|eso|pero|además|sin embargo|también|entonces|así|su|sus|aquello)\b"
    r"|(?:this|that)\b(?!\s+(?:week|month|year|morning|evening|afternoon|night|time|summer|winter|spring|autumn|fall)\b)"
    r"|there\b(?!\s+(?:is|are|was|were|has|have|had|will|would|may|might|could|should|can)\b)"
    r"|the (?:figures?|difference|decision|move|announcement|letter|remarks?|comments?|error|change)"
    r"\s+(?:\w+ed|\w+s|were|are|had|have|came|will|would|arose)\b"
    r"|(?:for (?:example|instance)|in (?:fact|addition|contrast|turn)|as a result|at the same time|on the other hand"
    r"|the (?:same|other|others|latter|former)|after that|since then|by then|of (?:these|those|them))\b)",
    re.IGNORECASE,
)
_PRONOUN_SAID = re.compile(
    r"\b(?:he|she|it|they)\s+(?:\w+ly\s+)?(?:said|says|told|added|adds|wrote|writes|explained|asked|continued|noted|tweeted)\b"
    r"|\b(?:said|says|added|wrote|asked)\s+(?:he|she|it|they)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"[A-ZÀ-Ý][A-ZÀ-Ý.,'’\s-]{2,40}(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?\s?(?:—|–|--|-)\s(?=[\"“A-Z0-9])"
)


@dataclass(frozen=True, slots=True)
class Fitting:
    """A sentence that a summary may state: the part to quote, and whether it leans on the sentence before it."""

    unit: Unit
    place: Place
    leans: bool

    @property
    def text(self) -> str:
        """The words to state."""
        return self.unit.article.text[self.place.start : self.place.end]

    @property
    def words(self) -> int:
        """How many words that is; a script without blanks counts twelve characters as one at least."""
        return max(len(self.text.split()), len(self.text) // 12)


def fitting(unit: Unit) -> Fitting | None:
    """Return how a sentence can stand in a summary, or None if it can't."""
    text = unit.sentence.text
    if not _END.search(text) or _NO_SENTENCE.match(text) or _CAPTION.search(text) or _FURNITURE.search(text):
        return None
    if _OF_ITSELF.search(text) or open_quotes(text) or _within_quotation(unit):
        return None
    if _FIRST_PERSON.search(_QUOTED.sub(" ", text)):
        return None
    place = _part(unit)
    if place is None:
        return None
    found = Fitting(unit, place, leans(unit.article.text[place.start : place.end]))
    return found if FEWEST_WORDS <= found.words <= MOST_WORDS else None


def leans(text: str) -> bool:
    """Whether a sentence points back at its head, or says of somebody only that 'he said'."""
    if _BACK.match(text):
        return True
    return _PRONOUN_SAID.search(_QUOTED.sub(" ", text)) is not None


def _part(unit: Unit) -> Place | None:
    """Return the sentence without its dateline and, where it is too long, without its last clauses."""
    place = place_of(unit.article, unit.sentence.index)
    text = unit.article.text[place.start : place.end]
    dateline = _DATELINE.match(text)
    if dateline:
        place = replace(place, start=place.start + dateline.end())
        text = text[dateline.end() :]
    if len(text.split()) <= MOST_WORDS:
        return place
    full = source_of(unit.article, unit.sentence.index)
    for border in reversed(list(BORDER.finditer(text))):
        kept = text[: border.start()]
        words = len(kept.split())
        if words < FEWEST_WORDS:
            break
        # The whole score: nothing is lost that takes back or restricts what is kept.
        if words <= MOST_WORDS and not open_quotes(kept) and verify(kept, [full]).support.score == 1.0:
            return replace(place, end=place.start + len(kept))
    return None


def _within_quotation(unit: Unit) -> bool:
    """Whether a quotation that began in an earlier sentence of the paragraph still runs where this one begins."""
    text, start = unit.article.text, unit.sentence.start
    return open_quotes(text[text.rfind("\n", 0, start) + 1 : start])
