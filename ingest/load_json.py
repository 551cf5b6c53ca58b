"""JSON in, raw articles out: one row parser for files, JSON Lines, front matter and the HTTP API.

In: a row (an object with keys such as 'title' and 'text', in the spellings people use), the text of a `.json`
file, or a stream of JSON Lines. Out: a `RawArticle` per row, or a `Failure` that names the row and the key.
Dates, URLs and languages are passed on as they stand; `ingest.prepare` judges them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.report import Failure

MAX_LINE_BYTES = 20_000_000  # one article, which has a few thousand; also the most of a file held in memory

# Spellings of a field, the best first, compared without case, '_', '-' and blanks: 'articleBody' is 'article_body'.
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
    "archived_at": ("archivedat",),
    "fetched_at": ("fetchedat",),
    "modified_at": ("modifiedat", "datemodified", "updatedat", "dateupdated"),
    "listed_at": ("listedat",),
}
_TEXTS = (*_SPELLINGS["text"], *_SPELLINGS["html"])
_SEPARATORS = re.compile(r"[\s_-]+")
# 'body' and 'content' hold HTML in the exports of many publishing systems; 'text' means what it says.
_TEXT_OR_HTML = {"body", "content"}
_HTML = re.compile(r"\s*<(?:!doctype|html|body|article|main|section|div|p|h[1-6]|figure)\b[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
# Half of a pair, as '\\ud83d' alone in JSON: no character, and nothing that can be stored or sent.
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_NAME = 500  # characters of an id or URL in a report


def raw_article(row: Mapping[str, object], source: str) -> RawArticle:
    """Return the article of one row; `source` is what to call it where it has no id and no URL.

    Raises:
        LoadError: a key holds a value of a wrong type, or there is neither text nor HTML.
    """
    spelled = {_folded(key): (str(key), value) for key, value in row.items()}
    found = {field: _first(spelled, spellings) for field, spellings in _SPELLINGS.items()}
    name = _name(found["external_id"][1]) or _name(found["url"][1]) or source
    text, html, url = (_text(*found[field], name) for field in ("text", "html", "url"))
    if text and not html and _folded(found["text"][0]) in _TEXT_OR_HTML and _HTML.match(text):
        text, html = None, text
    if not text and not html:
        given = [key for spelling in _TEXTS if (key := spelled.get(spelling, ("", None))[0])]
        if given:
            raise LoadError(name, f"no article text: the key {given[0]!r} holds none; fill it, or leave the row out")
        raise LoadError(name, f"no article text: give the key 'text' or 'html'; {_keys(row)}")
    outlet = _names(*found["outlet"], name)
    if outlet and _ADDRESS.fullmatch(outlet):  # a 'source' is as often the page as the outlet
        url, outlet = url or outlet, None
    return RawArticle(
        source=source,
        text=text,
        html=html,
        title=_text(*found["title"], name),
        outlet=outlet,
        author=_names(*found["author"], name),
        url=url,
        published_at=_text(*found["published_at"], name),
        language=_text(*found["language"], name),
        external_id=_identifier(*found["external_id"], name),
        sample=_truth(*found["sample"], name),
        archived_at=_text(*found["archived_at"], name),
        fetched_at=_text(*found["fetched_at"], name),
        modified_at=_text(*found["modified_at"], name),
        listed_at=_text(*found["listed_at"], name),
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
        wanted = "an article, a list of articles or {'articles': [...]}"
        raise LoadError(source, f"holds {_kind(content)}; it must hold {wanted}")
    for number, row in enumerate(content, start=1):
        yield _row(row, f"{source} (article {number})")


def lines(stream: BinaryIO, source: str) -> Iterator[RawArticle | Failure]:
    """Yield the articles of JSON Lines, one line in memory at a time.

    A line that holds no article is one `Failure`, by the name of 'source:17'.
    """
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        name = f"{source}:{number}"
        if number == 1 and (b"\0" in line or line.startswith((b"\xff\xfe", b"\xfe\xff"))):
            yield Failure(source, "is binary or UTF-16, not JSON Lines; save it as UTF-8, one object a line")
            return
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES)
            limit = MAX_LINE_BYTES // 1_000_000
            yield Failure(name, f"the line is longer than {limit} MB; leave it out or split it")
        elif line.strip():
            yield _line(line, name)


def _line(line: bytes, name: str) -> RawArticle | Failure:
    try:
        text = line.decode("utf-8-sig")
        content = _parse(text, name, "write one JSON object a line")
    except UnicodeDecodeError as error:
        return Failure(name, f"the line is not UTF-8 (its byte {error.start + 1}); save the file as UTF-8")
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
        raise LoadError(source, f"is not JSON ({error}); {advice}") from error
    return content


def _folded(key: str) -> str:
    return _SEPARATORS.sub("", str(key).casefold())


def _first(spelled: Mapping[str, tuple[str, object]], spellings: tuple[str, ...]) -> tuple[str, object]:
    """Return the key as it was written and the value of the first spelling that says anything."""
    for spelling in spellings:
        key, value = spelled.get(spelling, ("", None))
        if value is not None and value != [] and not (isinstance(value, str) and not value.strip()):
            return key, value
    return "", None


def _text(key: str, value: object, name: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    raise _wrong(key, value, "text", name)


def _identifier(key: str, value: object, name: str) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(key, value, name)


def _truth(key: str, value: object, name: str) -> bool:
    truth = _TRUTH.get(value.strip().casefold()) if isinstance(value, str) else value
    if value is None or isinstance(truth, bool):
        return bool(truth)
    raise _wrong(key, value, "true or false", name)


def _names(key: str, value: object, name: str) -> str | None:
    """Return names as one line: of text, of an object with a 'name' or 'title', or of a list of these."""
    parts = value if isinstance(value, list) else [value]
    names = [part.get("name") or part.get("title") if isinstance(part, dict) else part for part in parts]
    if any(part is not None and not isinstance(part, str) for part in names):
        raise _wrong(key, value, "a name, an object with a 'name', or a list of these", name)
    shown = (part.strip() for part in names if isinstance(part, str))
    return _text(key, ", ".join(filter(None, shown)), name) or None


def _name(value: object) -> str | None:
    """Return an id or a URL as what a report calls its article."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return _SURROGATE.sub("\ufffd", str(value))[:_LONGEST_NAME]


def _wrong(key: str, value: object, wanted: str, name: str) -> LoadError:
    return LoadError(name, f"the key {key!r} holds {_kind(value)}; it must be {wanted}")


def _kind(value: object) -> str:
    kinds = ((dict, "an object"), (list, "a list"), (str, "text"), (bool, "true or false"), (int | float, "a number"))
    return "an empty list" if value == [] else next((kind for of, kind in kinds if isinstance(value, of)), "null")


def _keys(row: Mapping[str, object]) -> str:
    shown = ", ".join(repr(str(key)[:40]) for key in list(row)[:8])
    return f"the keys here are {shown}" if shown else "it has no keys"
