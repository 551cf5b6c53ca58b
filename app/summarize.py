"""Many articles in, events out: what is being done, each verified statement, and at last the whole summary.

gather -> fit -> weigh -> select and arrange -> verify, carriers -> render. Every statement is a source's own sentence,
or a part of one, with every independent source that carries it; nothing is written anew.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np

from app.answers import Answer, Label, Progress, Reason, Verified
from app.carriers import Carriers
from app.changed import notice_warnings
from app.compare import compare
from app.drafts import BUILT_IN
from app.fit import Fitting, fitting
from app.gather import Gathered, gather
from app.render import Rendering, citation_json
from app.selection import Weighed, weigh
from app.sides import Compared
from app.sourced import place_of, source_of
from app.stories import title_of
from app.summaries import Carried, Section, Style, Summary, SummaryEvent, Wanted, outlets_of
from app.summary_order import Arranger, Plan, headings, teller
from app.summary_parts import counted, sources, timeline, unused
from app.summary_render import summary_json
from app.units import Read, Unit
from app.verify import verify
from app.wire import Services
from ingest.corpus import content_id
from ingest.store import Store

ROUNDS = 3  # in which sentences that the verifier refuses are replaced by others
# Sentences that are weighed against one another, those that stand first in each article, and how many each has at
# least: 6,000 take 2 seconds and the 17,000 that 500 articles have 9. Of these, 6,000 are 12 each.
WEIGHED, FEWEST_EACH = 6_000, 3
# Sentences whose values are compared, the worthiest of more: 2,000 take 3 seconds, and the time grows with the square.
COMPARED = 2_000
ALSO = "Other reports"
MOST_NAMED = 5  # stories that a sentence names; all of them are listed


def summarized(wanted: Wanted, *, services: Services) -> Summary:
    """Return the whole summary."""
    *_, last = summarize(wanted, services=services)
    if not isinstance(last, Summary):
        raise TypeError(f"the last event is {last!r}")
    return last


def summarize(wanted: Wanted, *, services: Services) -> Generator[SummaryEvent, None, None]:
    """Summarise a topic or chosen articles."""
    counts = services.store.counts()
    yield Progress("retrieving", counts.articles, counts.sentences)
    gathered = Gathered("")
    for event in gather(wanted, services):
        if isinstance(event, Gathered):
            gathered = event
        else:
            yield event
    units = [unit for read in gathered.reads for unit in read.units]
    rows = _fitting(gathered)
    yield Progress("checking", len(gathered.reads), len(units))
    making = _Making(wanted, gathered, frozenset(row.unit.article.id for row in rows if not row.leans))
    if rows:
        topic = gathered.topic
        weighed = weigh(rows, np.array([topic.relevance(row.unit) for row in rows]) if topic else None)
        yield Progress("checking", len(gathered.reads), len(rows))
        compared = compare(units if len(units) <= COMPARED else _worthiest(weighed))
        carriers = Carriers(units)
        yield Progress("checking", len(gathered.reads), len(rows))
        plan = _plan(making, weighed, carriers, overtaken(compared))
        for number in plan.rows:
            yield making.state(number, weighed.rows[number], carriers)
        making.sections = tuple(Section(*one) for one in headings(plan, making.numbers))
        if plan.rows:
            making.compare(compared)
    summary = making.whole(services.store)
    cites = list({citation.article_id for citation in summary.answer.citations})
    services.store.save_answer(summary.answer.id, summary_json(summary), cites)
    yield summary


def _fitting(gathered: Gathered) -> list[Fitting]:
    """Return the sentences that may be stated; of very many, those that stand first in each article, and says so."""
    most = max(FEWEST_EACH, WEIGHED // max(1, len(gathered.reads)))
    rows: list[Fitting] = []
    cut = 0
    for read in gathered.reads:
        found = islice((row for unit in read.units if (row := fitting(unit))), most + 1)
        own = list(found)
        cut += len(own) > most
        rows += own[:most]
    if cut:
        gathered.notes.append(f"Of {cut:,} long articles the first {most} sentences that could be stated were weighed.")
    return rows


def _worthiest(weighed: Weighed) -> list[Unit]:
    """Return the sentences whose values are compared where there are very many."""
    order = np.argsort(-weighed.worth, kind="stable")[:COMPARED]
    return [weighed.rows[row].unit for row in np.sort(order).tolist()]


def _plan(making: _Making, weighed: Weighed, carriers: Carriers, late: frozenset[tuple[str, int]]) -> Plan:
    """Return what to state, every sentence of it verified; what was overtaken is told as an update, not stated."""
    wanted, gathered = making.wanted, making.gathered
    arranger = Arranger(weighed, carriers, _by_story(gathered.stories))
    heading = gathered.topic.text if gathered.topic else title_of(gathered.reads)
    refused = frozenset(number for number, row in enumerate(weighed.rows) if row.unit.key in late)
    for _ in range(ROUNDS):
        plan = arranger.plan(wanted.style, heading, wanted.max_words, refused)
        new = frozenset(row for row in plan.rows if not _carried(weighed.rows[row]))
        if not new:
            return plan
        refused |= new
    return Plan(tuple((name, tuple(row for row in rows if row not in refused)) for name, rows in plan.sections))


def _by_story(stories: Sequence[Sequence[Read]]) -> dict[str, str]:
    """Return under which heading each article stands, where several stories are told; what stands alone is put last."""
    if sum(len(story) > 1 for story in stories) < 2:
        return {}
    return {read.article.id: title_of(story) if len(story) > 1 else ALSO for story in stories for read in story}


def overtaken(compared: Compared) -> frozenset[tuple[str, int]]:
    """Return the sentences that give a value in whose place a later one stands, and no value that still does."""
    old = {claim.key for one in compared.updates for side in one.sides[:-1] for claim in side.claims}
    last = {claim.key for one in compared.updates for claim in one.sides[-1].claims}
    return frozenset(old - last)


def _carried(row: Fitting) -> bool:
    """Whether a sentence carries the part of it that is to be stated."""
    source = source_of(row.unit.article, row.unit.sentence.index)
    return verify(row.text, [source]).support.label is Label.SUPPORTED


@dataclass(slots=True)
class _Making:
    """A summary in the making."""

    wanted: Wanted
    gathered: Gathered
    fitting: frozenset[str]  # articles that have a sentence to state
    rendering: Rendering = field(default_factory=Rendering)
    numbers: dict[int, int] = field(default_factory=dict)  # the statement of each row
    carried: list[Carried] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    sections: tuple[Section, ...] = ()
    compared: Compared = field(default_factory=lambda: Compared((), ()))
    claims: dict[tuple[str, int], int] = field(default_factory=dict)

    def state(self, row: int, stated: Fitting, carriers: Carriers) -> Verified:
        """Add a statement with everyone who carries it."""
        chorus = carriers.of(stated)
        places = [stated.place, *(place_of(one.article, one.sentence.index) for one in chorus.others)]
        verdict = verify(stated.text, [source_of(place.article, place.sentence) for place in places])
        number = self.numbers[row] = len(self.rendering.statements)
        self.languages |= {stated.unit.article.language or "unknown"}
        articles = [stated.unit.article, *(one.article for one in chorus.others)]
        alone = chorus.alone and carriers.several and not chorus.others
        self.carried.append(
            Carried(number, len(places), outlets_of(articles), only_in=teller(stated) if alone else None)
        )
        return self.rendering.add(stated.text, places, verdict.support, verdict.findings)

    def compare(self, compared: Compared) -> None:
        """Keep what differs, with a citation for every claim."""
        self.compared = compared
        articles = {read.article.id: read.article for read in self.gathered.reads}
        sides = [side for one in compared.disagreements for side in one.sides]
        sides += [side for one in compared.updates for side in one.sides]
        for claim in (claim for side in sides for claim in side.claims):
            place = place_of(articles[claim.article_id], claim.sentence)
            self.claims[claim.key] = self.rendering.cited(place).number

    def whole(self, store: Store) -> Summary:
        """Return the summary as it stands, with what outlets have since said of the articles that it cites."""
        wanted, gathered, rendering = self.wanted, self.gathered, self.rendering
        citations = {citation.number: citation for citation in rendering.citations.values()}
        cited = frozenset(citations[one].article_id for row in rendering.statements for one in row.citations)
        late = frozenset(article for article, _ in overtaken(self.compared))
        summary = Summary(
            answer=self._answer(notice_warnings([citation_json(one) for one in citations.values()], store)),
            style=wanted.style,
            max_words=wanted.max_words,
            counted=counted(gathered.reads),
            sections=self.sections,
            carried=tuple(self.carried),
            sources=sources(gathered.reads, rendering.statements, citations),
            disagreements=self.compared.disagreements,
            updates=self.compared.updates,
            timeline=timeline(rendering.statements, citations, published=wanted.style is Style.TIMELINE),
            unused=(*gathered.unused, *unused(gathered.reads, self.fitting, late, cited, wanted.max_words)),
            stories=gathered.offered,
            cited=self.claims,
        )
        # The id depends on everything that a reader sees.
        seen = json.dumps(summary_json(summary), sort_keys=True, ensure_ascii=False)
        return replace(summary, answer=replace(summary.answer, id=content_id("ans_", "summary", seen)))

    def _answer(self, notices: Sequence[str]) -> Answer:
        gathered, rendering = self.gathered, self.rendering
        reason = None
        if not rendering.statements:
            reason = (
                Reason.NO_EVIDENCE if gathered.reads or gathered.nearest or gathered.offered else Reason.NO_ARTICLES
            )
        return Answer(
            id="ans_",
            question=gathered.question,
            standalone_question=gathered.question,
            text=rendering.text or _silence(self.wanted, gathered),
            statements=tuple(rendering.statements),
            citations=tuple(rendering.citations.values()),
            reason=reason,
            nearest=gathered.nearest if reason else (),
            answerer=BUILT_IN,
            warnings=(*self._warnings(), *notices),
        )

    def _warnings(self) -> list[str]:
        notes = list(self.gathered.notes)
        if len(self.languages) > 1:
            notes.append(f"The sources are quoted in their own languages: {', '.join(sorted(self.languages))}.")
        return notes


def _silence(wanted: Wanted, gathered: Gathered) -> str:
    """Return what a summary says when it has nothing to state."""
    if gathered.ambiguous:
        several = "; ".join(f"“{story.title}”" for story in gathered.offered[:MOST_NAMED])
        return (
            f"“{gathered.question}” could mean {len(gathered.offered)} stories: {several}. Choose one by its articles."
        )
    if not gathered.reads:
        return "No article is about this." if wanted.topic is not None else "There is no article to summarise."
    return f"Nothing in these articles can be stated within {wanted.max_words} words."
