"""Looking over the corpus: counts, pages of articles, versions and origins. Reads only."""

from __future__ import annotations

import base64
import binascii
import sqlite3
from collections import Counter
from datetime import datetime
from typing import Any

from ingest import origins
from ingest.catalogue import ArticleRow, Counts, Origin, Page, VersionRow
from ingest.errors import FilterError
from ingest.outlets import outlet_key
from ingest.records import COLUMNS, notice_of, when

FROM_CURRENT = "FROM article JOIN version ON version.key = article.current"
# Newest first; articles without a date come last, and the key decides ties, so that pages never overlap.
MEMBERS = 50  # of an origin that are named, so that a text with thousands of copies makes no reply of their length
SORT_KEY = "coalesce(published_at, -9223372036854775808)"


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


def page(
    db: sqlite3.Connection,
    *,
    outlet: str | None = None,
    q: str | None = None,
    published_from: datetime | None = None,
    published_to: datetime | None = None,
    limit: int = 100,
    cursor: str | None = None,
) -> Page:
    """Return articles newest first; `q` looks for a part of the title, outlet or author.

    Raises:
        FilterError: the cursor is not one that an earlier page gave.
    """
    where, values = ["1"], []
    if outlet is not None:
        where.append("outlet_key = ?")
        values.append(outlet_key(outlet))
    if q:
        pattern = "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        where.append("(title LIKE ? ESCAPE '\\' OR outlet LIKE ? ESCAPE '\\' OR author LIKE ? ESCAPE '\\')")
        values += [pattern] * 3
    for bound, sign in ((published_from, ">="), (published_to, "<")):
        if bound is not None:
            where.append(f"published_at {sign} {int(bound.timestamp())}")
    if cursor is not None:
        where.append(f"({SORT_KEY}, article.key) < ({', '.join(map(str, _read_cursor(cursor)))})")
    rows = db.execute(
        f"SELECT {COLUMNS}, sentences, {SORT_KEY}, article.key {FROM_CURRENT}"
        f" WHERE {' AND '.join(where)} ORDER BY {SORT_KEY} DESC, article.key DESC LIMIT {limit + 1:d}",
        values,
    ).fetchall()
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(
        articles=tuple(article_row(row[:-2]) for row in rows),
        next_cursor=_write_cursor(rows[-1][-2], rows[-1][-1]) if more else None,
    )


def article_row(row: tuple[Any, ...]) -> ArticleRow:
    """Return an article without its text, from `COLUMNS` and its number of sentences."""
    identity, external_id, number, _, title, outlet, author, url, published, language, sample, *_, sentences = row
    return ArticleRow(
        id=identity,
        external_id=external_id,
        title=title,
        outlet=outlet,
        author=author,
        url=url,
        published_at=when(published),
        language=language,
        sample=bool(sample),
        version=number,
        sentences=sentences,
    )


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


def _write_cursor(date: int, key: int) -> str:
    return base64.urlsafe_b64encode(f"{date}:{key}".encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[int, int]:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        date, key = raw.split(":")
        return int(date), int(key)
    except (ValueError, binascii.Error) as error:
        raise FilterError(f"cursor {cursor!r} is not one that a page of articles gave; leave it out") from error
