"""A conversation as one file: its name and its turns in, Markdown or HTML out, with footnotes that are its own.

Each answer counts its citations from 1; in one document every note needs a number to itself, so that those of later
answers go on where the earlier ones end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.conversation_json import turn_json
from app.export_document import Document, document
from app.export_html import html_of
from app.export_markdown import markdown, text
from app.export_sources import line
from ingest.conversations import KeptTurn
from ingest.store import Store

ENDINGS = {"markdown": ".md", "html": ".html"}
MEDIA_TYPES = {"markdown": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8"}

_LONGEST_NAME = 60  # characters


def export_conversation(name: str, turns: Sequence[KeptTurn], store: Store, kind: str) -> bytes:
    """Return a conversation as a file of a kind of `ENDINGS`."""
    title = line(name) or "Conversation"
    parts = tuple(_documents(turns, store))
    if kind == "html":
        return html_of(title, parts).encode("utf-8", "replace")
    return "\n".join([f"# {text(title)}\n", *map(_below, parts)]).encode("utf-8", "replace")


def conversation_file(name: str, kind: str) -> str:
    """Return a name for the file: the words of the conversation's name in ASCII."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    return ("-".join(words)[:_LONGEST_NAME].strip("-") or "conversation") + ENDINGS[kind]


def _documents(turns: Sequence[KeptTurn], store: Store) -> Iterator[Document]:
    """Yield a document for each turn, its citations numbered on from those before."""
    last = 0
    for turn in turns:
        told = turn_json(turn, store, after=last)
        made, note, answer = turn.asked_at.date(), line(told["note"]), told["answer"]
        if answer is None:
            yield Document(line(turn.question) or "Question", made, None, (), (), note, (), ())
            continue
        notes = [note] if note else []
        yield document({**answer, "question": turn.question, "warnings": [*notes, *answer["warnings"]]}, made)
        last = max((row["number"] for row in answer["citations"]), default=last)


def _below(part: Document) -> str:
    """Return a turn as Markdown one level down; only a heading begins with '#', since words have theirs escaped."""
    return "\n".join(f"#{row}" if row.startswith("#") else row for row in markdown(part).split("\n"))
