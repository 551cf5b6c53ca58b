"""A summary as HTML for the page: its sections or its dates, what differs side by side, and what it rests on. Pure.

Values in, escaped markup out. Citations carry what the source panel needs, as those of an answer do; a sentence that
only a table quotes is cited there in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from app.answers import Citation, Event, Nearest
from app.sides import About, Claim, Side
from app.summaries import Dated, Listed, Story, Style, Summary, SummaryEvent
from app.summary_render import summary_json
from app.terminal_summary import terminal_summary
from app.ui_export import menu
from app.ui_perspectives import perspectives
from app.ui_render import Exchange, advance, count, day, lacking, marker, opener, sources, stated
from app.ui_writer import writer

_UNWRAPPED = 100_000  # characters a line: what is copied into an editor is wrapped there
SHOWN = 3  # quoted sentences of one side; further ones are cited by their numbers
OFFERED = 6  # stories to choose from; the largest come first
DIFFERING = {
    About.FIGURE: "Figures differ",
    About.DATE: "Dates differ",
    About.NAME: "Who or where differs",
    About.WHETHER: "Whether it happened is in dispute",
}
UPDATED = "Updated since"


def follow(turn: int | str, exchange: Exchange, event: Event | SummaryEvent) -> Exchange:
    """Return the exchange with one more event of an answer or a summary in it."""
    if isinstance(event, Summary):
        told = whole(turn, event)
        return replace(exchange, answer=event.answer, told=told, progress=None)
    return advance(exchange, event)


def whole(turn: int | str, summary: Summary) -> Markup:
    """Return a summary; `turn` tells its citations apart from those of others on the page."""
    answer = summary.answer
    if not answer.statements:
        parts = [_silent(summary), _others(summary)]
    else:
        cited = {citation.number: citation for citation in answer.citations}
        tables = _Tables(turn, cited, summary, len(answer.statements))
        parts = [
            Markup('<p class="counts" tabindex="-1">{}</p>').format(str(summary.counted)),
            _dated(turn, summary, cited) if summary.style is Style.TIMELINE else _sections(turn, summary, cited),
            tables.disagreements(),
            tables.updates(),
            perspectives(summary.perspectives, tables.cite),
            _others(summary),
            sources(turn, answer.citations),
        ]
    parts.append(_unused(summary))
    parts += [Markup('<p class="warning" role="note">{}</p>').format(warning) for warning in answer.warnings]
    if answer.statements:
        parts.append(
            Markup(
                '<div class="tools"><button type="button" class="copy" data-text="{}">Copy with sources</button>'
                "{}{}</div>"
            ).format(terminal_summary(summary_json(summary), width=_UNWRAPPED), menu(answer.id), writer(answer))
        )
    return Markup('<div class="told">{}</div>').format(Markup("").join(parts))


def choices(summary: Summary) -> tuple[Story, ...]:
    """Return the stories that a reader may choose instead of what was summarised."""
    return tuple(story for story in summary.stories if not story.summarised)[:OFFERED]


def choice(story: Story) -> str:
    """Return what to write on the button that chooses a story."""
    first, last = (day(at) if at else "" for at in (story.first, story.last))
    days = " – ".join(dict.fromkeys(part for part in (first, last) if part))
    outlets = count(story.outlets, "outlet") if story.outlets else ""
    known = ", ".join(part for part in (count(len(story.article_ids), "article"), outlets, days) if part)
    return f"{story.title} ({known})"


def _silent(summary: Summary) -> Markup:
    """Return why there is no summary, and what is missing."""
    head = "This could mean several stories." if summary.stories else "There is nothing to summarise."
    return Markup('<div class="abstention"><h3 tabindex="-1">{}</h3><p dir="auto">{}</p>{}</div>').format(
        head, "Choose one." if summary.stories else summary.answer.text, lacking(summary.answer)
    )


def _others(summary: Summary) -> Markup:
    """Return the stories to choose from; each button asks for a summary of its story."""
    stories = choices(summary)
    if not stories:
        return Markup("")
    rows = Markup("").join(
        Markup(
            '<li><button type="button" class="story" data-articles="{}" data-text="Summarise {}" dir="auto">{}'
            "</button></li>"
        ).format(" ".join(story.article_ids), f"“{story.title}”", choice(story))
        for story in stories
    )
    rest = sum(not story.summarised for story in summary.stories) - len(stories)
    more = Markup('<p class="more">and {} smaller</p>').format(f"{rest:,}") if rest else ""
    head = "Stories" if not summary.answer.statements else "Other stories that fit"
    return Markup('<div class="stories"><h3>{}</h3><ul>{}</ul>{}</div>').format(head, rows, more)


def _sections(turn: int | str, summary: Summary, cited: dict[int, Citation]) -> Markup:
    prose = summary.style is Style.BRIEF
    alone = len(summary.sections) == 1
    parts = []
    for section in summary.sections:
        said = [_said(turn, summary, number, cited, tag="span" if prose else "p") for number in section.statements]
        if prose:
            told = Markup('<p class="passage" dir="auto">{}</p>').format(Markup(" ").join(said))
        else:
            points = Markup("").join(Markup("<li>{}</li>").format(one) for one in said)
            told = Markup('<ul class="points">{}</ul>').format(points)
        head = Markup("") if prose and alone else Markup('<h3 class="part" dir="auto">{}</h3>').format(section.heading)
        parts.append(head + told)
    return Markup("").join(parts)


def _said(turn: int | str, summary: Summary, number: int, cited: dict[int, Citation], *, tag: str = "p") -> Markup:
    carried = next((one for one in summary.carried if one.statement == number), None)
    note = ""
    if carried and carried.only_in:
        note = f"(only in {carried.only_in})"
    elif carried and carried.origins > 1:
        note = f"({carried.origins} origins)"
    return stated(turn, number + 1, summary.answer.statements[number], cited, tag=tag, note=note)


def _dated(turn: int | str, summary: Summary, cited: dict[int, Citation]) -> Markup:
    """Return the statements by their dates; the day of an event looks different from that of a report."""
    when = {one.statement: one for one in summary.timeline}
    rows = Markup("")
    for section in summary.sections:
        dated = when.get(section.statements[0]) if section.statements else None
        said = Markup("").join(
            _said(turn, summary, number, cited) + _when(when.get(number)) for number in section.statements
        )
        told = dated is not None and dated.stated
        label = Markup('<time datetime="{}">{}</time>').format(dated.date, written(dated.date)) if dated else "No date"
        kind = "" if told or dated is None else Markup(' <span class="kind">reported, day of the event not said</span>')
        rows += Markup('<li class="{}"><h3 class="date">{}{}</h3>{}</li>').format(
            "event" if told else "report", label, kind, said
        )
    return Markup('<ol class="timeline" aria-label="Timeline">{}</ol>').format(rows)


def _when(dated: Dated | None) -> Markup:
    """Return how the text dates the event, where it does, and when that was published."""
    if dated is None or not dated.stated:
        return Markup("")
    published = f"published {day(dated.published_at)}" if dated.published_at else "publication date not known"
    return Markup('<p class="when"><q dir="auto">{}</q>, {}</p>').format(dated.words, published)


def written(when: str) -> str:
    """Return a date of a timeline as a person writes it: '2024-11-29' as '29 Nov 2024', '2024-11' as 'Nov 2024'."""
    parts = when.split("-")
    if len(parts) == 3:
        at = date.fromisoformat(when)
        return f"{at.day} {at:%b %Y}"
    return f"{date(int(parts[0]), int(parts[1]), 1):%b %Y}" if len(parts) == 2 else when


class _Tables:
    """What differs, as tables; each marker has a place of its own after those of the statements."""

    def __init__(self, turn: int | str, cited: dict[int, Citation], summary: Summary, places: int) -> None:
        """Take what the citations are looked up by, and how many places are taken."""
        self._turn, self._cited, self._summary, self._place = turn, cited, summary, places

    def disagreements(self) -> Markup:
        """Return a table for each disagreement, a column for each side."""
        rows = [
            Markup(
                '<div class="scroll" tabindex="0" role="group" aria-label="{}"><table class="sides">{}</table></div>'
            ).format(DIFFERING[one.about], self._columns(DIFFERING[one.about], one.sides))
            for one in self._summary.disagreements
        ]
        return self._titled("Where they differ", rows)

    def updates(self) -> Markup:
        """Return what was told otherwise before, a line for each, the value that stands now last."""
        rows = [
            Markup('<ol class="update sides">{}</ol>').format(
                Markup("").join(
                    Markup('<li class="{}"><b dir="auto">{}</b> <span>{}</span></li>').format(
                        "now" if side is one.sides[-1] else "before",
                        side.value, self._tellers(self._of(side)),
                    )
                    for side in one.sides
                )
            )
            for one in self._summary.updates
        ]  # fmt: skip
        return self._titled(UPDATED, rows)

    def cite(self, claim: Claim) -> Markup:
        """Return which outlet says so and when, with the citation."""
        return self._by(replace(claim, speaker=""))

    def _tellers(self, claims: Sequence[Claim]) -> Markup:
        """Return who says so, on a line."""
        named = Markup("; ").join(self._by(claim) for claim in claims[:SHOWN])
        return named + Markup("").join(Markup(" {}").format(self._mark(claim)) for claim in claims[SHOWN:])

    def _titled(self, heading: str, rows: Sequence[Markup]) -> Markup:
        if not rows:
            return Markup("")
        return Markup('<div class="differing"><h3 class="part">{}</h3>{}</div>').format(heading, Markup("").join(rows))

    def _columns(self, caption: str, sides: Sequence[Side]) -> Markup:
        heads = Markup("").join(
            Markup('<th scope="col" dir="auto">{}<span class="carriers">{}</span></th>').format(
                side.value, count(len(side.origins), "independent origin")
            )
            for side in sides
        )
        cells = Markup("").join(Markup("<td>{}</td>").format(self._cell(side)) for side in sides)
        return Markup("<caption>{}</caption><thead><tr>{}</tr></thead><tbody><tr>{}</tr></tbody>").format(
            caption, heads, cells
        )

    def _cell(self, side: Side) -> Markup:
        claims = self._of(side)
        quoted = Markup("").join(
            Markup('<p class="claim"><q dir="auto">{}</q> <span class="from">{}</span></p>').format(
                self._quote(claim), self._by(claim)
            )
            for claim in claims[:SHOWN]
        )
        rest = Markup(" ").join(self._mark(claim) for claim in claims[SHOWN:])
        return quoted + (Markup('<p class="claim from">also {}</p>').format(rest) if rest else "")

    def _of(self, side: Side) -> list[Claim]:
        """Return the claims of a side that are cited, each sentence once."""
        return list({claim.key: claim for claim in side.claims if self._citation(claim)}.values())

    def _citation(self, claim: Claim) -> Citation | None:
        number = self._summary.cited.get(claim.key)
        return None if number is None else self._cited.get(number)

    def _quote(self, claim: Claim) -> Markup:
        """Return the sentence with its value marked."""
        citation = self._citation(claim)
        if citation is None:
            return Markup("{}").format(claim.text)
        start, end = (min(max(0, at - citation.start), len(citation.quote)) for at in (claim.start, claim.end))
        quote = citation.quote
        return Markup("{}<b>{}</b>{}").format(quote[:start], quote[start:end], quote[end:])

    def _by(self, claim: Claim) -> Markup:
        """Return who says so and when, with the citation."""
        speaker = f"{claim.speaker}, in " if claim.speaker else ""
        when = f", {day(claim.published_at)}" if claim.published_at else ""
        return Markup("<bdi>{}{}</bdi>{} {}").format(
            speaker, claim.outlet or "outlet not known", when, self._mark(claim)
        )

    def _mark(self, claim: Claim) -> Markup:
        self._place += 1
        citation = self._citation(claim)
        return marker(self._turn, citation, place=self._place) if citation else Markup("")


def _unused(summary: Summary) -> Markup:
    if not summary.unused:
        return Markup("")
    rows = Markup("").join(
        Markup('<li>{}<p class="reason" dir="auto">{}</p></li>').format(opener(_near(one.article)), one.reason)
        for one in summary.unused
    )
    many = count(len(summary.unused), "article")
    return Markup('<details class="unused"><summary>{} not cited, and why</summary><ul>{}</ul></details>').format(
        many, rows
    )


def _near(article: Listed) -> Nearest:
    return Nearest(article.article_id, article.title, article.outlet, article.url, article.published_at)
