"""The lines of a PDF's pages in, its paragraphs out: joined across lines, columns and pages, without page furniture.

Pure. Whether a line goes on in the next is told by its place, its size and its words; a wrong guess costs a paragraph
break between sentences more often than one inside of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_HYPHENS = ("\x02", "\u00ad", "\u2010", "-")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|seite|página|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?\W*", re.I)
_BULLET = re.compile(r"[•▪●◦‣–*·-]\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDS = re.compile(r"[.!?:;…。！？؟।]['\"»”’)\]]*$")
# Scripts that put no blank between words: Chinese characters, kana, and their punctuation.
_SPACELESS = re.compile("[\u3001-\u30ff\u3400-\u9fff\uff00-\uffef]")

_EDGE = 2  # lines at the head and at the foot of a page that may be its furniture
_REPEATED = 0.4  # of the pages; a header of left pages alone stands on half of them
_GAP = 1.35  # of the distance between lines; paragraphs are parted by half a line or more
_SHORT = 0.75  # of a column's width; the last line of a paragraph is as often shorter as not
_HEADING = 0.6  # likewise: a sub-heading in the size of the text is shorter
_OTHER_SIZE = 0.1  # difference; superscripts and small capitals differ inside a line, not between them
_OTHER_FONT = 0.3  # difference inside a sentence, of a line that begins in another font of the same size
_TITLE = 1.25  # of the text's size
_LONGEST_TITLE = 300  # characters; a line in large letters that is longer is a lead
_NEAR = 8  # lines before and after one, among which the widest is the column's width


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its edges and its baseline in points from the page's lower left, its height."""

    text: str
    left: float
    right: float
    base: float
    height: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Return the paragraphs of the pages in reading order."""
    kept = _without_furniture(pages)
    lines = [line for page in kept for line in page]
    starts = {sum(map(len, kept[:number])) for number in range(len(kept))}
    pitch = _pitch(lines)
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    found: list[str] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before and not _begins(before, line, lines, number, pitch, turned=number in starts):
            found[-1] = _joined(found[-1], line.text, words)
        else:
            found.append(line.text)
    return [re.sub("[\x02\u00ad]", "-", text) if text.endswith(_HYPHENS[:2]) else text for text in found]


def headline(pages: Sequence[Sequence[Line]]) -> str | None:
    """Return the lines in large letters at the head of the first page, None where there are none."""
    lines = [line for page in pages for line in page]
    if not pages or not lines:
        return None
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.height] += len(line.text)
    usual = weights.most_common(1)[0][0]
    large = [line for line in pages[0] if line.height >= _TITLE * usual and any(map(str.isalpha, line.text))]
    if not large:
        return None
    largest = max(line.height for line in large)
    title = " ".join(line.text for line in large if line.height >= largest * (1 - _OTHER_SIZE))
    return title if len(title) <= _LONGEST_TITLE else None


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without numbers and without what stands at the head or foot of many of them."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for page in edges for key in {_key(line) for line in page})
    least = max(2, _REPEATED * len(pages))
    return [
        [
            line
            for line in page
            if line not in edge or not (seen[_key(line)] >= least or _PAGE_NUMBER.fullmatch(line.text))
        ]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edges(page: Sequence[Line]) -> list[Line]:
    heights = sorted({round(line.base) for line in page})
    ends = {*heights[:_EDGE], *heights[-_EDGE:]}
    return [line for line in page if round(line.base) in ends]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance between a line and the next."""
    steps = (before.base - after.base for before, after in pairwise(lines))
    usual = [step for step, line in zip(steps, lines, strict=False) if 0 < step <= 2.5 * line.height]
    return median(usual) if usual else 0.0


def _begins(before: Line, line: Line, lines: Sequence[Line], number: int, pitch: float, *, turned: bool) -> bool:
    """Whether a paragraph begins with this line; `turned` where a page does."""
    step = before.base - line.base
    if abs(step) < 1 and not turned:  # pieces of one line that the library took for several
        return line.left - before.right > 4 * line.height
    ended = _ENDS.search(before.text) is not None
    goes_on = (not ended and line.text[:1].islower()) or before.text.endswith(_HYPHENS[:3])
    if abs(before.height - line.height) > (_OTHER_FONT if goes_on else _OTHER_SIZE) * before.height:
        return True
    if goes_on:
        return False
    if _BULLET.match(line.text):
        return True
    width = _width(lines, number - 1)
    share = (before.right - before.left) / width if width else 1.0
    if turned or step < 0 or step > 3 * pitch:  # another page or column
        return ended or share < _SHORT
    indented = line.left - before.left > 0.8 * line.height and not _BULLET.match(before.text)
    if step > _GAP * pitch or indented:
        return True
    return share < (_SHORT if ended else _HEADING)


def _width(lines: Sequence[Line], number: int) -> float:
    """Return the width of the column in which a line stands, by the widest of those near it."""
    own = lines[number]
    near = lines[max(0, number - _NEAR) : number + _NEAR + 1]
    return max(line.right for line in near if abs(line.left - own.left) <= 2 * own.height) - own.left


def _joined(text: str, following: str, words: Counter[str]) -> str:
    """Return the text and the line after it as one, a word cut at the line's end made whole."""
    if text.endswith(_HYPHENS) and following[:1].isalpha() and text[-2:-1].isalpha():
        return text[:-1] + _hyphen(text[:-1], following, words) + following
    if _SPACELESS.fullmatch(text[-1:]) and _SPACELESS.fullmatch(following[:1]):
        return text + following
    return f"{text} {following}"


def _hyphen(text: str, following: str, words: Counter[str]) -> str:
    """Return the hyphen of a compound, and nothing for one that only cut the word; the document's words tell."""
    if not following[0].islower():
        return "-"
    head, tail = _WORD.findall(text)[-1].casefold(), _WORD.findall(following)[0].casefold()
    return "-" if words[f"{head}-{tail}"] and not words[head + tail] else ""


def lines_of(page: Sequence[Sequence[object]]) -> Iterator[Line]:
    """Yield a page's lines from what `ingest.pdf_text` returns of it."""
    for text, *place in page:
        if str(text).strip():
            left, right, base, height = (float(str(value)) for value in place)
            yield Line(str(text).strip(), left, right, base, height)
