"""RSS of every version, as a tree, in; the feed out. In RSS 0.9 and 1.0 (RDF) the items stand beside the channel."""

from __future__ import annotations

from ingest.feed_entries import Entry, Feed, Kind
from ingest.feed_values import Values, author, plain, summary
from ingest.feed_whole import whole
from ingest.feed_xml import Document, Fields, base_of, markup_of, text_of

_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_FALSE = ("false", "0", "no")


def feed(document: Document, values: Values) -> Feed:
    """Return the feed.

    Raises:
        LoadError: it has too many entries.
    """
    items = document.entries("item")
    channel = Fields(next(document.root.iter("{*}channel"), document.root))
    base = base_of(channel.element)
    language = values.language(channel.text("language", "dc:language"))
    return Feed(
        kind=Kind.RSS,
        title=plain(channel.text("title", "dc:title")),
        url=values.address(channel.text("link"), _linked(channel, "alternate"), base=base),
        language=language,
        entries=tuple(_entry(Fields(item), values, language) for item in items),
        more=tuple(filter(None, (values.address(_linked(channel, "next"), base=base),))),
    )


def _entry(item: Fields, values: Values, language: str | None) -> Entry:
    teaser = item.text("description", "summary", "atom:summary") or _media_text(item)
    contents = item.all("content:encoded", "xhtml:body", "atom:content", "fulltext", "content")
    content = next(filter(None, map(markup_of, contents)), None)
    return Entry(
        url=_address(item, values),
        title=plain(item.text("title", "dc:title", "atom:title", "media:title")),
        published_at=values.date(
            item.text("pubdate"),
            item.text("dc:date", "dcterms:issued", "dcterms:created", "atom:published", "published", "date"),
        ),
        updated_at=values.date(item.text("dcterms:modified", "atom:updated", "updated")),
        author=_author(item),
        html=whole(content, markup_of(item.first("description"))),
        summary=summary(teaser),
        id=plain(item.text("guid", "dc:identifier", "atom:id"), markup=False) or item.element.get(_ABOUT),
        language=values.language(item.text("dc:language", "language")) or language,
        outlet=plain(item.text("source", "dc:publisher")),
    )


def _address(item: Fields, values: Values) -> str | None:
    """Return the page's address: a proxy's original, the link, or a guid that is one."""
    links = (item.text("feedburner:origlink"), item.text("link"), _linked(item, "alternate"))
    link = item.first("link", "atom:link")
    found = values.address(*links, base=base_of(item.element if link is None else link))
    if found:
        return found
    guid = item.first("guid")
    permanent = guid is not None and guid.get("isPermaLink", "true").strip().lower() not in _FALSE
    # A guid is an address only as a whole one: 'post-17' joined to the feed's address leads nowhere.
    named = (item.text("guid") if permanent else None, item.element.get(_ABOUT))
    return values.address(*(text for text in named if text and text.startswith(("http://", "https://"))))


def _linked(parent: Fields, relation: str) -> str | None:
    """Return where a link of Atom leads; some put one without namespace into RSS."""
    links = (link for link in parent.all("atom:link", "link") if link.get("rel", "alternate") == relation)
    return next(filter(None, (link.get("href") for link in links)), None)


def _author(item: Fields) -> str | None:
    """Return those who wrote it: Dublin Core names each in an element, RSS gives a mail address and a name."""
    persons = (Fields(person).text("atom:name", "name") for person in item.all("atom:author", "author"))
    return (
        author(*map(text_of, item.all("dc:creator")))
        or author(*persons)
        or author(item.text("author"))
        or author(item.text("itunes:author"))
    )


def _media_text(item: Fields) -> str | None:
    group = item.first("media:group")
    media = Fields(group) if group is not None else item
    return media.text("media:description") or item.text("itunes:summary", "itunes:subtitle")
