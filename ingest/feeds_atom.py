"""Atom 1.0 and 0.3, as a tree, in; the feed out."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.feed_entries import Entry, Feed, Kind
from ingest.feed_values import Values, as_html, author, plain, summary
from ingest.feed_whole import whole
from ingest.feed_xml import Document, Element, Fields, base_of, lang_of, markup_of, name, text_of

_PAGES = ("text/html", "application/xhtml+xml", "")
# An entry's dates of publication, the best first; Atom 0.3 has 'issued', and where there is none, what changed it last.
_DATES = (("published", "issued", "created"), ("updated", "modified"))


def feed(document: Document, values: Values) -> Feed:
    """Return the feed.

    Raises:
        LoadError: it has too many entries.
    """
    root = Fields(document.root)
    space = name(document.root).removesuffix("feed")  # 'atom:', or nothing where the document names no namespace
    atom = _Atom(space, values, values.language(lang_of(document.root)), _authors(root, space))
    return Feed(
        kind=Kind.ATOM,
        title=atom.line(root, "title"),
        url=atom.link(root, "alternate"),
        language=atom.language,
        entries=tuple(atom.entry(Fields(entry)) for entry in document.entries("entry")),
        more=tuple(filter(None, (atom.link(root, "next"),))),
    )


class _Atom:
    """Reads the entries of one feed; `author` is the feed's, which its entries inherit."""

    def __init__(self, space: str, values: Values, language: str | None, author: str | None) -> None:
        self.space = space
        self.values = values
        self.language = language
        self.author = author

    def entry(self, entry: Fields) -> Entry:
        content, teaser, origin = (next(self._all(entry, tag), None) for tag in ("content", "summary", "source"))
        source = Fields(origin) if origin is not None else None
        inherited = _authors(source, self.space) if source else None
        about = self._summary(entry, teaser)
        languages = (lang_of(entry.element), lang_of(content) if content is not None else None)
        return Entry(
            url=self.link(entry, "alternate") or self._permanent(entry),
            title=self.line(entry, "title") or plain(entry.text("media:title")),
            published_at=self.values.date(*(entry.text(*self._named(*tags)) for tags in _DATES)),
            updated_at=self.values.date(entry.text(*self._named("updated", "modified"))),
            author=_authors(entry, self.space) or author(entry.text("dc:creator")) or inherited or self.author,
            html=whole(_html(content), _html(teaser)),
            summary=about,
            id=plain(entry.text(f"{self.space}id"), markup=False),
            language=self.values.language(*languages) or self.language,
            outlet=self.line(source, "title") if source else None,
        )

    def line(self, parent: Fields, tag: str) -> str | None:
        """Return a text construct as one line. As 'text' it has no tags, but entities in it are slips."""
        found = next(self._all(parent, tag), None)
        return plain(text_of(found), markup=found is not None and found.get("type", "text") != "text")

    def link(self, parent: Fields, relation: str) -> str | None:
        """Return where the best link of this relation leads: a page before anything else."""
        links = [link for link in self._all(parent, "link") if link.get("rel", "alternate").lower() == relation]
        links.sort(key=lambda link: relation == "alternate" and link.get("type", "").lower() not in _PAGES)
        original = parent.text("feedburner:origlink") if relation == "alternate" else None
        found = (self.values.address(link.get("href"), base=base_of(link)) for link in links)
        return self.values.address(original) or next(filter(None, found), None)

    def _permanent(self, entry: Fields) -> str | None:
        """Return an entry's id where it is an address."""
        identifier = entry.text(f"{self.space}id") or ""
        return self.values.address(identifier) if identifier.startswith(("http://", "https://")) else None

    def _summary(self, entry: Fields, teaser: Element | None) -> str | None:
        group = entry.first("media:group")
        media = Fields(group) if group is not None else entry
        markup = teaser is not None and teaser.get("type", "text") != "text"
        return summary(text_of(teaser), markup=markup) or summary(media.text("media:description"))

    def _all(self, parent: Fields, tag: str) -> Iterator[Element]:
        return parent.all(f"{self.space}{tag}")

    def _named(self, *tags: str) -> tuple[str, ...]:
        return tuple(f"{self.space}{tag}" for tag in tags)


def _html(content: Element | None) -> str | None:
    """Return a text construct as HTML; one that says that it is elsewhere, or no text, is nothing."""
    if content is None or content.get("src"):
        return None
    kind = content.get("type", "text").lower()
    if kind in ("text", "text/plain") and content.get("mode") != "escaped":
        return as_html(text_of(content))
    return markup_of(content) if kind in ("html", "xhtml", "text/plain", *_PAGES) else None


def _authors(parent: Fields, space: str) -> str | None:
    return author(*(Fields(person).text(f"{space}name", "name") for person in parent.all(f"{space}author")))
