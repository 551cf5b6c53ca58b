"""Pages of a list of articles: what is sought and an order in, a page out, and the cursor of the next. Reads only."""

from __future__ import annotations

import base64
import binascii
import sqlite3
from typing import Any

from ingest.catalogue import ArticleRow, ArticleStatus, Beside, Page, Sort, Sought
from ingest.errors import FilterError
from ingest.origin_groups import Groups
from ingest.records import when
from ingest.sought import LISTED, conditions, status_is, where

NO_DATE = -9223372036854775808  # comes after every date, the newest first
_COLUMNS = (
    "article.id, external_id, title, outlet, author, url, published_at, language, sample, number, sentences, origin,"
    " version.article"
)
# By what an order sorts, and the article's key, which decides ties, so that pages never overlap.
_BY = {
    Sort.NEWEST: (f"coalesce(published_at, {NO_DATE}) DESC", "version.article DESC"),
    Sort.ADDED: ("version.article DESC",),
    Sort.TITLE: ("title IS NULL", "coalesce(title, '') COLLATE NOCASE", "version.article"),
}
_AFTER = {
    Sort.NEWEST: f"(coalesce(published_at, {NO_DATE}), version.article) < (?, ?)",
    Sort.ADDED: "version.article < ?",
    Sort.TITLE: "(title IS NULL, coalesce(title, '') COLLATE NOCASE, version.article) > (?, ?, ?)",
}


def page(
    db: sqlite3.Connection, sought: Sought, groups: Groups, *, sort: Sort, limit: int, cursor: str | None = None
) -> Page:
    """Return a page of what is sought.

    A cursor names the last article seen, so that none comes twice or is left out when others come or go in between.

    Raises:
        FilterError: the cursor is not one that an earlier page in this order gave.
    """
    clause, values = where(conditions(sought, groups.reprints))
    if cursor is not None:
        clause, values = f"{clause} AND {_AFTER[sort]}", [*values, *_read_cursor(cursor, sort)]
    statuses = [status_is(status, groups.reprints) for status in ArticleStatus]
    order = ", ".join(_BY[sort])
    # The keys first, from the index: the rows themselves lie among the texts.
    rows = db.execute(
        f"SELECT {_COLUMNS}, {', '.join(f'({condition})' for condition, _ in statuses)} FROM"
        f" (SELECT version.key AS one FROM {LISTED} WHERE {clause} ORDER BY {order} LIMIT {limit + 1:d})"
        f" CROSS JOIN version ON version.key = one JOIN article ON article.key = version.article ORDER BY {order}",
        [*(one for _, some in statuses for one in some), *values],
    ).fetchall()
    more = len(rows) > limit
    rows = rows[:limit]
    articles, beside = list[ArticleRow](), dict[str, Beside]()
    for identity, external_id, title, outlet, author, url, date, language, sample, number, sentences, *rest in rows:
        origin, _, *has = rest
        articles.append(
            ArticleRow(
                id=identity,
                external_id=external_id,
                title=title,
                outlet=outlet,
                author=author,
                url=url,
                published_at=when(date),
                language=language,
                sample=bool(sample),
                version=number,
                sentences=sentences,
            )
        )
        beside[identity] = Beside(
            statuses=tuple(status for status, one in zip(ArticleStatus, has, strict=True) if one),
            origin=origin,
            size=groups.sizes.get(origin, 1),
            lead=groups.leads.get(origin, identity),
        )
    return Page(tuple(articles), _cursor_after(sort, rows[-1]) if more else None, beside)


def _cursor_after(sort: Sort, row: tuple[Any, ...]) -> str:
    _, _, title, _, _, _, date, *rest = row
    key = rest[5]
    match sort:
        case Sort.NEWEST:
            text = f"{NO_DATE if date is None else date}:{key}"
        case Sort.ADDED:
            text = f"{sort}:{key}"
        case Sort.TITLE:
            text = f"{sort}:{key}:{'' if title is None else '.' + title}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(cursor: str, sort: Sort) -> tuple[object, ...]:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("utf-8")
        if sort is Sort.NEWEST:
            date, key = raw.split(":")
            return int(date), int(key)
        kind, key, *rest = raw.split(":", 2)
        if kind != sort or len(rest) != (sort is Sort.TITLE):
            raise ValueError(f"not a cursor of the order {sort}")
        return (not rest[0], rest[0][1:], int(key)) if rest else (int(key),)
    except (ValueError, binascii.Error) as error:
        raise FilterError(
            f"cursor {cursor!r} is not one that a page of articles in the order {sort.value!r} gave; leave it out"
        ) from error
