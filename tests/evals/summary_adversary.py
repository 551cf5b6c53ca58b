"""Whether invented statements get into summaries: `python -m tests.evals.summary_adversary`.

A scripted model is asked over HTTP to summarise the sample stories in every style and at several lengths. It replies
with false statements made of the sentences that it is shown (`inventions.py`), and repeats them, naming every sentence,
when it is to put them right. Counted is what a reader is shown.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.reading import Line
from app.summaries import Style, Summary, Wanted
from app.summarize import summarized
from app.wire import Services
from tests.adversaries import Body
from tests.evals.adversary import Liar, opened
from tests.evals.inventions import plain
from tests.scripted_model import Script, ScriptedModel

LENGTHS = (60, 120, 200, 240, 300)


@dataclass(slots=True)
class Lied:
    """What a model that invents has written, and what of it was shown."""

    replies: int = 0  # with something false in them
    wrote: dict[str, str] = field(default_factory=dict)  # by what `plain` makes of it
    kinds: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)
    summaries: list[Summary] = field(default_factory=list)


def lie(services: Services, server: ScriptedModel, lines: dict[str, list[Line]], *, lengths: int, per: int) -> Lied:
    """Ask for summaries of the sample stories of a model that invents."""
    articles = {
        own[0].article.title or "": [" ".join(line.sentence.text.split()) for line in own] for own in lines.values()
    }
    found = Lied()
    liar = Liar(articles, {}, per)

    def play(body: Body) -> Script:
        script = liar(body)
        found.replies += script.reply != ["NO ANSWER"]
        # In one piece: how a reply is cut into pieces is tested elsewhere.
        return Script(reply=["".join(map(str, script.reply))])

    server.play(play)
    for wanted in _wanted(lines, lengths):
        summary = summarized(wanted, services=services)
        found.summaries.append(summary)
        stated = {plain(statement.text): statement.text for statement in summary.answer.statements}
        found.shown += [text for key, text in stated.items() if key in liar.wrote]
    found.wrote = {key: made.text for key, made in liar.wrote.items()}
    found.kinds = liar.kinds
    return found


def _wanted(lines: dict[str, list[Line]], lengths: int) -> Iterator[Wanted]:
    stories: dict[str, list[str]] = defaultdict(list)
    for name, own in lines.items():
        stories[name.rpartition("-")[0]].append(own[0].article.id)
    for most in LENGTHS[:lengths]:
        for ids in stories.values():
            for style in Style:
                yield Wanted(article_ids=tuple(ids), style=style, max_words=most)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lengths", type=int, default=len(LENGTHS), help="how many lengths are asked for")
    parser.add_argument("--per-sentence", type=int, default=3, help="inventions from one sentence in one reply")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    start = time.perf_counter()
    with ScriptedModel() as server, opened(server) as (services, lines):
        found = lie(services, server, lines, lengths=options.lengths, per=options.per_sentence)
    print(f"{len(found.summaries)} summaries, {found.replies} replies, {time.perf_counter() - start:.0f} s")
    for kind, number in sorted(found.kinds.items()):
        print(f"  {kind:<26}{number:>6}")
    print(f"false statements written: {len(found.wrote)}, shown: {len(found.shown)}")
    print(*found.shown, sep="\n")
    return 1 if found.shown else 0


if __name__ == "__main__":
    sys.exit(main())
