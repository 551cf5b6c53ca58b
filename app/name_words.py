"""Words about proper names: countries with their people, offices, titles, and capitals that are no names.

The countries stand in `countries.txt`: a line for each, its own name first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from app.number_words import SMALL
from app.word_tables import table
from ingest.terms import terms

TITLES = frozenset("mr mrs ms dr prof professor sir lady lord st president minister judge captain commander".split())
OFFICES = frozenset(
    """president vice-president minister chancellor premier governor mayor senator congressman congresswoman mp
    ambassador king queen prince princess pope bishop archbishop judge justice prosecutor lawyer attorney secretary
    spokesman spokeswoman spokesperson chairman chairwoman chair chairperson chief executive ceo director boss founder
    owner manager coach captain player striker goalkeeper midfielder defender commander general colonel major sergeant
    inspector superintendent doctor nurse surgeon professor scientist researcher teacher headteacher student engineer
    analyst economist forecaster editor reporter journalist author writer actor actress singer musician producer artist
    painter driver pilot farmer victim suspect leader head deputy candidate investigator officer treasurer mother
    father brother sister son daughter wife husband uncle aunt""".split()
)
FIELDS = frozenset(
    """prime finance foreign interior defence defense transport health education justice labour labor home energy
    economy environment agriculture culture trade deputy former vice assistant chief executive general
    opposition""".split()
)
# Written with a capital in headlines and at the head of sentences.
NOT_NAMES = frozenset(
    """however although meanwhile more most many some several other others earlier later last next new dozens hundreds
    thousands police officials people experts scientists researchers doctors internet god christmas easter nobody
    everyone someone according yes no ok okay""".split()
) | frozenset(SMALL)
# A people's endings and what is left of its place without the place's own: 'Valdorian' and 'Valdoria'.
_PEOPLE = re.compile(r"(?:ians?|eans?|ese|ish|ers?|ic|is?)$")
_PLACE = re.compile(r"(?:ia|ea|a|e|o|y|land)$")
SHORTEST_ROOT = 4


def _key(name: str) -> str:
    return " ".join(terms(name, "en"))


@cache
def places() -> dict[str, str]:
    """Map the stems of each name of a country to the country's key."""
    rows = [line.split("|") for line in table("countries")]
    return {_key(name): _key(row[0]).replace(" ", "_") for row in rows for name in row}


@cache
def _spelled_places() -> dict[str, str]:
    short = {name: key for name, key in _names() if " " not in name}
    return {f"{name}s": key for name, key in short.items()} | short


def _names() -> Iterator[tuple[str, str]]:
    for line in table("countries"):
        for name in line.split("|"):
            yield name, places()[_key(name)]


def country(spelling: str) -> str:
    """Return the key of the country that a word with a capital names, or nothing; 'Us' is none."""
    if spelling == "Us":
        return ""
    return _spelled_places().get(spelling.lower().removesuffix("'s").removesuffix("’s"), "")


@cache
def long_places() -> dict[str, str]:
    """Map the countries' names of several words, as they are written in small letters, to the country's key."""
    return {name: key for name, key in _names() if " " in name}


def place_key(stem: str) -> str:
    """Return one key for a country, its people and its short forms; other stems come back as they are."""
    return places().get(stem, stem)


@lru_cache(maxsize=8_000)
def people_root(spelling: str) -> str:
    """Return what is left of the name of a people without its ending; empty where it has none."""
    return _root(spelling, _PEOPLE)


@lru_cache(maxsize=8_000)
def place_root(spelling: str) -> str:
    """Return what is left of the name of a place without its ending."""
    return _root(spelling, _PLACE) or spelling.lower()


def _root(spelling: str, ending: re.Pattern[str]) -> str:
    low = spelling.lower().removesuffix("'s").removesuffix("’s")
    match = ending.search(low)
    return low[: match.start()] if match and match.start() >= SHORTEST_ROOT else ""
