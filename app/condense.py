"""More evidence than a model can read at once, made less: portions of sentences in, those that matter most out.

A model condenses each portion into a few statements, several portions at a time. What is kept are the sentences that
its statements rest on, each statement settled first, and never its words: what it makes up here leads nowhere. A
portion that it does not condense keeps its first sentences.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field, replace
from threading import Event

from app.answers import Label, Progress
from app.model import Trouble
from app.numbered import Numbered
from app.prompts import read_prompt
from app.reading import Line
from app.scribe import Course, Scribe
from ingest.language import english_name

log = logging.getLogger(__name__)

# Portions that are condensed at the same time: what small accounts and servers on a desk take without refusing.
AT_ONCE = 4

Key = tuple[str, int]
_Kept = tuple[tuple[Line, ...], Course]


@dataclass(frozen=True, slots=True)
class Portion:
    """Evidence of one prompt, in one language; at least the lines of `keep` stay, and `most` others."""

    evidence: Numbered
    language: str
    most: int
    keep: frozenset[Key] = frozenset()


@dataclass(slots=True)
class Condensed:
    """What is kept of each portion; how many failed, how the first did, and whether others would too."""

    kept: list[tuple[Line, ...]]
    failed: int = 0
    trouble: str = ""
    kind: Trouble | None = None
    ended: bool = False


def condense(portions: Sequence[Portion], topic: str, scribe: Scribe) -> Generator[Progress, None, Condensed]:
    """Yield how many portions are done whenever that changes; return what is kept of them, in their order.

    When the reader goes, or the model can't be asked, no more portions are sent and those under way end with their next
    statement. What failed while others were answered is asked for once more, one at a time: a server that takes one
    request at a time lets the others wait, or refuses them.
    """
    lines = [line for portion in portions for line in portion.evidence.lines]
    articles = len({line.article.id for line in lines})
    progress = Progress("condensing", articles, len(lines), parts=len(portions))
    sending = _Sending()
    found = Condensed([_first(portion) for portion in portions])
    courses: dict[int, Course] = {}
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="condense")

    def sent(at: int) -> Future[_Kept]:
        return pool.submit(_condensed, portions[at], topic, scribe, sending)

    try:
        waiting = {sent(at): at for at in range(len(portions))}
        yield progress
        while waiting:
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                at = waiting.pop(future)
                kept, courses[at] = future.result()
                found.kept[at] = kept or found.kept[at]
            yield replace(progress, done=sum(not course.lasting for course in courses.values()))
        for at in sorted(at for at, course in courses.items() if course.lasting):
            if not sending.stop.is_set():
                sending.answered.clear()
                kept, courses[at] = sent(at).result()
                found.kept[at] = kept or found.kept[at]
                yield replace(progress, done=sum(not course.lasting for course in courses.values()))
    finally:
        sending.stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
    broken = [courses[at] for at in sorted(courses) if courses[at].trouble]
    if broken:
        worst = next((course for course in broken if course.lasting), broken[0])
        found.failed, found.trouble, found.kind, found.ended = len(broken), worst.trouble, worst.kind, worst.lasting
    return found


@dataclass(frozen=True, slots=True)
class _Sending:
    """What the threads of one round tell one another: that it is over, and that the model does answer."""

    stop: Event = field(default_factory=Event)
    answered: Event = field(default_factory=Event)


def _condensed(portion: Portion, topic: str, scribe: Scribe, sending: _Sending) -> _Kept:
    """Return the lines of a portion that its statements rest on, none where there is no statement, and the course."""
    course = Course()
    lines = portion.evidence.lines
    cited: dict[Key, None] = {}
    prompt = read_prompt("condense")
    inputs = {
        "topic": topic,
        "evidence": portion.evidence.text,
        "most": str(portion.most),
        "language": english_name(portion.language),
    }
    if sending.stop.is_set():
        return (), course
    with closing(scribe.settled(prompt, inputs, portion.evidence, course)) as written:
        for settled in written:
            if sending.stop.is_set():
                return (), course
            if settled.support.label is Label.SUPPORTED:
                cited |= dict.fromkeys((place.article.id, place.sentence) for place in settled.places)
    if not course.lasting:
        sending.answered.set()
    elif not sending.answered.is_set():
        sending.stop.set()
    for reason in course.left_out(scribe.name):
        log.info("while condensing: %s", reason)
    if not cited:
        return (), course
    wanted = {*portion.keep, *list(cited)[: portion.most]}
    return tuple(line for line in lines if line.key in wanted), course


def _first(portion: Portion) -> tuple[Line, ...]:
    """Return what is kept of a portion that no model condenses."""
    lines = portion.evidence.lines
    others = [line.key for line in lines if line.key not in portion.keep][: portion.most]
    return tuple(line for line in lines if line.key in {*portion.keep, *others})
