"""Sentences to passages: consecutive whole sentences of at most about 120 words.

A passage is what retrieval ranks. It never cuts a sentence, and it stays well under the embedder's 256 word
pieces, although no passage is ever sent to the embedder: its vector is made from its sentences' vectors.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.corpus import Passage, Role, Sentence

PASSAGE_WORDS = 120


def chunk(sentences: Sequence[Sentence]) -> tuple[Passage, ...]:
    """Return the passages of an article; runs of furniture alone make none."""
    passages: list[Passage] = []
    first, words, has_body = 0, 0, False
    for sentence in sentences:
        length = _words(sentence.text) if sentence.role is not Role.FURNITURE else 0
        if words and words + length > PASSAGE_WORDS:
            if has_body:
                passages.append(Passage(first, sentence.index - 1))
            first, words, has_body = sentence.index, 0, False
        words += length
        has_body = has_body or sentence.role is Role.BODY
    if has_body:
        passages.append(Passage(first, len(sentences) - 1))
    return tuple(passages)


def _words(text: str) -> int:
    """Count words; a script without blanks counts two characters as one word."""
    return max(len(text.split()), len(text) // 12)
