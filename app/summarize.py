"""Many articles in, events out: what is being done, each verified statement, and at last the whole summary.

gather -> fit -> weigh -> select and arrange -> verify, carriers -> render. Without a model every statement is a
source's own sentence, or a part of one, with every independent source that carries it; with one see `summary_written`.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from itertools import islice

import numpy as np

from app.answers import Progress
from app.carriers import Carriers, carries
from app.compare import compare
from app.fit import Fitting, fitting
from app.gather import Gathered, gather
from app.perspectives import perspectives
from app.selection import Weighed, weigh
from app.stories import title_of
from app.summaries import Summary, SummaryEvent, Wanted
from app.summary_groups import Material
from app.summary_making import Making, overtaken
from app.summary_order import Arranger, Plan, headings
from app.summary_render import summary_json
from app.summary_written import Written
from app.units import Read, Unit
from app.wire import Services

ROUNDS = 3  # in which sentences that the verifier refuses are replaced by others
# Sentences that are weighed against one another, those that stand first in each article, and how many each has at
# least: 6,000 take 2 seconds and the 17,000 that 500 articles have 9. Of these, 6,000 are 12 each.
WEIGHED, FEWEST_EACH = 6_000, 3
# Sentences whose values are compared, the worthiest of more: 2,000 take 3 seconds, and the time grows with the square.
COMPARED = 2_000
ALSO = "Other reports"


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
    making = Making(wanted, gathered, frozenset(row.unit.article.id for row in rows if not row.leans))
    if rows:
        topic = gathered.topic
        weighed = weigh(rows, np.array([topic.relevance(row.unit) for row in rows]) if topic else None)
        yield Progress("checking", len(gathered.reads), len(rows))
        some = units if len(units) <= COMPARED else _worthiest(weighed)
        compared = compare(some)
        carriers = Carriers(units)
        yield Progress("checking", len(gathered.reads), len(rows))
        plan = _plan(making, weighed, carriers, overtaken(compared))
        if services.scribe and plan.rows:
            stories = _by_story(gathered.stories)
            material = Material(_heading(gathered), weighed, plan, stories, carriers, compared)
            yield from Written(making, material, services.scribe).events()
        else:
            for number in plan.rows:
                yield making.state(number, weighed.rows[number], carriers)
            making.sections = headings(plan, making.numbers)
        if plan.rows:
            making.compare(compared, perspectives(some))
    summary = making.whole(services.store)
    cites = list({citation.article_id for citation in summary.answer.citations})
    services.store.save_answer(summary.answer.id, summary_json(summary), cites)
    services.metrics.answer(summary.answer, "summary")
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


def _plan(making: Making, weighed: Weighed, carriers: Carriers, late: frozenset[tuple[str, int]]) -> Plan:
    """Return what to state, every sentence of it verified; what was overtaken is told as an update, not stated."""
    wanted, gathered = making.wanted, making.gathered
    arranger = Arranger(weighed, carriers, _by_story(gathered.stories))
    refused = frozenset(number for number, row in enumerate(weighed.rows) if row.unit.key in late)
    for _ in range(ROUNDS):
        plan = arranger.plan(wanted.style, _heading(gathered), wanted.max_words, refused)
        new = frozenset(row for row in plan.rows if not carries(weighed.rows[row].unit, weighed.rows[row].text))
        if not new:
            return plan
        refused |= new
    return Plan(tuple((name, tuple(row for row in rows if row not in refused)) for name, rows in plan.sections))


def _heading(gathered: Gathered) -> str:
    return gathered.topic.text if gathered.topic else title_of(gathered.reads)


def _by_story(stories: Sequence[Sequence[Read]]) -> dict[str, str]:
    """Return under which heading each article stands, where several stories are told; what stands alone is put last."""
    if sum(len(story) > 1 for story in stories) < 2:
        return {}
    return {read.article.id: title_of(story) if len(story) > 1 else ALSO for story in stories for read in story}
