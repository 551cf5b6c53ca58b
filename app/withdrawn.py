"""Articles that a later one of the same outlet corrects or takes back: articles in, which is replaced by which out.

A later article that carries a notice of correction or retraction replaces the last one before it that tells the same
story; one that says 'withdraws' or 'corrects' and quotes the title of an earlier one replaces that one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.stories import SURELY, likeness
from app.units import Read
from ingest.corpus import NoticeKind

_TAKES_BACK = re.compile(r"\b(?:withdr[ae]w|withdrawn|retract|correct)(?:s|ed|ing|ion|al)?\b", re.IGNORECASE)
_GRAVE = frozenset({NoticeKind.RETRACTION, NoticeKind.CORRECTION})


def withdrawn(reads: Sequence[Read]) -> dict[str, Read]:
    """Return the articles that are replaced, by their ids, with the article that does so; `reads` come oldest first."""
    found: dict[str, Read] = {}
    for place, later in enumerate(reads):
        before = [read for read in reads[:place] if _same_outlet(read, later)]
        if not before:
            continue
        quoted = [read for read in before if _names(later, read)]
        if not quoted and later.article.notice is not None and later.article.notice.kind in _GRAVE:
            alike = likeness(later, before)
            quoted = [read for read, value in zip(before, alike, strict=True) if value >= SURELY][-1:]
        found |= {read.article.id: later for read in quoted}
    return found


def _same_outlet(one: Read, other: Read) -> bool:
    """Whether two articles are of one outlet and it is known which came first."""
    dated = one.article.published_at and other.article.published_at
    return bool(dated and one.article.outlet and one.article.outlet == other.article.outlet)


def _names(later: Read, earlier: Read) -> bool:
    title = " ".join((earlier.article.title or "").split()).casefold()
    return bool(title) and any(
        _TAKES_BACK.search(sentence.text) and title in " ".join(sentence.text.split()).casefold()
        for sentence in later.article.sentences
    )
