"""Tell evidence from the furniture of a page: the sentences of an article go in, the same with their roles come out.

Sign-ups, share lines, credits and bylines are `FURNITURE`; sub-headings and a headline repeated in the body are
`HEADING`; what is left is `BODY`. Nothing is removed and no offset moves. In doubt a sentence stays `BODY`: a line of
furniture among the evidence is a blemish, a fact that can't be found is a loss.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest import furniture_phrases as phrases
from ingest.corpus import Role, Sentence

# Longer than this it is no furniture, whatever it begins with: in 25 MB of news the longest credit had 32 words, the
# longest call to the reader 21, and what began with 'Related: ' and had 27 was a paragraph of the article.
_LONGEST_CREDIT, _LONGEST_CALL = 45, 25
# Bylines and datelines stand among the first lines; a last line may be a byline too.
_TOP_LINES = 4
# Sub-headings: 'What happens next', 'Thousands Flee as Ferry Service Ends for the Winter'.
_LONGEST_HEADING, _LONGEST_TITLED_HEADING = 7, 14
_LONG_LINE = 90

_CREDITED = re.compile(
    r".{2,200} contributed (?:reporting |research )?to (?:this|the) (?:report|story|article)"
    r" for (?:the )?(?P<outlet>[^.]{2,60})\.?",
    re.IGNORECASE,
)
_ENDED = ".!?…:;,،؛。！？।؟۔»”\"'’)"
_BULLETS = "►▶•*·▪●-–—>» 📷🎧👉(["
_WORD = re.compile(r"\w[\w'’.-]*")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


class _Placed(NamedTuple):
    text: str
    number: int
    own_line: bool


def with_roles(sentences: Sequence[Sentence], *, text: str, title: str | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of one article, each with its role; `text` is what their offsets point into."""
    roles: dict[int, Role] = {}
    rest: list[_Placed] = []
    for sentence in sentences:
        top = sentence.index < _TOP_LINES or sentence.index == len(sentences) - 1
        own_line = _stands_alone(text, sentence)
        if is_furniture(sentence.text, own_line=own_line, top=top):
            roles[sentence.index] = Role.FURNITURE
        else:
            rest.append(_Placed(sentence.text, sentence.index, own_line))
    # A heading stands over prose; what furniture is between them doesn't count.
    for before, placed, after in zip([None, *rest], rest, rest[1:], strict=False):
        if placed.own_line and _is_heading(placed, before, after, title):
            roles[placed.number] = Role.HEADING
    return tuple(replace(sentence, role=roles.get(sentence.index, Role.BODY)) for sentence in sentences)


def is_furniture(text: str, *, own_line: bool = True, top: bool = False) -> bool:
    """Whether a sentence is furniture; `top` says that it stands where bylines and datelines do."""
    if not any(map(str.isalnum, text)):
        return True
    if text.count(" ") >= _LONGEST_CREDIT:
        return False
    if phrases.COLOPHON.fullmatch(text) and not _is_reported(text):
        return True
    if own_line and len(text) < _LONG_LINE and phrases.CREDIT.fullmatch(text):
        return True
    if own_line and top and (phrases.BYLINE.fullmatch(text) or phrases.DATELINE.fullmatch(text)):
        return True
    return is_call(text)


def is_call(text: str) -> bool:
    """Whether a sentence calls the reader elsewhere: 'Read more: ...', 'Sign up for our newsletter', 'Share'."""
    if text.count(" ") >= _LONGEST_CALL:
        return False
    bare = text.lstrip(_BULLETS).rstrip(")] ")
    if phrases.LABELS.fullmatch(bare):
        return True
    return phrases.CALLS.fullmatch(bare) is not None and not _is_reported(text)


def furniture_tail(line: str) -> int | None:
    """Return where a furniture phrase at the end of a line begins, full stop before it or not, if there is one."""
    found = phrases.TAIL.search(line)
    return found.end() if found else None


def credited_outlet(text: str) -> str | None:
    """Return the outlet of a line such as 'Ida Moss contributed to this report for The Example'."""
    found = _CREDITED.fullmatch(text.strip())
    return found["outlet"].strip() if found else None


def _is_reported(text: str) -> bool:
    return phrases.REPORTED.search(text) is not None


def _stands_alone(text: str, sentence: Sentence) -> bool:
    """Whether the sentence has a line of its own."""
    before = text[max(0, sentence.start - 2) : sentence.start].rstrip(" ")[-1:]
    after = text[sentence.end : sentence.end + 2].lstrip(" ")[:1]
    return before in ("", "\n") and after in ("", "\n")


def _is_heading(placed: _Placed, before: _Placed | None, after: _Placed, title: str | None) -> bool:
    text = placed.text
    if title and placed.number < _TOP_LINES and _same_headline(text, title):
        return True
    # Short lines one after another are a list or a table, and may well be facts.
    if not _is_prose(after) or (before is not None and not _is_prose(before)):
        return False
    # 'Verdict: false' and 'Where to watch: Channel 4' are answers.
    if len(text) > _LONG_LINE or text[-1] in _ENDED or ":" in text or not _begins(text[0]):
        return False
    words = _WORD.findall(text)
    if not words or sum(word[0].isdecimal() for word in words) > 1:
        return False
    long_words = [word for word in words if len(word) > 3]
    titled = sum(not word[0].islower() for word in long_words) > 0.6 * len(long_words)
    return len(words) <= (_LONGEST_TITLED_HEADING if titled else _LONGEST_HEADING)


def _begins(letter: str) -> bool:
    return letter.isupper() or letter.isdecimal() or letter in "“‘\"'¿"


def _is_prose(placed: _Placed) -> bool:
    return not placed.own_line or placed.text[-1] in _ENDED or len(placed.text) > _LONG_LINE


def _same_headline(text: str, title: str) -> bool:
    """Whether a line repeats the title, or the part of it before the outlet's name."""
    line, whole = (_NOT_ALPHANUMERIC.sub("", value).casefold() for value in (text, title))
    return bool(line) and (line == whole or (len(line) > 20 and whole.startswith(line)))
