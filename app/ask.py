"""A question in, events out: what is being done, each verified statement, and at last the whole answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from app.answers import Answer, Event, Filters, Label, Nearest, Progress, Reason, Support, Turn
from app.render import Place, Rendering, answer_json
from app.retrieve import retrieve
from app.scope import read_scope
from app.wire import Services
from ingest.corpus import Role, content_id


def answer(
    question: str, *, services: Services, history: Sequence[Turn] = (), filters: Filters | None = None
) -> Answer:
    """Return the whole answer."""
    *_, last = ask(question, services=services, history=history, filters=filters)
    if not isinstance(last, Answer):
        raise TypeError(f"the last event is {last!r}")
    return last


def ask(
    question: str, *, services: Services, history: Sequence[Turn] = (), filters: Filters | None = None
) -> Iterator[Event]:
    """Answer a question from the corpus."""
    store = services.store
    counts = store.counts()
    yield Progress("retrieving", counts.articles, counts.sentences)
    scope = read_scope(question, [name for name, _ in counts.outlets], latest=counts.last_published)
    found = retrieve(question, store=store, filters=scope.narrow(filters or Filters()))
    best = sorted(
        (
            (score, row, row.article.sentences[row.passage.first + i])
            for row in found.passages[:10]
            for i, score in enumerate(row.sentence_scores)
        ),
        key=lambda t: -t[0],
    )
    yield Progress(
        "reading", len({row.article.id for row in found.passages}), sum(len(r.sentence_scores) for r in found.passages)
    )
    rendering = Rendering()
    for score, row, sentence in best[:3]:
        if sentence.role is Role.BODY and score > 0.35:
            yield rendering.add(
                sentence.text,
                [Place(row.article, sentence.index, sentence.start, sentence.end)],
                Support(Label.SUPPORTED, 1.0),
            )
    nearest = tuple(
        Nearest(a.id, a.title, a.outlet, a.url, a.published_at)
        for a in list({row.article.id: row.article for row in found.passages}.values())[:3]
    )
    done = not rendering.statements
    given = Answer(
        id=content_id("ans_", question, json.dumps(rendering.text)),
        question=question,
        standalone_question=question,
        text=rendering.text if not done else "The sources don't say.",
        statements=tuple(rendering.statements),
        citations=tuple(rendering.citations.values()),
        reason=Reason.NO_EVIDENCE if done else None,
        nearest=nearest if done else (),
    )
    store.save_answer(given.id, answer_json(given), list({c.article_id for c in given.citations}))
    yield given
