"""What an outlet says of an article that it changed or took back: its title and sentences in, the gravest notice out.

Rules, no guesses: a notice begins with its label ('Correction:'), or says of this very article what was done to it.
'The market's correction' and 'he retracted his statement' are news, and no notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ingest import corrections_phrases as phrases
from ingest.corpus import Notice, NoticeKind, Sentence

_GRAVEST = tuple(NoticeKind)
_LABELS = (
    (phrases.RETRACTION, NoticeKind.RETRACTION),
    (phrases.CORRECTION, NoticeKind.CORRECTION),
    (phrases.CLARIFICATION, NoticeKind.CLARIFICATION),
    (phrases.UPDATE, NoticeKind.UPDATE),
)
_TITLES = (
    (phrases.TITLE_RETRACTION, NoticeKind.RETRACTION),
    (phrases.TITLE_CORRECTION, NoticeKind.CORRECTION),
    (phrases.TITLE_CLARIFICATION, NoticeKind.CLARIFICATION),
    (phrases.TITLE_UPDATE, NoticeKind.UPDATE),
)
_LABEL_ALONE = re.compile(r"[^.!?:：]{2,30}[:：]?")
LONGEST = (
    600  # characters of a notice that are kept: some hundred words, so that a broken page is no notice of its length
)


def notice(title: str | None, sentences: Sequence[Sentence]) -> Notice | None:
    """Return the gravest notice that an article carries, the first one of its kind, or None."""
    found = [*_of_title(title or ""), *_of_sentences(sentences)]
    return min(found, key=lambda one: _GRAVEST.index(one.kind), default=None)


def kind_of(text: str) -> NoticeKind | None:
    """Return what a sentence says was done to the article that it stands in, None where it says no such thing."""
    opening = phrases.OPENING.match(text)
    bare = text[opening.end() :] if opening else text
    for label, kind in _LABELS:
        if (found := label.match(bare)) and found.end() < len(bare):
            return kind
    if note := phrases.NOTE.match(bare):
        bare = bare[note.end() :]
    return _of_statement(bare)


def _of_statement(text: str) -> NoticeKind | None:
    if phrases.EARLIER.match(text):
        return NoticeKind.CLARIFICATION if phrases.CLARIFIED.search(text) else NoticeKind.CORRECTION
    done = phrases.DONE.match(text)
    if done is None:
        return None
    deed, rest = next(filter(None, done.groups())), text[done.end() :]
    if phrases.RETRACTED.search(deed):
        return NoticeKind.RETRACTION
    if phrases.CORRECTED.search(deed) or phrases.CORRECTED.search(rest):
        return NoticeKind.CORRECTION
    if phrases.CLARIFIED.search(deed) or phrases.CLARIFIED.search(rest):
        return NoticeKind.CLARIFICATION
    return NoticeKind.UPDATE if phrases.TELLING.search(rest) or not deed.isascii() else None


def _of_title(title: str) -> Iterator[Notice]:
    for pattern, kind in _TITLES:
        if pattern.match(title):
            yield Notice(kind, None, title[:LONGEST])


def _of_sentences(sentences: Sequence[Sentence]) -> Iterator[Notice]:
    for sentence, after in zip_longest(sentences, sentences[1:]):
        if kind := kind_of(sentence.text):
            yield Notice(kind, sentence.index, sentence.text[:LONGEST])
        elif after and _LABEL_ALONE.fullmatch(sentence.text):
            # The label as a line of its own, over what it labels.
            label = sentence.text.rstrip(":： ")
            if any(pattern.fullmatch(f"{label}: ") for pattern, _ in _LABELS[:3]):
                kind = kind_of(f"{label}: {after.text}")
                if kind:
                    yield Notice(kind, after.index, after.text[:LONGEST])
