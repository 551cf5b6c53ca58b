"""Questions to begin with, made from the corpus: a store in, up to three questions out that it can answer.

Who and what several outlets write about comes first, then the newest headlines; sample articles have questions of their
own. Each is tried before it is offered: none of them leads to an abstention of the built-in answerer.
"""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.ask import answerable
from app.names import names
from app.wire import Services
from ingest.catalogue import ArticleRow, Counts
from ingest.corpus import Article, Role
from ingest.store import Store

EXAMPLES = 3  # as many as fit above the fold of a phone, 390 x 844
SEED_QUESTIONS = Path(__file__).parent.parent / "seeds" / "questions.jsonl"

NEWEST = 40  # articles that are looked through for names; 90 ms on two cores
TRIED = 12  # questions that are tried at most, 50 ms each
SEVERAL = 2  # outlets that write about what is asked about
OVERLAP = 0.5  # share of its articles that a second name may have in common with the first


class ExampleQuestions:
    """The examples of a store, made again once what it holds has changed."""

    def __init__(self, services: Services, questions: Path = SEED_QUESTIONS) -> None:
        """Take what answers, and the file with the questions about the sample articles."""
        self._services = services
        self._questions = questions
        self._making = threading.Lock()
        self._made: tuple[Counts | None, tuple[str, ...]] = (None, ())

    def current(self) -> tuple[str, ...]:
        """Return the examples for what the corpus holds now."""
        with self._making:
            counts = self._services.store.counts()
            if self._made[0] is not counts:
                self._made = (counts, self._tried(counts))
            return self._made[1]

    def _tried(self, counts: Counts) -> tuple[str, ...]:
        found: list[str] = []
        for number, question in enumerate(self._candidates(counts)):
            if number == TRIED or len(found) == EXAMPLES:
                break
            if answerable(question, services=self._services):
                found.append(question)
        return tuple(found)

    def _candidates(self, counts: Counts) -> Iterator[str]:
        if counts.samples < counts.articles:
            yield from made(self._services.store)
        if counts.samples and self._questions.exists():
            yield from marked(self._questions)


def marked(questions: Path) -> Iterator[str]:
    """Yield the questions of a file that are marked as examples."""
    for line in questions.read_text("utf-8").splitlines():
        row = json.loads(line) if line.strip() else {}
        if row.get("example"):
            yield str(row["question"])


def made(store: Store) -> Iterator[str]:
    """Yield questions about the newest articles that are no samples: the names in them, then their titles."""
    rows = [row for row in store.page(limit=NEWEST).articles if not row.sample]
    told = _told(rows, store)
    asked: list[frozenset[str]] = []
    for name, outlets in sorted(told.items(), key=lambda item: (-len(set(item[1].values())), item[0])):
        about = frozenset(outlets)
        if len(set(outlets.values())) < SEVERAL or len(asked) == EXAMPLES - 1:
            break
        if all(len(about & other) <= OVERLAP * len(about) for other in asked):
            asked.append(about)
            yield f"What is there about {name}?"
    # Of words that ask, only such as need not stand in an answer: with 'say' or 'known' a small corpus has none.
    titles = dict.fromkeys(row.title for row in rows if row.title and not any(row.id in about for about in asked))
    titles |= dict.fromkeys(row.title for row in rows if row.title)
    yield from (f"What is “{title}” about?" for title in titles)
    yield from (
        f"What is there about {name}?" for name, outlets in told.items() if len(set(outlets.values())) < SEVERAL
    )


def _told(rows: list[ArticleRow], store: Store) -> Mapping[str, Mapping[str, str]]:
    """Return each name of several words in how the articles begin, with the outlets by the articles that have it."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        article = store.current(row.id)
        if article is None or (article.language or "en") != "en":  # the question is English
            continue
        for name in _leading(article):
            told[name][row.id] = row.outlet or row.id
    return told


def _leading(article: Article) -> set[str]:
    lead = next((each.text for each in article.sentences if each.role is Role.BODY), "")
    found = {lead[name.start : name.end] for name in names(lead) if len(name.parts) > 1}
    # Not the outlet itself, which its first line often names.
    return {name for name in found if name.casefold() not in (article.outlet or "").casefold()}
