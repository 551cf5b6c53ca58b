"""What stands beside a summary's statements: sources, articles that were not used, dates, values that differ.

In: what was read and what was stated. Out: values. Nothing is chosen here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.answers import Citation, Statement
from app.event_dates import event_date
from app.summaries import Counted, Dated, Source, Unused, listed, outlets_of
from app.units import Read

STUB = "nothing in it can stand in a summary: it is a stub, or captions and page furniture"
COPY = "it carries the same text as “{}”, which is cited"
OVERTAKEN = "what it says was overtaken by later reports; see updates"
NO_ROOM = "it was read and compared; nothing of it had room within {} words"


def counted(reads: Sequence[Read]) -> Counted:
    """Return what was read, as a page says it."""
    return Counted(
        len(reads),
        len({read.origin for read in reads}),
        len(outlets_of(read.article for read in reads)),
    )


def sources(
    reads: Sequence[Read], statements: Sequence[Statement], citations: Mapping[int, Citation]
) -> tuple[Source, ...]:
    """Return the independent origins, those that most statements cite first."""
    by_article: dict[str, set[int]] = {}
    for number, statement in enumerate(statements):
        for one in statement.citations:
            by_article.setdefault(citations[one].article_id, set()).add(number)
    groups: dict[str, list[Read]] = {}
    for read in reads:
        groups.setdefault(read.origin, []).append(read)
    found = [
        Source(
            origin,
            tuple(listed(read.article) for read in own),
            tuple(sorted(set[int]().union(*(by_article.get(read.article.id, set()) for read in own)))),
        )
        for origin, own in groups.items()
    ]
    return tuple(sorted(found, key=lambda source: -len(source.statements)))


def unused(
    reads: Sequence[Read], fitting: frozenset[str], overtaken: frozenset[str], cited: frozenset[str], max_words: int
) -> Iterator[Unused]:
    """Yield the articles that were read and are not cited.

    `fitting` are those with a sentence that could be stated, `overtaken` those with one that later reports replace.
    """
    leads: dict[str, Read] = {}
    for read in reads:
        if read.article.id in cited:
            leads.setdefault(read.origin, read)
    for read in reads:
        if read.article.id in cited:
            continue
        lead = leads.get(read.origin)
        if lead is not None:
            reason = COPY.format(lead.article.title or lead.article.outlet or lead.article.id)
        elif read.article.id not in fitting:
            reason = STUB
        elif read.article.id in overtaken:
            reason = OVERTAKEN
        else:
            reason = NO_ROOM.format(max_words)
        yield Unused(listed(read.article), reason)


def timeline(
    statements: Sequence[Statement], citations: Mapping[int, Citation], *, published: bool
) -> tuple[Dated, ...]:
    """Return when what is stated happened, in order; with `published`, also by publication where no date is said."""
    found = []
    for number, statement in enumerate(statements):
        at = citations[statement.citations[0]].published_at
        read = event_date(statement.text, at.date() if at else None)
        if read is not None:
            found.append(Dated(number, str(read), stated=True, words=read.words, published_at=at))
        elif published and at is not None:
            found.append(Dated(number, at.date().isoformat(), stated=False, words="", published_at=at))
    return tuple(sorted(found, key=lambda one: (one.date, not one.stated)))
