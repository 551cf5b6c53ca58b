"""A question in, events out: what is being done, each verified statement, and at last the whole answer."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app import accounts
from app.answers import Answer, Event, Filters, Found, Nearest, Progress, Reason, Turn, Verified
from app.changed import notice_warnings
from app.considered import Reading, considered
from app.drafts import BUILT_IN, Brief, Declined, Draft, Note
from app.evidence import Choice, choose, leads
from app.missing import missing_names
from app.question import Question, language_of, read_question
from app.quote import QuoteAnswerer
from app.reading import Line, read_lines
from app.render import Rendering, answer_json, citation_json
from app.retrieve import Retrieved, retrieve
from app.scope import Scope, read_scope
from app.wire import Services
from ingest import spans
from ingest.catalogue import Counts
from ingest.corpus import content_id
from ingest.spans import Step

# Passages that are read. With 15 of them .604 of 331 questions have their answer in what is chosen, with 30 .622.
READ = 30
NEAREST = 3


@dataclass(frozen=True, slots=True)
class _Task:
    """A question as understood: what it asks by itself, what it is about, and where its answer may come from."""

    asked: str
    question: Question
    scope: Scope
    filters: Filters


def answer(
    question: str, *, services: Services, history: Sequence[Turn] = (), filters: Filters | None = None
) -> Answer:
    """Return the whole answer."""
    *_, last = ask(question, services=services, history=history, filters=filters)
    if not isinstance(last, Answer):
        raise TypeError(f"the last event is {last!r}")
    return last


def ask(
    question: str,
    *,
    services: Services,
    history: Sequence[Turn] = (),
    filters: Filters | None = None,
    wishes: str = "",
) -> Generator[Event, None, None]:
    """Answer a question from the corpus; `history` is what was said before it, `wishes` steers a model's tone."""
    with spans.opened("ask") as whole:
        yield from _asked(question, services, history, filters or Filters(), wishes, whole)


def _asked(
    question: str, services: Services, history: Sequence[Turn], filters: Filters, wishes: str, whole: Step
) -> Generator[Event, None, None]:
    store = services.store
    counts = store.counts()
    yield Progress("retrieving", counts.articles, counts.sentences)
    with whole.step("understand", turns=len(history)):
        outlets = [name for name, _ in counts.outlets]
        asked = services.standalone(question, history, outlets)
        task = _understood(asked, outlets, counts, filters, services.clock())
    with whole.step("retrieve") as step:
        found = retrieve(task.question, store=store, filters=task.filters, most=READ)
        step.note(passages=len(found.passages))
    yield Progress("reading", *_size(found.passages))
    with whole.step("select") as step:
        origins = store.origins([one.article.id for one in found.passages])
        lines, choice = _chosen(task, found, counts, origins)
        step.note(read=len(lines), chosen=len(choice.lines))
    yield Progress("writing" if services.answerer.writes and choice.lines else "checking", *_size(found.passages))
    making = _Making()
    brief = _brief(task, lines, choice, wishes)
    if choice.lines:
        with whole.part("write", answerer=services.answerer.name) as step:
            yield from making.verified(step.around(services.answerer.draft(brief)))
    given = _answer(question, making, choice, task)
    cited = {(citation.article_id, citation.sentence): citation.number for citation in given.citations}
    offered = services.answerer.offered(brief)
    writer = making.answerer if making.answerer != BUILT_IN else None
    read = Reading(lines, choice, task.question, found.weights, _known(task, found), cited, offered, writer)
    given = replace(given, considered=considered(replace(read, whole=task.scope.whole)))
    if given.abstained:
        given = _abstention(given, task, found, filters, services)
    told = notice_warnings([citation_json(citation) for citation in given.citations], store)
    given = replace(given, warnings=(*given.warnings, *told))
    store.save_answer(given.id, answer_json(given), list({citation.article_id for citation in given.citations}))
    services.metrics.answer(given, "answer")
    whole.note(answer_id=given.id, statements=len(given.statements), citations=len(given.citations))
    if account := accounts.current():
        whole.note(request_id=account.request_id)
    yield given


def answerable(question: str, *, services: Services) -> bool:
    """Return whether the built-in answerer finds an answer in the corpus; asks no model and keeps nothing."""
    store = services.store
    counts = store.counts()
    task = _understood(question, [name for name, _ in counts.outlets], counts, Filters(), services.clock())
    found = retrieve(task.question, store=store, filters=task.filters, most=READ)
    origins = store.origins([one.article.id for one in found.passages])
    lines, choice = _chosen(task, found, counts, origins)
    return next(QuoteAnswerer().draft(_brief(task, lines, choice, "")), None) is not None


@dataclass(slots=True)
class _Making:
    """An answer in the making: what was verified, who made it, and what is to be said of it."""

    rendering: Rendering = field(default_factory=Rendering)
    notes: list[str] = field(default_factory=list)
    answerer: str = BUILT_IN
    prompt: str | None = None
    declined: bool = False

    def verified(self, items: Iterable[Draft | Note | Declined]) -> Iterator[Verified]:
        """Yield each statement as it is drafted; keep the rest."""
        for item in items:
            match item:
                case Draft():
                    if item.answerer != BUILT_IN:
                        self.answerer, self.prompt = item.answerer, self.prompt or item.prompt
                    yield self.rendering.add(item.text, item.places, item.support, item.findings)
                case Note():
                    self.notes.append(item.text)
                case Declined():
                    self.answerer, self.prompt, self.declined = item.answerer, item.prompt, True
                    self.notes.append(item.note)


def _brief(task: _Task, lines: tuple[Line, ...], choice: Choice, wishes: str) -> Brief:
    return Brief(
        question=task.asked,
        language=task.question.language,
        terms=frozenset(task.question.terms),
        chosen=choice.lines,
        ranked=choice.ranked or choice.lines,
        read=lines,
        wishes=wishes,
    )


def _understood(question: str, outlets: Sequence[str], counts: Counts, filters: Filters, today: datetime) -> _Task:
    """Return the question with the outlets and dates that it names taken as filters, not as words to look for."""
    scope = read_scope(question, outlets, latest=counts.last_published, today=today)
    language = language_of(question, [name for name, _ in counts.languages])
    return _Task(question, read_question(scope.rest, language), scope, scope.narrow(filters))


def _chosen(
    task: _Task, found: Retrieved, counts: Counts, origins: Mapping[str, str]
) -> tuple[tuple[Line, ...], Choice]:
    """Return everything that was read, and what of it answers."""
    lines = read_lines(
        found.passages,
        task.question,
        question_vector=found.question_vector,
        idf=found.weights,
        latest=counts.last_published,
        origins=origins,
    )
    if task.scope.whole:
        return lines, Choice(leads(lines))
    missing = missing_names(task.question.text, task.question.language, found.passages)
    return lines, choose(lines, task.question, found.weights, missing, _known(task, found))


def _known(task: _Task, found: Retrieved) -> frozenset[str]:
    """Return the words of the question that the corpus has, where only some of its articles were read."""
    return frozenset(task.question.terms) - found.unknown if task.scope.narrows else frozenset()


def _answer(question: str, making: _Making, choice: Choice, task: _Task) -> Answer:
    """Return the answer that was made, or a bare abstention."""
    rendering = making.rendering
    places = [(c.article_id, c.version, c.start, c.end) for c in rendering.citations.values()]
    text = rendering.text or _silence(choice.missing)
    reason = None if rendering.statements else Reason.NO_EVIDENCE
    if choice.lines and reason and not making.declined:
        reason = Reason.NOTHING_VERIFIED
    return Answer(
        id=content_id("ans_", question, task.asked, text, json.dumps(places)),
        question=question,
        standalone_question=task.asked,
        text=text,
        statements=tuple(rendering.statements),
        citations=tuple(rendering.citations.values()),
        reason=reason,
        missing=() if rendering.statements else choice.missing,
        answerer=making.answerer,
        prompt=making.prompt,
        warnings=(*task.scope.notes, *making.notes),
    )


def _abstention(given: Answer, task: _Task, found: Retrieved, filters: Filters, services: Services) -> Answer:
    """Return the abstention with the nearest articles that the caller's filters admit."""
    store = services.store
    if not found.passages and task.filters != filters:
        # The outlet or the date that the question names has nothing: what is near elsewhere?
        found = retrieve(task.question, store=store, filters=filters, most=READ)
    articles = list({row.article.id: row.article for row in found.passages}.values())[:NEAREST]
    return replace(
        given,
        reason=given.reason if articles else Reason.NO_ARTICLES,
        nearest=tuple(
            Nearest(article.id, article.title, article.outlet, article.url, article.published_at)
            for article in articles
        ),
    )


def _silence(missing: Sequence[str]) -> str:
    """Return what an answer says when the sources don't."""
    if not missing:
        return "The sources don't say."
    return f"The sources don't say: no article found for this mentions {', '.join(f'“{name}”' for name in missing)}."


def _size(passages: Sequence[Found]) -> tuple[int, int]:
    """Return how many articles and sentences passages hold."""
    return len({found.article.id for found in passages}), sum(len(found.sentences) for found in passages)
