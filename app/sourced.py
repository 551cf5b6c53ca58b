"""One sentence of an article, as a citation names it and as the verifier reads it: article and index in, values out."""

from __future__ import annotations

import re

from app.render import Place
from app.verify import Source
from ingest.corpus import Article

# 'PORT ELLERY, Kestrin (Meridian Wire) — ': where it was written and by whom, which the citation says anyway.
_DATELINE = re.compile(r"(?:[^\W\d_a-z][^()—–.]{0,60}\s)?\([^()]{2,40}\)\s[—–-]\s(?=[^\W\d_a-z\s]|[\"“«‘])")


def place_of(article: Article, index: int) -> Place:
    """Return the place of a sentence without its dateline."""
    sentence = article.sentences[index]
    dateline = _DATELINE.match(sentence.text)
    return Place(article, index, sentence.start + (dateline.end() if dateline else 0), sentence.end)


def source_of(article: Article, index: int) -> Source:
    """Return a sentence with what it leans on."""
    return Source(
        text=article.sentences[index].text,
        title=article.title or "",
        before=article.sentences[index - 1].text if index else "",
        article=article.text,
        language=article.language or "en",
        published_at=article.published_at,
    )
