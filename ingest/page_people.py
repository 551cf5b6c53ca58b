"""The names of authors, as pages write them: a value of the page's data in, clean names out.

No addresses, no 'By', no offices; several names in one value are taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_LONGEST = 300  # characters of a value; a byline of five with their offices has 200
_MOST = 20
_TAG = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"https?:\S*|www\.\S+|\S+\.(?:com|org|net|html?)/\S*|@\S+|\S+@\S+", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:web ?)?admin(?:istrator)?\d*|web ?master|(?:super)?user|guest|unknown|anonymous|null|none|undefined|n/?a"
    r"|author|editor"
    r"|posts? by .*|view (?:all )?posts.*|see all posts.*|about the author|contributors?|(?:staff )?(?:writer"
    r"|reporter)s?|\W*",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:by|written by|posted by|story by|words by|reported by|text(?: by)?|von|por|par|di|door|автор|текст)\s*:?\s+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:\s\|\s|\s[–—·•]\s|\s/\s|\t|\n|\((?:@|https?:)|\s+-\s+|\b(?:published|updated|posted|last updated)\b).*",
    re.IGNORECASE | re.DOTALL,
)
_OFFICE = re.compile(
    r"(?:(?:the|a|an|our|ap|afp|pa|bbc|cnn|reuters|senior|chief|deputy|assistant|associate|managing|executive|staff"
    r"|special|national"
    r"|international|foreign|political|politics|economics?|business|technology|tech|science|health|sports?"
    r"|diplomatic|legal|royal"
    r"|defen[cs]e|education|environment|home|auto|real|crime|news|features?|digital|contributing|freelance"
    r"|investigative|data"
    r"|breaking|video|city|local|regional|general|editorial|opinion|white house|security|energy|culture|arts"
    r"|entertainment|media"
    r"|washington|london|beijing|moscow|paris|brussels|religion|consumer|transport|social|affairs|in|at large"
    r"|bureau)[\s-]+)*"
    r"(?:(?:reporter|correspondent|editor|writer|journalist|columnist|producer|analyst|photographer|critic"
    r"|contributor|bureau chief"
    r"|reporters|correspondents|editors|writers|editor-in-chief|anchor|blogger|intern|fellow)(?:[\s-]+(?:in|for|at"
    r"|of) .*)?"
    r"|redakteur(?:in)?|korrespondent(?:in)?|journaliste|correspondante?|rédact(?:eur|rice)|redactora?|corresponsal)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*;\s*|\s*,\s*(?:and|&|und|y|et|e)\s+|\s*,\s+|\s+(?:and|&|und|y|et)\s+")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|MD|PhD|Ph\.D|M\.D)\.?", re.IGNORECASE)
_NAME_WORD = r"(?:[^\W\d_a-z][\w.’'-]*|d[aeio]s?|del|della|du|la|le|van|von|der|den|ten|ter|bin|ibn|al-\w+|el|y)"
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,4}}")


def names(value: object) -> tuple[str, ...]:
    """Return the names of one or several persons or organisations, each once; none where there is nothing usable."""
    found: dict[str, str] = {}
    for text in _texts(value):
        for name in _people(text):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())[:_MOST]


def _texts(value: object) -> Iterator[str]:
    for item in (value if isinstance(value, list) else [value])[:_MOST]:
        name = item.get("name") if isinstance(item, dict) else item
        for text in (name if isinstance(name, list) else [name])[:_MOST]:
            if isinstance(text, str):
                yield " ".join(_TAG.sub(" ", unescape(text[:_LONGEST])).split(" ")).strip()


def _people(text: str) -> Iterator[str]:
    text = _BY.sub("", text, count=1) if _BY.match(text) else text
    text = " ".join(_AFTER.sub("", text, count=1).split()).strip(" ,;|")
    for name in _apart(text):
        if not _ADDRESS.fullmatch(name) and not _NOBODY.fullmatch(name) and not _OFFICE.fullmatch(name):
            yield name


def _apart(text: str) -> list[str]:
    """Return the names in a text, or the text itself where not all of its parts are names and offices."""
    parts = [part for part in _BETWEEN.split(text) if part]
    people: list[str] = []
    for part in parts:
        if people and _SUFFIX.fullmatch(part):
            people[-1] += f", {part}"
        elif _NAME.fullmatch(part) and not _OFFICE.fullmatch(part):
            people.append(part)
        elif not (_OFFICE.fullmatch(part) or _ADDRESS.fullmatch(part)):
            return [text]
    return people or [text]
