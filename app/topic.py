"""A topic to all the articles that are about it: words in, version keys out, those of the best fit first.

Words (FTS5) and meaning (Chroma) name candidates as for a question, only many more of them. An article is about the
topic where its title and first sentences have the topic's words, or its whole text and some sentence's meaning do;
one that mentions a word of it in passing is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.question import content_terms, language_of
from app.rescore import TITLE_TIMES
from app.retrieve import weights_of
from app.units import Unit
from ingest.catalogue import Filters
from ingest.embed import Vectors
from ingest.matches import Material
from ingest.store import Store

# Articles named by words and passages named by meaning that are looked at: reading 2,500 articles takes a second.
BY_WORDS, BY_MEANING = 2_000, 500
LEAD = 5  # sentences, with the title: what an article is about stands there
# The mean of the share of the topic's words in title and lead, the share in the whole article, and the best sentence's
# cosine, from which on an article is about a topic. For 27 topics about the sample stories among 4,278 other articles
# .98 of what is found is of the story and .86 of the story is found; by words of the lead alone .99 and .81, by cosine
# alone .62 and .58.
ABOUT = 0.52
# What people write around a topic.
_ASKED = re.compile(
    r"^\W*(?:(?:please|can you|could you|give me|write|tell me|show me)\s+)*"
    r"(?:(?:a|an|the)\s+)?(?:(?:short|brief|quick)\s+)?"
    r"(?:summari[sz]e|summary of|sum up|overview of|(?:the\s+)?(?:latest|news|stor(?:y|ies)|timeline)"
    r"\s+(?:on|about|of|from|in)"
    r"|what(?:'s| is| was)? (?:has )?happen(?:ed|ing|s)?(?:\s+(?:in|at|to|with|near|around|on|during))?"
    r"|what (?:is|was|has been) (?:reported|said|known|written)(?: about| of| on)?|everything about|about)\s+",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\s*\b(?:this (?:week|month|year)|today|recently|lately|so far|right now|on|in|at|since|from)\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as read: its words with how much each tells, and its meaning."""

    text: str
    language: str
    weights: dict[str, float]
    vector: Vectors

    def relevance(self, unit: Unit) -> float:
        """Return how near a sentence is to the topic: the mean of its share of the words and its cosine."""
        return (self._share(set(unit.terms)) + float(unit.vector @ self.vector)) / 2

    def aboutness(self, material: Material) -> float:
        """Return how far an article is about the topic, 0 to 1."""
        lines = material.body.split("\n")
        title = set(material.title.split())
        lead = title.union(*(line.split() for line in lines[:LEAD]))
        whole = lead.union(*(line.split() for line in lines[LEAD:]))
        vectors = material.sentence_vectors.astype(np.float32)
        best = float((vectors @ self.vector).max()) if len(vectors) else 0.0
        return round((self._share(lead) + self._share(whole) + best) / 3, 6)

    def _share(self, held: set[str]) -> float:
        total = sum(self.weights.values())
        return sum(weight for term, weight in self.weights.items() if term in held) / total if total else 0.0


def read_topic(text: str, store: Store) -> Topic:
    """Return a topic as read; 'summarise what happened in Harran this week' is about Harran."""
    counts = store.counts()
    plain = bare(text)
    language = language_of(plain, [name for name, _ in counts.languages])
    terms = tuple(dict.fromkeys(content_terms(plain, language)))
    return Topic(
        plain, language, weights_of(store.occurrences(terms), counts.sentences), store.embedder.embed_query(plain)
    )


def bare(text: str) -> str:
    """Return a topic without the words that ask for a summary of it."""
    plain = _NOW.sub("", " ".join(text.split()))
    while (shorter := _ASKED.sub("", plain)) != plain:
        plain = shorter
    plain = plain.strip(" ?.!")
    return plain if any(map(str.isalnum, plain)) else text.strip()


def find_articles(topic: Topic, store: Store, filters: Filters) -> tuple[list[int], list[int]]:
    """Return the version keys of the articles about a topic, and of the nearest others; best first."""
    named = [
        match.key for match in store.best_articles(tuple(topic.weights), BY_WORDS, filters, title_weight=TITLE_TIMES)
    ]
    if np.any(topic.vector):
        near = [one.passage for one in store.vectors.near(topic.vector, BY_MEANING, filters)]
        versions = store.versions_of(near)
        named += [versions[passage] for passage in near if passage in versions]
    return judged(topic, store, list(dict.fromkeys(named)))


def judged(topic: Topic, store: Store, versions: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return which of these versions are about a topic, and the others; best first."""
    scores: dict[int, float] = {}
    for first in range(0, len(versions), BY_MEANING):
        for material in store.read_material(versions[first : first + BY_MEANING]):
            scores[material.version] = topic.aboutness(material)
    order = sorted(scores, key=lambda version: (-scores[version], version))
    return [one for one in order if scores[one] >= ABOUT], [one for one in order if scores[one] < ABOUT]
