"""Answers as HTML for the page: values in, escaped markup out. Knows nothing of Gradio or the store.

Every value enters through `Markup.format`, which escapes it, so an article, a question or an answer can't
become markup: a title like '<img src=x onerror=...>' or '**x**' is shown letter for letter. A citation carries
what the source panel needs (which article, version and characters) in a hidden element beside the answer, so
that it works while the answer is still being written and before it is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from markupsafe import Markup

from app.answers import Answer, Citation, Event, Label, Nearest, Progress, Reason, Statement, Verified
from app.render import answer_json, terminal
from app.told_by import publisher, publisher_of_all, told
from app.ui_export import address, menu
from app.ui_findings import marked, notes
from app.ui_progress import count as count
from app.ui_progress import working_line
from app.ui_writer import writer

_UNWRAPPED = 100_000  # characters a line: what is copied into an editor is wrapped there

_VERDICTS = {
    Label.SUPPORTED: ("✓", "checked: supported"),
    Label.PARTIAL: ("◐", "checked: partly supported"),
    Label.UNSUPPORTED: ("✕", "checked: not supported"),
}

_REASONS = {
    Reason.NO_ARTICLES: "There are no articles to answer from.",
    Reason.NO_EVIDENCE: "No sentence in the articles answers this question.",
    Reason.NOTHING_VERIFIED: (
        "Sentences on this subject were found, but none of them passed the check against its source."
    ),
}
_NEXT = "Ask in other words, see in the evidence what came close, or add articles in the tab ‘Add sources’."
_STOPPED = {
    True: "Stopped. What stands here was checked before that.",
    False: "Stopped before anything was checked.",
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and as much of its answer as there is; `answer`, `failure` or the reader ends it."""

    question: str
    progress: Progress | None = None
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
    failure: str | None = None
    stopped: bool = False
    told: Markup | None = None  # a whole summary, in the place of statements and sources

    @property
    def working(self) -> bool:
        """Whether more is to come."""
        return self.answer is None and self.failure is None and not self.stopped


def advance(exchange: Exchange, event: Event) -> Exchange:
    """Return the exchange with one more event in it; the final answer replaces what was streamed."""
    match event:
        case Progress():
            return replace(exchange, progress=event)
        case Verified(statement=statement, citations=citations):
            known = {citation.number: citation for citation in (*exchange.citations, *citations)}
            return replace(
                exchange,
                statements=(*exchange.statements, statement),
                citations=tuple(known[number] for number in sorted(known)),
            )
        case Answer():
            return replace(
                exchange, answer=event, statements=event.statements, citations=event.citations, progress=None
            )


def transcript(exchanges: Sequence[Exchange], conversation: str = "") -> str:
    """Return the conversation as HTML, oldest first; by its id the page's address leads back to it."""
    turns = Markup("").join(_turn(number, exchange) for number, exchange in enumerate(exchanges, start=1))
    named = Markup(' data-conversation="{}"').format(conversation) if conversation else ""
    return str(Markup('<div class="transcript" role="log" aria-label="Conversation"{}>{}</div>').format(named, turns))


def _turn(turn: int, exchange: Exchange) -> Markup:
    return Markup(
        '<section class="turn" id="turn-{}" aria-label="Question {}" aria-busy="{}">'
        '<h2 class="question" dir="auto">{}</h2>{}</section>'
    ).format(turn, turn, "true" if exchange.working else "false", exchange.question, reply(turn, exchange))


def reply(turn: int | str, exchange: Exchange) -> Markup:
    """Return as much of an answer as there is, without its question."""
    if exchange.told is not None:
        return exchange.told
    parts: list[Markup] = []
    answer = exchange.answer
    if answer is not None and answer.standalone_question not in ("", exchange.question):
        parts.append(_understood(answer.standalone_question))
    cited = {citation.number: citation for citation in exchange.citations}
    parts.extend(stated(turn, place, statement, cited) for place, statement in enumerate(exchange.statements, start=1))
    if exchange.working:
        parts.append(
            Markup('<p class="working">{}</p>').format(working_line(exchange.progress, len(exchange.statements)))
        )
    if exchange.failure is not None:
        parts.append(Markup('<p class="failure" role="alert">{}</p>').format(exchange.failure))
    if exchange.stopped:
        parts.append(Markup('<p class="stopped" role="status">{}</p>').format(_STOPPED[bool(exchange.statements)]))
    if answer is not None and answer.reason is not None:
        parts.append(_abstention(answer))
    if answer is not None:
        parts.extend(Markup('<p class="warning" role="note">{}</p>').format(warning) for warning in answer.warnings)
    if exchange.citations:
        parts.append(sources(turn, exchange.citations))
    if answer is not None:
        parts.append(_foot(answer))
    return Markup("").join(parts)


def stated(
    turn: int | str, place: int, statement: Statement, cited: dict[int, Citation], *, tag: str = "p", note: str = ""
) -> Markup:
    """Return a statement with its citations and its verdict; `note` stands after it, outside of its words."""
    marks = Markup("").join(
        marker(turn, cited[number], place=place) for number in statement.citations if number in cited
    )
    label = statement.support.label
    sign, verdict = _VERDICTS[label]
    findings = () if label is Label.SUPPORTED else statement.findings
    said = Markup(' <span class="only">{}</span>').format(note) if note else ""
    return Markup(
        '<{} class="statement" dir="auto"><span class="words">{}</span><sup class="marks">{}</sup>'
        '<span class="verdict {}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="unseen">{}</span></span>{}</{}>{}'
    ).format(
        tag, marked(statement.text, findings), marks, label.value, verdict, sign, verdict, said, tag,
        notes(statement.text, findings),
    )  # fmt: skip


def _understood(question: str) -> Markup:
    """Return how a follow-up was read, with a button that puts it into the question box to be corrected."""
    return Markup(
        '<p class="understood">Understood as: <bdi>{}</bdi> <button type="button" class="edit" data-text="{}" '
        'aria-label="Edit the question as it was understood">Edit</button></p>'
    ).format(question, question)


def _foot(answer: Answer) -> Markup:
    """Return what one can do with an answer, and which model wrote it where one did."""
    parts = []
    if answer.statements:
        parts.append(
            Markup('<button type="button" class="copy" data-text="{}">Copy with sources</button>').format(
                terminal(answer_json(answer), width=_UNWRAPPED)
            )
        )
    parts.append(menu(answer.id) if answer.statements else address(answer.id))
    if answer.considered:
        parts.append(
            Markup('<button type="button" class="evidence" data-answer="{}">Show evidence</button>').format(answer.id)
        )
    parts.append(writer(answer))
    return Markup('<div class="tools">{}</div>').format(Markup("").join(parts))


def marker(turn: int | str, citation: Citation, *, place: int) -> Markup:
    """Return the link `[n]`; `place` tells apart the markers of one citation within a turn (0: its source list)."""
    return Markup('<a class="cite" id="mark-{}-{}-{}" href="#cite-{}-{}" aria-label="{}">[{}]</a>').format(
        turn, place, citation.number, turn, citation.number,
        f"Citation {citation.number}: {described(citation)}", citation.number,
    )  # fmt: skip


def described(citation: Citation) -> str:
    """Return outlet and date of a citation as a phrase."""
    outlet = publisher(citation.outlet, citation.attribution) or "outlet not known"
    return f"{outlet}, {day(citation.published_at)}" if citation.published_at else outlet


def sources(turn: int | str, citations: Sequence[Citation]) -> Markup:
    """Return the list of articles cited, each once with all its numbers, in order of first citation."""
    grouped: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        grouped.setdefault((citation.article_id, citation.version), []).append(citation)
    rows = Markup("").join(_source(turn, group) for group in grouped.values())
    return Markup(
        '<div class="sources"><h3 id="sources-{}">Sources</h3><ul aria-labelledby="sources-{}">{}</ul></div>'
    ).format(turn, turn, rows)


def _source(turn: int | str, group: Sequence[Citation]) -> Markup:
    first = group[0]
    return Markup(
        '<li><span class="numbers">{}</span><span class="about">{}</span>{}</li>'
    ).format(
        Markup("").join(marker(turn, citation, place=0) for citation in group),
        about(outlet=publisher_of_all(group), title=first.title, published_at=first.published_at),
        Markup("").join(carrier(turn, citation) for citation in group),
    )  # fmt: skip


def carrier(turn: int | str, citation: Citation) -> Markup:
    """Return the hidden element that tells the source panel what a citation points at."""
    return Markup(
        '<q hidden class="carrier" id="cite-{}-{}" data-number="{}" data-article="{}" data-version="{}"'
        ' data-start="{}" data-end="{}" data-about="{}" data-told="{}" data-link="{}">{}</q>'
    ).format(
        turn, citation.number, citation.number, citation.article_id, citation.version,
        citation.start, citation.end, described(citation), told(citation.attribution) or "", citation.link or "",
        citation.quote,
    )  # fmt: skip


def about(*, outlet: str | None, title: str | None, published_at: datetime | None) -> Markup:
    """Return outlet, title and date of an article as one line."""
    named = Markup('<span><bdi class="outlet">{}</bdi> <cite class="title" dir="auto">{}</cite></span>').format(
        outlet or "Outlet not known", title or "Without a title"
    )
    if published_at is None:
        return named
    return named + Markup(' <time datetime="{}" title="{}">{}</time>').format(
        published_at.isoformat(), moment(published_at), day(published_at)
    )


def _abstention(answer: Answer) -> Markup:
    parts = [Markup("<h3>The sources don’t say.</h3>")]
    if answer.reason is not None:
        parts.append(Markup("<p>{}</p>").format(_REASONS[answer.reason]))
    if answer.reason is Reason.NO_ARTICLES:
        parts.append(
            Markup("<p>To add some, open the tab ‘Add sources’, or run <code>python -m ingest FOLDER</code>.</p>")
        )
    else:
        parts.append(Markup('<p class="next">{}</p>').format(_NEXT))
    return Markup('<div class="abstention">{}{}</div>').format(Markup("").join(parts), lacking(answer))


def lacking(answer: Answer) -> Markup:
    """Return what an abstention did not find, and what came nearest."""
    parts = []
    if answer.missing:
        words = Markup(", ").join(Markup('<q dir="auto">{}</q>').format(word) for word in answer.missing)
        parts.append(Markup('<p class="missing">Not found in any article: {}</p>').format(words))
    if answer.nearest:
        rows = Markup("").join(Markup("<li>{}</li>").format(opener(nearest)) for nearest in answer.nearest)
        parts.append(Markup("<h4>Nearest articles</h4><ul>{}</ul>").format(rows))
    return Markup("").join(parts)


def opener(article: Nearest) -> Markup:
    """Return the button that opens a whole article."""
    return Markup('<button type="button" class="nearest about" data-article="{}">{}</button>').format(
        article.article_id,
        about(outlet=article.outlet, title=article.title, published_at=article.published_at),
    )


def day(when: datetime) -> str:
    """Return the day in UTC, as in '2 Dec 2024'."""
    utc = when.astimezone(UTC)
    return f"{utc.day} {utc:%b %Y}"


def moment(when: datetime) -> str:
    """Return the day, and the time unless it is midnight, which stands for a date without a time."""
    utc = when.astimezone(UTC)
    return day(utc) if utc.time() == time() else f"{day(utc)}, {utc:%H:%M} UTC"
