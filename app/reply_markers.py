"""Citation markers in what a model wrote: text in; the text without them, where they stood and what they name out.

Read are `[3]`, `[3][7]`, `[1, 2]`, `[3-5]`, `[S3]`, `[id 3]`, `[^3]`, `[3†source]`, `【3】`, `[3](url)`,
`<sup>3</sup>`, `(sentence 3)`, raised figures, and `(3)` where nothing else can be meant: behind the
last full stop of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Stands in the text for a marker while the text around it is tidied; `PLAIN` takes it out of whatever comes in.
_HOLE = "\ue000"

_IN, _OUT = r"\[【［〔", r"\]】］〕"
_GAP = "[\\s\u200c\u200d]*"
_WORD = r"(?:sentences?|sources?|refs?|references?|evidence|citations?|cited?|ids?)"
_LEAD = rf"(?:(?:{_WORD}|[s#^]){_GAP}[:#]?{_GAP})?"
_DIGITS = r"\d++(?::\d+(?=†))?"
_TAIL = rf"(?:†[^,;†{_IN}{_OUT}{_HOLE}]*)?"
_TO = rf"{_GAP}(?:[-‐-―−~～…]|\.{{2,3}}|to|bis){_GAP}"
_AND = r"(?:[,;，、；|&+]|and|und|et|y|or|和|与|及|و)"
_ITEM = re.compile(rf"{_LEAD}({_DIGITS}){_TAIL}(?:{_TO}{_LEAD}({_DIGITS}){_TAIL})?", re.IGNORECASE)
_PLAIN_ITEM = rf"{_LEAD}{_DIGITS}{_TAIL}(?:{_TO}{_LEAD}{_DIGITS}{_TAIL})?"
_JOIN = rf"(?:{_GAP}(?:{_AND}{_GAP})+|\s+)"
_LIST = rf"{_PLAIN_ITEM}(?:{_JOIN}{_PLAIN_ITEM})*+"
# '[1,]', '[3-]' and '[1,-2]' are meant for markers too.
_BODY = re.compile(rf"{_GAP}(?:{_LIST}{_GAP}|{_LEAD}\d[\d\s,;、，；|&+~～‐-―−-]*)?", re.IGNORECASE)
_URL = rf"(?:https?:|www\.|[#/])(?:[^()\n{_IN}{_OUT}{_HOLE}]|\([^()\n{_IN}{_OUT}{_HOLE}]*\))*"
_MARKER = re.compile(
    rf"\^?(?:[{_IN}]{_GAP}[{_IN}](?P<two>[^{_IN}{_OUT}]*)[{_OUT}]{_GAP}[{_OUT}]|[{_IN}](?P<one>[^{_IN}{_OUT}]*)[{_OUT}])"
    rf"(?P<link>\s?\({_URL}\))?"
    r"|(?P<raised>[⁰¹²³⁴-⁹]+)"
    rf"|<(?P<tag>sup|cite|ref)>[{_IN}]?(?P<tagged>{_LIST})[{_OUT}]?</(?P=tag)>"
    rf"|\((?:see\s+)?(?P<named>{_WORD}{_GAP}[:#]?{_GAP}{_LIST})\)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<=[.!?…。！？\"”’»])\s*\((?P<bare>{_LIST})\)\s*$", re.IGNORECASE)
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# 'km²' and 'CO²' are words of two letters; a footnote's word is seldom so short.
_UNIT = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}$|\d$")
_UNFINISHED = re.compile(rf"\^?[{_IN}]{_GAP}(?:{_LIST}(?:{_JOIN}|{_TO})?)?\^?$", re.IGNORECASE)
_LINK = re.compile(rf"!?\[([^\[\]]*)\]\({_URL}\)")
_WRAPPED = re.compile(
    rf"[(（\[【［]\s*(?:(?:see|cf\.?|{_WORD})[\s:]*)?({_HOLE}(?:[{_HOLE}\s,;&、，]|and)*+)[)）\]】］]", re.IGNORECASE
)
_BETWEEN = re.compile(rf"(?<={_HOLE})(?:\s|{_AND})*(?={_HOLE})", re.IGNORECASE)
_SPAN = re.compile(rf"(?<={_HOLE})\s*[-‐-―]\s*(?={_HOLE})")
_ATTACHED = ".,;:!?…。，、；：！？؟،)）"
_CLOSING = "\"'”’»」』"

# An answer's statement rests on a few sentences; a range over more than these names the evidence as a whole.
_WIDEST = 20
_MOST_REASONS = 8


@dataclass(frozen=True, slots=True)
class Taken:
    """A text without its markers; `marks` are their places in it and the ids that they name."""

    text: str
    marks: tuple[tuple[int, tuple[int, ...]], ...]
    rejected: tuple[str, ...] = ()


def spans(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the places of the markers from `start` on in a text that may go on."""
    for found in _MARKER.finditer(text, start):
        if _is_marker(found):
            yield found.span()


def take_out(text: str, evidence: int) -> Taken | None:
    """Return a text that is complete without its markers, or None where markers stand within one another."""
    named: list[tuple[int, ...]] = []
    rejected: list[str] = []

    def hole(found: re.Match[str]) -> str:
        if not _is_marker(found):
            return found.group()
        if found.re is _MARKER and found["link"]:
            rejected.append(f"a URL that the model wrote behind {_short(found.group().partition('(')[0])}")
        ids, reasons = _ids(found, evidence)
        named.append(ids)
        rejected.extend(reasons)
        return _HOLE

    text = _MARKER.sub(hole, text)
    text = _BARE.sub(hole, text)
    text, links = _LINK.subn(r"\1", text)
    text, cut = _UNFINISHED.subn("", text)
    rejected += ["a link that the model wrote"] * bool(links) + ["an unfinished marker"] * bool(cut)
    while (unwrapped := _WRAPPED.sub(r"\1", text)) != text:
        text = unwrapped
    named = _with_ranges(text, named, rejected, evidence)
    clean, marks = _closed_up(_BETWEEN.sub("", _SPAN.sub("", text)), named)
    if any(spans(clean)):
        return None
    reasons = tuple(dict.fromkeys(rejected))
    return Taken(clean, marks, (*reasons[:_MOST_REASONS], "and more") if len(reasons) > _MOST_REASONS else reasons)


def read_ids(text: str, evidence: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the ids that a value such as '3', 'S3' or '[3][7]' names, and what was left out and why."""
    body = re.sub(rf"[{_IN}{_OUT}]+", " ", text).strip()
    if re.fullmatch(r"\d+\.0", body):
        body = body[:-2]
    if not body or not _BODY.fullmatch(body):
        return (), (f"{_short(text)!r} names no evidence",)
    return _listed(body, evidence)


def _is_marker(found: re.Match[str]) -> bool:
    if found.re is not _MARKER:
        return True
    if found["raised"]:
        return _UNIT.search(found.string, max(0, found.start() - 3), found.start()) is None
    body = found["two"] if found["two"] is not None else found["one"]
    return body is None or _BODY.fullmatch(body) is not None


def _ids(found: re.Match[str], evidence: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    if found.re is not _MARKER:
        return _listed(found["bare"], evidence)
    if found["raised"]:
        digits = found["raised"].translate(_RAISED_DIGITS)
        # '¹²' may be twelve, or one and two.
        return _listed(digits if _among(digits, evidence) else " ".join(digits), evidence)
    return _listed(found["two"] or found["one"] or found["tagged"] or found["named"] or "", evidence)


def _listed(body: str, evidence: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the ids of a list, and what was left out and why."""
    ids: dict[int, None] = {}
    reasons = []
    for first, last in _ITEM.findall(body):
        if last and _among(first, evidence) + _among(last, evidence):
            low, high = sorted((_number(first), _number(last)))
            if high - low >= _WIDEST:
                reasons.append(f"[{_short(first)}-{_short(last)}] names more than {_WIDEST} sentences")
                continue
            ids |= dict.fromkeys(range(max(low, 1), min(high, evidence) + 1))
            reasons += [f"[{number}] is not among the evidence" for number in range(evidence + 1, high + 1)]
            reasons += ["[0] is not among the evidence"] * (low == 0)
        elif not last and _among(first, evidence):
            ids[_number(first)] = None
        else:
            reasons.append(f"[{_short(first)}{'-' * bool(last)}{_short(last)}] is not among the evidence")
    return tuple(ids), tuple(reasons) if ids or reasons else ("[] names nothing",)


def _number(digits: str) -> int:
    """Return the number; one of many digits is as good as any that is too large."""
    return int(digits) if digits.isdecimal() and len(digits.lstrip("0")) < 10 else 10**9


def _among(digits: str, evidence: int) -> bool:
    return 1 <= _number(digits) <= evidence


def _with_ranges(text: str, named: list[tuple[int, ...]], rejected: list[str], evidence: int) -> list[tuple[int, ...]]:
    """Return the ids of each marker, those between '[3]' and '[5]' in '[3]-[5]' included."""
    out = list(named)
    for found in _SPAN.finditer(text):
        place = text.count(_HOLE, 0, found.start())
        before, after = named[place - 1], named[place]
        if len(before) == len(after) == 1:
            ids, reasons = _listed(f"{before[0]}-{after[0]}", evidence)
            out[place] = ids or after
            rejected.extend(reasons)
    return out


def _closed_up(text: str, named: list[tuple[int, ...]]) -> tuple[str, tuple[tuple[int, tuple[int, ...]], ...]]:
    """Close the text where its markers were; a stop behind a marker belongs to the words before it."""
    first, *rest = text.split(_HOLE)
    parts, last = [first.strip()], first.strip()[-1:]
    length, blank = len(parts[0]), first[-1:].isspace()
    marks = []
    for ids, piece in zip(named, rest, strict=True):
        marks.append((length, ids))
        bare = piece.strip()
        if bare:
            apart = blank or piece[0].isspace()
            if bare[0] in _ATTACHED or (bare[0] in _CLOSING and not piece[0].isspace()):
                apart = False
                if bare[0] in ".。" and last in ".!?…。！？":
                    apart, bare = bare[1:2].isspace(), bare[1:].lstrip()
            elif not apart and not _is_unspaced(last, bare[0]):
                apart = True
            joined = (" " if apart and length and bare else "") + bare
            parts.append(joined)
            length += len(joined)
            last = bare[-1:] or last
        blank = piece[-1:].isspace() if piece else blank
    return "".join(parts), tuple(marks)


def _is_unspaced(*letters: str) -> bool:
    """Whether a blank would be wrong between two characters: Chinese and Japanese have none."""
    return any(letter >= "\u2e80" for letter in letters) or letters[0] in tuple("([{“‘«¿¡")


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:20]}…"
