"""JSON Feed 1.0 and 1.1 in, the feed out."""

from __future__ import annotations

import json

from ingest.errors import LoadError
from ingest.feed_entries import Entry, Feed, Kind
from ingest.feed_values import Values, as_html, author, plain, summary
from ingest.feed_whole import whole
from ingest.feed_xml import MAX_ENTRIES

# Objects, lists and their items. A million short strings take 60 MB; a feed of 20 MB in whole texts has 300,000.
_MOST_VALUES = 2_000_000
_VERSION = "jsonfeed.org/version/"


def feed(data: bytes, values: Values, name: str) -> Feed | None:
    """Return the feed, None where it is other JSON or none.

    Raises:
        LoadError: it is too large or too deep to be a feed.
    """
    if _VERSION.encode() not in data and _VERSION.replace("/", "\\/").encode() not in data:
        return None
    if sum(map(data.count, (b"{", b"[", b","))) > _MOST_VALUES:
        raise LoadError(name, f"holds more than {_MOST_VALUES:,} values; give a shorter feed")
    try:
        content = json.loads(data.decode("utf-8-sig"), strict=False)
    except RecursionError as error:
        raise LoadError(name, "is nested too deeply to be a feed; give another") from error
    except ValueError:
        return None
    if not isinstance(content, dict) or _VERSION not in str(content.get("version")):
        return None
    items = content.get("items")
    language = values.language(_text(content, "language"))
    writer = _authors(content)
    if isinstance(items, list) and len(items) > MAX_ENTRIES:
        raise LoadError(name, f"has more than {MAX_ENTRIES:,} entries; give a shorter feed")
    rows = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return Feed(
        kind=Kind.JSON,
        title=plain(_text(content, "title")),
        url=values.address(_text(content, "home_page_url")),
        language=language,
        entries=tuple(_entry(row, values, language, writer) for row in rows),
        more=tuple(filter(None, (values.address(_text(content, "next_url")),))),
    )


def _entry(item: dict[str, object], values: Values, language: str | None, writer: str | None) -> Entry:
    given = item.get("id")
    identifier = str(given) if type(given) is int else _text(item, "id")
    page = identifier if identifier and identifier.startswith(("http://", "https://")) else None
    content = _text(item, "content_html") or as_html(_text(item, "content_text"))
    return Entry(
        url=values.address(_text(item, "url"), _text(item, "external_url"), page),
        title=plain(_text(item, "title")),
        published_at=values.date(_text(item, "date_published")),
        updated_at=values.date(_text(item, "date_modified")),
        author=_authors(item) or writer,
        html=whole(content, None),
        summary=summary(_text(item, "summary")) or summary(_text(item, "content_html")),
        id=plain(identifier, markup=False),
        language=values.language(_text(item, "language")) or language,
    )


def _text(row: dict[str, object], key: str) -> str | None:
    value = row.get(key)
    # Half of a pair, as '\\ud83d' alone in JSON, is no character and can't be stored.
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else None


def _authors(row: dict[str, object]) -> str | None:
    """Return the names; version 1.0 has one 'author', 1.1 a list of 'authors'."""
    several = row.get("authors")
    persons = several if isinstance(several, list) and several else [row.get("author")]
    return author(*(_text(person, "name") if isinstance(person, dict) else None for person in persons))
