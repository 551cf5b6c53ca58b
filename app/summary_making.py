"""A summary in the making: what is stated, one statement after the other, in; the whole summary out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.answers import Answer, Reason, Support, Verified
from app.carriers import Carriers
from app.changed import notice_warnings
from app.drafts import BUILT_IN
from app.findings import Finding
from app.fit import Fitting
from app.gather import Gathered
from app.render import Place, Rendering, citation_json
from app.sides import Compared, LeftOut, Perspectives, Side, Voice
from app.sourced import place_of, source_of
from app.summaries import Carried, Section, Style, Summary, Wanted, outlets_of
from app.summary_order import teller
from app.summary_parts import counted, sources, timeline, unused
from app.summary_render import summary_json
from app.verify import verify
from ingest.corpus import content_id
from ingest.store import Store

MOST_NAMED = 5  # stories that a sentence names; all of them are listed


@dataclass(slots=True)
class Making:
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
    perspectives: Perspectives = field(default_factory=Perspectives)
    answerer: str = BUILT_IN
    prompt: str | None = None

    def state(self, row: int, stated: Fitting, carriers: Carriers) -> Verified:
        """Add a statement with everyone who carries it."""
        chorus = carriers.of(stated)
        places = [stated.place, *(place_of(one.article, one.sentence.index) for one in chorus.others)]
        verdict = verify(stated.text, [source_of(place.article, place.sentence) for place in places])
        self.numbers[row] = len(self.rendering.statements)
        alone = chorus.alone and carriers.several and not chorus.others
        only_in = teller(stated) if alone else None
        return self.write(stated.text, places, verdict.support, len(places), only_in, verdict.findings)

    def write(
        self,
        text: str,
        places: Sequence[Place],
        support: Support,
        origins: int,
        only_in: str | None,
        findings: tuple[Finding, ...] = (),
    ) -> Verified:
        """Add a statement with its places, the number of origins that carry it, and who alone does."""
        articles = [place.article for place in places]
        self.languages |= {articles[0].language or "unknown"}
        self.carried.append(Carried(len(self.rendering.statements), origins, outlets_of(articles), only_in))
        return self.rendering.add(text, places, support, findings)

    def compare(self, compared: Compared, perspectives: Perspectives) -> None:
        """Keep what differs, who is quoted and what is left out, with a citation for every claim."""
        self.compared, self.perspectives = compared, perspectives
        articles = {read.article.id: read.article for read in self.gathered.reads}
        sides = [side for one in compared.disagreements for side in one.sides]
        sides += [side for one in compared.updates for side in one.sides]
        beside: list[Side | Voice | LeftOut] = [*sides, *perspectives.voices, *perspectives.left_out]
        for claim in (claim for one in beside for claim in one.claims):
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
            perspectives=self.perspectives,
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
            answerer=self.answerer,
            prompt=self.prompt,
            warnings=(*self._warnings(), *notices),
        )

    def _warnings(self) -> list[str]:
        notes = list(self.gathered.notes)
        if len(self.languages) > 1:
            notes.append(f"The sources are quoted in their own languages: {', '.join(sorted(self.languages))}.")
        return notes


def overtaken(compared: Compared) -> frozenset[tuple[str, int]]:
    """Return the sentences that give a value in whose place a later one stands, and do not name that one too."""
    old: set[tuple[str, int]] = set()
    for one in compared.updates:
        last = {claim.key for claim in one.sides[-1].claims}
        old |= {claim.key for side in one.sides[:-1] for claim in side.claims} - last
    return frozenset(old)


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
