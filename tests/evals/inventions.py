"""Statements that are false to their source, made of its own words by rule: the same ones on every machine.

In: a sentence and the article that it stands in. Out: at most one invention of each kind. Every rule changes one thing;
a rule that finds nothing to change makes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from tests.evals import invented_words as table
from tests.evals import unbound

_DATELINE = re.compile(r"^.{0,60}\([^()]{2,40}\) [—–-] ")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:al-)?[A-Z][\w’'-]+)*")
_QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]")
_NUMBER = re.compile(r"(?<![\w.,:°$])\d+(?:,\d{3})*(?:\.\d+)?(?![\w:]|,\d|\.\d)")
_SCALED = re.compile(r"\b(million|billion|thousand|thousands|hundreds|dozens?|tenths?|thirds?|half|halves)\b")
_TO_FACT = re.compile(
    r"^(?:[A-Z][^,;“”\"]{2,60}? (?:said|says|say|claimed|reported|thinks|believes|argues)"
    r"(?: that)? )(?P<rest>(?:(?:the|an?|its|their|his|her|he|she|they|it|no|some)\b|[A-Z\d])[^“”\"]{25,})$"
)
_FACT_FIRST = re.compile(
    r"^(?P<rest>[^“”\"]{25,}?), (?:according to [^,]+|[^,“”\"]{3,60} (?:said|says|say|reports?|estimated|believes)"
    r"(?: on \w+day)?|said [^,“”\"]{3,60}|reports say)\.$"
)
_SUBJECT = re.compile(
    r"^(?P<who>(?:[A-Z][\w’'.-]*|[\w’'.-]+)(?: [\w’'.-]+){0,5}?) "
    r"(?P<does>(?:is|are|was|were|has|have|had|will|would|can|could|may|plans?|wants?|won|lost|said|says|told|called"
    r"|put|rose|fell|gave|left|went|came|appealed|promised|denied|rejected|received|reported|found|began|opened)\b.+)$"
)
_PRONOUN = re.compile(
    r"^(?:It|They|He|She|We|I|That|This|These|Those|There|Nobody|Nothing|What|Who|In|On|At|By|Then)\b|^[^,]*\b(?:who|that|which)\b"
)


@dataclass(frozen=True, slots=True)
class Invention:
    """A false statement, of which kind, and the sentence that it was made from."""

    kind: str
    text: str
    source: str


def inventions(sentence: str, article: Sequence[str], corpus: str) -> Iterator[Invention]:
    """Yield what can be made of a sentence; no figure that the corpus has is put in the place of another."""
    plain = _DATELINE.sub("", " ".join(sentence.split()))
    if not 5 <= len(plain.split()) <= 48 or plain.endswith(("?", ":")) or "?" in plain:
        return
    others = [_DATELINE.sub("", " ".join(text.split())) for text in article if text != sentence]
    seen = {plain}
    for kind, make in KINDS.items():
        text = make(plain, others, corpus)
        if text and text not in seen:
            seen.add(text)
            yield Invention(kind, text, sentence)


def pick(some: Sequence[str], seed: str) -> str:
    """Return one of several, always the same one for the same seed."""
    return some[crc32(seed.encode()) % len(some)] if some else ""


def plain(text: str) -> str:
    """Return what two writings of one statement have in common."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _names(text: str) -> list[str]:
    """Return the names of a text; a single word that begins a sentence is taken for none."""
    found = []
    for match in _NAME.finditer(text):
        first = match.start() == 0 or text[match.start() - 2 : match.start()] in (". ", "? ") or '“"«' in text
        words = match.group().removesuffix("’s").removesuffix("'s")
        if (first and " " not in words) or words.split()[0] in table.NO_NAMES or words in table.DAYS_AND_MONTHS:
            continue
        found.append(words)
    return list(dict.fromkeys(found))


def _swap_word(text: str, words: dict[str, str], seed: str = "") -> str:
    """Replace the first of these words by its partner."""
    pattern = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    found = list(re.finditer(rf"\b(?:{pattern})\b", text))
    if not found:
        return ""
    match = found[crc32(seed.encode()) % len(found)] if seed else found[0]
    return text[: match.start()] + words[match.group()] + text[match.end() :]


def _figure(text: str, _others: Sequence[str], corpus: str) -> str:
    for match in _NUMBER.finditer(text):
        digits = match.group()
        value = float(digits.replace(",", ""))
        if "." in digits:
            changed = f"{value + 1.7:.{len(digits.partition('.')[2])}f}"
        elif 1900 <= value <= 2100 and "," not in digits:
            continue
        else:
            changed = f"{int(value + value // 3 + 3):,}"
        if changed not in corpus:
            return text[: match.start()] + changed + text[match.end() :]
    return _swap_word(text, table.NUMBER_WORDS)


def _scale(text: str, _others: Sequence[str], _corpus: str) -> str:
    match = _SCALED.search(text)
    if match:
        return text[: match.start()] + table.SCALES[match.group()] + text[match.end() :]
    thousands = re.search(r"(?<![\w$.,])(\d{1,3}),000\b", text)
    if thousands:
        return f"{text[: thousands.start()]}{thousands[1]} million{text[thousands.end() :]}"
    return ""


def _unit(text: str, _others: Sequence[str], _corpus: str) -> str:
    units = "|".join(sorted(map(re.escape, table.UNITS), key=len, reverse=True))
    match = re.search(rf"(?:\d|\b(?:{'|'.join(table.NUMBER_WORDS)})) ?(?P<unit>{units})(?!\w)", text)
    return text[: match.start("unit")] + table.UNITS[match["unit"]] + text[match.end("unit") :] if match else ""


def _date(text: str, _others: Sequence[str], _corpus: str) -> str:
    changed = _swap_word(text, table.DAYS_AND_MONTHS)
    if changed:
        return changed
    year = re.search(r"\b(?:19|20)\d\d\b(?!,)", text)
    if year:
        return f"{text[: year.start()]}{int(year.group()) - 3}{text[year.end() :]}"
    clock = re.search(r"\b(\d{1,2})(:\d\d)? ([ap]\.m\.)", text)
    if clock:
        return f"{text[: clock.start()]}{int(clock[1]) % 12 + 3}:25 {clock[3]}{text[clock.end() :]}"
    return ""


def _name(text: str, others: Sequence[str], _corpus: str) -> str:
    own = _names(text)
    for name in own:
        rivals = [
            other
            for other in dict.fromkeys(found for line in others for found in _names(line))
            if len(other.split()) == len(name.split()) and not set(other.split()) & set(" ".join(own).split())
        ]
        if rivals:
            return text.replace(name, pick(rivals, text), 1)
    return ""


def _speaker(text: str, others: Sequence[str], _corpus: str) -> str:
    match = table.SPEAKER.search(text)
    if match is None:
        return ""
    who = match["before"] or match["after"]
    rivals = [
        other["before"] or other["after"]
        for line in others
        for other in table.SPEAKER.finditer(line)
        if not set((other["before"] or other["after"]).lower().split()) & {*who.lower().split(), *table.NO_SPEAKERS}
    ]
    if not rivals:
        return ""
    place = match.span("before" if match["before"] else "after")
    rival = pick(list(dict.fromkeys(rivals)), text)
    return text[: place[0]] + (_small(rival) if place[0] else _large(rival)) + text[place[1] :]


def _small(side: str) -> str:
    return side[0].lower() + side[1:] if side.split()[0] in ("The", "A", "An") else side


def _large(side: str) -> str:
    return side[0].upper() + side[1:]


def _negated(text: str, _others: Sequence[str], _corpus: str) -> str:
    if table.NEGATION.search(text):
        return ""
    match = re.search(r"\b(?:is|are|was|were|has|have|had|will|would|could|can)\b(?! to\b)", text)
    if match:
        return f"{text[: match.end()]} not{text[match.end() :]}"
    return _swap_word(text, {past: f"did not {verb}" for past, verb in table.PAST.items()})


def _affirmed(text: str, _others: Sequence[str], _corpus: str) -> str:
    match = table.NEGATION.search(text)
    if match is None or re.match(r"not (?:only|over|less|more)", text[match.start() :]):
        return ""
    changed = table.AFFIRMED.get(match.group().strip().lower(), "")
    if match.start() == 0:
        changed = changed[:1].upper() + changed[1:]
    return " ".join(f"{text[: match.start()]}{changed}{text[match.end() :]}".split())


def _modality(text: str, _others: Sequence[str], _corpus: str) -> str:
    for pattern, fact in table.MODALITY:
        changed, number = pattern.subn(fact, text, count=1)
        if number and changed != text:
            return changed
    return ""


def _opposite(text: str, _others: Sequence[str], _corpus: str) -> str:
    return "" if "more or less" in text else _swap_word(text, table.OPPOSITES)


def _quotation(text: str, others: Sequence[str], _corpus: str) -> str:
    speakers = [match["before"] or match["after"] for line in (text, *others) for match in table.SPEAKER.finditer(line)]
    if not speakers:
        return ""
    who = speakers[0]
    return f"“{pick(table.QUOTATIONS, text)},” said {_small(who)}."


def _altered_quotation(text: str, _others: Sequence[str], _corpus: str) -> str:
    match = _QUOTED.search(text)
    if match is None or len(match.group().split()) < 4:
        return ""
    words = match.group().split()
    words[len(words) // 2] = pick(["surely", "sadly", "perhaps"], text)
    return text[: match.start()] + " ".join(words) + text[match.end() :]


def _addition(text: str, _others: Sequence[str], _corpus: str) -> str:
    return text.rstrip(".") + pick(table.ADDITIONS, text) if text.endswith(".") else ""


def _small_addition(text: str, _others: Sequence[str], _corpus: str) -> str:
    """Put one word in: 'secretly', 'illegally'."""
    match = re.search(r"\b(?:was|were|is|are|has|have|had|will|would|can|could|may)\b", text)
    return f"{text[: match.end()]} {pick(table.ADVERBS, text)}{text[match.end() :]}" if match else ""


def _to_fact(text: str, _others: Sequence[str], _corpus: str) -> str:
    match = _TO_FACT.match(text) or _FACT_FIRST.match(text)
    if match is None:
        return ""
    rest = match["rest"].strip().rstrip(".")
    if not re.search(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|should)\b", rest):
        return ""
    return rest[0].upper() + rest[1:] + "."


def _glued(text: str, others: Sequence[str], _corpus: str) -> str:
    """Give what one does to another."""
    one = _SUBJECT.match(text)
    if one is None or _PRONOUN.match(text) or _QUOTED.search(text):
        return ""
    rivals = [
        other["does"]
        for line in others
        if (other := _SUBJECT.match(line)) and not _PRONOUN.match(line) and not _QUOTED.search(line)
        if not set(other["who"].lower().split()) & set(one["who"].lower().split())
    ]
    return f"{one['who']} {pick(rivals, text)}" if rivals else ""


def _cause(text: str, others: Sequence[str], _corpus: str) -> str:
    """Make one sentence the reason of another."""
    rivals = [line for line in others if _SUBJECT.match(line) and not _QUOTED.search(line) and len(line.split()) < 20]
    if not rivals or not _SUBJECT.match(text) or _QUOTED.search(text) or len(text.split()) > 20:
        return ""
    reason = pick(rivals, text)
    if reason.split()[0] in table.NO_NAMES:
        reason = reason[0].lower() + reason[1:]
    return f"{text.rstrip('.')} {pick(['because', 'after', 'even though'], text)} {reason}"


def _free(text: str, others: Sequence[str], _corpus: str) -> str:
    """Write a sentence of one's own about somebody of the article."""
    people = _names(text) or [name for line in others for name in _names(line)]
    return pick(table.FREE, text).replace("*", people[0]) if people else ""


KINDS: dict[str, Callable[[str, Sequence[str], str], str]] = {
    "figure": _figure,
    "scale": _scale,
    "unit": _unit,
    "date": _date,
    "name": _name,
    "speaker": _speaker,
    "negation added": _negated,
    "negation removed": _affirmed,
    "modality lost": _modality,
    "opposite": _opposite,
    "invented quotation": _quotation,
    "altered quotation": _altered_quotation,
    "added clause": _addition,
    "added word": _small_addition,
    "claim to fact": _to_fact,
    "glued": _glued,
    "false cause": _cause,
    "invented sentence": _free,
} | unbound.KINDS
