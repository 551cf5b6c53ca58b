"""JSON in, raw articles out: one row parser for files, JSON Lines, front matter and the HTTP API.

In: a row (an object with keys such as 'title' and 'text', in the spellings people use), the text of a `.json`
file, or a stream of JSON Lines. Out: a `RawArticle` per row, or a `Failure` that names the row and the key. Dates,
URLs and languages are passed on as they stand; `ingest.prepare` judges them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.report import Failure

MAX_LINE_BYTES = (
    20_000_000  # one article; the longest of 4,278 news articles has 64 kB, so this is no article
)

# Spellings of a field, the best first, compared without case, '_', '-' and spaces (`articleBody`, `article_body`).
_SPELLINGS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "articlebody", "maintext", "fulltext", "contenttext"),
    "html": ("html", "contenthtml"),
    "title": ("title", "headline", "name"),
    "url": ("url", "link", "canonicalurl", "sourceurl"),
    "outlet": ("outlet", "source", "publisher", "site", "sitename", "provider"),
    "author": ("author", "byline", "authors", "creator"),
    "published_at": (
        *("publishedat", "date", "published", "datepublished", "pubdate"),
        *("publishdate", "publisheddate", "createdat"),
    ),
    "language": ("language", "lang", "inlanguage"),
    "external_id": ("externalid", "id", "guid", "uuid"),
    "sample": ("sample",),
}
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_SEPARATORS = re.compile(r"[\s_-]+")
# 'body' and 'content' hold HTML in the exports of many publishing systems; 'text' means what it says.
_EITHER = {"body", "content"}
_HTML_START = re.compile(
    r"\s*<(?:!doctype|html|body|article|main|section|div|p|h[1-6]|figure)\b[^<>]*>", re.I
)
_TYPE_NAMES = {
    **{dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number"},
    **{float: "a number", type(None): "null"},
}


def raw_article(row: Mapping[str, object], source: str) -> RawArticle:
    """Return the article of one row; `source` is what to call it where it has no id and no URL.

    Raises:
        LoadError: a key holds a value of a wrong type, or there is neither text nor HTML.
    """
    spelled = {_SEPARATORS.sub("", str(key).casefold()): (str(key), value) for key, value in row.items()}
    found = {field: _first(spelled, spellings) for field, spellings in _SPELLINGS.items()}
    name = next(
        (str(found[key][1]) for key in ("external_id", "url") if isinstance(found[key][1], str | int)), source
    )
    text, html = (_string(*found[key], name) for key in ("text", "html"))
    text_key = _SEPARATORS.sub("", found["text"][0].casefold())
    if text and not html and text_key in _EITHER and _HTML_START.match(text):
        text, html = None, text
    if not text and not html:
        raise LoadError(name, f"no article text: give the key 'text' or 'html'; {_keys(row)}")
    return RawArticle(
        source=source,
        text=text,
        html=html,
        title=_string(*found["title"], name),
        outlet=_names(*found["outlet"], name),
        author=_names(*found["author"], name),
        url=_string(*found["url"], name),
        published_at=_string(*found["published_at"], name),
        language=_string(*found["language"], name),
        external_id=_identifier(*found["external_id"], name),
        sample=_truth(*found["sample"], name),
    )


def articles(text: str, source: str) -> Iterator[RawArticle | Failure]:
    """Yield the articles of a `.json` file: one object, a list of them, or an object with a list 'articles'.

    Raises:
        LoadError: the text is not JSON, or holds no such thing.
    """
    content = _parse(text, source, "save it again as JSON, or give one object a line as .jsonl")
    if isinstance(content, dict) and isinstance(content.get("articles"), list):
        content = content["articles"]
    if isinstance(content, dict):
        yield raw_article(content, source)
        return
    if not isinstance(content, list) or not content:
        raise LoadError(
            source, f"holds {_kind(content)}, not an article, a list of articles or {{'articles': [...]}}"
        )
    for number, row in enumerate(content, start=1):
        yield _row(row, f"{source} (article {number})")


def lines(stream: BinaryIO, source: str) -> Iterator[RawArticle | Failure]:
    """Yield the articles of JSON Lines, one line in memory at a time; a bad line is one `Failure` 'source:17'."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        name = f"{source}:{number}"
        if number == 1 and (b"\0" in line or line.startswith((b"\xff\xfe", b"\xfe\xff"))):
            yield Failure(
                source, "is binary or UTF-16, not JSON Lines; save it as UTF-8 with one object a line"
            )
            return
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES)
            yield Failure(
                name, f"the line is longer than {MAX_LINE_BYTES // 1_000_000} MB; leave it out or split it"
            )
        elif line.strip():
            yield _line(line, name)


def _line(line: bytes, name: str) -> RawArticle | Failure:
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Failure(name, f"the line is not UTF-8 (byte {error.start + 1}); save the file as UTF-8")
    try:
        content = _parse(text, name, "write one JSON object a line")
    except LoadError as error:
        return Failure(error.source, error.reason)
    return _row(content, name)


def _row(row: object, name: str) -> RawArticle | Failure:
    if not isinstance(row, dict):
        return Failure(name, f"is {_kind(row)}, not an object with keys such as 'title' and 'text'")
    try:
        return raw_article(row, name)
    except LoadError as error:
        return Failure(error.source, error.reason)


def _parse(text: str, source: str, advice: str) -> object:
    try:
        content: object = json.loads(text)
    except RecursionError as error:
        raise LoadError(source, f"is nested too deeply to be articles; {advice}") from error
    except ValueError as error:
        raise LoadError(source, f"is not JSON: {error}; {advice}") from error
    return content


def _first(spelled: Mapping[str, tuple[str, object]], spellings: tuple[str, ...]) -> tuple[str, object]:
    """Return the key as it was written and its value, of the first spelling that says anything."""
    for spelling in spellings:
        key, value = spelled.get(spelling, (spelling, None))
        if value is not None and value != [] and not (isinstance(value, str) and not value.strip()):
            return key, value
    return "", None


def _string(key: str, value: object, name: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise _wrong(key, value, "text", name)


def _identifier(key: str, value: object, name: str) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(key, value, name)


def _truth(key: str, value: object, name: str) -> bool:
    truth = _TRUTH.get(value.strip().casefold()) if isinstance(value, str) else value
    if truth is None and value is None:
        return False
    if isinstance(truth, bool):
        return truth
    raise _wrong(key, value, "true or false", name)


def _names(key: str, value: object, name: str) -> str | None:
    """Return names as one line: of text, of an object with a 'name', or of a list of these."""
    parts = value if isinstance(value, list) else [value]
    named = [part.get("name") if isinstance(part, dict) else part for part in parts]
    if any(part is not None and not isinstance(part, str) for part in named):
        raise _wrong(key, value, "a name, an object with a 'name', or a list of these", name)
    return ", ".join(part.strip() for part in named if isinstance(part, str) and part.strip()) or None


def _wrong(key: str, value: object, wanted: str, name: str) -> LoadError:
    return LoadError(name, f"the key {key!r} holds {_kind(value)}; it must be {wanted}")


def _kind(value: object) -> str:
    return "an empty list" if value == [] else _TYPE_NAMES.get(type(value), type(value).__name__)


def _keys(row: Mapping[str, object]) -> str:
    shown = ", ".join(repr(str(key)[:40]) for key in list(row)[:8])
    return f"the keys here are {shown}" if shown else "it has no keys"
