"""Origins: visible articles that carry one text, told by their shingles. A version in, its group in the record out.

Two texts are of one origin where enough of the shorter one stands in the longer, whatever headline, end, paragraph or
word an editor changed; groups are what such pairs connect. A group is called by the smallest id of its texts, so the
same articles have the same origins on any machine, in whatever order they came. A version is compared where it becomes
visible, in that very transaction, and with a bounded number of others, so that its cost does not grow with the store.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from ingest.corpus import Article, Role, content_id
from ingest.credits import agency_key, credited
from ingest.shingles import Shingles, sample, shared, shingles

# Between what other stories share and what reprints do, as tests/evals/reprints.py makes them of the sample articles:
# an outlet's own correction of a story, cut, is at .73, the reprint that is furthest from its source at .87.
REPRINT = 0.8
# A text this much longer than another is a round-up that has it in passing; an editor leaves a fifth at least.
SHORTEST = 0.2
FEWEST = 24  # shingles below which only equal texts are one: two sentences are quoted by anybody
# Of all that hold a shingle only so many are looked at, the first ones: phrases that many have tell little, and of a
# text with more reprints than that one is enough.
HOLDERS = 50
# Hashes of the sample. Of sample articles cut and with .3 of their words changed .99 have so many; of two unrelated
# news articles one pair in 1,000. (64 bands of two MinHash values each find .84, 42 of three .29.)
IN_COMMON = 2
# Texts that are compared in full: the cost of an article, 1 ms, is 4 ms at most where all have a quarter in common.
COMPARED = 40
BATCH = 500


def text_id(text: str) -> str:
    """Return the id of a text, by which a group is called; blanks and case make no difference."""
    return content_id("org_", " ".join(text.casefold().split()))


def add(db: sqlite3.Connection, version: int, article: Article) -> None:
    """Put a version that becomes visible into the group of its text, which may join groups that were apart."""
    text, found = text_id(article.text), shingles(_body(article))
    name = credited(article.text, article.author)
    groups = _same(db, text) or _alike(db, found)
    db.execute(
        "INSERT INTO likeness (version, text, agency, shingles) VALUES (?, ?, ?, ?)",
        (version, text, agency_key(name) if name else None, found.tobytes()),
    )
    db.executemany("INSERT INTO likeness_sample VALUES (?, ?)", [(shingle, version) for shingle in sample(found)])
    lowest = min({text} | groups)
    for group in groups - {lowest}:
        db.execute(
            "UPDATE version SET origin = ? WHERE origin = ? AND key IN (SELECT version FROM likeness)", (lowest, group)
        )
    db.execute("UPDATE version SET origin = ? WHERE key = ?", (lowest, version))


def remove(db: sqlite3.Connection, version: int) -> None:
    """Take a version out of its group; what only it held together falls apart."""
    row = db.execute(
        "SELECT origin, likeness.text, shingles FROM likeness JOIN version ON key = version WHERE version = ?",
        (version,),
    ).fetchone()
    if row is None:
        return
    group, text, blob = row
    db.executemany(
        "DELETE FROM likeness_sample WHERE shingle = ? AND version = ?",
        [(shingle, version) for shingle in sample(_read(blob))],
    )
    db.execute("DELETE FROM likeness WHERE version = ?", (version,))
    db.execute(
        "UPDATE version SET origin = ? WHERE key = ?", (text, version)
    )  # its group may be called by another's text
    if not _same(db, text):
        _regroup(db, group)


def reprints(one: Shingles, other: Shingles) -> bool:
    """Whether two texts are one with an editor's changes."""
    shorter, longer = sorted((len(one), len(other)))
    return shorter >= max(FEWEST, SHORTEST * longer) and shared(one, other) >= REPRINT


def ungrouped(db: sqlite3.Connection) -> list[int]:
    """Return the visible versions that no group was looked for: those of a record from before there were groups."""
    rows = db.execute(
        "SELECT current FROM article WHERE current IS NOT NULL AND current NOT IN (SELECT version FROM likeness)"
        " ORDER BY current"
    )
    return [int(key) for (key,) in rows]


def of_articles(db: sqlite3.Connection, article_ids: Sequence[str]) -> dict[str, str]:
    """Return the origin of each of these articles that is visible, by its id."""
    found: dict[str, str] = {}
    for first in range(0, len(article_ids), BATCH):
        some = article_ids[first : first + BATCH]
        found |= db.execute(
            "SELECT article.id, origin FROM article JOIN version ON version.key = article.current"
            f" WHERE article.id IN ({_marks(some)})",
            list(some),
        ).fetchall()
    return found


def lead(rows: Sequence[tuple[str, str | None, str | None, int | None]]) -> str:
    """Return the id of the article that leads a group: `rows` are ids, outlets, credited agencies and dates.

    The credited agency's own article leads, else the one published first, else the first id.
    """
    agencies = {agency for _, _, agency, _ in rows if agency}

    def rank(row: tuple[str, str | None, str | None, int | None]) -> tuple[bool, bool, int, str]:
        identity, outlet, _, published = row
        own = outlet is not None and agency_key(outlet) in agencies
        return not own, published is None, published or 0, identity

    return min(rows, key=rank)[0]


def _body(article: Article) -> str:
    """Return what is the article's own text: a page's furniture is the same in all that an outlet publishes."""
    return "\n".join(sentence.text for sentence in article.sentences if sentence.role is Role.BODY)


def _same(db: sqlite3.Connection, text: str) -> set[str]:
    """Return the group of the versions that have this very text, if there is one."""
    row = db.execute(
        "SELECT origin FROM likeness JOIN version ON version.key = likeness.version WHERE likeness.text = ? LIMIT 1",
        (text,),
    ).fetchone()
    return set() if row is None else {row[0]}


def _alike(db: sqlite3.Connection, found: Shingles) -> set[str]:
    """Return the groups of the versions that these shingles are a reprint of."""
    holding: Counter[int] = Counter()
    for shingle in sample(found):
        holding.update(
            version
            for (version,) in db.execute(
                "SELECT version FROM likeness_sample WHERE shingle = ? ORDER BY version LIMIT ?", (shingle, HOLDERS)
            )
        )
    likely = sorted((version for version, held in holding.items() if held >= IN_COMMON), key=lambda v: (-holding[v], v))
    groups: set[str] = set()
    compared = 0
    for version in likely:
        origin, blob = db.execute(
            "SELECT origin, shingles FROM likeness JOIN version ON key = version WHERE version = ?", (version,)
        ).fetchone()
        if origin in groups:
            continue
        compared += 1
        if reprints(found, _read(blob)):
            groups.add(origin)
        if compared == COMPARED:
            break
    return groups


def _regroup(db: sqlite3.Connection, group: str) -> None:
    """Group anew what a group has left: each text is compared with those that are not yet connected to it."""
    rows = db.execute(
        "SELECT key, likeness.text, shingles FROM version JOIN likeness ON version = key WHERE origin = ?", (group,)
    )
    texts: dict[str, Shingles] = {}
    keys: dict[str, list[int]] = {}
    for key, text, blob in rows:
        texts.setdefault(text, _read(blob))
        keys.setdefault(text, []).append(key)
    for part in _connected(texts):
        lowest = min(part)
        db.executemany(
            "UPDATE version SET origin = ? WHERE key = ?", [(lowest, key) for text in part for key in keys[text]]
        )


def _connected(texts: dict[str, Shingles]) -> Iterable[set[str]]:
    left = set(texts)
    while left:
        part, new = set[str](), {min(left)}
        while new:
            left -= new
            part |= new
            new = {text for text in left if any(reprints(texts[text], texts[one]) for one in new)}
        yield part


def _read(blob: bytes) -> Shingles:
    return np.frombuffer(blob, "<u4")


def _marks(some: Sequence[str]) -> str:
    return ", ".join("?" * len(some))
