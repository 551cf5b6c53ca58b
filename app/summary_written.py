"""A summary in a model's words: what was planned and what there is to write from in, statements out as they verify.

The model sees numbered sentences, and only statements that their sentences carry whole are shown. What is owed and was
not told is added as its source has it, and room for that is kept. Where a model tells nothing, the plan is stated.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from app.answers import Label, Progress, Verified
from app.carriers import MOST_LOOKED_AT
from app.condense import Condensed, Key
from app.cover import keys
from app.lexicon import base
from app.numbered import Numbered
from app.prompts import read_prompt
from app.reading import Line
from app.render import Place
from app.scribe import Course, Scribe
from app.settle import Settled, carries
from app.summaries import Style
from app.summary_due import Due
from app.summary_groups import Group, Material, condensed, grouped, line_of
from app.summary_making import Making
from app.summary_order import headings, teller_of
from app.summary_points import Point, sections
from app.units import Unit
from app.words import content
from ingest.language import english_name

log = logging.getLogger(__name__)

# Share of a group's words that are to be used, as in `summary_order`: below it planned sentences are added.
USED = 0.8
# Share of a statement's words in one before it that cites the same, from which on it says nothing new.
SAID = 0.8
# What a page or a terminal might read as more than text.
_MARKUP = re.compile(r"<[^<>]*>|https?:|www\.|\]\s*\(|[`{}|\\]|\*\*|^\s*[#>*-]\s|&#?\w+;")
MANNERS = {
    Style.BRIEF: "Write one flowing paragraph: begin with what matters most, then go on to the particulars.",
    Style.BULLETS: "Write key points, the most widely reported first; each is complete in itself.",
    Style.TIMELINE: "Write what happened in order of time, the earliest first, each statement with its date.",
    Style.COMPARE: "Write first what several outlets report, then what only one of them reports.",
}


@dataclass(slots=True)
class _Told:
    """What the statements so far come to."""

    words: int = 0
    by_model: int = 0
    added: int = 0
    points: list[Point] = field(default_factory=list)
    texts: list[tuple[frozenset[Key], str]] = field(default_factory=list)
    course: Course = field(default_factory=Course)
    last: Key = ("", 0)  # the sentence that was stated last, if it was one


class Written:
    """A summary that a model writes into what is being made."""

    def __init__(self, making: Making, material: Material, scribe: Scribe) -> None:
        self._making = making
        self._material = material
        self._scribe = scribe
        self._most = making.wanted.max_words
        self._units: dict[Key, Unit] = {unit.key: unit for read in making.gathered.reads for unit in read.units}
        self._rows = material.weighed.rows
        self._due = Due(self._rows, material.plan.rows, material.carriers, material.compared, self._most)
        self._told = _Told()

    def events(self) -> Generator[Progress | Verified, None, None]:
        """Yield what is being done and each statement as it verifies; the sections are set when all have come."""
        told, making = self._told, self._making
        groups = grouped(self._material, self._due, making.wanted, self._scribe.count)
        rounds = yield from condensed(groups, self._material, self._scribe)
        self._note_condensing(rounds)
        limit = 0
        for group in groups:
            limit += group.words
            before = told.by_model
            for evidence in group.evidence:
                if not told.course.lasting:
                    yield from self._written(group, evidence, limit)
            if told.by_model > before:
                yield from self._completed(group, limit)
            else:
                for row in filter(self._follows, group.planned):
                    yield from self._stated(row, group)
        if told.by_model:
            for group in groups:
                yield from self._owed(group)
            making.sections = sections(making.wanted.style, told.points)
        else:
            making.sections = headings(self._material.plan, making.numbers)
        self._note()

    def _written(self, group: Group, evidence: Numbered, limit: int) -> Generator[Progress | Verified, None, None]:
        """Yield what the model writes from one prompt and its sentences carry; the rest is given back to it once."""
        yield Progress("writing", len({line.article.id for line in evidence.lines}), len(evidence.lines))
        prompt, course = read_prompt("summarize"), Course()
        inputs = {
            "topic": group.heading,
            "evidence": evidence.text,
            "manner": MANNERS[self._making.wanted.style],
            "words": str(group.words_each),
            "language": english_name(group.language),
        }
        for settled in self._scribe.settled(prompt, inputs, evidence, course, self._beyond):
            if not _is_whole(settled):
                course.refused.append(settled)
            elif self._admits(settled, limit):
                yield self._shown(settled, group, prompt.reference)
        for settled in self._scribe.revised(evidence, group.language, course, self._beyond):
            if _is_whole(settled):
                course.mended(settled)
                if self._admits(settled, limit):
                    yield self._shown(settled, group, prompt.reference)
        self._told.course.add(course)

    def _beyond(self, named: Sequence[Line]) -> list[Line]:
        """Return the sentences of other origins that come near to those that a statement names."""
        near = [unit for line in named for unit in self._material.carriers.near(self._units[line.key])[:MOST_LOOKED_AT]]
        return [line_of(unit) for unit in {unit.key: unit for unit in near}.values()]

    def _admits(self, settled: Settled, limit: int) -> bool:
        """Whether a statement says something new and leaves room for what is owed."""
        told, cited = self._told, _cited(settled.places)
        if any(not cited.isdisjoint(before) and _says(text, settled.text) for before, text in told.texts):
            return False
        words = told.words + _words(settled.text)
        return told.words < limit and words + self._due.words_left(cited, settled.text) <= self._most

    def _shown(self, settled: Settled, group: Group, prompt: str) -> Verified:
        """Show a statement: one place for each origin that carries it, or all that carry it together."""
        lines = [line_of(self._units[key]) for key in _keys(settled.places)]
        whole = [carries(settled.text, line) for line in lines]
        origins = {line.origin for line, alone in zip(lines, whole, strict=True) if alone}
        places = settled.places
        if all(whole):
            first = {line.origin: place for line, place in reversed(list(zip(lines, places, strict=True)))}
            places = tuple(place for place in places if place in first.values())
        units = [self._units[key] for key in _keys(places)]
        carriers = self._material.carriers
        alone = len(origins) < 2 and all(map(carriers.alone, units))
        tellers = {teller_of(unit.article) for unit in units}
        only_in = tellers.pop() if alone and carriers.several and len(tellers) == 1 else None
        self._making.answerer, self._making.prompt = self._scribe.name, self._making.prompt or prompt
        shown = self._making.write(settled.text, places, settled.support, max(1, len(origins)), only_in)
        self._told.by_model += 1
        self._told.last = ("", 0)
        self._note_told(settled.text, _cited(places), group, alone=alone)
        return shown

    def _completed(self, group: Group, limit: int) -> Generator[Verified, None, None]:
        """Add what is owed and the model has not told, then planned sentences until enough of the words are used."""
        yield from self._owed(group)
        for row in self._due.untold(must=False):
            enough = self._told.words >= USED * min(limit, self._most)
            if row in group.planned and not enough and self._follows(row):
                yield from self._stated(row, group)

    def _owed(self, group: Group) -> Generator[Verified, None, None]:
        for row in self._due.untold(must=True):
            if row in group.planned or row in group.owed:
                before = self._told.words
                yield from self._stated(row, group)
                self._told.added += self._told.words > before

    def _stated(self, row: int, group: Group) -> Generator[Verified, None, None]:
        """State a sentence as its source has it, if there is room."""
        stated = self._rows[row]
        if row in self._making.numbers or self._told.words + stated.words > self._most:
            return
        yield self._making.state(row, stated, self._material.carriers)
        chorus = self._material.carriers.of(stated)
        self._told.last = stated.unit.key
        cited = frozenset({stated.unit.key, *(other.key for other in chorus.others)})
        self._note_told(stated.text, cited, group, alone=chorus.alone)

    def _follows(self, row: int) -> bool:
        """Whether a sentence stands by itself, or behind the one that it leans on."""
        article, sentence = self._rows[row].unit.key
        return not self._rows[row].leans or self._told.last == (article, sentence - 1)

    def _note_told(self, text: str, cited: frozenset[Key], group: Group, *, alone: bool) -> None:
        """Keep what the statement that was made last tells."""
        self._told.words += _words(text)
        self._told.texts.append((cited, text))
        self._due.tell(cited, text)
        statement = self._making.rendering.statements[-1]
        carried = self._making.carried[-1]
        leads = next(one for one in self._making.rendering.citations.values() if one.number == statement.citations[0])
        article = self._units[leads.article_id, leads.sentence].article
        self._told.points.append(Point(carried.statement, text, article, group.heading, carried.origins, alone))

    def _note_condensing(self, rounds: Sequence[Condensed]) -> None:
        for done in rounds:
            if done.ended:
                self._told.course.trouble, self._told.course.kind = done.trouble, done.kind
            elif done.failed:
                parts = "one part" if done.failed == 1 else f"{done.failed} parts"
                self._making.gathered.notes.append(
                    f"{done.trouble}; of {parts} of the material the worthiest sentences were taken instead"
                )

    def _note(self) -> None:
        """Say what a reader should know of how the summary was written."""
        told, name = self._told, self._scribe.name
        notes = [*told.course.refusals(name), *told.course.left_out(name)]
        if told.course.trouble:
            notes.append(told.course.trouble + ("; the summary may lack something" if told.by_model else ""))
        if not told.by_model:
            notes.append(
                f"The built-in summariser wrote instead of {name}: sentences of the sources, as they stand there."
            )
        elif told.added == 1:
            notes.append(f"One fact or side that {name} left out stands here as its sources have it.")
        elif told.added:
            notes.append(f"{told.added} facts or sides that {name} left out stand here as their sources have them.")
        self._making.gathered.notes += notes


def _is_whole(settled: Settled) -> bool:
    """Whether sentences carry all of a statement, and nothing in it could be read as more than text."""
    if settled.support.label is not Label.SUPPORTED:
        return False
    marks = {match.group() for match in _MARKUP.finditer(settled.text)}
    quoted = [place.article.text[place.start : place.end] for place in settled.places]
    if foreign := [mark for mark in marks if not any(mark in text for text in quoted)]:
        log.warning("left out for its marks %s: %r", foreign, settled.text)
    return not foreign


def _says(text: str, other: str) -> bool:
    """Whether a text has what another one says, and every figure of it."""
    held = keys(text, "en")
    words = content(other, "en")
    shared = sum(word.weight for word in words if base(word.stem) in held)
    figures = all(base(word.stem) in held for word in words if word.number)
    return figures and shared >= SAID * sum(word.weight for word in words)


def _keys(places: Sequence[Place]) -> list[Key]:
    return [(place.article.id, place.sentence) for place in places]


def _cited(places: Sequence[Place]) -> frozenset[Key]:
    return frozenset(_keys(places))


def _words(text: str) -> int:
    """How long a text is; a script without blanks counts twelve characters as one word at least."""
    return max(len(text.split()), len(text) // 12)
