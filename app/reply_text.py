"""What a piece of a reply says: a finished line, or a line up to markers that end a statement, goes in; statements out.

Layout (bullets, emphasis, headings, quotation bars) is taken off, markers are given to the sentence that they stand
in or behind, and what only speaks about the answer (preambles, closing remarks, lists of sources) is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.reply_ledger import Said, shown
from app.reply_markers import Taken, spans, take_out
from ingest.boundaries import STOP, sentence_end

_STOPS = ".!?…。！？؟۔।"
_CLOSERS = "\"'”’»›)）」』】"
_ENDED = re.compile(rf"[{_STOPS}][{_CLOSERS}*_`\s]*$")
_BETWEEN = re.compile(r"(?:[\s,;、，&*_`]|and)*", re.IGNORECASE)
_BEHIND = re.compile(rf"[*_`)）]*(?P<stop>[{_STOPS}]*)[\"”’»」』)）*_`]*\s*")

_EDGE = re.compile(
    r"[\s>|]+|#{1,6}\s+|(?:[-*+•·▪●◦–—]|\(?\d{1,2}[.)])\s+(?=\S)|(?:statement|claim)\s\d{1,3}\s?[:.)]\s*", re.IGNORECASE
)
_NUMBER = re.compile(r"\(?(\d{1,2})[.)]")
# No two marks of emphasis in a row, so that a line of marks is read once.
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|__?|`{1,3})(?=[^\s*`_])([^*`_]*[^\s*`_])\1(?![\w*])")
_HEADING = re.compile(r"\s*(?:#{1,6}\s.*|\*\*[^*]+\*\*[:：]?|__[^_]+__[:：]?)\s*")
_DEFINITION = re.compile(r"\s*\[\^?\d+\][:：]")

_NO_ANSWER = re.compile(
    r"\W*(?:there is )?(?P<words>no[\s_-]*answer)\b(?P<rest>\W*$|\s*[.:;!()\"'”’—–-])?", re.IGNORECASE
)
_INTRODUCTION = re.compile(
    r"(?:(?:sure|certainly|of course|absolutely|okay|ok|great)[!,.:]+\s*)?"
    r"(?:here(?:['’]s| is| are)\b[^:.!?]{0,40}\b(?:answer|statement|summary|response|result|output|json|list"
    r"|information|what)s?\b[^:.!?]{0,80}[:：]"
    r"|(?:the |my )?(?:final |short )?(?:answer|response|statements?|antwort|respuesta|réponse|risposta|回答|答案)"
    r"\s*[:：])\s*",
    re.IGNORECASE,
)
_SOURCES = re.compile(
    r"(?:(?:list of |cited )?sources?|references?|citations?|evidence|works cited|footnotes?|bibliography|quellen"
    r"|fuentes|fontes|fonti|来源|参考文献|المصادر)(?: list| used| cited)?\s*(?:[:：]|$)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"(?:sure|certainly|of course|absolutely|okay|great)[!,.]"
    r"|here(?:['’]s| is| are)\b.{0,80}\b(?:answer|statement|summary|response|json)s?\b"
    r"|(?:i hope|let me know|feel free|please (?:note|let me)|note(?: that)?:|disclaimer|as an ai)\b"
    r"|if you (?:have|need|want|would like) (?:any|more|further|me|to know)\b"
    r"|(?:would|do) you (?:like|want) (?:me|more)\b",
    re.IGNORECASE,
)


class Kind(Enum):
    """What a piece of a reply is."""

    STATES = "states"
    DECLINES = "declines"
    MARKS = "marks"  # markers alone, which belong to what stands before them
    INTRODUCES = "introduces"  # 'Answer:'
    SOURCES = "sources"  # the head of a list of sources
    TALKS = "talks"  # about the answer, or nothing


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reply, read; `leading` when its only markers stand before its words."""

    kind: Kind
    said: tuple[Said, ...] = ()
    rejected: tuple[str, ...] = ()
    leading: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a statement and its markers end, 0 for nowhere; `undecided` when the next characters will tell."""

    at: int = 0
    undecided: bool = False


def end_of_markers(text: str, start: int = 0) -> Cut:
    """Find where a new statement begins behind markers from `start` on.

    A sentence has ended there, and no small letter goes on. Without a mark that ends a sentence nothing is cut: half a
    sentence is a false statement, two in one are only long.
    """
    places = list(spans(text, start))
    first = 0
    for number, (begin, end) in enumerate(places):
        if number == 0 or not _BETWEEN.fullmatch(text, places[number - 1][1], begin):
            first = begin
        following = places[number + 1][0] if number + 1 < len(places) else len(text)
        is_last = following == len(text)
        if _BETWEEN.fullmatch(text, end, following):
            if is_last:
                return Cut(undecided=True)
            continue
        behind = _BEHIND.match(text, end, following)
        begins = _beginning(text[behind.end() : following]) if behind else None
        if behind is None or begins is None:
            if is_last:
                return Cut(undecided=True)
        elif begins and first and (behind["stop"] or _ENDED.search(text, max(0, first - 20), first)):
            return Cut(behind.end())
    return Cut()


def _beginning(text: str) -> bool | None:
    """Whether this may begin a sentence; None where that is still to be seen."""
    for place, letter in enumerate(text):
        if letter in ",;:，；：、":
            return False
        if letter.isalnum():
            before, rest = text[:place], text[place:]
            unclosed = (
                ("(" in before and ")" not in rest)
                or (any(mark in before for mark in "[【［〔") and not any(mark in rest for mark in "]】］〕"))
                or ("<" in before and "</" not in rest)
            )
            return None if unclosed else not letter.islower()
    return None


class TextReader:
    """Reads pieces in their order: the numbers of a list are told from other numbers by counting along."""

    def __init__(self, evidence: int) -> None:
        self._evidence = evidence
        self._number = 0

    def line(self, line: str, *, cited: bool = False) -> Iterator[Piece]:
        """Yield what a whole line says; `cited` when its evidence is named beside it."""
        while cut := end_of_markers(line).at:
            yield self.piece(line[:cut], cited=cited)
            line = line[cut:]
        yield self.piece(line, cited=cited)

    def piece(self, text: str, *, cited: bool = False) -> Piece:
        """Return what a piece says."""
        if _DEFINITION.match(text):
            return Piece(Kind.TALKS, rejected=(f"{shown(text)} belongs to a list of sources",))
        is_heading = _HEADING.fullmatch(text) is not None
        bare = self._without_layout(text)
        introduction = _INTRODUCTION.match(bare)
        notes: tuple[str, ...] = ()
        if introduction:
            notes = (f"{shown(introduction.group())} introduces the answer",)
            bare = self._without_layout(bare[introduction.end() :])
        taken = take_out(bare, self._evidence)
        if taken is None:
            return Piece(Kind.TALKS, rejected=(*notes, f"{shown(bare)} has markers within markers"))
        if not any(map(str.isalnum, taken.text)):
            return _wordless(taken, notes, introduces=introduction is not None)
        declined = _declined(taken)
        if declined is not None:
            return Piece(Kind.DECLINES, rejected=(*notes, *declined))
        if _SOURCES.match(taken.text) and not cited:
            return Piece(Kind.SOURCES, rejected=(*notes, f"{shown(taken.text)} begins a list of sources"))
        if not (taken.marks or cited) and (reason := _talk(taken.text, is_heading=is_heading)):
            return Piece(Kind.TALKS, rejected=(*notes, f"{shown(taken.text)} {reason}"))
        leading = bool(taken.marks) and taken.marks[-1][0] == 0
        return Piece(Kind.STATES, _said(taken), notes, leading and not _ENDED.search(taken.text))

    def _without_layout(self, text: str) -> str:
        """Return the text without bullets, numbers of a list, bars and emphasis."""
        text = self._without_edge(text.strip())
        for _ in range(2):  # bold and italics
            text = _EMPHASIS.sub(r"\2", text)
        text = self._without_edge(text).lstrip("*`").removesuffix("|").rstrip()
        return text.removesuffix("**").removesuffix("`")

    def _without_edge(self, text: str) -> str:
        while edge := _EDGE.match(text):
            if number := _NUMBER.match(edge.group()):
                # '3. März' begins a sentence where no second point came before it.
                if int(number[1]) > self._number + 1:
                    break
                self._number = int(number[1])
            text = text[edge.end() :]
        return text


def _wordless(taken: Taken, notes: tuple[str, ...], *, introduces: bool) -> Piece:
    ids = _ids(taken)
    if ids:
        return Piece(Kind.MARKS, (Said("", ids, taken.rejected),), notes)
    return Piece(Kind.INTRODUCES if introduces else Kind.TALKS, rejected=(*notes, *taken.rejected))


def _declined(taken: Taken) -> tuple[str, ...] | None:
    """Return what is left out of a 'NO ANSWER', or None where the piece is something else."""
    starts = [0, *(start for start, _ in _sentences(taken.text)[1:])]
    for start in starts if not taken.marks else starts[:1]:
        found = _NO_ANSWER.match(taken.text, start)
        # 'No answer was given by the ministry' is a statement.
        if found and (found["words"].isupper() or (found["rest"] is not None and not taken.marks)):
            rest = taken.text[:start] + taken.text[found.end() :]
            return ("text beside NO ANSWER",) if any(map(str.isalnum, rest)) else ()
    return None


def _talk(text: str, *, is_heading: bool) -> str:
    """Return why a text without markers is no statement, '' if it may be one."""
    if text.endswith((":", "：")):
        return "introduces the answer"
    if is_heading and not _ENDED.search(text):
        return "is a heading"
    return "is a remark to the reader" if _REMARK.match(text) else ""


def _ids(taken: Taken) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for _, ids in taken.marks for number in ids))


def _said(taken: Taken) -> tuple[Said, ...]:
    """Return the sentences of a text, each with the ids that stand in it or behind it."""
    places = _sentences(taken.text)
    named: list[dict[int, None]] = [{} for _ in places]
    for place, ids in taken.marks:
        index = max((number for number, (start, _) in enumerate(places) if start < place), default=0)
        named[index] |= dict.fromkeys(ids)
    last = len(places) - 1
    return tuple(
        Said(taken.text[start:end], tuple(named[number]), taken.rejected if number == last else ())
        for number, (start, end) in enumerate(places)
    )


def last_sentence(text: str) -> int:
    """Return where the last sentence of a text begins."""
    return _sentences(text)[-1][0]


def _sentences(text: str) -> list[tuple[int, int]]:
    """Return the places of a text's sentences, however long they are."""
    places = []
    at = 0
    for stop in STOP.finditer(text):
        cut = sentence_end(text, stop, at, "en") if at <= stop.start() and stop.end() < len(text) else None
        if cut is not None and any(map(str.isalnum, text[at:cut])) and any(map(str.isalnum, text[cut:])):
            places.append((at, cut))
            at = stop.end()
    return [*places, (at, len(text))]
