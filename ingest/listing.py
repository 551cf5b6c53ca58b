"""Looking over the corpus: counts, versions and origins. Reads only."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import datetime

from ingest import origins
from ingest.catalogue import Counts, Origin, VersionRow
from ingest.records import notice_of, when

FROM_CURRENT = "FROM article JOIN version ON version.key = article.current"
MEMBERS = 50  # of an origin that are named, so that a text with thousands of copies makes no reply of their length


def counts(db: sqlite3.Connection) -> Counts:
    """Return what the corpus holds."""
    articles, sentences, samples, first, last = db.execute(
        "SELECT count(*), coalesce(sum(sentences), 0), coalesce(sum(sample), 0), min(published_at),"
        f" max(published_at) {FROM_CURRENT}"
    ).fetchone()
    (passages,) = db.execute(
        "SELECT count(*) FROM passage JOIN version ON version.key = passage.version WHERE state = 'current'"
    ).fetchone()
    return Counts(
        articles=articles,
        sentences=sentences,
        passages=passages,
        samples=samples,
        outlets=_tally(db, "outlet"),
        languages=_tally(db, "language"),
        first_published=when(first),
        last_published=when(last),
    )


def _tally(db: sqlite3.Connection, column: str) -> tuple[tuple[str, int], ...]:
    rows = db.execute(
        f"SELECT {column}, count(*) AS n {FROM_CURRENT} WHERE {column} IS NOT NULL"
        f" GROUP BY {column} ORDER BY n DESC, {column}"
    )
    return tuple((name, number) for name, number in rows)


def versions(db: sqlite3.Connection, key: int) -> tuple[VersionRow, ...]:
    """Return every version of an article, newest first."""
    rows = db.execute(
        "SELECT number, title, created_at, digest, state, modified_at, notice FROM version"
        " WHERE article = ? AND state != 'pending' ORDER BY number DESC",
        (key,),
    )
    return tuple(
        VersionRow(number, title, _known(created), digest, state == "current", when(modified), notice_of(notice))
        for number, title, created, digest, state, modified, notice in rows
    )


def origin(db: sqlite3.Connection, key: int) -> Origin:
    """Return the group of visible articles that carry the text of this one, and which of them leads."""
    (group,) = db.execute(
        "SELECT origin FROM version JOIN article ON article.current = version.key WHERE article.key = ?", (key,)
    ).fetchone()
    rows = db.execute(
        f"SELECT article.id, outlet, agency, published_at {FROM_CURRENT}"
        " LEFT JOIN likeness ON likeness.version = version.key WHERE origin = ?",
        (group,),
    ).fetchall()
    lead = origins.lead(rows)
    ids = sorted((identity for identity, *_ in rows), key=lambda identity: (identity != lead, identity))
    agencies = Counter(agency for _, _, agency, _ in rows if agency)
    agency = min(agencies, key=lambda name: (-agencies[name], name), default=None)
    return Origin(id=group, size=len(rows), lead=lead, agency=agency, members=tuple(ids[:MEMBERS]))


def _known(seconds: int) -> datetime:
    moment = when(seconds)
    if moment is None:
        raise ValueError("a stored time is missing")
    return moment
