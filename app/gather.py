"""What a summary is made from: what is wanted in, the articles to read out, with those that are not read and why.

Chosen articles are all read, but for those that the filters or the topic exclude, which are named. A topic finds its
articles by itself; where it could mean several stories, these are offered instead of guessed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.answers import Nearest, Progress
from app.scope import Scope, read_scope
from app.stories import centre, group, is_one, joining, names_something, title_of
from app.summaries import Story, Unused, Wanted, listed, outlets_of
from app.topic import Topic, find_articles, judged, read_topic
from app.units import Read, in_order, read_units
from app.wire import Services
from app.withdrawn import withdrawn
from ingest.catalogue import Filters
from ingest.store import Store

NEAREST = 3
# Stories that are looked for in other words too, the largest, and passages that are looked at for each: those of some
# 100 articles, ten times as many as the largest sample story has.
GROWN, NEAR = 5, 200
FILTERED = "the filters leave it out"
WITHDRAWN = "{} has corrected or withdrawn it since: “{}”"
OFF_TOPIC = "it is not about the topic"
ANYTHING = 2**31


@dataclass(slots=True)
class Gathered:
    """The articles of a summary, oldest first, and all that a reader should know of how they were found."""

    question: str
    topic: Topic | None = None
    scope: Scope = field(default_factory=Scope)
    reads: list[Read] = field(default_factory=list)
    stories: list[tuple[Read, ...]] = field(default_factory=list)
    offered: tuple[Story, ...] = ()
    ambiguous: bool = False
    unused: list[Unused] = field(default_factory=list)
    nearest: tuple[Nearest, ...] = ()
    notes: list[str] = field(default_factory=list)


def gather(wanted: Wanted, services: Services) -> Iterator[Progress | Gathered]:
    """Yield how far reading has come, and at last what there is to summarise."""
    store = services.store
    found = Gathered(_question(wanted))
    filters = _within(wanted)
    if wanted.topic is None:
        versions = store.versions_in(filters, ANYTHING) or []
    else:
        versions = _of_topic(wanted.topic, found, filters, services)
    reads: list[Read] = []
    sentences = 0
    for some in read_units(store, versions):
        reads += some
        sentences += sum(len(read.article.sentences) for read in some)
        yield Progress("reading", len(reads), sentences)
    found.reads = in_order(reads)
    if found.topic is not None and filters.article_ids is None:
        _grow(found, store, found.scope.narrow(filters), frozenset(versions))
        _tell_apart(found, found.topic)
    if wanted.article_ids is not None:
        found.unused += _left_out(wanted.article_ids, found, store)
    _take_out(found)
    yield found


def _question(wanted: Wanted) -> str:
    if wanted.topic is not None:
        return wanted.topic
    number = len(dict.fromkeys(wanted.article_ids or ()))
    return "1 chosen article" if number == 1 else f"{number:,} chosen articles"


def _within(wanted: Wanted) -> Filters:
    """Return the filters with the chosen articles among them."""
    if wanted.article_ids is None:
        return wanted.filters
    chosen = tuple(dict.fromkeys(wanted.article_ids))
    if wanted.filters.article_ids is not None:
        allowed = set(wanted.filters.article_ids)
        chosen = tuple(one for one in chosen if one in allowed)
    return replace(wanted.filters, article_ids=chosen)


def _of_topic(text: str, found: Gathered, filters: Filters, services: Services) -> list[int]:
    """Return the versions about a topic, and tell how the topic was read."""
    store = services.store
    counts = store.counts()
    scope = read_scope(text, [name for name, _ in counts.outlets], latest=counts.last_published, today=services.clock())
    found.notes += scope.notes
    found.scope = scope
    found.topic = read_topic(scope.rest or text, store)
    filters = scope.narrow(filters)
    if filters.article_ids is None:
        about, others = find_articles(found.topic, store, filters)
    else:
        about, others = judged(found.topic, store, store.versions_in(filters, ANYTHING) or [])
    if not about:
        nearest = store.read_articles(others[:NEAREST])
        found.nearest = tuple(
            Nearest(one.id, one.title, one.outlet, one.url, one.published_at)
            for one in (nearest[version] for version in others[:NEAREST] if version in nearest)
        )
    return about


def _left_out(chosen: Sequence[str], found: Gathered, store: Store) -> Iterator[Unused]:
    """Yield the chosen articles that are not read, and why."""
    read = {one.article.id for one in found.reads}
    missing = [one for one in dict.fromkeys(chosen) if one not in read]
    versions = store.versions_in(Filters(article_ids=tuple(missing)), ANYTHING) or []
    articles = {article.id: listed(article) for article in store.read_articles(versions).values()}
    admitted = {read.article.id for read in found.reads}
    for article_id in missing:
        if article_id in articles and article_id not in admitted:
            reason = OFF_TOPIC if found.topic is not None else FILTERED
            yield Unused(articles[article_id], reason)


def _grow(found: Gathered, store: Store, filters: Filters, known: frozenset[int]) -> None:
    """Add articles that tell the largest stories in other words than the topic's."""
    added: dict[str, Read] = {}
    for story in group(found.reads)[:GROWN]:
        if len(story) > 1:
            near = [one.passage for one in store.vectors.near(centre(story), NEAR, filters)]
            new = [version for version in dict.fromkeys(store.versions_of(near).values()) if version not in known]
            for some in read_units(store, sorted(new)):
                added |= {read.article.id: read for read in joining(story, some)}
    found.reads = in_order([*found.reads, *added.values()])


def _take_out(found: Gathered) -> None:
    """Leave out what its outlet has corrected or taken back since, and say so."""
    gone = withdrawn(found.reads)
    for read in found.reads:
        if later := gone.get(read.article.id):
            reason = WITHDRAWN.format(later.article.outlet, later.article.title or later.article.id)
            found.unused.append(Unused(listed(read.article), reason))
    found.reads = [read for read in found.reads if read.article.id not in gone]
    found.stories = [tuple(read for read in story if read.article.id not in gone) for story in found.stories]
    found.stories = [story for story in found.stories if story]


def _tell_apart(found: Gathered, topic: Topic) -> None:
    """Group what was found into stories; where the topic could mean several, keep the one it means, or none."""
    stories = group(found.reads)
    if len(stories) < 2:
        return
    texts = [unit.sentence.text for read in found.reads for unit in read.units]
    kept = stories
    if not names_something(topic.text, topic.language, texts):
        kept = stories[:1] if is_one(stories) else []
        found.ambiguous = not kept
    found.offered = tuple(_story(story, summarised=story in kept) for story in stories)
    found.stories = kept
    meant = {read.article.id for story in kept for read in story}
    found.reads = [read for read in found.reads if read.article.id in meant]
    if kept and len(kept) < len(stories):
        found.notes.append(
            f"“{topic.text}” also fits {len(stories) - 1} other stories; this is the one that most articles tell. "
            "To have another, choose its articles."
        )


def _story(story: Sequence[Read], *, summarised: bool) -> Story:
    articles = [read.article for read in story]
    dates = [article.published_at for article in articles if article.published_at]
    return Story(
        title=title_of(story),
        article_ids=tuple(article.id for article in articles),
        outlets=len(outlets_of(articles)),
        first=min(dates, default=None),
        last=max(dates, default=None),
        summarised=summarised,
    )
