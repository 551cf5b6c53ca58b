"""Retrieved passages to measured sentences: how close does each sentence come to the question?

In: passages with their sentences' terms and vectors, and the question as read. Out: one `Line` per sentence that may be
evidence, with measures between 0 and 1. Chooses nothing. News refers back ('He is survived by ...'), so a term of the
question also counts, for less, where it stands beside the sentence, in the title, or elsewhere in the article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from app.answers import Found
from app.candidates import Candidate, candidates, read_casing
from app.lexicon import alike, base
from app.question import Question
from ingest.corpus import Article, Role, Sentence
from ingest.embed import Vectors

# What a question's term counts, by where it stands: in the sentence, beside it or in the title, elsewhere in what was
# retrieved of the article. Answer rate .604; with the sentence alone .565 (331 quiz questions, 2 folds).
BESIDE = 0.5
ELSEWHERE = 0.25
NEIGHBOURS = (-2, -1, 1)
OTHER_WORD = 0.8  # what a word counts that may stand for the question's
# Years in which an article loses half its timeliness. A news question without a date asks about the last months; one
# that says 'this week' more so. Measured: see `evidence`.
HALF_LIFE = 1.0
HALF_LIFE_CURRENT = 0.5
UNDATED = 0.4  # of an article without a date: 18 % of the relevant ones had none and were spread like the rest
OTHER_YEAR = 0.5  # timeliness where the question names a year and the article is of another and does not mention it
DAYS_IN_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as read for one question; every measure but the cosine lies between 0 and 1."""

    article: Article
    sentence: Sentence
    terms: frozenset[str]
    near: frozenset[str]  # terms of its neighbours
    vector: Vectors
    place: float  # how well its passage was ranked: 1 for the best
    coverage: float  # share of the question's weight that it covers, with its surroundings
    own: float  # the same, by the sentence alone and in the question's own words
    cosine: float
    timeliness: float
    lead: float  # 1 for the first sentence of the article
    asks: bool
    has_noun: bool  # it holds the noun that the question asks for
    candidates: tuple[Candidate, ...]
    origin: str | None = None  # articles of one origin carry one text

    @property
    def key(self) -> tuple[str, int]:
        """Which sentence it is: the same for another reading of it."""
        return self.article.id, self.sentence.index

    @property
    def words(self) -> int:
        """How long it is, in words; a script without blanks counts two characters as one."""
        return max(len(self.sentence.text.split()), len(self.sentence.text) // 12)


def read_lines(
    passages: Sequence[Found],
    question: Question,
    *,
    question_vector: Vectors,
    idf: Mapping[str, float],
    latest: datetime | None,
    origins: Mapping[str, str],
) -> tuple[Line, ...]:
    """Return the sentences of passages that may be evidence, in the order of the passages.

    `idf` weighs the question's terms; `latest` is when the corpus's last article was published, and `origins` are those
    of the articles, by their ids.
    """
    if not passages:
        return ()
    lowest, highest = min(r.score for r in passages), max(r.score for r in passages)
    known: dict[str, dict[int, frozenset[str]]] = defaultdict(dict)
    for found in passages:
        for number, row in enumerate(found.terms):
            known[found.article.id][found.passage.first + number] = frozenset(row)
    held = {found.article.id: found.title_terms.union(*known[found.article.id].values()) for found in passages}
    casing = read_casing(sentence.text for found in passages for sentence in found.sentences)
    noun = frozenset(term for term in question.terms if question.noun and term.startswith(question.noun[:4]))
    weights = {term: idf.get(term, 0.0) for term in question.terms}
    forms = {term: _forms(term, question.language) for term in weights}
    bases = {_base(term, question.language): weight for term, weight in weights.items()}
    lines: list[Line] = []
    seen: set[tuple[str, int]] = set()
    for found in passages:
        article = found.article
        cosines = np.asarray(found.vectors @ question_vector)
        place = (found.score - lowest) / (highest - lowest) if highest > lowest else 1.0
        for number, sentence in enumerate(found.sentences):
            if sentence.role is not Role.BODY or (article.id, sentence.index) in seen:
                continue
            seen.add((article.id, sentence.index))
            own = known[article.id][sentence.index]
            near = _beside(known[article.id], sentence.index)
            lines.append(
                Line(
                    article=article,
                    sentence=sentence,
                    terms=own,
                    near=near,
                    vector=found.vectors[number],
                    place=place,
                    coverage=_coverage(forms, weights, own, near | found.title_terms, held[article.id]),
                    own=_own(bases, own, question.language),
                    cosine=float(cosines[number]),
                    timeliness=timeliness(article, question, latest, sentence.text),
                    lead=1 / (1 + sentence.index / 5),
                    asks=sentence.text.rstrip("\"'”’»)").endswith(("?", "؟", "？")),
                    has_noun=bool(noun & own),
                    candidates=candidates(
                        sentence.text, found.terms[number], question, casing, article.language or "en"
                    ),
                    origin=origins.get(article.id),
                )
            )
    return tuple(lines)


def timeliness(article: Article, question: Question, latest: datetime | None, text: str = "") -> float:
    """Return how well an article's date fits a question: 1 for the newest, or for one of the year that is named."""
    published = article.published_at
    if question.years:
        mentioned = any(str(year) in text or str(year) in (article.title or "") for year in question.years)
        return 1.0 if mentioned or (published and published.year in question.years) else OTHER_YEAR
    if latest is None or published is None:
        return UNDATED if latest is not None else 1.0
    years = max(0.0, (latest - published).total_seconds() / 86_400 / DAYS_IN_YEAR)
    return float(0.5 ** (years / (HALF_LIFE_CURRENT if question.current else HALF_LIFE)))


def _beside(rows: Mapping[int, frozenset[str]], index: int) -> frozenset[str]:
    return frozenset().union(*(rows.get(index + step, frozenset()) for step in NEIGHBOURS))


def _coverage(
    forms: Mapping[str, frozenset[str]],
    weights: Mapping[str, float],
    own: frozenset[str],
    beside: frozenset[str],
    elsewhere: frozenset[str],
) -> float:
    total = sum(weights.values())
    if not total:
        return 0.0
    covered = 0.0
    for term, weight in weights.items():
        for words, share in ((own, 1.0), (beside, BESIDE), (elsewhere, ELSEWHERE)):
            if term in words:
                covered += weight * share
                break
            if not forms[term].isdisjoint(words):
                covered += weight * share * OTHER_WORD
                break
    return covered / total


def _own(weights: Mapping[str, float], terms: frozenset[str], language: str) -> float:
    """Return the share of the question that a sentence has in the question's own words; 'paid' has 'pay'."""
    held = {_base(term, language) for term in terms}
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in held) / total if total else 0.0


def _base(term: str, language: str) -> str:
    return base(term) if language == "en" else term


def _forms(term: str, language: str) -> frozenset[str]:
    """Return what may stand for a term: 'dead' and 'died' for 'killed'."""
    return alike(term) if language == "en" else frozenset((term,))
