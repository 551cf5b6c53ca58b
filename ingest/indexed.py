"""Articles to what the store keeps of them: passages and vectors, from one pass of the embedder.

Each distinct sentence is embedded once. A passage's vector is the mean of its sentences' vectors with a share of
its title's, so that passages and sentences are served by the same work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass

import numpy as np

from ingest.chunk import chunk
from ingest.corpus import Article, Passage
from ingest.embed import Embedder, Vectors, unit

# Share of the title's vector in a passage's: the title says what a passage's pronouns are about.
TITLE_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Indexed:
    """An article with all that the store keeps of it."""

    article: Article
    passages: tuple[Passage, ...]
    title_vector: Vectors  # [dimension]; zeros without a title
    sentence_vectors: Vectors  # [sentences, dimension]

    def passage_vectors(self) -> Vectors:
        """Return the passages' vectors, [passages, dimension], each of length one."""
        if not self.passages:
            return np.zeros((0, self.title_vector.shape[0]), np.float32)
        means = np.stack([self.sentence_vectors[p.first : p.last + 1].mean(axis=0) for p in self.passages])
        return unit(unit(means) + TITLE_SHARE * self.title_vector)


# Texts between two looks at whether to stop: 0.7 s of work. Texts of like length are together, as with all at once.
AT_ONCE = 256


def embed_articles(
    articles: Sequence[Article], embedder: Embedder, *, stopped: Callable[[], bool] = lambda: False
) -> list[Indexed]:
    """Cut articles into passages and embed their titles and sentences.

    Raises:
        EmbedError: the embedder failed. CancelledError: `stopped` said so before all was embedded.
    """
    rows: dict[str, int] = {}
    for article in articles:
        for text in (article.title or "", *(sentence.text for sentence in article.sentences)):
            rows.setdefault(text, len(rows))
    texts = [text for text in rows if text]
    table = np.zeros((len(rows), embedder.dimension), np.float32)
    texts.sort(key=len)
    for first in range(0, len(texts), AT_ONCE):
        if stopped():
            raise CancelledError
        some = texts[first : first + AT_ONCE]
        table[[rows[text] for text in some]] = embedder.embed(some)
    return [
        Indexed(
            article=article,
            passages=chunk(article.sentences),
            title_vector=table[rows[article.title or ""]],
            sentence_vectors=table[[rows[sentence.text] for sentence in article.sentences]],
        )
        for article in articles
    ]
