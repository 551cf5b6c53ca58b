"""Cut the text of an article into sentences: cleaned text goes in, sentences with exact offsets come out.

`text[start:end] == sentence.text` for each of them, in order, and together they hold everything that is not blank.
A newline always ends a sentence. Where a mark may or may not end one, the words on either side decide: rules and the
tables of `abbreviations`, no model. What a sentence is for (evidence, heading, furniture) is not decided here.

In doubt nothing is cut: half a sentence is false evidence, two in one are only long evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import abbreviations as abbr
from ingest.corpus import Sentence
from ingest.furniture import furniture_tail

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

# Full stops of the world; those in _FULL need no blank behind them.
_FULL = "。！？｡।॥։።។"
_QUOTES = "\"'”’»›」』】》〉）)]}"
_STOP = re.compile(
    rf"(?P<stop>[.!?…؟۔‼⁇⁈⁉{_FULL}]+(?:\s[.!?…]+)*|(?<=[\u0370-\u03ff\u1f00-\u1fff]);)"
    # German closes with the marks that English and French open with; French puts a blank before its own.
    rf"(?P<close>(?:[{re.escape(_QUOTES)}]|[“«‹](?=\s|$)|\s[»›])*)"
    r"(?P<note>(?:\s?\[\d{1,3}\]|[¹²³⁴-⁹])*(?:\s?[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+)*)"
    r"(?P<gap>\s*)"
)
_WORD_BEFORE = re.compile(r"[^\s\"“”‘«»()\[\]{}—–/]+$")
_WORD_AFTER = re.compile(r"[\"'“‘«‹「『(\[¿¡]*\s?([^\W\d_]+(?:['’\-][^\W\d_]+)*)(\.?)")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}|Ph\.D|[ap]\. ?m", re.IGNORECASE)
_DOUBLED = re.compile(r"([A-Z])\1\.?")  # Spanish plurals: 'EE. UU.'
_HOURS = re.compile(r"\b[ap]\. ?m$", re.IGNORECASE)
_OPENERS = "\"'“‘«‹「『（([{¿¡„‚"
_OPENED = re.compile(r"(?:(?:^|\s)[\"']|[“‘«‹「『（(\[{¿¡„‚])$")
_BEFORE_A_SENTENCE = _OPENERS + "$£€¥•*·▪●+<|"

_ATTRIBUTION = re.compile(
    rf"(?:{abbr.SPEECH}) |(?:[\w.’'-]+,? ){{1,4}}(?:{abbr.SPEECH})\s?"
    r"(?:[.,;]|$|\b(?:in|on|at|after|during|of|to|as|with|when|from)\b)"
)
_CHINESE_ATTRIBUTION = re.compile(r"と|[\u4e00-\u9fff]{1,8}(?:说|說|表示|(?<!知)道|称|稱|指出)(?:。|，[“「]|$)")
# What stands before the first sentence and belongs to it: a dateline, the time of a live blog's entry, a list's number.
_LEAD_IN = re.compile(
    r"[-–—•*·▪●]?\s*(?:\(?\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\.$"
    r"|[-–—•*·▪●(\[]?\s*\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.? ?m\.?)?(?:\s?[A-Z]{2,4})?\.?$"
    r"|[^\W\d_a-z]{2}[^a-z!?]{0,40}(?:,[^.!?]{0,30})?(?:\.\s?)?(?:\([\w ]{2,20}\)|/[\w ]{2,20}/)\.?$"
)
# The embedder reads 256 word pieces: about 180 words of English. Longer pieces are cut where a reader would pause.
_MOST_CHARACTERS, _MOST_WORDS = 900, 160
# Chinese, Japanese and Thai have no blanks and about a word piece a character.
_MOST_UNSPACED = 240
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_PAUSES = (re.compile(r"(?:[;；؛•|]|\s\.\.\.)\s*"), re.compile(r"(?:[,:]\s|[，、：،]|\s[–—-]\s)\s*"), re.compile(r"\s+"))


def split(text: str, language: str | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of `text`; `language` (as in 'de') settles what differs between languages."""
    language = (language or "en").lower().split("-")[0]
    places = [
        place
        for line in _LINE.finditer(text)
        for whole in _sentences_of_line(text, line.start(), line.end(), language)
        for place in _short_enough(text, *whole)
    ]
    return tuple(
        Sentence(index=number, start=start, end=end, text=text[start:end])
        for number, (start, end) in enumerate(places)
    )


def _sentences_of_line(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the sentences between two line ends."""
    line = text[start:end]
    tail = furniture_tail(line)
    at = 0
    for stop in _STOP.finditer(line):
        if stop.start() < at or stop.end() >= len(line):
            continue
        if tail is not None and stop.end() >= tail:
            break
        cut = _end_of_sentence(line, stop, at, language)
        if cut is not None and any(map(str.isalnum, line[at:cut])):
            yield from _stripped(text, start + at, start + cut)
            at = cut
    if tail is not None and tail > at:
        yield from _stripped(text, start + at, start + tail)
        at = tail
    yield from _stripped(text, start + at, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if stripped := piece.strip():
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(stripped)


def _end_of_sentence(line: str, stop: re.Match[str], at: int, language: str) -> int | None:
    """Return where the sentence that began at `at` ends if this mark ends it, else None."""
    cut = stop.end("note")
    rest = line[stop.end() :]
    if stop["stop"][-1] in _FULL:
        return None if stop["close"] and _CHINESE_ATTRIBUTION.match(rest) else cut
    if not stop["gap"]:
        return _glued(line, stop)
    if rest[0] == '"' and rest[1:2].isspace() and line[stop.start() - 1 : stop.start()].isspace():
        # Old wires put blanks around every mark; there only counting tells a closing quotation mark.
        if line.count('"', 0, stop.start()) % 2:
            cut = stop.end() + 1
            rest = rest[1:].lstrip()
    if not rest or not _may_begin(rest):
        return None
    before = line[at : stop.start()].rstrip()
    if not before or (_OPENED.search(before) and not stop["close"]):
        return None
    mark, capitals = stop["stop"], rest[:24].isupper()
    if stop["close"][:1] == ")" and line[stop.start() - 1] == "(":
        return None  # 'the new (?) bridge'
    if mark[-1] in "!?" and cut > stop.end("stop") and _ATTRIBUTION.match(rest.lower() if capitals else rest):
        return None
    if mark == ".":
        ends = _full_stop_ends(before, rest, language)
        if ends and len(before) < 80 and _LEAD_IN.match(line[at : stop.end("close")].strip()):
            ends = False
    elif mark[-1] in "!?":
        ends = not _is_name_with_mark(before, rest, language)
    elif stop.start() and line[stop.start() - 1].isspace() and mark[0] in ".…":
        ends = len(mark) > 1 and mark != "..." and mark != "…" and len(mark.split()) > 3 or _starts(rest, language)
    else:
        ends = True
    return cut if ends else None


def _glued(line: str, stop: re.Match[str]) -> int | None:
    """Return the end of a sentence that the next one follows without a blank: 'the weekend.He said', '.”“'."""
    rest = line[stop.end() :]
    if not rest:
        return None
    if stop["close"] and stop["close"][-1] in "”»" and rest[0].isupper():
        return stop.end()
    if stop["stop"] in ".!?" and rest[0] in "“«" and rest[1:2].isupper():
        return stop.end()
    before = _WORD_BEFORE.search(line, max(0, stop.start() - 40), stop.start())
    following = re.match(r"[A-Z][a-z]*(?:['’][a-z]+)?[ ,]", rest)
    if stop["stop"] == "." and not stop["close"] and before and following and "/" not in line[stop.start() - 40 : stop.start()]:
        word = before.group()
        if len(word) > 2 and word.isalpha() and word.islower() and following.group()[:-1] not in ("Com", "Net", "Org", "Gov"):
            return stop.end()
    return None


def _may_begin(rest: str) -> bool:
    """Whether a sentence can begin with this text."""
    for place, letter in enumerate(rest):
        if letter.isalpha():
            if not letter.islower():
                return True
            # 'iPhone', 'eBay'
            return rest[place + 1 : place + 2].isupper() or rest.startswith(("http", "www.", "pic."), place)
        if letter.isdecimal():
            return True
        if letter in "@#":
            return True
        if letter in _BEFORE_A_SENTENCE or ord(letter) > 0x2600 or (place and letter in " .…"):
            continue
        return False
    return False


def _full_stop_ends(before: str, rest: str, language: str) -> bool:
    """Whether a single full stop ends the sentence that so far reads `before`."""
    found = _WORD_BEFORE.search(before)
    if found is None:
        return True
    word = found.group().lstrip(".@#$'’")
    if "." in word or word[:1].isdecimal():
        word = word.rsplit("-", 1)[-1]  # 'R-N.J.', 'a 31-lb. chain'; but 'Jay-Z' is a name
    # In text all in capitals 'GEN' is 'Gen'; elsewhere 'EST' is a time zone and no 'Est'.
    key = word.capitalize() if len(word) > 1 and before[-24:].isupper() else word
    if key in abbr.TITLES:
        return False
    if rest[0] in "([" and (key in abbr.EITHER or "." in word):
        return False
    if (rest[0].isdecimal() or rest[0] in "№#") and key in abbr.BEFORE_NUMBERS | abbr.AFTER_A_PLACE:
        return False
    if _HOURS.search(before):
        following = _WORD_AFTER.match(rest)
        if following and following[1] in abbr.AFTER_HOURS:
            return False
        return not rest[:24].isupper() or _starts(rest, language)
    if word.isdecimal():
        return not (language in abbr.ORDINAL_LANGUAGES and len(word) < 3) or _starts(rest, language)
    if len(word) == 1 and word.isalpha():
        return _initial_ends(word, before[: found.start()], rest, language)
    if key in abbr.EITHER or _ACRONYM.fullmatch(word):
        return _starts(rest, language)
    if _DOUBLED.fullmatch(word) and _DOUBLED.match(rest):
        return False
    if key in abbr.AFTER_A_PLACE and before[: found.start()].rstrip().endswith(","):
        return _starts(rest, language)
    return True


def _initial_ends(letter: str, before: str, rest: str, language: str) -> bool:
    """Whether a sentence ends in this single letter, or the letter begins a name or stands for a word."""
    words = before.split()
    if words and (words[-1].lower() in abbr.LETTERED or (letter.islower() and words[-1][-1].isdecimal())):
        return True
    if letter == "I" and words and words[-1] in ("and", "than", "as"):
        return True
    return _starts(rest, language)


def _is_name_with_mark(before: str, rest: str, language: str) -> bool:
    found = _WORD_BEFORE.search(before)
    return found is not None and found.group().capitalize() in abbr.EXCLAIMED and not _starts(rest, language)


def _starts(rest: str, language: str) -> bool:
    """Whether the next word is one that begins sentences and seldom names."""
    following = _WORD_AFTER.match(rest)
    if following is None or following[2] and len(following[1]) == 1:
        return False
    word = following[1]
    if rest[:24].isupper():
        return word.capitalize() in abbr.STARTERS_IN_CAPITALS
    return word.split("'")[0].split("’")[0] in abbr.STARTERS.get(language, abbr.STARTERS["en"])


def _short_enough(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentence whole, or in pieces that the embedder can read."""
    while (most := _most(text, start, end)) < end - start:
        cut = _pause(text, start, start + most)
        yield from _stripped(text, start, cut)
        start = cut
        while text[start].isspace():
            start += 1
    yield start, end


def _most(text: str, start: int, end: int) -> int:
    """Return how many characters from `start` fit."""
    if end - start <= _MOST_UNSPACED:
        return end - start
    piece = text[start:end]
    if len(_UNSPACED.findall(piece, 0, _MOST_UNSPACED)) > _MOST_UNSPACED // 2:
        return _MOST_UNSPACED
    if len(piece) > _MOST_WORDS * 2:
        for number, blank in enumerate(re.finditer(r"\s+", piece)):
            if number + 1 >= _MOST_WORDS:
                return min(_MOST_CHARACTERS, blank.start())
    return min(len(piece), _MOST_CHARACTERS)


def _pause(text: str, start: int, end: int) -> int:
    """Return the best place to cut in the second half of a piece that is too long."""
    middle = start + (end - start) // 2
    for pause in _PAUSES:
        cut = max((found.end() for found in pause.finditer(text, middle, end)), default=None)
        if cut is not None:
            return cut
    return end
