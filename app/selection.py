"""Choosing what a summary states: sentences that fit in, the rows of those chosen out, in the order of their choice.

Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): the next sentence is the one that is worth most and is
least like what was chosen before, within the words that are left. Worth is what MEAD (Radev et al., 2004) found to make
news summaries, in equal parts: how early a sentence stands in its article and how central it is, here how near the
other origins come to it. Origins from which nothing was chosen yet come first, so that none speaks alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.fit import Fitting
from app.profiles import profiles
from ingest.embed import Vectors

Floats = NDArray[np.float64]

# Share of worth against novelty: equal parts, as with the measures of worth, since nothing speaks for other ones.
# Greedy determinantal point processes, LexRank on the same vectors and Lin and Bilmes' submodular coverage, each with
# their authors' constants, were no better by ROUGE-1, -2 or -L on 147 clusters of news.
WORTH = 0.5
# Sentences as close in meaning as this say the same (as in `evidence`): the second adds nothing.
SAME = 0.75
# Rows whose products with all others are held at a time: 80 MB for 20,000 sentences.
BLOCK = 1_000
_DIGITS = 6  # that values are rounded to: below lies what the order of additions makes of them
STANDS, _GONE = -1, -2


@dataclass(frozen=True, slots=True)
class Weighed:
    """The sentences that may be chosen with what their choice depends on, row by row."""

    rows: tuple[Fitting, ...]
    worth: Floats  # 0 to 1
    profiles: Vectors
    origins: NDArray[np.intp]


def weigh(rows: Sequence[Fitting], relevance: Floats | None = None) -> Weighed:
    """Return the sentences with their worth; `relevance` is how near each is to the topic, if there is one."""
    if not rows:
        return Weighed((), np.zeros(0), profiles(()), np.zeros(0, np.intp))
    table = profiles([row.unit for row in rows])
    origins = _numbers([row.unit.origin for row in rows])
    worth = 1 / np.sqrt(_positions(rows)) + _scaled(_centrality(table, origins))
    if relevance is not None:
        worth = worth + _scaled(relevance)
    worth = np.round(worth / worth.max(), _DIGITS)
    return Weighed(tuple(rows), worth, table, origins)


def select(
    weighed: Weighed, most_words: int, *, chosen: Sequence[int] = (), only: Sequence[bool] | None = None
) -> list[int]:
    """Return the rows chosen before and those that follow, whose words together do not exceed `most_words`.

    With `only`, no other rows are added. A sentence that leans on the one before it is chosen where that one was and
    nothing else is left.
    """
    rows = weighed.rows
    words = np.array([row.words for row in rows], np.intp)
    vectors = np.stack([row.unit.vector for row in rows]) if rows else np.zeros((0, 1), np.float32)
    before = _before(rows)
    leaning = before != STANDS
    free = np.ones(len(rows), bool) if only is None else np.array(only, bool)
    heard = np.zeros(int(weighed.origins.max(initial=-1)) + 1, bool)
    alike = np.zeros(len(rows))
    out: list[int] = []
    waiting = list(chosen)
    while True:
        fits = free & (words <= most_words)
        led = fits & leaning & np.isin(before, out)
        fits &= ~leaning
        if waiting:
            row = waiting.pop(0)
        elif fits.any() or led.any():
            fits = fits if fits.any() else led
            unheard = fits & ~heard[weighed.origins]
            value = WORTH * weighed.worth - (1 - WORTH) * alike
            row = int(np.argmax(np.where(unheard if unheard.any() else fits, np.round(value, _DIGITS), -np.inf)))
        else:
            return out
        out.append(row)
        most_words -= int(words[row])
        heard[weighed.origins[row]] = True
        alike = np.maximum(alike, weighed.profiles @ weighed.profiles[row])
        free &= vectors @ vectors[row] < SAME


def _before(rows: Sequence[Fitting]) -> NDArray[np.intp]:
    """Return the row of the sentence that each leans on; `STANDS` for one that leans on none."""
    place = {row.unit.key: number for number, row in enumerate(rows)}
    found = [place.get((row.unit.article.id, row.unit.sentence.index - 1), _GONE) for row in rows]
    return np.array([at if row.leans else STANDS for at, row in zip(found, rows, strict=True)], np.intp)


def _positions(rows: Sequence[Fitting]) -> Floats:
    """Return the place of each sentence among those of its article, from 1 on."""
    seen: dict[str, int] = {}
    out = []
    for row in rows:
        seen[row.unit.article.id] = seen.get(row.unit.article.id, 0) + 1
        out.append(seen[row.unit.article.id])
    return np.array(out, np.float64)


def _centrality(table: Vectors, origins: NDArray[np.intp]) -> Floats:
    """Return how near the nearest sentences of the other origins come on average; of one origin, how near all do."""
    number = int(origins.max()) + 1
    if number == 1:
        return np.asarray(table @ table.mean(axis=0), np.float64)
    order = np.argsort(origins, kind="stable")
    starts = np.searchsorted(origins[order], np.arange(number))
    columns = table[order].T
    out = np.empty(len(table))
    for first in range(0, len(table), BLOCK):
        block = np.maximum.reduceat(table[first : first + BLOCK] @ columns, starts, axis=1)
        own = origins[first : first + BLOCK]
        mine = block[np.arange(len(block)), own]
        out[first : first + BLOCK] = (block.sum(axis=1) - mine) / (number - 1)
    return out


def _scaled(values: Floats) -> Floats:
    """Return values between 0 for the lowest and 1 for the highest."""
    span = float(np.ptp(values))
    return (values - values.min()) / span if span > 0 else np.ones_like(values)


def _numbers(names: Sequence[str]) -> NDArray[np.intp]:
    known = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([known[name] for name in names], np.intp)
