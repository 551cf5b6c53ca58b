"""What this server has done, in numbers, for Prometheus: what happened goes in, its text format comes out.

Each set of services has a registry of its own. Labels are routes, statuses, verdicts and kinds, of which there are few;
never an article, a question or a caller.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from app import accounts
from app.answers import Answer, Checked

# Seconds: a search takes hundredths, an answer without a model tenths, one with a model or a summary up to minutes.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0)


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds: articles, sentences, and jobs by their state."""

    articles: int
    sentences: int
    jobs: dict[str, int]


class Metrics:
    """The numbers of one set of services. Safe to share between threads."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = self._counter(
            "requests", "Requests that have ended, by route and status.", "method", "route", "status"
        )
        self._seconds = self._histogram("request_seconds", "Time until the last byte was sent.", "route")
        self._first = self._histogram("first_byte_seconds", "Time until the first byte was sent.", "route")
        self._answers = self._counter(
            "answers", "Answers and summaries, by whether they state something or why not.", "kind", "outcome"
        )
        self._statements = self._counter(
            "statements", "Statements of answers, summaries and checked drafts, by verdict.", "kind", "verdict"
        )
        self._embedding = self._histogram("embedding_seconds", "Time of one call of the embedder.")
        self._embedded = self._counter("embedded_texts", "Texts that were embedded.")
        self._calls = self._counter(
            "model_calls", "Calls of a language model: 'done', 'stopped', or what went wrong.", "model", "outcome"
        )
        self._writing = self._histogram("model_seconds", "Time of one call of a language model.", "model")

    def exposed(self, accept: str) -> tuple[bytes, str]:
        """Return all numbers in the format that a caller's `Accept` header prefers, and the type of that."""
        encode, content_type = choose_encoder(accept)
        return encode(self._registry), content_type

    def hold(self, held: Callable[[], Held]) -> None:
        """Ask for what the store holds whenever the numbers are read."""
        self._registry.register(_Holding(held))

    def request(self, *, method: str, route: str, status: int, seconds: float, first: float | None) -> None:
        """Count a request that has ended."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(route).observe(seconds)
        if first is not None:
            self._first.labels(route).observe(first)

    def answer(self, answer: Answer, kind: str) -> None:
        """Count an answer, or a summary's; write down for the request what it came to."""
        accounts.note_answer(answer)
        self._answers.labels(kind, answer.reason.value if answer.reason else "answered").inc()
        self._verdicts(kind, (statement.support.label.value for statement in answer.statements))

    def check(self, checked: Checked) -> None:
        """Count a draft's sentences; write down for the request how many."""
        accounts.note(statements=len(checked.sentences), citations=len(checked.citations))
        self._verdicts("check", (sentence.support.label.value for sentence in checked.sentences))

    def embedded(self, texts: int, seconds: float) -> None:
        """Count a call of the embedder."""
        self._embedding.observe(seconds)
        self._embedded.inc(texts)

    def model_call(self, model: str, outcome: str, seconds: float) -> None:
        """Count a call of a language model."""
        self._calls.labels(model, outcome).inc()
        self._writing.labels(model).observe(seconds)

    def _verdicts(self, kind: str, verdicts: Iterable[str]) -> None:
        for verdict, times in Tally(verdicts).items():
            self._statements.labels(kind, verdict).inc(times)

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(f"corroborate_{name}", what, labels, registry=self._registry)

    def _histogram(self, name: str, what: str, *labels: str) -> Histogram:
        return Histogram(f"corroborate_{name}", what, labels, registry=self._registry, buckets=_SECONDS)


class _Holding(Collector):
    """What the store holds at the moment at which it is asked."""

    def __init__(self, held: Callable[[], Held]) -> None:
        self._held = held

    def collect(self) -> Iterable[Metric]:
        held = self._held()
        yield GaugeMetricFamily("corroborate_articles", "Articles in the store.", value=held.articles)
        yield GaugeMetricFamily("corroborate_sentences", "Sentences in the store.", value=held.sentences)
        jobs = GaugeMetricFamily("corroborate_jobs", "Jobs that are kept, by state.", labels=["state"])
        for state, number in held.jobs.items():
            jobs.add_metric([state], number)
        yield jobs

    def describe(self) -> Iterable[Metric]:
        """Return nothing: the names are known without asking the store."""
        return ()
