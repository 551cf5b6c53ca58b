"""Read the quantities of a sentence: text in, values with unit and place out.

Reads figures ('1,500', '4.2bn'), words ('two dozen'), shares ('two thirds of', 'one in five'), ages, ordinals and
hedges. Years, dates and clock times belong to `dates_in_text`, which says where they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app import number_words as table
from app.dates_in_text import dates
from app.lexicon import base
from app.words import words

ORDINAL, MULTIPLE, PERCENT, POINTS, AGE = "ordinal", "times", "percent", "points", "age"
# Write 1.500 for fifteen hundred and 1,5 for one and a half.
_COMMA_LANGUAGES = frozenset("es de fr it pt nl ca da sv no nb fi pl cs ro tr ru id el".split())
_SMALL = "|".join(sorted(table.SMALL | table.SPANISH, key=len, reverse=True))
_SCALE = "hundred|thousand|million|billion|trillion|millones|millón|mil|dozen|crore|lakh"
_FRACTION = "|".join(table.FRACTIONS)
_COUNT = rf"(?:\d{{1,3}}|{_SMALL})"
_NUMBER = re.compile(
    rf"\b(?P<among>{_COUNT})\s(?:in|out of)\s(?:every\s)?(?P<every>{_COUNT})\b(?!\s?%|[.,:]\d|\s(?:per|{_SCALE}))"
    r"|(?P<minus>\bminus\s|(?<!\S)[-−])?(?P<money>(?:US|HK|A|C)?[$£€¥₹]\s?)?"
    r"(?<![\w.])(?P<figure>\d+(?:[.,]\d+)*)(?P<th>st|nd|rd|th)?(?P<short>(?:bn|mn|tn|k|m|b)\b)?"
    rf"(?:[\s-](?P<scale>(?:{_SCALE})s?(?:\s(?:million|billion|thousand|millones))?)\b)?"
    rf"|\bhalf\sa\s(?P<half>{_SCALE})\b"
    # 'A third man' and 'half-hearted' are no shares.
    rf"|\b(?P<part>(?:one|two|three|four|nine)[\s-](?:{_FRACTION})s?|(?:a\s(?:{_FRACTION})|half)"
    r"(?=\s(?:of|the|a|an|its|their|his|her)\b))\b(?![\s-](?:hour|year|brother|sister|time))"
    rf"|\b(?P<word>(?:{_SMALL}|an?(?=\s(?:{_SCALE})\b))(?:[\s-](?:{_SMALL}|{_SCALE})|\sand\s(?:{_SMALL}))*)\b"
    rf"(?P<more>[\s-]and[\s-]a[\s-]half\b(?:\s(?P<much>{_SCALE})\b)?)?"
    r"|\b(?P<scales>tens of thousands|hundreds of thousands|hundreds|thousands|millions|billions|trillions|dozens)\b"
    rf"|\b(?P<nth>{'|'.join(table.ORDINALS)})\b"
    rf"|\b(?P<times>{'|'.join(table.MULTIPLES)})\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s-]*(?P<unit>%|per\s?cent(?:age\spoints?)?|percent(?:age\spoints?)?|por ciento|points?\b|km/h"
    r"|(?:degrees?|°)\s?(?:F|C|fahrenheit|celsius)\b|(?:square\s|sq\.?\s)?[^\W\d_]+|\$)",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"[\s-]years?[\s-]old\b|[\s-]años de edad\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(?:aged?(?:\sof)?|edad de)\s$|[^\W\d_],\s$", re.IGNORECASE)
_MARKS = re.compile(r"[.,;:!?()“”\"—–]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at its place.

    `unit` is a dimension, a currency, or empty; `measure` the unit as written, and `written` the number in it; `noun`
    the base of what is counted, or of what an ordinal numbers.
    """

    value: float
    written: float
    unit: str
    measure: str
    noun: str
    start: int
    end: int
    text: str
    hedge: str = ""  # 'about', 'below', 'more', 'less' or nothing
    vague: bool = False  # 'dozens', 'thousands'


@lru_cache(maxsize=1_500)
def quantities(text: str, language: str = "en") -> tuple[Quantity, ...]:
    """Return the quantities of a text in order, without years, dates and clock times."""
    taken = [(date.start, date.end) for date in dates(text)]
    return tuple(
        quantity
        for match in _NUMBER.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
        and (quantity := _quantity(match, text, language)) is not None
    )


def _quantity(match: re.Match[str], text: str, language: str) -> Quantity | None:
    """Return what one match means, or None where it is no number after all: 'no one', 'second thoughts'."""
    read = _value(match, text, language)
    if read is None:
        return None
    value, unit, vague = read
    start, end = match.span()
    noun = measure = ""
    written = value
    if match["minus"]:
        value = written = -value
    if match["money"]:
        unit = table.CURRENCY[match["money"].strip().lower()]
    elif not unit and _is_age(text, start, end, value):
        unit = AGE
    elif not unit:
        unit, measure, factor, end = _unit(text, end)
        value = (value - 32) / 1.8 if unit == "fahrenheit" else value * factor
        unit = "degree" if unit == "fahrenheit" else unit
        noun = "" if unit else _noun(text, end)
    elif unit == ORDINAL:
        following = words(text[end : end + 30])
        noun = base(following[0].stem) if following and text[end] in " -" else ""
    return Quantity(value, written, unit, measure, noun, start, end, text[start:end], _hedge(text, start), vague)


def _value(match: re.Match[str], text: str, language: str) -> tuple[float, str, bool] | None:
    """Return value, unit where the number itself tells it, and whether it is vague."""
    if match["among"]:
        every = _spelled(match["every"])
        share = 100 * _spelled(match["among"]) / every if every else 101.0
        return (share, PERCENT, False) if share <= 100 else None
    if match["figure"]:
        return _scaled(match, language), ORDINAL if match["th"] else "", False
    if match["half"]:
        return table.SCALES[match["half"].lower()] / 2, "", False
    if match["part"]:
        return _fraction(match["part"].lower()), PERCENT, False
    if match["word"]:
        if match["word"].lower() == "one" and not match["more"]:
            return None  # 'one of them', 'no one'; what it counts stands in words
        much = table.SCALES[match["much"].lower()] if match["much"] else 1.0
        return (_spelled(match["word"]) + (0.5 if match["more"] else 0.0)) * much, "", False
    if match["scales"]:
        first, *more = (table.SCALES[word.removesuffix("s")] for word in match["scales"].lower().split(" of "))
        return first * (more[0] if more else 1.0), "", True
    if match["nth"]:
        follows = text[match.end() : match.end() + 1]
        return None if follows in ".,;" else (float(table.ORDINALS[match["nth"].lower()]), ORDINAL, False)
    return table.MULTIPLES[match["times"].lower()], MULTIPLE, False


def _scaled(match: re.Match[str], language: str) -> float:
    """Return the value of a figure with what is written behind it: '4.2bn', '3 million'."""
    value = _figure(match["figure"], language)
    for scale in f"{match['short'] or ''} {match['scale'] or ''}".lower().split():
        value *= table.SCALES.get(scale) or table.SCALES[scale.removesuffix("s")]
    return value


def _figure(text: str, language: str) -> float:
    """Return the value of a number in figures, grouped and pointed as its language does."""
    if language in _COMMA_LANGUAGES and re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d{1,2}", text):
        text = text.replace(".", "").replace(",", ".")
    else:
        text = text.replace(",", "")
    whole, _, decimals = text.partition(".")
    return float(f"{whole}.{decimals.replace('.', '')}")


def _fraction(part: str) -> float:
    count, _, name = part.replace("-", " ").rpartition(" ")
    return 100 * table.UNITS.get(count, 1) * table.FRACTIONS[name.removesuffix("s")]


def _spelled(phrase: str) -> float:
    """Return the value of a number in words: 'twenty-five', 'two hundred and six', 'a dozen'."""
    total, current = 0.0, 0.0
    for word in re.split(r"[\s-]+", phrase.lower()):
        if word.isdecimal():
            current += float(word)
        elif word in ("and", "a", "an"):
            current = current or (1.0 if word != "and" else 0.0)
        elif word in table.SMALL:
            current += table.SMALL[word]
        elif word in table.SPANISH:
            current += table.SPANISH[word]
        else:
            scale = table.SCALES[word.removesuffix("s") if word not in table.SCALES else word]
            current = (current or 1.0) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
    return total + current


def _is_age(text: str, start: int, end: int, value: float) -> bool:
    """Whether a number is the age of somebody: 'aged 71', 'a 71-year-old', 'Ana Ruiz, 71, said'."""
    if not 0 < value < 120:
        return False
    if _AGE_AFTER.match(text, end):
        return True
    before = _AGE_BEFORE.search(text[max(0, start - 12) : start])
    return before is not None and (before.group()[-2:] != ", " or text[end : end + 1] in (",", ".") or end == len(text))


def _unit(text: str, end: int) -> tuple[str, str, float, int]:
    """Return unit, unit as written, factor and the end of what belongs to the number."""
    after = _AFTER.match(text, end)
    if after is None:
        return "", "", 1.0, end
    name = " ".join(after["unit"].lower().split())
    if name in ("%", "percent", "per cent", "por ciento"):
        return PERCENT, "%", 1.0, after.end()
    if "point" in name and "percentage" in name:
        return POINTS, "", 1.0, after.end()
    if name in table.CURRENCY:
        return table.CURRENCY[name], "", 1.0, after.end()
    if re.match(r"(?:degrees?|°) ?[fc]", name):
        return ("fahrenheit" if name.endswith(("f", "fahrenheit")) else "degree"), name, 1.0, after.end()
    square = re.match(r"(?:square|sq\.?) (.*)", name)
    measure = table.MEASURES.get(square[1] if square else name)
    if measure is None or (name == "m" and text[end : end + 1] != " "):
        return "", "", 1.0, end
    dimension, factor = measure
    return ("area", name, factor * factor, after.end()) if square else (dimension, name, factor, after.end())


def _noun(text: str, end: int) -> str:
    """Return the base of what is counted: the first plural after the number, past adjectives, before anything else."""
    edge = end
    for word in words(text[end : end + 60]):
        if _MARKS.search(text[edge : end + word.start]) or not word.weight:
            return ""
        if word.text.endswith("s") or word.low in ("people", "men", "women", "children", "police", "personas"):
            return base(word.stem)
        edge = end + word.end
    return ""


def _hedge(text: str, start: int) -> str:
    before = text[max(0, start - 24) : start].lower().rstrip()
    if before.endswith(table.MORE):
        return "more"
    if before.endswith(table.LESS):
        return "less"
    match = re.search(r"([^\W\d_]+)$", before)
    if match is None or match[1] not in table.ABOUT:
        return ""
    return "below" if match[1] in table.BELOW else "about"
