"""Articles and their versions in the record: how one is written, read and taken out. SQL and nothing else."""

from __future__ import annotations

import json
import sqlite3
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.corpus import Article, Notice, NoticeKind, Passage, Role, Sentence
from ingest.embed import Vectors
from ingest.errors import GoneError, NotFoundError
from ingest.indexed import Indexed
from ingest.kept_attributions import read_attributions, stored_attributions
from ingest.origins import text_id
from ingest.outlets import outlet_key

ROLES = tuple(Role)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COLUMNS = (
    "article.id, article.external_id, version.number, version.digest, version.title, version.outlet,"
    " version.author, version.url, version.published_at, version.language, version.sample,"
    " version.modified_at, version.archived_at, version.notes, version.notice, version.attributions"
)


@dataclass(frozen=True, slots=True)
class Written:
    """The record's keys of a version and its passages."""

    version: int
    passages: tuple[int, ...]


def article_key(db: sqlite3.Connection, article_id: str) -> int:
    """Return the key of a visible article.

    Raises:
        NotFoundError, GoneError
    """
    row = db.execute("SELECT key, current, deleted FROM article WHERE id = ?", (article_id,)).fetchone()
    if row is None or (row[1] is None and not row[2]):
        raise NotFoundError(f"no article has the id {article_id[:80]!r}; GET /api/articles lists those there are")
    if row[1] is None:
        raise GoneError(f"the article {article_id!r} was deleted")
    return int(row[0])


def current_article(db: sqlite3.Connection, article_id: str) -> Article | None:
    """Return the visible version of an article, or None."""
    row = db.execute(
        f"SELECT {COLUMNS}, text, spans FROM article JOIN version ON version.key = article.current "
        "WHERE article.id = ?",
        (article_id,),
    ).fetchone()
    return None if row is None else article_from_row(row)


def current_digest(db: sqlite3.Connection, article_id: str) -> str | None:
    """Return the digest of the visible version of an article, or None."""
    row = db.execute(
        "SELECT digest FROM article JOIN version ON version.key = article.current WHERE id = ?", (article_id,)
    ).fetchone()
    return None if row is None else str(row[0])


def version_article(db: sqlite3.Connection, article_id: str, number: int) -> Article | None:
    """Return one version of an article, also an old one, or None."""
    row = db.execute(
        f"SELECT {COLUMNS}, text, spans FROM article JOIN version ON version.article = article.key "
        "WHERE article.id = ? AND number = ? AND state != 'pending' AND NOT deleted",
        (article_id, number),
    ).fetchone()
    return None if row is None else article_from_row(row)


def write_pending(db: sqlite3.Connection, item: Indexed) -> Written:
    """Write a new version that nobody sees yet, with its vectors and passages."""
    article = item.article
    db.execute(
        "INSERT INTO article (id, external_id) VALUES (?, ?) "
        "ON CONFLICT (id) DO UPDATE SET external_id = coalesce(excluded.external_id, external_id)",
        (article.id, article.external_id),
    )
    (key,) = db.execute("SELECT key FROM article WHERE id = ?", (article.id,)).fetchone()
    (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM version WHERE article = ?", (key,)).fetchone()
    spans = [(s.start, s.end, ROLES.index(s.role)) for s in article.sentences]
    cursor = db.execute(
        "INSERT INTO version (article, number, state, digest, origin, title, outlet, outlet_key, author, url,"
        " published_at, language, sample, text, sentences, spans, created_at, modified_at, archived_at, notes, notice,"
        " attributions)"
        " VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            key,
            number,
            article.digest,
            text_id(article.text),
            article.title,
            article.outlet,
            outlet_key(article.outlet) if article.outlet else None,
            article.author,
            article.url,
            _seconds(article.published_at),
            article.language,
            article.sample,
            article.text,
            len(spans),
            np.asarray(spans, np.int32).tobytes(),
            int(time.time()),
            _seconds(article.modified_at),
            _seconds(article.archived_at),
            json.dumps(article.notes, ensure_ascii=False) if article.notes else None,
            _notice_text(article.notice),
            stored_attributions(article),
        ),
    )
    version = int(cursor.lastrowid or 0)
    write_vectors(db, version, item)
    keys: list[int] = []
    for passage in item.passages:
        row = db.execute(
            "INSERT INTO passage (version, first, last) VALUES (?, ?, ?)",
            (version, passage.first, passage.last),
        )
        keys.append(int(row.lastrowid or 0))
    return Written(version, tuple(keys))


def write_vectors(db: sqlite3.Connection, version: int, item: Indexed) -> None:
    """Write a version's vectors, in half precision: cosines change by less than .001."""
    halves = [part.astype(np.float16).tobytes() for part in (item.title_vector, item.sentence_vectors)]
    db.execute("INSERT OR REPLACE INTO vector (version, title, sentences) VALUES (?, ?, ?)", (version, *halves))


def read_version(db: sqlite3.Connection, version: int) -> Article:
    """Return the article of a version key."""
    row = db.execute(
        f"SELECT {COLUMNS}, text, spans FROM version JOIN article ON article.key = version.article "
        "WHERE version.key = ?",
        (version,),
    ).fetchone()
    return article_from_row(row)


def read_indexed(db: sqlite3.Connection, version: int) -> Indexed | None:
    """Return a version with its passages and vectors, or None where its vectors are not there."""
    row = db.execute("SELECT title, sentences FROM vector WHERE version = ?", (version,)).fetchone()
    if row is None:
        return None
    title: Vectors = np.frombuffer(row[0], np.float16).astype(np.float32)
    passages = db.execute("SELECT first, last FROM passage WHERE version = ? ORDER BY key", (version,))
    return Indexed(
        article=read_version(db, version),
        passages=tuple(Passage(first, last) for first, last in passages),
        title_vector=title,
        sentence_vectors=np.frombuffer(row[1], np.float16).astype(np.float32).reshape(-1, len(title)),
    )


def wanted_passages(db: sqlite3.Connection) -> dict[int, int]:
    """Return every passage that the vector index should hold, with its version."""
    rows = db.execute(
        "SELECT passage.key, version FROM passage JOIN version ON version.key = passage.version"
        " WHERE state IN ('pending', 'current')"
    )
    return dict(rows.fetchall())


def without_vectors(db: sqlite3.Connection) -> set[int]:
    """Return the versions in use that have no vectors."""
    rows = db.execute(
        "SELECT key FROM version WHERE state IN ('pending', 'current') AND key NOT IN (SELECT version FROM vector)"
    )
    return {int(key) for (key,) in rows}


def drop_overtaken(db: sqlite3.Connection) -> None:
    """Drop pending versions that a newer one has overtaken; published late, an old text would replace it."""
    db.execute(
        "DELETE FROM version WHERE state = 'pending' AND number < ("
        "SELECT max(number) FROM version AS other WHERE other.article = version.article AND state != 'pending')"
    )


def passage_keys(db: sqlite3.Connection, version: int) -> list[int]:
    """Return the keys of a version's passages."""
    rows = db.execute("SELECT key FROM passage WHERE version = ? ORDER BY key", (version,))
    return [int(key) for (key,) in rows]


def versions_in(db: sqlite3.Connection, state: str) -> list[int]:
    """Return the keys of all versions in a state, oldest first."""
    rows = db.execute("SELECT key FROM version WHERE state = ? ORDER BY key", (state,))
    return [int(key) for (key,) in rows]


def sentences_of(text: str, spans: bytes) -> tuple[Sentence, ...]:
    """Return the sentences that a version's packed spans name."""
    table: NDArray[np.int32] = np.frombuffer(spans, np.int32).reshape(-1, 3)
    return tuple(
        Sentence(index, start, end, text[start:end], ROLES[role])
        for index, (start, end, role) in enumerate(table.tolist())
    )


def when(seconds: int | None) -> datetime | None:
    """Return a stored time as a datetime in UTC."""
    return None if seconds is None else EPOCH + timedelta(seconds=seconds)


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def notice_of(stored: str | None) -> Notice | None:
    """Return a stored notice."""
    if stored is None:
        return None
    fields = json.loads(stored)
    return Notice(NoticeKind(fields["kind"]), fields["sentence"], fields["text"])


def _notice_text(notice: Notice | None) -> str | None:
    return None if notice is None else json.dumps(asdict(notice), ensure_ascii=False)


def article_from_row(row: tuple[Any, ...]) -> Article:
    """Return the article of a row of COLUMNS, its text and its spans."""
    *meta, text, spans = row
    *head, sample, modified, archived, notes, notice, attributions = meta
    identity, external_id, number, digest, title, outlet, author, url, published, language = head
    return Article(
        id=identity,
        text=text,
        sentences=sentences_of(text, spans),
        title=title,
        outlet=outlet,
        author=author,
        url=url,
        published_at=when(published),
        language=language,
        external_id=external_id,
        sample=bool(sample),
        version=number,
        digest=digest,
        modified_at=when(modified),
        archived_at=when(archived),
        notes=tuple(json.loads(notes)) if notes else (),
        notice=notice_of(notice),
        attributions=read_attributions(attributions, text),
    )
