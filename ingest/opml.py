"""OPML, as a tree, in; the feeds that it lists out, from all depths of its outline, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.errors import LoadError
from ingest.feed_entries import Feed, Kind
from ingest.feed_values import Values, plain
from ingest.feed_xml import MAX_ENTRIES, Document, Fields


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list: its address, what the list calls it, and the address of its site."""

    url: str
    title: str | None = None
    site: str | None = None


def feed(document: Document, values: Values) -> Feed:
    """Return the list as a feed without entries of its own.

    Raises:
        LoadError: it names too many.
    """
    head = Fields(next(document.root.iter("head"), document.root))
    more = tuple(outline.url for outline in outlines(document, values))
    return Feed(kind=Kind.OPML, title=plain(head.text("title")), more=more)


def outlines(document: Document, values: Values) -> Iterator[Outline]:
    """Yield the feeds, and further lists that are included, in the order of the list.

    Raises:
        LoadError: there are too many.
    """
    seen: set[str] = set()
    for number, outline in enumerate(document.root.iter("outline")):
        if number >= MAX_ENTRIES:
            raise LoadError(document.url, f"has more than {MAX_ENTRIES:,} outlines; give a shorter list")
        given = {key.lower(): value for key, value in outline.attrib.items()}
        included = given.get("url") if given.get("type", "").lower() == "include" else None
        # What is no address on the web is handed on as it stands, for whoever fetches it or subscribes to it to refuse.
        url = values.address(given.get("xmlurl"), included) or (given.get("xmlurl") or included or "").strip()
        if url and url not in seen:
            seen.add(url)
            title = plain(given.get("title")) or plain(given.get("text"))
            yield Outline(url, title, values.address(given.get("htmlurl")))
