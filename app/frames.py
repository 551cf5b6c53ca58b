"""What news counts again and again, in any words: 'killed', 'dead' and 'the death toll' are one frame.

In: text around a figure. Out: the names of the frames that it speaks of. English and Spanish words. A count in one
frame is never the same as a count in another, nor as one in both ('killed or injured').
"""

from __future__ import annotations

import re
from functools import lru_cache

_FRAMES = {
    "dead": r"kill(?:ed|s|ing)?|die[ds]?|dying|dead|deaths?|fatal(?:ly|ities|ity)?|deadly|perish(?:ed)?|bodies|lives"
    r"|lost their lives|drown(?:ed)?|murder(?:ed|s)|executed|shot dead|cuerpos|cadáveres|muert[oa]s?|muertes"
    r"|murieron|fallecid[oa]s?"
    r"|fallecieron|víctimas mortales|ahogad[oa]s",
    "hurt": r"injur(?:ed|ies|es|ing)|wound(?:ed|ing|s)?|hurt|maimed|casualties|herid[oa]s?|lesionad[oa]s?",
    "missing": r"missing|unaccounted|desaparecid[oa]s?|in paradero",
    "saved": r"rescued?|rescuing|survivors?|survived|saved|pulled (?:alive|from)|rescatad[oa]s?|supervivientes",
    "held": r"arrest(?:ed|s)?|detained|detainees|detentions|in custody|detenid[oa]s?|arrestad[oa]s?|detenciones",
    "moved": r"evacuat(?:ed|ion|ions|ees)|displaced|fled|flee|homeless|moved out|le(?:ft|ave) their homes"
    r"|forced from their homes|evacuad[oa]s?|desplazad[oa]s?|desalojad[oa]s?",
    "aboard": r"aboard|on board|a bordo",
    "listed": r"(?:passenger|guest) lists?|manifest|on the list|registered",
    "dark": r"without (?:power|electricity|light)|power cuts?|outages?|blackouts?|sin (?:luz|suministro|electricidad)"
    r"|a oscuras",
    "lost supply": r"lost (?:their|its|all)? ?(?:supply|power|electricity)",
    "turnout": r"turnout|participación",
    "crowd": r"crowds?|protest(?:ers|ors)|demonstrators|marchers|attend(?:ed|ance|ees)|turned out|took part|marched"
    r"|rall(?:y|ied)|in the (?:ground|stadium|square|streets|arena|hall)|manifestantes|asistentes|asistieron"
    r"|se manifestaron",
    "strikers": r"strikers|on strike|walked out|huelguistas|stayed away from work",
    "jobs": r"jobs?|redundanc(?:y|ies)|lay-?offs?|laid off|dismiss(?:als|ed)|empleos|despidos|puestos de trabajo",
    "ill": r"infect(?:ed|ions?)|cases?|ill|sick(?:ened)?|fell ill|poisoned|hospitali[sz]ed|contagi(?:os|ados)|casos"
    r"|enfermos|intoxicad[oa]s",
    "burnt": r"burn(?:t|ed)|scorched|quemad[oa]s|calcinad[oa]s",
    "margin": r"margin|(?:his|her|its|their|the|a) (?:lead|majority)|ventaja|diferencia",
}
_WORD = re.compile("|".join(rf"(?P<f{at}>\b(?:{words})\b)" for at, words in enumerate(_FRAMES.values())), re.IGNORECASE)
_NAMES = tuple(_FRAMES)
# What grows or shrinks while an event goes on: a later number of it is news, not a contradiction.
RUNNING = frozenset({"dead", "hurt", "missing", "saved", "held", "moved", "dark", "lost supply", "ill", "burnt"})
# And of these what can only grow: a lower number by somebody else is another count, no news.
GROWING = frozenset({"dead", "hurt", "burnt"})
# 'Killed or injured', 'dead and wounded': one number for both.
_JOINED = re.compile(r"^\s*(?:or|and|and/or|o|y)\s*$", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def mentions(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the words of a text that speak of a frame: start, end and its name."""
    return tuple((one.start(), one.end(), _NAMES[int((one.lastgroup or "f0")[1:])]) for one in _WORD.finditer(text))


def framed(text: str, start: int, end: int, place: tuple[int, int]) -> frozenset[str]:
    """Return the frames of a figure at `place` whose clause is text[start:end]: those of the word nearest to it.

    Words joined to the nearest one by 'or' and 'and' alone belong with it, beyond the clause too.
    """
    found = mentions(text)
    inside = [one for one in found if start <= one[0] and one[1] <= end]
    if not inside:
        return frozenset()
    nearest = min(inside, key=lambda one: (_away(one, place), one[0]))
    at = found.index(nearest)
    out = {nearest[2]}
    for one, two in zip(found[at:], found[at + 1 :], strict=False):
        if not _JOINED.match(text[one[1] : two[0]]):
            break
        out.add(two[2])
    for two, one in zip(found[at::-1], found[:at][::-1], strict=False):
        if not _JOINED.match(text[one[1] : two[0]]):
            break
        out.add(one[2])
    return frozenset(out)


def _away(one: tuple[int, int, str], place: tuple[int, int]) -> int:
    return max(one[0] - place[1], place[0] - one[1], 0)
