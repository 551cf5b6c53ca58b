"""Tell evidence from the furniture of a page: sentences go in, sentences with their roles come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Role, Sentence

_TAIL = re.compile(r"(?<=[.!?…\w\"”’]) (?:Read (?:the )?full (?:article|story|report) (?:at|on|here)\b[^.!?]{0,60}\.?\w{0,6}\.?)$", re.IGNORECASE)
_CREDIT = re.compile(r".{2,120} contributed (?:reporting )?to this (?:report|story|article)(?: (?:for|at) (?P<outlet>[^.]{2,60}))?\.?", re.IGNORECASE)


def with_roles(sentences: Sequence[Sentence], *, text: str, title: str | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of one article, each with its role."""
    return tuple(
        replace(sentence, role=Role.FURNITURE)
        if _CREDIT.fullmatch(sentence.text) or sentence.text.lower().startswith("read full article")
        else sentence
        for sentence in sentences
    )


def furniture_tail(line: str) -> int | None:
    """Return where a furniture phrase at the end of a line begins, if there is one."""
    found = _TAIL.search(line)
    return found.start() + 1 if found else None


def credited_outlet(text: str) -> str | None:
    """Return the outlet of a line such as 'Jane Roe contributed to this report for The Example'."""
    found = _CREDIT.fullmatch(text.strip())
    return found["outlet"].strip() if found and found["outlet"] else None
