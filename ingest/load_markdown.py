"""Markdown in, one raw article out: its front matter as metadata, its text without the marks.

The front matter is YAML between two lines of '---', with the keys that a JSON row may have. A heading of the first
level at the top is the title where the front matter has none. Paragraphs, headings and list items become lines;
links become their text; images, comments and struck-out words are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest import load_json
from ingest.corpus import RawArticle
from ingest.errors import LoadError

MAX_FRONT_MATTER = 65_536  # characters; metadata of one article has a few hundred

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?\r?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_HIDDEN = re.compile(r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1\s*>|$)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[!?][^<>]*>")
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class _Plain(yaml.SafeLoader):
    """The safe loader with every scalar as text: 'id: 007' stays '007', 'language: no' is Norwegian."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own name and place for it


def article(text: str, source: str) -> RawArticle:
    """Return the article of a Markdown file.

    Raises:
        LoadError: the front matter is no YAML mapping, a key has a wrong type, or there is no text.
    """
    found = _FRONT_MATTER.match(text[:MAX_FRONT_MATTER])
    front = _front_matter(found[1] or "", source) if found else {}
    tokens = _MARKDOWN.parse(text[found.end() :] if found else text)
    body = "\n".join(line for line in map(str.strip, _lines(tokens)) if line)
    if not body:
        raise LoadError(source, "holds front matter and no text below it; add the text")
    raw = load_json.raw_article({**front, "text": body}, source)
    if raw.title is None and tokens[0].tag == "h1":
        return replace(raw, title=_inline(tokens[1]).strip() or None)
    return raw


def _front_matter(text: str, source: str) -> Mapping[str, object]:
    loader = _Plain(text)
    try:
        front = loader.get_single_data()
    except (yaml.YAMLError, RecursionError) as error:
        where = " ".join(str(error).split())[:200]
        raise LoadError(source, f"its front matter is not YAML: {where}; correct it or take it out") from error
    finally:
        loader.dispose()
    if front is not None and not isinstance(front, dict):
        raise LoadError(source, "its front matter is not a list of 'key: value' lines; correct it or take it out")
    return front or {}


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the text of each block; a row of a table is one line."""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield ", ".join(filter(None, cells))
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(_inline(token).strip())
        elif token.type == "inline":
            yield from _inline(token).split("\n")
        elif token.type in ("fence", "code_block"):
            yield from token.content.split("\n")
        elif token.type == "html_block":
            yield from _TAG.sub(" ", _HIDDEN.sub(" ", token.content)).split("\n")


def _inline(token: Token) -> str:
    """Return the text of one block, its hard breaks as newlines."""
    parts: list[str] = []
    struck = 0  # what its author struck out is no longer said
    for child in token.children or []:
        struck += child.nesting if child.tag == "s" else 0
        if struck:
            continue
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content[:3].lower() == "<br"):
            parts.append("\n")
    return "".join(parts)
