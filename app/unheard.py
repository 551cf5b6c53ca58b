"""What a summary's topic asks for that no article holds: a summary and the store in, the same with such words out."""

from __future__ import annotations

from dataclasses import replace

from app.question import content_terms
from app.summaries import Summary, SummaryEvent
from app.topic import bare
from ingest.store import Store


def unheard(event: SummaryEvent, store: Store) -> SummaryEvent:
    """Return an event, an abstention with the words of its topic that stand in no article."""
    if not isinstance(event, Summary) or not event.answer.abstained or event.stories:
        return event
    words = bare(event.answer.question).split()
    held = {word: content_terms(word.strip("“”\"'?,.;:!()"), "en") for word in words}
    missing = tuple(word for word, terms in held.items() if terms and not any(store.occurrences(terms).values()))
    return replace(event, answer=replace(event.answer, missing=missing))
