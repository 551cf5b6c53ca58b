"""A model that writes statements: a prompt and numbered evidence in, each statement settled against it out.

What answers and summaries share: a reply that breaks off before its first statement is asked for again, one that goes
round in circles is ended, and what did not pass may be given back once to be put right.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain

from app.findings import Kind
from app.framed import settle_said
from app.model import ModelError, Trouble, Writer, trouble
from app.numbered import Numbered
from app.prompts import Prompt, read_prompt
from app.reading import Line
from app.replies import Replies
from app.reply import ReplyParser, Said
from app.settle import Judge, Settled
from ingest import spans
from ingest.language import english_name

log = logging.getLogger(__name__)

# How often a model may say the same: small ones go round and round until they are stopped.
REPEATS = 2
# What a second request may mend: the SDK has already tried the rest again.
_PASSING = frozenset({Trouble.CUT_OFF, Trouble.EMPTY, Trouble.UNREADABLE})
_LACKS = {
    Kind.NUMBER: "a figure",
    Kind.DATE: "a date",
    Kind.NAME: "a name",
    Kind.ROLE: "who does what",
    Kind.QUOTE: "a quotation",
    Kind.POLARITY: "whether it happened",
    Kind.MODALITY: "whether it is certain",
    Kind.ATTRIBUTION: "who says it",
    Kind.UNCOVERED: "some of its words",
}
# What a server that can is asked to hold to; the prompts describe the same in words.
SCHEMA = {
    "title": "answer",
    "type": "object",
    "properties": {
        "statements": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "sentences": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["text", "sentences"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["statements"],
    "additionalProperties": False,
}


@dataclass(slots=True)
class Course:
    """What became of what a model wrote, as far as it was not shown.

    `rejected` belongs to no statement; `refused` statements did not pass; `trouble` ended the reply, '' if nothing did.
    """

    refused: list[Settled] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    declined: bool = False
    trouble: str = ""
    kind: Trouble | None = None

    @property
    def lasting(self) -> bool:
        """Whether another request would meet the same trouble."""
        return self.kind is not None and self.kind not in {*_PASSING, Trouble.TOO_LONG}

    def add(self, other: Course) -> None:
        """Take in what became of another reply; trouble that lasts counts before trouble that does not."""
        self.refused += other.refused
        self.rejected += other.rejected
        if other.trouble and (not self.trouble or (other.lasting and not self.lasting)):
            self.trouble, self.kind = other.trouble, other.kind

    def mended(self, settled: Settled) -> None:
        """Strike out the refused statement that one which passed was made of, the most like it."""
        if self.refused:
            self.refused.remove(max(self.refused, key=lambda before: _alike(before.text, settled.text)))

    def refusals(self, name: str) -> Iterator[str]:
        """Say what was refused, and for what."""
        if self.refused:
            kinds = dict.fromkeys(_LACKS[finding.kind] for settled in self.refused for finding in settled.findings)
            number = len(self.refused)
            noun = "One sentence" if number == 1 else f"{number} sentences"
            about = f" (in doubt: {', '.join(kinds)})" if kinds else ""
            yield f"{noun} by {name} left out: the sources do not carry {'it' if number == 1 else 'them'}{about}."

    def left_out(self, name: str) -> Iterator[str]:
        """Say what of a reply was no statement; the log has it word for word."""
        for reason in self.rejected:
            log.warning("left out of a reply of %s: %s", name, reason)
        if self.rejected:
            parts = "One part" if len(self.rejected) == 1 else f"{len(self.rejected)} parts"
            yield f"{parts} of the reply of {name} left out that no statement can hold; the log says which and why."


class Scribe:
    """Asks a model for statements. Safe to share between threads."""

    def __init__(self, writer: Writer, *, judge: Judge | None = None, replies: Replies | None = None) -> None:
        self._writer = writer
        self._judge = judge
        self._replies = Replies() if replies is None else replies

    @property
    def name(self) -> str:
        """The model's name."""
        return self._writer.name

    def count(self, text: str) -> int:
        """Return the number of tokens of a text."""
        return self._writer.count(text)

    def settled(
        self,
        prompt: Prompt,
        inputs: Mapping[str, str],
        evidence: Numbered,
        course: Course,
        beyond: Callable[[Sequence[Line]], Sequence[Line]] = lambda named: (),
    ) -> Generator[Settled, None, None]:
        """Yield what becomes of each statement as soon as the model has written it, also of those that don't pass.

        `beyond` gives lines that were not shown and may carry what the named ones do.
        """
        for said in self._said(prompt, inputs, len(evidence.lines), course):
            named = evidence.named(said.ids)
            with spans.step("verify") as step:
                settled = settle_said(said.text, named, (*evidence.lines, *beyond(named)), self._judge)
                step.note(shown=settled.shown)
            course.rejected += said.rejected
            if not settled.shown:
                # A reader is told by a warning, without what nobody vouches for.
                log.warning("left out: %r: %s", said.text, settled.why)
            yield settled

    def revised(
        self,
        evidence: Numbered,
        language: str,
        course: Course,
        beyond: Callable[[Sequence[Line]], Sequence[Line]] = lambda named: (),
    ) -> Iterator[Settled]:
        """Give the statements that did not pass back to the model, once; yield what becomes of those it writes now."""
        if not course.refused or course.trouble:
            return
        listed = "\n".join(f"- {settled.text}\n  Why: {settled.why}" for settled in course.refused)
        inputs = {"evidence": evidence.text, "statements": listed, "language": english_name(language)}
        yield from self.settled(read_prompt("revise"), inputs, evidence, course, beyond)

    def _said(self, prompt: Prompt, inputs: Mapping[str, str], evidence: int, course: Course) -> Iterator[Said]:
        """Yield what the model says, statement by statement; once more from the start if it broke off before any."""
        for last in (False, True):
            parser = ReplyParser(evidence)
            times: Counter[str] = Counter()
            try:
                with closing(self._replies.read(self._writer, prompt.messages(**inputs), schema=SCHEMA)) as reply:
                    for said in chain.from_iterable(map(parser.feed, reply)):
                        times[said.text] += 1
                        if times[said.text] > REPEATS:
                            raise trouble(Trouble.TOO_LONG, self.name, "it repeats itself")
                        yield said
            except ModelError as error:
                log.warning("model %s: %s", self.name, error)
                if not times and not last and error.kind in _PASSING:
                    continue
                course.trouble, course.kind = str(error), error.kind
            # Of a reply that broke off, a sentence without its numbers may be half a sentence.
            yield from (said for said in parser.close() if said.ids or not course.trouble)
            course.declined = parser.declined
            course.rejected += parser.rejected
            return


def _alike(one: str, other: str) -> float:
    """Return the share of words that two texts have in common (Jaccard)."""
    words, others = set(one.lower().split()), set(other.lower().split())
    return len(words & others) / len(words | others)
