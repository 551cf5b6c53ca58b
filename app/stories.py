"""Articles that a topic found, grouped into the stories they tell: articles in, stories out, the largest first.

Single-pass clustering as in topic detection and tracking (Allan, Papka and Lavrenko, SIGIR 1998): oldest first, each
article joins the story that it is most like on average, or begins one. Whether a topic means all of its stories or one
of them is told by whether it names something: everything about 'Harran' belongs together, two storms do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

import numpy as np

from app.names import names
from app.profiles import profiles
from app.units import Read, Unit
from ingest.embed import Vectors

# Sentences by which an article is compared, the first, and from where on it is of a story: .9 of the pairs of articles
# of one sample story are more alike than .34, .1 of the other pairs more than .25. By the mean over a story's articles
# the sample stories come out whole but for one article.
LEAD = 8
SAME_STORY = 0.25
# From here on an article that lacks a topic's words is of its story, if it appeared about then. For the 27 topics of
# `topic` .90 of the story is found with it and .79 without it; what it adds is of the story but for one article.
SURELY, ABOUT_THEN = 0.4, timedelta(days=31)
# Share of the articles from which on one story is what a topic means, though a few others have its words.
DOMINANT = 2 / 3


def group(reads: Sequence[Read]) -> list[tuple[Read, ...]]:
    """Return the stories that articles tell, the largest first, each oldest first as the articles came."""
    stories = _grouped(_leads([read.units[:LEAD] for read in reads])) if reads else []
    stories.sort(key=lambda own: (-len(own), own[0]))
    return [tuple(reads[row] for row in own) for own in stories]


def told_together(units: Iterable[Unit]) -> tuple[dict[str, int], dict[str, Vectors]]:
    """Map the articles of sentences, the oldest first, to the number of the story that each tells, and to its profile.

    How alike two articles are is the product of their profiles.
    """
    leads: dict[str, list[Unit]] = {}
    for unit in units:
        own = leads.setdefault(unit.article.id, [])
        if len(own) < LEAD:
            own.append(unit)
    if not leads:
        return {}, {}
    table, ids = _leads(list(leads.values())), list(leads)
    numbers = {ids[row]: number for number, own in enumerate(_grouped(table)) for row in own}
    return numbers, dict(zip(ids, table, strict=True))


def _grouped(table: Vectors) -> list[list[int]]:
    """Return the rows of each story, the first story first."""
    stories: list[list[int]] = []
    sums: list[Vectors] = []
    for row in range(len(table)):
        alike = [round(float(table[row] @ whole) / len(own), 6) for own, whole in zip(stories, sums, strict=True)]
        best = int(np.argmax(alike)) if alike else -1
        if best >= 0 and alike[best] >= SAME_STORY:
            stories[best].append(row)
            sums[best] = sums[best] + table[row]
        else:
            stories.append([row])
            sums.append(table[row])
    return stories


def joining(story: Sequence[Read], others: Sequence[Read]) -> list[Read]:
    """Return those of the others that tell a story too and appeared about when it did."""
    dates = [read.article.published_at for read in story if read.article.published_at]
    if not dates or not others:
        return []
    first, last = min(dates) - ABOUT_THEN, max(dates) + ABOUT_THEN
    table = _leads([read.units[:LEAD] for read in (*story, *others)])
    alike = np.round((table[len(story) :] @ table[: len(story)].T).mean(axis=1), 6).tolist()
    return [
        read
        for read, value in zip(others, alike, strict=True)
        if value >= SURELY and read.article.published_at and first <= read.article.published_at <= last
    ]


def likeness(one: Read, others: Sequence[Read]) -> list[float]:
    """Return how alike the beginnings of one article and of each of the others are."""
    table = _leads([read.units[:LEAD] for read in (one, *others)])
    alike: list[float] = np.round(table[1:] @ table[0], 6).tolist()
    return alike


def centre(story: Sequence[Read]) -> Vectors:
    """Return what a story's first sentences mean on average, of length one."""
    whole = np.sum([unit.vector for read in story for unit in read.units[:LEAD]], axis=0)
    return np.asarray(whole / (np.linalg.norm(whole) or 1.0), np.float32)


def is_one(stories: Sequence[tuple[Read, ...]]) -> bool:
    """Whether the largest of the stories is what is meant."""
    return len(stories[0]) >= DOMINANT * sum(map(len, stories))


def names_something(topic: str, language: str, texts: Iterable[str]) -> bool:
    """Whether a topic names something: by its own capitals, or as the texts write its words inside sentences."""
    if names(topic, language) or names(f"x {topic}", language):
        return True
    written = " ".join(texts)
    for word in set(re.findall(r"[^\W\d_]{3,}", topic)):
        lower = len(re.findall(rf"\b{re.escape(word.lower())}\b", written))
        capital = len(re.findall(rf"(?<=[a-z,] ){re.escape(word.capitalize())}\b", written))
        if capital > lower:
            return True
    return False


def title_of(story: Sequence[Read]) -> str:
    """Return what to call a story: the title, else the first sentence, of the article that is most like the others."""
    table = _leads([read.units[:LEAD] for read in story])
    order: list[int] = np.argsort(-np.round(table @ table.sum(axis=0), 6), kind="stable").tolist()
    for row in order:
        if title := story[row].article.title:
            return title
    units = [unit for row in order for unit in story[row].units]
    return units[0].sentence.text if units else "Untitled"


def _leads(leads: Sequence[Sequence[Unit]]) -> Vectors:
    """Return one row for each article: the mean of its first sentences' profiles, of length one."""
    table = profiles([unit for own in leads for unit in own])
    ends = np.cumsum([len(own) for own in leads])
    found = np.stack([table[end - len(own) : end].sum(axis=0) for own, end in zip(leads, ends, strict=True)])
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.where(lengths > 0, lengths, 1.0), np.float32)
