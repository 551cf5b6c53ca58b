"""Filters as SQL: which current versions pass."""

from __future__ import annotations

from ingest.catalogue import Filters
from ingest.outlets import outlet_key


def passing(filters: Filters) -> tuple[str, list[object]]:
    """Return a condition on the columns of `version` joined with `article`, and its values."""
    clauses, values = ["version.state = 'current'"], list[object]()

    def one_of(column: str, options: tuple[str, ...]) -> None:
        clauses.append(f"{column} IN ({', '.join('?' * len(options))})")
        values.extend(options)

    if filters.article_ids is not None:
        one_of("article.id", filters.article_ids)
    if filters.outlets is not None:
        one_of("version.outlet_key", tuple(outlet_key(name) for name in filters.outlets))
    if filters.languages is not None:
        one_of("version.language", filters.languages)
    if filters.published_from is not None:
        clauses.append("version.published_at >= ?")
        values.append(int(filters.published_from.timestamp()))
    if filters.published_to is not None:
        clauses.append("version.published_at < ?")
        values.append(int(filters.published_to.timestamp()))
    return " AND ".join(clauses), values
