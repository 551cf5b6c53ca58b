"""Markdown in, one raw article out: its front matter as metadata, its text without the marks.

The front matter is YAML between two lines of '---', with the keys that a JSON row may have. A heading of the
first level at the top is the title where the front matter has none. Paragraphs, headings, list items and rows of
tables become lines; links become their text; images, HTML tags, comments and struck-out words are left out.
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

MAX_MARKDOWN = 1_000_000  # characters, as many as an article's text; as prose they take 2 s to parse
MAX_FRONT_MATTER = 65_536  # characters; an article's metadata has a few hundred

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
# Every value of the front matter stays text, so that 'id: 007' is '007' and 'language: no' Norwegian; only null is
# still nothing.
_RESOLVERS = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_HIDDEN = re.compile(r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1\s*>|$)", re.DOTALL | re.IGNORECASE)
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u)\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[!?][^<>]*>")
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def article(text: str, source: str) -> RawArticle:
    """Return the article of a Markdown file.

    Raises:
        LoadError: the front matter is no YAML mapping, a key has a wrong type, or there is no text or too much.
    """
    if len(text) > MAX_MARKDOWN:
        raise LoadError(source, f"has more than {MAX_MARKDOWN:,} characters; give one article a file")
    found = _FRONT_MATTER.match(text[:MAX_FRONT_MATTER])
    front = _front_matter(found[1] or "", source) if found else {}
    tokens = _MARKDOWN.parse(text[found.end() :] if found else text)
    body = "\n".join(filter(None, map(str.strip, _lines(tokens))))
    if not body:
        raise LoadError(source, "holds no text beside its front matter; add the text")
    raw = load_json.raw_article({**front, "text": body}, source)
    if raw.title is None and tokens[0].tag == "h1":
        return replace(raw, title=_inline(tokens[1]).strip() or None)
    return raw


def _front_matter(text: str, source: str) -> Mapping[str, object]:
    loader = yaml.SafeLoader(text)
    loader.yaml_implicit_resolvers = _RESOLVERS
    try:
        front = loader.get_single_data()
    except (yaml.YAMLError, RecursionError) as error:
        why = " ".join(str(error).split())[:200]
        raise LoadError(source, f"its front matter is not YAML ({why}); correct it or take it out") from error
    finally:
        loader.dispose()
    if front is not None and not isinstance(front, dict):
        raise LoadError(source, "its front matter holds no 'key: value' lines; correct it or take it out")
    return {str(key): value for key, value in (front or {}).items()}


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the lines of each block; a row of a table is one line."""
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
            yield from _TAG.sub("\n", _INLINE.sub("", _HIDDEN.sub("", token.content))).split("\n")


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
        elif child.type == "hardbreak" or child.content[:3].lower() == "<br":
            parts.append("\n")
    return "".join(parts)
