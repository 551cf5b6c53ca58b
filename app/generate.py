"""The answerer with a language model: evidence in, verified statements out.

The model sees numbered sentences and names their numbers; whatever it writes is a draft until it is verified
against them. What does not pass is sent back once, then left out and said. Where the model fails before anything
passed, the built-in answerer answers.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain

from app.drafts import Brief, Declined, Draft, Note
from app.findings import Kind
from app.framed import settle_said
from app.model import ModelError, Trouble, Writer, trouble
from app.numbered import Numbered, number
from app.prompts import Prompt, read_prompt
from app.quote import QuoteAnswerer
from app.reading import Line
from app.replies import Replies
from app.reply import ReplyParser, Said
from app.settle import Judge, Settled
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
# What a server that can is asked to hold to; the prompt describes the same in words.
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
class _Course:
    """What has become of one answer so far."""

    shown: set[str] = field(default_factory=set)
    cited: set[tuple[str, int]] = field(default_factory=set)
    refused: list[Settled] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    declined: bool = False
    trouble: str = ""

    def admits(self, settled: Settled) -> bool:
        """Whether a statement may be shown and was not shown already."""
        key = " ".join(settled.text.lower().split())
        if not settled.shown or key in self.shown:
            return False
        self.shown.add(key)
        self.cited |= {(place.article.id, place.sentence) for place in settled.places}
        return True

    def cites(self, lines: Iterable[Line]) -> bool:
        """Whether what was shown cites one of the sentences that answer, and not only true ones beside them."""
        return any(line.key in self.cited for line in lines)


class GenerateAnswerer:
    """Answers in a model's words, each statement verified against its sentences before anyone sees it."""

    writes = True

    def __init__(self, writer: Writer, *, judge: Judge | None = None, replies: Replies | None = None) -> None:
        self._writer = writer
        self._judge = judge
        self._replies = Replies() if replies is None else replies
        self._quote = QuoteAnswerer()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._writer.name

    def draft(self, brief: Brief) -> Iterator[Draft | Note | Declined]:
        """Yield each statement as soon as the model has finished it and it has passed."""
        prompt = read_prompt("answer")
        evidence = number(brief.chosen, brief.ranked, self._writer.count)
        course = _Course()
        inputs = {"question": brief.question, "evidence": evidence.text, "language": english_name(brief.language)}
        inputs["wishes"] = brief.wishes or "none"
        for said in self._said(prompt, inputs, len(evidence.lines), course):
            settled = settle_said(said.text, evidence.named(said.ids), evidence.lines, self._judge)
            course.rejected += said.rejected
            _log(said, settled)
            if course.admits(settled):
                yield self._draft(settled, prompt)
            elif not settled.shown:
                course.refused.append(settled)
        if course.declined and not course.shown:
            yield from _left_out(course, self.name)
            note = f"{self.name} found no answer in the {len(evidence.lines)} sentences that come closest."
            yield Declined(note, self.name, prompt.reference)
            return
        yield from self._revised(brief, evidence, course)
        answered = course.cites(brief.chosen)
        if not answered:
            yield from self._quote.draft(brief)
        yield from _notes(course, self.name, answered=answered)

    def _said(self, prompt: Prompt, inputs: dict[str, str], evidence: int, course: _Course) -> Iterator[Said]:
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
                course.trouble = str(error)
            # Of a reply that broke off, a sentence without its numbers may be half a sentence.
            yield from (said for said in parser.close() if said.ids or not course.trouble)
            course.declined = parser.declined
            course.rejected += parser.rejected
            return

    def _revised(self, brief: Brief, evidence: Numbered, course: _Course) -> Iterator[Draft]:
        """Give the statements that did not pass back to the model, once; yield those that pass now."""
        if not course.refused or course.trouble:
            return
        prompt = read_prompt("revise")
        listed = "\n".join(f"- {settled.text}\n  Why: {settled.why}" for settled in course.refused)
        inputs = {"evidence": evidence.text, "statements": listed, "language": english_name(brief.language)}
        for said in self._said(prompt, inputs, len(evidence.lines), course):
            settled = settle_said(said.text, evidence.named(said.ids), evidence.lines, self._judge)
            course.rejected += said.rejected
            _log(said, settled)
            if course.admits(settled):
                if course.refused:
                    course.refused.remove(max(course.refused, key=lambda before: _alike(before.text, settled.text)))
                yield self._draft(settled, prompt)

    def _draft(self, settled: Settled, prompt: Prompt) -> Draft:
        return Draft(
            settled.text, settled.places, settled.support, settled.findings, answerer=self.name, prompt=prompt.reference
        )


def _alike(one: str, other: str) -> float:
    """Return the share of words that two texts have in common (Jaccard)."""
    words, others = set(one.lower().split()), set(other.lower().split())
    return len(words & others) / len(words | others)


def _log(said: Said, settled: Settled) -> None:
    """Say in the log what was rejected and why; a reader is told by a warning, without what nobody vouches for."""
    if not settled.shown:
        log.warning("left out: %r: %s", said.text, settled.why)


def _left_out(course: _Course, name: str) -> Iterator[Note]:
    """Say what of a reply was no statement; the log has it word for word."""
    for reason in course.rejected:
        log.warning("left out of a reply of %s: %s", name, reason)
    if course.rejected:
        parts = "One part" if len(course.rejected) == 1 else f"{len(course.rejected)} parts"
        yield Note(f"{parts} of the reply of {name} left out that no statement can hold; the log says which and why.")


def _notes(course: _Course, name: str, *, answered: bool) -> Iterator[Note]:
    """Say what a reader should know: what was left out for what, and what went wrong."""
    if course.refused:
        kinds = dict.fromkeys(_LACKS[finding.kind] for settled in course.refused for finding in settled.findings)
        number = len(course.refused)
        noun = "One sentence" if number == 1 else f"{number} sentences"
        about = f" (in doubt: {', '.join(kinds)})" if kinds else ""
        yield Note(f"{noun} by {name} left out: the sources do not carry {'it' if number == 1 else 'them'}{about}.")
    yield from _left_out(course, name)
    if course.trouble:
        yield Note(course.trouble + ("; the answer may lack something" if course.shown else ""))
    if not course.shown:
        yield Note(f"The built-in answerer answered instead of {name}: sentences of the sources, as they stand there.")
    elif not answered:
        yield Note(f"What {name} wrote leaves out the sentences that come closest to an answer; they stand at the end.")
