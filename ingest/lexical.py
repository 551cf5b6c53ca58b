"""The lexical index: analysed words of passages and of whole articles in SQLite's FTS5.

A passage's body is kept one sentence a line, so that a reader of the index gets each sentence's words without
analysing its text again.
"""

from __future__ import annotations

import sqlite3

from ingest.corpus import Article, Role
from ingest.terms import terms


def sentence_lines(article: Article) -> list[str]:
    """Return each sentence's terms, joined by blanks; furniture has none, so that nothing finds it."""
    language = article.language or ""
    return [
        "" if sentence.role is Role.FURNITURE else " ".join(terms(sentence.text, language))
        for sentence in article.sentences
    ]


def add(db: sqlite3.Connection, version: int, article: Article) -> None:
    """Put a version's passages and the article as a whole into the index."""
    lines = sentence_lines(article)
    title = " ".join(terms(article.title or "", article.language or ""))
    rows = db.execute("SELECT key, first, last FROM passage WHERE version = ?", (version,)).fetchall()
    db.executemany(
        "INSERT INTO passage_terms (rowid, title, body) VALUES (?, ?, ?)",
        [(key, title, "\n".join(lines[first : last + 1])) for key, first, last in rows],
    )
    db.execute("INSERT INTO article_terms (rowid, title, body) VALUES (?, ?, ?)", (version, title, "\n".join(lines)))


def remove(db: sqlite3.Connection, version: int) -> None:
    """Take a version out of the index."""
    db.execute("DELETE FROM passage_terms WHERE rowid IN (SELECT key FROM passage WHERE version = ?)", (version,))
    db.execute("DELETE FROM article_terms WHERE rowid = ?", (version,))


def purge(db: sqlite3.Connection) -> None:
    """Rewrite the index without what was removed: until then FTS5 only marks it as gone, and keeps the words.

    Takes 0.3 s for 40,000 passages.
    """
    for table in ("passage_terms", "article_terms"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
