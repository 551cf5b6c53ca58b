"""Decide whether a mark ends a sentence: a line and a mark in it go in, the end of the sentence or nothing comes out.

The words on either side decide: rules and the tables of `abbreviations`, no model. In doubt nothing is cut: half a
sentence is false evidence, two in one are only long evidence. Line ends and length are the business of `sentences`.
"""

from __future__ import annotations

import re

from ingest import abbreviations as abbr

# These need no blank behind them.
_FULL = "。！？｡।॥։።។"
_CLOSERS = "\"'”’»›」』】》〉）)]}"
STOP = re.compile(
    # The Greek question mark is a semicolon.
    rf"(?P<stop>[.!?…؟۔‼⁇⁈⁉{_FULL}]+(?:\s[.!?…]+)*|(?<=[\u0370-\u03ff\u1f00-\u1fff]);)"
    # German closes with the marks that English and French open with; French puts a blank before its own.
    rf"(?P<close>(?:[{re.escape(_CLOSERS)}]|[“«‹](?=\s|$)|\s[»›])*)"
    # Footnote marks and emoji belong to the sentence before them.
    r"(?P<note>(?:\s?\[\d{1,3}\]|[¹²³⁴-⁹])*(?:\s?[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+)*)"
    r"(?P<gap>\s*)"
)
# How far the rules look: names and lead-ins are shorter.
_BACK, _AHEAD = 80, 120
# Counting quotation marks from the start of the line is only worth it in texts, not in files without line ends.
_FARTHEST_COUNT = 100_000

_OPENERS = "\"'“‘«‹「『（([{¿¡„‚"
_OPENED = re.compile(r"(?:(?:^|\s)[\"']|[“‘«‹「『（(\[{¿¡„‚])$")
_BEFORE_A_SENTENCE = _OPENERS + "$£€¥•*·▪●+<|"
_WORD_BEFORE = re.compile(r"[^\s:\"“”‘«»()\[\]{}—–/]+$")
_WORD_AFTER = re.compile(rf"[{re.escape(_OPENERS)}]*\s?([^\W\d_]+(?:['’\-][^\W\d_]+)*)(\.?)")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}|Ph\.D|[ap]\. ?m", re.IGNORECASE)
_DOUBLED = re.compile(r"([A-Z])\1\.?")  # Spanish plurals: 'EE. UU.'
_HOURS = re.compile(r"\b[ap]\. ?m$", re.IGNORECASE)
_GLUED_WORD = re.compile(r"(?!(?:Com|Net|Org|Gov)\b)[A-Z][a-z]*(?:['’][a-z]+)?[ ,]")

# '"Why now?" Smith asked.' goes on; '"Why now?" Smith asked: "Why us?"' is two sentences.
_ATTRIBUTION = re.compile(
    rf"(?:{abbr.SPEECH}) |(?:[\w.’'-]+,? ){{1,4}}(?:{abbr.SPEECH})\s?"
    r"(?:[.,;]|$|\b(?:in|on|at|after|during|of|to|as|with|when|from)\b)"
)
_CHINESE_ATTRIBUTION = re.compile(r"と|[\u4e00-\u9fff]{1,8}(?:说|說|表示|(?<!知)道|称|稱|指出)(?:。|，[“「]|$)")
# What stands before the first words of a sentence and belongs to them: a list's number, the time of a live blog's
# entry, a dateline.
_LEAD_IN = re.compile(
    r"[-–—•*·▪●]?\s*(?:\(?\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\.$"
    r"|[-–—•*·▪●(\[]?\s*\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.? ?m\.?)?(?:\s?[A-Z]{2,4})?\.?$"
    r"|[^\W\d_a-z]{2}[^a-z!?]{0,40}(?:,[^.!?]{0,30})?(?:\.\s?)?(?:\([\w ]{2,20}\)|/[\w ]{2,20}/)\.?$"
)


def sentence_end(line: str, stop: re.Match[str], at: int, language: str) -> int | None:
    """Return where the sentence that began at `at` ends if this match of `STOP` ends it, else None."""
    cut, mark = stop.end("note"), stop["stop"]
    rest = line[stop.end() : stop.end() + _AHEAD]
    if mark[-1] in _FULL:
        return None if stop["close"] and _CHINESE_ATTRIBUTION.match(rest) else cut
    if not stop["gap"]:
        return stop.end() if _is_glued(line, stop, rest) else None
    if _closes_apart(line, stop, rest):
        cut, rest = stop.end() + 1, rest[1:].lstrip()
    before = line[max(at, stop.start() - _BACK) : stop.start()].rstrip()
    if not _may_begin(rest) or not _may_end(before, stop) or _is_attribution(stop, cut, rest):
        return None
    if mark == ".":
        near = stop.start() - at < _BACK
        if near and _LEAD_IN.match(line[at : stop.end("close")].strip()):
            return None
        ends = _full_stop_ends(before, rest, language)
    elif mark[-1] in "!?":
        ends = not _is_name_with_mark(before) or _starts(rest, language)
    elif line[stop.start() - 1].isspace() and mark[0] in ".…":
        # Three dots with a blank on either side left something out; four in a row end a sentence as well.
        ends = mark.count(".") > 3 or _starts(rest, language)
    else:
        ends = True
    return cut if ends else None


def _is_glued(line: str, stop: re.Match[str], rest: str) -> bool:
    """Whether the next sentence follows without a blank: 'the weekend.He said', '.”“'."""
    if not rest:
        return False
    if stop["close"]:
        return stop["close"][-1] in "”»" and (rest[0].isupper() or rest[0] in "“«")
    if rest[0] in "“«":
        return rest[1:2].isupper()
    near = line[max(0, stop.start() - _BACK) : stop.start()]
    found = _WORD_BEFORE.search(near)
    if stop["stop"] != "." or found is None or near.endswith(("/" + found.group(), "@" + found.group())):
        return False
    word = found.group()
    return len(word) > 2 and word.isalpha() and word.islower() and _GLUED_WORD.match(rest) is not None


def _closes_apart(line: str, stop: re.Match[str], rest: str) -> bool:
    """Whether a quotation mark with blanks around it closes: in old wires and bad copies only counting tells."""
    return (
        rest[0] == '"'
        and rest[1:2].isspace()
        and stop.start() < _FARTHEST_COUNT
        and line.count('"', 0, stop.start()) % 2 == 1
    )


def _may_end(before: str, stop: re.Match[str]) -> bool:
    """Whether there are words for the mark to end."""
    if not before or (_OPENED.search(before) and not stop["close"]):
        return False
    return not (stop["close"][:1] == ")" and before[-1] == "(")  # 'the new (?) bridge'


def _may_begin(rest: str) -> bool:
    """Whether a sentence can begin with this text."""
    for place, letter in enumerate(rest):
        if letter.isalpha():
            # 'iPhone', 'eBay'
            camel = letter.islower() and rest[place + 1 : place + 2].isupper()
            return not letter.islower() or camel or rest.startswith(("http", "www.", "pic."), place)
        if letter.isdecimal() or letter in "@#":
            return True
        if letter in _BEFORE_A_SENTENCE or ord(letter) > 0x2600 or (place and letter in " .…"):
            continue
        return False
    return False


def _is_attribution(stop: re.Match[str], cut: int, rest: str) -> bool:
    """Whether a quotation that ends in its own mark goes on with who said it."""
    if stop["stop"][-1] not in "!?" or cut == stop.end("stop"):
        return False
    return _ATTRIBUTION.match(rest.lower() if _is_in_capitals(rest) else rest) is not None


def _full_stop_ends(before: str, rest: str, language: str) -> bool:
    """Whether a single full stop ends the sentence that so far reads `before`."""
    found = _WORD_BEFORE.search(before)
    if found is None:
        return True
    word, before_it = found.group().lstrip(".@#$'’"), before[: found.start()]
    if "." in word or word[:1].isdecimal():
        word = word.rsplit("-", 1)[-1]  # 'R-N.J.', 'a 31-lb. chain'; but 'Jay-Z' is a name
    if _HOURS.search(before):
        return _hours_end(rest, language)
    if word.isdecimal():
        return not (language in abbr.ORDINAL_LANGUAGES and len(word) < 3) or _starts(rest, language)
    if len(word) == 1 and word.isalpha():
        return _letter_ends(word, before_it.split(), rest, language)
    # In text all in capitals 'GEN' is 'Gen'; elsewhere 'EST' is a time zone and no 'Est'.
    key = word.capitalize() if len(word) > 1 and before[-24:].isupper() else word
    if key in abbr.TITLES or (_DOUBLED.fullmatch(word) and _DOUBLED.match(rest)):
        return False
    if rest[0].isdecimal() and (key in abbr.BEFORE_NUMBERS or key in abbr.AFTER_A_PLACE):
        return False
    after_a_place = key in abbr.AFTER_A_PLACE and before_it.rstrip().endswith(",")
    if key in abbr.EITHER or after_a_place or _ACRONYM.fullmatch(word):
        return _starts(rest, language)
    return True


def _hours_end(rest: str, language: str) -> bool:
    """Whether 'p.m.' ends a sentence: not before a day, a time zone or a bracket."""
    following = _WORD_AFTER.match(rest)
    if rest[0] in "([" or (following and following[1] in abbr.AFTER_HOURS):
        return False
    return not _is_in_capitals(rest) or _starts(rest, language)


def _letter_ends(letter: str, words: list[str], rest: str, language: str) -> bool:
    """Whether a sentence ends in this single letter, or the letter begins a name or stands for a word."""
    if rest[0].isdecimal() and letter in abbr.BEFORE_NUMBERS:
        return False
    if words and (words[-1].lower() in abbr.LETTERED or (letter.islower() and words[-1][-1].isdecimal())):
        return True
    if letter == "I" and words and words[-1] in ("and", "than", "as"):
        return True
    return _starts(rest, language)


def _is_name_with_mark(before: str) -> bool:
    found = _WORD_BEFORE.search(before)
    return found is not None and found.group().capitalize() in abbr.EXCLAIMED


def _starts(rest: str, language: str) -> bool:
    """Whether the next word is one that begins sentences and seldom names."""
    following = _WORD_AFTER.match(rest)
    if rest[0] in "([" or following is None or (following[2] and len(following[1]) == 1):
        return False
    if _is_in_capitals(rest):
        return following[1].capitalize() in abbr.STARTERS_IN_CAPITALS
    word = re.split("['’]", following[1], maxsplit=1)[0]
    return word in abbr.STARTERS.get(language, abbr.STARTERS["en"])


def _is_in_capitals(text: str) -> bool:
    return text[:24].isupper()
