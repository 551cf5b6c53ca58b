"""Cut the text of an article into sentences: cleaned text goes in, sentences with exact offsets come out.

`text[start:end] == sentence.text` for each of them, in order, and together they hold everything that is not blank.
A newline always ends a sentence, a phrase of furniture at the end of a line ('Read full article at ...') is a sentence
of its own, and what is too long for the embedder is cut where a reader would pause. What a sentence is for (evidence,
heading, furniture) is not decided here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.boundaries import STOP, sentence_end
from ingest.corpus import Sentence
from ingest.furniture import furniture_tail

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

# The embedder reads 256 word pieces, about 180 words of English. In 25 MB of news 12 of 225,000 sentences were longer
# than 700 characters: lists without full stops, and one prayer.
_MOST_CHARACTERS, _MOST_WORDS = 900, 160
# Chinese, Japanese, Thai and their like have no blanks and about one word piece a character.
_MOST_UNSPACED = 240
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_PAUSES = (
    re.compile(r"(?:[;；؛•|]|\s\.\.\.)\s*"),
    re.compile(r"(?:[,:]\s|[，、：،]|\s[–—-]\s)\s*"),
    re.compile(r"\s+"),
)


def split(text: str, language: str | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of `text`; `language` (as in 'de') settles what differs between languages."""
    language = (language or "en").lower().split("-")[0]
    places = [
        place
        for line in _LINE.finditer(text)
        for whole in _sentences_of_line(line.group(), language)
        for place in _short_enough(text, line.start() + whole[0], line.start() + whole[1])
    ]
    return tuple(Sentence(number, start, end, text[start:end]) for number, (start, end) in enumerate(places))


def _sentences_of_line(line: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the sentences of a line without line ends."""
    tail = furniture_tail(line)
    prose = len(line) if tail is None else tail
    at = 0
    for stop in STOP.finditer(line):
        if stop.end() >= prose:
            break
        if stop.start() < at:
            continue
        cut = sentence_end(line, stop, at, language)
        if cut is not None and any(map(str.isalnum, line[at:cut])):
            yield from _stripped(line, at, cut)
            at = cut
    yield from _stripped(line, at, prose)
    yield from _stripped(line, prose, len(line))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the place without the blanks around it, unless there is nothing else."""
    piece = text[start:end]
    if stripped := piece.strip():
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(stripped)


def _short_enough(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentence whole, or in pieces that the embedder can read."""
    while (most := _fitting(text, start, end)) < end - start:
        cut = _pause(text, start, start + most)
        yield from _stripped(text, start, cut)
        start = cut
        while text[start].isspace():
            start += 1
    yield start, end


def _fitting(text: str, start: int, end: int) -> int:
    """Return how many characters from `start` fit into the embedder's window."""
    if end - start <= _MOST_UNSPACED:
        return end - start
    piece = text[start : min(end, start + _MOST_CHARACTERS)]
    if len(_UNSPACED.findall(piece, 0, _MOST_UNSPACED)) > _MOST_UNSPACED // 2:
        return _MOST_UNSPACED
    for number, blank in enumerate(re.finditer(r"\s+", piece), start=1):
        if number == _MOST_WORDS:
            return blank.start()
    return len(piece)


def _pause(text: str, start: int, end: int) -> int:
    """Return the best place to cut in the second half of a piece that is too long."""
    middle = start + (end - start) // 2
    for pause in _PAUSES:
        cut = max((found.end() for found in pause.finditer(text, middle, end)), default=None)
        if cut is not None:
            return cut
    while end - 1 > middle and unicodedata.combining(text[end]):
        end -= 1  # never between a letter and its accent
    return end
