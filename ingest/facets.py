"""How many articles of each kind a list holds: what is sought in, counts out. Reads only, and never a text."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from ingest.catalogue import ArticleStatus, Bucket, Facets, Sought
from ingest.records import EPOCH
from ingest.sought import LISTED, Condition, conditions, status_is, where

# The longest spans, in days, that are counted by the day, the week and the month: charts of some hundred bars at most.
DAYS, WEEKS, MONTHS = 62, 2 * 366, 10 * 366


def facets(db: sqlite3.Connection, sought: Sought, reprints: Iterable[int]) -> Facets:
    """Return the counts; `reprints` are the keys of the articles that are."""
    found = conditions(sought, reprints)
    days, undated = _days(db, found)
    bucket, periods = bucketed(days)
    return Facets(
        articles=sum(days.values()) + undated,
        outlets=_outlets(db, found),
        languages=_languages(db, found),
        statuses=_statuses(db, found, reprints),
        bucket=bucket,
        periods=periods,
        undated=undated,
    )


def matching(db: sqlite3.Connection, sought: Sought, reprints: Iterable[int], most: int) -> tuple[str, ...]:
    """Return the ids of the articles that pass, the newest first, `most` at most."""
    clause, values = where(conditions(sought, reprints))
    rows = db.execute(
        f"SELECT article.id FROM (SELECT version.article AS one FROM {LISTED} WHERE {clause}"
        " ORDER BY coalesce(published_at, -9223372036854775808) DESC, version.article DESC LIMIT ?)"
        " CROSS JOIN article ON article.key = one",
        (*values, most),
    )
    return tuple(identity for (identity,) in rows)


def bucketed(days: Mapping[int, int]) -> tuple[Bucket, tuple[tuple[date, int], ...]]:
    """Return the numbers of articles by day since 1970, put together by periods that suit their span."""
    span = max(days) - min(days) if days else 0
    bucket = (
        Bucket.DAY if span < DAYS else Bucket.WEEK if span < WEEKS else Bucket.MONTH if span < MONTHS else Bucket.YEAR
    )
    counted = Counter[date]()
    for number, articles in days.items():
        counted[_first(bucket, EPOCH.date() + timedelta(days=number))] += articles
    return bucket, tuple(sorted(counted.items()))


def _first(bucket: Bucket, day: date) -> date:
    """Return the first day of the period that a day lies in."""
    match bucket:
        case Bucket.DAY:
            return day
        case Bucket.WEEK:
            return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
        case Bucket.MONTH:
            return day.replace(day=1)
        case Bucket.YEAR:
            return day.replace(month=1, day=1)


def _days(db: sqlite3.Connection, found: Mapping[str, Condition]) -> tuple[dict[int, int], int]:
    """Return the articles of each day since 1970 that has some, and how many have no date."""
    clause, values = where(found)
    # SQLite rounds towards zero, and news is older than 1970.
    day = "(published_at - ((published_at % 86400) + 86400) % 86400) / 86400"
    rows = dict(db.execute(f"SELECT {day}, count(*) FROM {LISTED} WHERE {clause} GROUP BY 1", values).fetchall())
    undated = rows.pop(None, 0)
    return rows, undated


def _outlets(db: sqlite3.Connection, found: Mapping[str, Condition]) -> tuple[tuple[str | None, int], ...]:
    """Return the outlets, each under its commonest spelling, most articles first."""
    clause, values = where(found, but="outlets")
    rows = db.execute(
        f"SELECT outlet_key, outlet, count(*) AS n FROM {LISTED} WHERE {clause} GROUP BY 1, 2 ORDER BY n DESC, 2",
        values,
    ).fetchall()
    named: dict[str | None, str | None] = {}
    numbers = Counter[str | None]()
    for key, name, number in rows:
        named.setdefault(key, name)
        numbers[key] += number
    return tuple((named[key], number) for key, number in numbers.most_common())


def _languages(db: sqlite3.Connection, found: Mapping[str, Condition]) -> tuple[tuple[str | None, int], ...]:
    clause, values = where(found, but="languages")
    rows = db.execute(
        f"SELECT language, count(*) AS n FROM {LISTED} WHERE {clause} GROUP BY 1 ORDER BY n DESC, 1", values
    )
    return tuple((code, number) for code, number in rows)


def _statuses(
    db: sqlite3.Connection, found: Mapping[str, Condition], reprints: Iterable[int]
) -> tuple[tuple[ArticleStatus, int], ...]:
    clause, values = where(found, but="statuses")
    sums = [status_is(status, reprints) for status in ArticleStatus]
    columns = ", ".join(f"coalesce(sum(coalesce({condition}, 0)), 0)" for condition, _ in sums)
    counted = db.execute(
        f"SELECT {columns} FROM {LISTED} WHERE {clause}", [one for _, some in sums for one in some] + values
    ).fetchone()
    return tuple(zip(ArticleStatus, counted, strict=True))
