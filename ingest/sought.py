"""What is sought in a list of articles, as SQL: conditions on the columns of `version`, each by what it is about.

Every condition can be answered by the index `version_listed` alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from ingest.catalogue import ArticleStatus, Sought
from ingest.errors import FilterError
from ingest.outlets import outlet_key

LISTED = "version INDEXED BY version_listed"
CURRENT = "version.state = 'current'"
KIND = "json_extract(notice, '$.kind')"

MOST_WORDS = 50  # far below the depth of a condition that SQLite takes

Condition = tuple[str, list[object]]  # SQL and its values

_STATUSES = {
    ArticleStatus.UNCHANGED: "number = 1 AND notice IS NULL",
    ArticleStatus.CHANGED: f"number > 1 OR {KIND} = 'update'",
    ArticleStatus.CORRECTED: f"{KIND} IN ('correction', 'clarification')",
    ArticleStatus.RETRACTED: f"{KIND} = 'retraction'",
    ArticleStatus.REPRINT: "version.article IN (SELECT value FROM json_each(?))",
    ArticleStatus.SAMPLE: "sample",
}


def conditions(sought: Sought, reprints: Iterable[int]) -> dict[str, Condition]:
    """Return the conditions by the field that each is about; `reprints` are the keys of articles that are.

    Raises:
        FilterError: more words are sought than can be.
    """
    found = {
        "outlets": one_of("outlet_key", [outlet_key(name) if name else "" for name in sought.outlets]),
        "languages": one_of("language", sought.languages),
        "statuses": _any([status_is(status, reprints) for status in sought.statuses]),
        "q": _words(sought.q or ""),
        "published": _published(sought.published_from, sought.published_to),
    }
    if sought.origin is not None:
        found["origin"] = ("origin = ?", [sought.origin])
    return {about: condition for about, condition in found.items() if condition[0]}


def where(found: Mapping[str, Condition], *, but: str = "") -> Condition:
    """Return all conditions as one, without the one about `but`."""
    kept = [condition for about, condition in found.items() if about != but]
    return " AND ".join([CURRENT, *(f"({clause})" for clause, _ in kept)]), [one for _, some in kept for one in some]


def status_is(status: ArticleStatus, reprints: Iterable[int]) -> Condition:
    """Return the condition that an article has a status."""
    return _STATUSES[status], [json.dumps(sorted(reprints))] if status is ArticleStatus.REPRINT else []


def one_of(column: str, options: Sequence[str]) -> Condition:
    """Return the condition that a column has one of these values; the empty one stands for none."""
    named: list[object] = [option for option in options if option]
    found = [(f"{column} IN ({', '.join('?' * len(named))})", named)] if named else []
    none: list[Condition] = [(f"{column} IS NULL", [])] if "" in options else []
    return _any([*found, *none])


def _any(some: Sequence[Condition]) -> Condition:
    return " OR ".join(f"({clause})" for clause, _ in some), [one for _, values in some for one in values]


def _words(text: str) -> Condition:
    """Each word is a part of the title, the outlet or the author.

    SQLite folds the case of ASCII letters alone; of other words the usual spellings are looked for.
    """
    clauses, values = [], list[object]()
    words = dict.fromkeys(text.split())
    if len(words) > MOST_WORDS:
        raise FilterError(
            f"articles are sought by {MOST_WORDS} words at most, not {len(words):,}; POST /api/search finds more"
        )
    for word in words:
        spelled = [word] if word.isascii() else list(dict.fromkeys((word, word.lower(), word.upper(), word.title())))
        patterns = [f"%{_literal(one)}%" for one in spelled]
        columns = ("title", "outlet", "author")
        clauses.append(" OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns for _ in patterns))
        values += patterns * len(columns)
    return " AND ".join(f"({clause})" for clause in clauses), values


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _published(first: datetime | None, last: datetime | None) -> Condition:
    bounds = [(bound, sign) for bound, sign in ((first, ">="), (last, "<")) if bound is not None]
    return " AND ".join(f"published_at {sign} {int(bound.timestamp())}" for bound, sign in bounds), []
