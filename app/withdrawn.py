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
        said = _taken_back(later)
        notice = later.article.notice
        grave = notice is not None and notice.kind in _GRAVE
        if not (said or grave):
            continue
        before = [read for read in reads[:place] if _same_outlet(read, later)]
        quoted = [read for read in before if any(title in sentence for title in _title(read) for sentence in said)]
        if before and grave and not quoted:
            alike = likeness(later, before)
            quoted = [read for read, value in zip(before, alike, strict=True) if value >= SURELY][-1:]
        found |= {read.article.id: later for read in quoted}
    return found


def _same_outlet(one: Read, other: Read) -> bool:
    """Whether two articles are of one outlet and it is known which came first."""
    dated = one.article.published_at and other.article.published_at
    return bool(dated and one.article.outlet and one.article.outlet == other.article.outlet)


def _taken_back(read: Read) -> list[str]:
    """Return the sentences of an article that may say of another one that it is corrected or withdrawn."""
    texts = (sentence.text for sentence in read.article.sentences)
    return [" ".join(text.split()).casefold() for text in texts if _TAKES_BACK.search(text)]


def _title(read: Read) -> list[str]:
    title = " ".join((read.article.title or "").split()).casefold()
    return [title] if title else []
