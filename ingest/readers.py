"""Readers of text by the kind of file: the text and what to call it go in, raw articles come out.

What a file is told by is its ending. Nothing is opened here: `ingest.load` reads files, `ingest.documents` what is
packed or bound in others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fnmatch import fnmatch

from ingest import load_json, load_markdown, load_newsml, load_text
from ingest.corpus import RawArticle
from ingest.decode import decode
from ingest.errors import LoadError
from ingest.report import Failure

MAX_FILE_BYTES = 20_000_000  # one article or a list of some; a page has a few hundred thousand. Held in memory.
# What stands in a folder beside its articles; the last two hold the gold questions and dialogues of a sample corpus.
NOT_ARTICLES = (
    "readme*",
    "license*",
    "licence*",
    "copying*",
    "notice*",
    "changelog*",
    "questions.jsonl",
    "dialogues.jsonl",
)


def may_be_article(name: str) -> bool:
    """Whether a file of a folder is read by its name: neither hidden nor one of `NOT_ARTICLES`."""
    folded = name.casefold()
    return not folded.startswith(".") and not any(fnmatch(folded, pattern) for pattern in NOT_ARTICLES)


def read_text(data: bytes, kind: str, name: str) -> Iterator[RawArticle | Failure]:
    """Yield the articles of a text file's bytes; `kind` is one of the endings in `READERS`.

    Raises:
        LoadError: it is empty, too large, in no encoding, or not of this kind.
    """
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1_000_000
        raise LoadError(name, f"is larger than {limit} MB; give one article a file, or many as JSON Lines (.jsonl)")
    reader = READERS[kind]
    text = decode(data, name, markup=reader is _html)
    if not text.strip():
        raise LoadError(name, "is empty; fill it or leave it out")
    yield from reader(text, name)


def _text(text: str, source: str) -> Iterator[RawArticle | Failure]:
    yield load_text.article(text, source)


def _markdown(text: str, source: str) -> Iterator[RawArticle | Failure]:
    yield load_markdown.article(text, source)


def _html(text: str, source: str) -> Iterator[RawArticle | Failure]:
    yield RawArticle(source=source, html=text)


def _json(text: str, source: str) -> Iterator[RawArticle | Failure]:
    yield from load_newsml.ninjs(text, source) or load_json.articles(text, source)


READERS: dict[str, Callable[[str, str], Iterator[RawArticle | Failure]]] = {
    **dict.fromkeys((".txt", ".text"), _text),
    **dict.fromkeys((".md", ".markdown"), _markdown),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _html),
    ".json": _json,
}
