"""Numbers of a sentence, and whether the numbers of other sentences carry them.

In: text. Out: quantities with value, unit and place, and findings where a statement's quantity is not among the
sources'. Years, dates and clock times belong to `dates_in_text`, which says where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app import number_words as table
from app.dates_in_text import dates
from app.findings import Finding, Kind, found
from app.lexicon import alike
from app.words import words

# 'Nearly 400' may be 398 but not 350; 'about 150 square miles' may be 154.
TOLERANCE = 0.05
# 56 miles printed for 90 km is 0.14 % off, 154 square miles for 400 square km 0.3 %.
CONVERSION = 0.02
_ORDINAL, _MULTIPLE, _PERCENT, _POINTS = "ordinal", "times", "percent", "points"
_HARD = frozenset({*table.CURRENCY.values(), *(d for d, _ in table.MEASURES.values()), "area", _PERCENT, _POINTS})

_SMALL = "|".join(sorted(table.SMALL | table.SPANISH, key=len, reverse=True))
_SCALE = "hundred|thousand|million|billion|trillion|millones|millón|mil|dozen|crore|lakh"
_FRACTION = "|".join(table.FRACTIONS)
_NUMBER = re.compile(
    rf"(?P<money>(?:US|HK|A|C)?[$£€¥₹]\s?)?(?<![\w.])(?P<figure>\d+(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?P<th>st|nd|rd|th)?(?P<short>(?:bn|mn|tn|k|m|b)\b)?(?:[\s-](?P<scale>(?:{_SCALE})s?(?:\s(?:million|billion|thousand|millones))?)\b)?"
    rf"|\b(?P<part>(?:(?:a|one|two|three|four|nine)[\s-])(?:{_FRACTION})s?|half)\b(?![\s-](?:hour|year|brother|sister|time))(?=(?P<of>\s+(?:of|the|a|an|its|their|his|her)\b)?)"
    rf"|\b(?P<among>{_SMALL})\s(?:in|out of)\s(?:every\s)?(?P<every>{_SMALL})\b"
    rf"|\b(?P<word>(?:{_SMALL}|an?(?=\s(?:{_SCALE})\b))(?:[\s-](?:{_SMALL}|{_SCALE})|\sand\s(?:{_SMALL}))*)\b"
    rf"|\b(?P<scales>hundreds|thousands|millions|billions|trillions|dozens|dozen)\b"
    rf"|\b(?P<nth>{'|'.join(table.ORDINALS)})\b"
    rf"|\b(?P<times>{'|'.join(table.MULTIPLES)})\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s-]*(?P<unit>%|per\s?cent(?:age\spoints?)?|percent(?:age\spoints?)?|por ciento|points?\b|km/h|°\s?C|(?:square\s|sq\.?\s)?[^\W\d_]+|\$)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"([^\W\d_]+)\s(?:[^\W\d_]+\s)?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at its place; `unit` is a dimension, a currency, or the stem of what is counted."""

    value: float
    unit: str
    noun: str
    start: int
    end: int
    text: str
    hedge: str = ""  # 'about', 'below', 'more', 'less' or nothing
    vague: bool = False  # 'dozens', 'thousands'


@lru_cache(maxsize=20_000)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order, without years, dates and clock times."""
    taken = [(date.start, date.end) for date in dates(text)]
    out = []
    for match in _NUMBER.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            quantity = _quantity(match, text)
            if quantity is not None:
                out.append(quantity)
    return tuple(out)


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    """Return what one match means, or None where it is no number after all: 'no one', 'second thoughts'."""
    read = _value(match, text)
    if read is None:
        return None
    value, unit, vague = read
    end = match.end()
    noun = ""
    after = _AFTER.match(text, end)
    if not unit:
        unit, factor, noun, end = _unit(after, text, end)
        value *= factor
    if match["money"]:
        unit = table.CURRENCY[match["money"].strip().lower()]
    return Quantity(
        value, unit, noun, match.start(), end, text[match.start() : end], _hedge(text, match.start()), vague
    )


def _value(match: re.Match[str], text: str) -> tuple[float, str, bool] | None:
    """Return value, unit where the number itself tells it, and whether it is vague."""
    if match["figure"]:
        value = float(match["figure"].replace(",", ""))
        if match["th"]:
            return value, _ORDINAL, False
        for scale in (match["short"] or "").split() + (match["scale"] or "").lower().split():
            value *= table.SCALES.get(scale.lower()) or table.SCALES.get(scale.lower().rstrip("s"), 1.0)
        return value, "", False
    if match["part"]:
        return _fraction(match["part"].lower(), bool(match["of"]))
    if match["among"]:
        every = _spelled(match["every"])
        return (100 * _spelled(match["among"]) / every, _PERCENT, False) if every else None
    if match["word"]:
        if match["word"].lower() == "one":
            return None  # 'one of them', 'no one'; what it counts stands in words
        return _spelled(match["word"]), "", False
    if match["scales"]:
        return table.SCALES[match["scales"].lower().removesuffix("s")], "", True
    if match["nth"]:
        follows = text[match.end() : match.end() + 1]
        return None if follows in ".,;" else (float(table.ORDINALS[match["nth"].lower()]), _ORDINAL, False)
    return table.MULTIPLES[match["times"].lower()], _MULTIPLE, False


def _fraction(part: str, of: bool) -> tuple[float, str, bool] | None:
    count, _, name = part.replace("-", " ").rpartition(" ")
    if not of and count in ("", "a"):
        return None  # 'a third man', 'a quarter final', 'half-hearted'
    times = {"": 1, "a": 1}.get(count) or table.UNITS[count]
    return 100 * times * table.FRACTIONS[name.removesuffix("s") if name != "half" else name], _PERCENT, False


def _spelled(phrase: str) -> float:
    """Return the value of a number in words: 'twenty-five', 'two hundred and six', 'a dozen'."""
    total, current = 0.0, 0.0
    for word in re.split(r"[\s-]+", phrase.lower()):
        if word in ("and", "a", "an"):
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


def _unit(after: re.Match[str] | None, text: str, end: int) -> tuple[str, float, str, int]:
    """Return unit, factor, counted noun and the end of what belongs to the number."""
    if after is None:
        return "", 1.0, "", end
    name = " ".join(after["unit"].lower().split())
    if name in ("%", "percent", "per cent", "por ciento"):
        return _PERCENT, 1.0, "", after.end()
    if "point" in name and "percentage" in name:
        return _POINTS, 1.0, "", after.end()
    if name in table.CURRENCY:
        return table.CURRENCY[name], 1.0, "", after.end()
    square = re.match(r"(?:square|sq\.?) (.*)", name)
    measure = table.MEASURES.get(square[1] if square else name)
    if measure is not None and not (name == "m" and text[end : end + 1] != " "):
        dimension, factor = measure
        return ("area", factor * factor, "", after.end()) if square else (dimension, factor, "", after.end())
    return "", 1.0, _noun(text, end), end


def _noun(text: str, end: int) -> str:
    """Return the stem of what is counted: the first content word after the number, past adjectives before a noun."""
    for word in words(text[end : end + 60]):
        if word.weight and (word.text.endswith("s") or word.text in ("people", "men", "women", "children")):
            return word.stem
        if not word.weight:
            return ""
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


def carried(wanted: Quantity, given: Quantity) -> bool:
    """Whether a source's quantity says what the statement's does."""
    if not _units_fit(wanted, given):
        return False
    if wanted.vague or given.vague:
        return (wanted.vague and wanted.value <= given.value < 1000 * wanted.value) or wanted.value == given.value
    if _close(wanted.value, given.value, 1e-6) or _rounds(wanted, given):
        return True
    ratio = given.value / wanted.value if wanted.value else 0.0
    if wanted.unit in ("length", "area", "speed", "mass") and abs(ratio - 1) <= CONVERSION:
        return True
    if wanted.hedge == "more":
        return 1 <= ratio <= 1 + 2 * TOLERANCE
    if wanted.hedge in ("less", "below"):
        return 1 - 2 * TOLERANCE <= ratio <= 1
    return wanted.hedge == "about" and abs(ratio - 1) <= TOLERANCE


def _units_fit(wanted: Quantity, given: Quantity) -> bool:
    if wanted.unit == given.unit:
        return True
    if {wanted.unit, given.unit} == {"", _ORDINAL} or {wanted.unit, given.unit} == {"", "months"}:
        # 'aged 71' and 'a 71-year-old'; but 'the third victim' is no 'three victims'.
        return _ORDINAL not in (wanted.unit, given.unit)
    return (
        not (wanted.unit in _HARD and given.unit in _HARD)
        and _ORDINAL not in (wanted.unit, given.unit)
        and (not wanted.noun and not given.noun)
    )


def _close(one: float, other: float, tolerance: float) -> bool:
    return abs(one - other) <= tolerance * max(abs(one), abs(other))


def _rounds(wanted: Quantity, given: Quantity) -> bool:
    """Whether the statement's figure is the source's, rounded to two figures or more: 1.8 billion for 1.84 billion."""
    figures = re.sub(r"\D", "", wanted.text).strip("0")
    if len(figures) < 2 or not given.value or not wanted.value or wanted.unit == _PERCENT:
        return False
    return float(f"{given.value:.{len(figures) - 1}e}") == wanted.value


def number_findings(statement: str, sources: Sequence[str], also: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Return the statement's quantities that neither the sources nor `also` (title, sentence before) carry."""
    given = [quantity for text in sources for quantity in quantities(text)]
    around = [quantity for text in also for quantity in quantities(text)]
    out = []
    for wanted in quantities(statement):
        fits = [quantity for quantity in (*given, *around) if carried(wanted, quantity)]
        rival = _rival(wanted, given)
        if fits and not (rival is not None and _swapped(wanted, fits)):
            continue
        place = (wanted.start, wanted.end)
        if rival is None:
            out.append(found(Kind.NUMBER, statement, place, f"no source gives {wanted.text!r}"))
        else:
            detail = f"the statement says {wanted.text!r}, the source {rival.text!r}"
            out.append(found(Kind.NUMBER, statement, place, detail, clash=True))
    return tuple(out)


def _rival(wanted: Quantity, given: Sequence[Quantity]) -> Quantity | None:
    """Return the source's quantity of the same kind that stands where the statement has another."""
    other = [quantity for quantity in given if not carried(wanted, quantity)]
    for quantity in other:
        same = wanted.unit == quantity.unit and wanted.unit != ""
        counted = wanted.noun and quantity.noun and quantity.noun in alike(wanted.noun)
        # '60 hours' for '60 days', 'points' for 'per cent': the figure is there under another unit.
        renamed = {wanted.unit, quantity.unit} <= _HARD and _figures(wanted) == _figures(quantity)
        if same or counted or renamed:
            return quantity
    plain = [quantity for quantity in other if not wanted.unit and not quantity.unit and not quantity.vague]
    return plain[0] if len(plain) == 1 or (plain and not wanted.noun) else None


def _figures(quantity: Quantity) -> str:
    """Return the number as written, without its unit."""
    return re.split(r"[^\w.,]", quantity.text)[0]


def _swapped(wanted: Quantity, fits: Sequence[Quantity]) -> bool:
    """Whether the number is there, but counts something else everywhere: '98 killed' for '98 hurt, 56 killed'."""
    return bool(wanted.noun) and all(fit.noun and fit.noun not in alike(wanted.noun) for fit in fits)
