"""Whether invented statements get past the verifier, and whether true ones do: `python -m tests.evals.adversary`.

A scripted model is asked over HTTP, as any model is. First it lies: to each gold question it replies with false
statements made of the sentences that it is shown (`inventions.py`), and names the sentence that each was made from;
asked to put right what did not pass, it repeats it and names every sentence. Then it writes what is true. Counted is
what a reader is shown.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.answers import Label
from app.ask import answer
from app.drafts import Draft
from app.findings import Finding
from app.generate import GenerateAnswerer
from app.reading import Line
from app.settle import settle
from app.wire import Services, open_services
from ingest.settings import Settings
from tests.adversaries import Body, refused, shown
from tests.evals import gate, scoring
from tests.evals.inventions import Invention, inventions, plain
from tests.evals.truths import Truth, truths
from tests.lines import brief, read
from tests.scripted_model import Script, ScriptedModel

PER_ANSWER = 30  # statements in one reply; 60 are read
EVIDENCE = 40  # sentences that a prompt shows at most


@dataclass(frozen=True, slots=True)
class Row:
    """A statement that the model wrote, and what became of it."""

    kind: str
    text: str
    label: Label = Label.UNSUPPORTED
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Liar:
    """Plays the model: false statements made of the evidence that it is shown, each once, all kinds alike."""

    articles: dict[str, Sequence[str]]  # their sentences, by title
    by_hand: dict[str, Invention]  # by the sentence that each was made from
    per_sentence: int
    wrote: dict[str, Invention] = field(default_factory=dict)  # by what `plain` makes of the text
    kinds: Counter[str] = field(default_factory=Counter)

    def __call__(self, body: Body) -> Script:
        evidence = shown(body)
        if again := refused(body):
            return Script(reply=[f"{text} {evidence.every}\n" for text in again])
        lines = []
        for number, sentence in evidence.sentences.items():
            for made in self._some(sentence, evidence.titles[number]):
                if len(lines) < PER_ANSWER and plain(made.text) not in self.wrote:
                    self.wrote[plain(made.text)] = made
                    self.kinds[made.kind] += 1
                    lines.append(f"{made.text} [{number}]\n")
        return Script(reply=lines or ["NO ANSWER"])

    def _some(self, sentence: str, title: str) -> list[Invention]:
        """Return inventions of the kinds of which there are fewest so far."""
        corpus = "\n".join(line for lines in self.articles.values() for line in lines)
        made = [*inventions(sentence, self.articles.get(title, ()), corpus)]
        made += [self.by_hand[sentence]] if sentence in self.by_hand else []
        return sorted(made, key=lambda one: self.kinds[one.kind])[: self.per_sentence]


@contextmanager
def opened(server: ScriptedModel) -> Iterator[tuple[Services, dict[str, list[Line]]]]:
    """Yield services over the sample corpus with a scripted model, and the sentences of each article by external id."""
    with tempfile.TemporaryDirectory() as folder:
        services = open_services(Settings(data_dir=Path(folder), openai_base_url=server.url, model="scripted-1"))
        try:
            found = {name: services.store.article(key) for name, (key, _) in gate.fill(services).items()}
            yield (
                services,
                {name: [read(one, sentence.index) for sentence in one.sentences] for name, one in found.items()},
            )
        finally:
            services.store.close()


def lie(
    services: Services, server: ScriptedModel, lines: dict[str, list[Line]], *, questions: int, per: int
) -> list[Row]:
    """Ask gold questions of a model that invents."""
    articles = {
        own[0].article.title or "": [" ".join(line.sentence.text.split()) for line in own]
        for own in lines.values()
        if own[0].article.language == "en"
    }
    liar = Liar(articles, _by_hand(lines), per)
    server.play(liar)
    seen: dict[str, Row] = {}
    for question in scoring.questions()[:questions]:
        for one in answer(question["question"], services=services).statements:
            made = liar.wrote.get(plain(one.text))
            if made is not None:
                seen[plain(one.text)] = Row(made.kind, one.text, one.support.label, one.findings)
    return [seen.get(key, Row(made.kind, made.text)) for key, made in liar.wrote.items()]


def _by_hand(lines: dict[str, list[Line]]) -> dict[str, Invention]:
    """Return the statements of `swapped_roles.txt`."""
    rows = (Path(__file__).with_name("swapped_roles.txt")).read_text("utf-8").splitlines()
    out = {}
    for row in rows:
        if row and not row.startswith("#"):
            place, text = row.split(" | ")
            name, number = place.split()
            source = " ".join(lines[name][int(number)].sentence.text.split())
            out[source] = Invention("roles", text, source)
    return out


def tell(services: Services, server: ScriptedModel, some: Iterable[Truth]) -> list[Row]:
    """Have the model write what is true, one statement a reply."""
    if not isinstance(services.answerer, GenerateAnswerer):
        raise TypeError(f"no model writes here: {services.answerer!r}")
    out = []
    for number, truth in enumerate(some):
        server.play(lambda body, truth=truth: _told(body, truth))
        asked = brief(truth.sources, truth.others[: EVIDENCE - len(truth.sources)], question=f"{number}?")
        drafts = [one for one in services.answerer.draft(asked) if isinstance(one, Draft)]
        found = next((one for one in drafts if plain(one.text) == plain(truth.text)), None)
        own = found if found is not None and found.answerer == services.answerer.name else None
        out.append(Row(truth.kind, truth.text, own.support.label, own.findings) if own else Row(truth.kind, truth.text))
    return out


def _told(body: Body, truth: Truth) -> Script:
    if refused(body):
        return Script(reply=["NO ANSWER"])
    evidence = shown(body)
    own = [" ".join(line.sentence.text.split()) for line in truth.sources]
    markers = "".join(f"[{number}]" for number, text in evidence.sentences.items() if text in own)
    return Script(reply=[f"{truth.text} {markers}"])


def timed(some: Iterable[Truth]) -> list[float]:
    """Return the milliseconds of verifying each statement."""
    out = []
    for truth in some:
        start = time.perf_counter()
        settle(truth.text, truth.sources, (*truth.sources, *truth.others)[:EVIDENCE])
        out.append(1000 * (time.perf_counter() - start))
    return out


def show(name: str, rows: Sequence[Row]) -> None:
    """Print how many were shown as what, all in all and by kind."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        kinds[row.kind][row.label] += 1
    print(f"{name:<28}{'written':>9}{'supported':>11}{'partial':>9}{'left out':>10}")
    for kind, count in [*kinds.items(), ("all", sum(kinds.values(), Counter[str]()))]:
        labels = count[Label.SUPPORTED], count[Label.PARTIAL], count[Label.UNSUPPORTED]
        print(f"  {kind:<26}{count.total():>9}{labels[0]:>11}{labels[1]:>9}{labels[2]:>10}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=1000, help="how many gold questions are asked")
    parser.add_argument("--per-sentence", type=int, default=4, help="inventions from one sentence in one reply")
    parser.add_argument("--rows", action="store_true", help="show what was invented and passed, true and did not")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    with ScriptedModel() as server, opened(server) as (services, lines):
        true = list(truths(lines))
        cold, warm = timed(true), timed(true)
        false = lie(services, server, lines, questions=options.questions, per=options.per_sentence)
        told = tell(services, server, true)
    show("invented", false)
    show("true", told)
    for name, times in (("first", cold), ("again", warm)):
        cuts = statistics.quantiles(times, n=100)
        print(f"verifying a true statement, {name}: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms")
    passed = [row for row in false if row.label is Label.SUPPORTED]
    if options.rows:
        for row in [*passed, *(row for row in told if row.label is not Label.SUPPORTED)]:
            doubts = "; ".join(f"{finding.text}: {finding.detail}" for finding in row.findings)
            print(f"{row.label} | {row.kind} | {row.text} | {doubts}")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
