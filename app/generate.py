"""The answerer with a language model: evidence in, verified statements out.

The model sees numbered sentences and names their numbers; whatever it writes is a draft until it is verified
against them. What does not pass is sent back once, then left out and said. Where the model fails before anything
passed, the built-in answerer answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.drafts import Brief, Declined, Draft, Note
from app.model import Writer
from app.numbered import Numbered, number
from app.prompts import Prompt, read_prompt
from app.quote import QuoteAnswerer
from app.reading import Line
from app.replies import Replies
from app.scribe import Course, Scribe
from app.settle import Judge, Settled
from ingest.language import english_name


@dataclass(slots=True)
class _Course(Course):
    """What has become of one answer so far."""

    shown: set[str] = field(default_factory=set)
    cited: set[tuple[str, int]] = field(default_factory=set)

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
        self._scribe = Scribe(writer, judge=judge, replies=replies)
        self._quote = QuoteAnswerer()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._scribe.name

    def offered(self, brief: Brief) -> frozenset[tuple[str, int]]:
        """Return the keys of the sentences that the model is shown."""
        return frozenset(line.key for line in number(brief.chosen, brief.ranked, self._scribe.count).lines)

    def draft(self, brief: Brief) -> Iterator[Draft | Note | Declined]:
        """Yield each statement as soon as the model has finished it and it has passed."""
        prompt = read_prompt("answer")
        evidence = number(brief.chosen, brief.ranked, self._scribe.count)
        course = _Course()
        inputs = {"question": brief.question, "evidence": evidence.text, "language": english_name(brief.language)}
        inputs["wishes"] = brief.wishes or "none"
        for settled in self._scribe.settled(prompt, inputs, evidence, course):
            if course.admits(settled):
                yield self._draft(settled, prompt)
            elif not settled.shown:
                course.refused.append(settled)
        if course.declined and not course.shown:
            yield from map(Note, course.left_out(self.name))
            note = f"{self.name} found no answer in the {len(evidence.lines)} sentences that come closest."
            yield Declined(note, self.name, prompt.reference)
            return
        yield from self._revised(brief, evidence, course)
        answered = course.cites(brief.chosen)
        if not answered:
            yield from self._quote.draft(brief)
        yield from _notes(course, self.name, answered=answered)

    def _revised(self, brief: Brief, evidence: Numbered, course: _Course) -> Iterator[Draft]:
        """Yield the statements that pass after the model has put them right."""
        for settled in self._scribe.revised(evidence, brief.language, course):
            if course.admits(settled):
                course.mended(settled)
                yield self._draft(settled, read_prompt("revise"))

    def _draft(self, settled: Settled, prompt: Prompt) -> Draft:
        return Draft(
            settled.text, settled.places, settled.support, settled.findings, answerer=self.name, prompt=prompt.reference
        )


def _notes(course: _Course, name: str, *, answered: bool) -> Iterator[Note]:
    """Say what a reader should know: what was left out for what, and what went wrong."""
    yield from map(Note, (*course.refusals(name), *course.left_out(name)))
    if course.trouble:
        yield Note(course.trouble + ("; the answer may lack something" if course.shown else ""))
    if not course.shown:
        yield Note(f"The built-in answerer answered instead of {name}: sentences of the sources, as they stand there.")
    elif not answered:
        yield Note(f"What {name} wrote leaves out the sentences that come closest to an answer; they stand at the end.")
