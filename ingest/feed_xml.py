"""The bytes of a feed in XML in, its tree out: repaired where feeds are usually broken, refused where they are hostile.

Nothing that a document declares is expanded and nothing that it names is opened: its document type is cut off before
it is parsed, so an entity is either one of HTML's or stays as it was written. What `name` calls an element is its
usual prefix and its name, whatever prefix the document uses: 'content:encoded', 'atom:link', 'title'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from html.entities import html5
from itertools import islice
from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element

from ingest.decode import decode
from ingest.errors import LoadError

Element: TypeAlias = _Element

MAX_BYTES = 20_000_000  # after gunzipping; a sitemap of 50,000 addresses has 5 to 10 million
# A sitemap of 50,000 entries has 500,000 tags. One million elements with text take 250 MB and half a second.
MAX_TAGS = 1_000_000
MAX_ENTRIES = 50_000  # as many as the protocol of sitemaps allows
ROOTS = ("rss", "rdf", "feed", "urlset", "sitemapindex", "opml")

_HEAD = 100_000  # characters in which the document begins, after comments, warnings of the server and what not
_GUESSED = 500_000  # bytes from which an encoding is guessed, if need be; twenty million would take too long
_GOOD_FOR_EACH_SLIP = 4  # further bytes of characters beyond ASCII
_WIDE = {
    b"\xff\xfe<\0": "utf-16", b"\xfe\xff\0<": "utf-16",
    b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be", b"<\0r\0": "utf-16-le", b"\0<\0r": "utf-16-be",
}  # fmt: skip
_DECLARED = re.compile(rb"<\?xml\b[^>]*?encoding\s*=\s*[\"']([\w.:-]{3,30})[\"']", re.IGNORECASE)
_LONGEST_DECLARATION = 1_000
_ROOT = re.compile(
    rf"<!--.*?(?:-->|\Z)|<!doctype\b[^\[<>]*(?:\[.*?(?:\]\s*>|\Z)|>)|(?P<page><(?:html|body|head)\b)"
    rf"|<(?P<root>(?:[\w.-]+:)?(?P<name>{'|'.join(ROOTS)}))(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_LIKELY = re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(ROOTS)})[\s>/]".encode(), re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s+(?P<name>[^\s%]+)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TO_REPAIR = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    rf"|&(?!(?:amp|lt|gt|quot|apos);)(?:#?\w{{1,32}};)?|{_CONTROLS.pattern}",
    re.DOTALL,
)
# The elements that hold HTML, where some forget to escape it.
_HTML_IN = ("description", "content:encoded", "title", "summary", "content")
_NAMESPACES = {
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/dc/elements/1.0": "dc:",
    "http://purl.org/dc/terms": "dcterms:",
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
}
_LOCAL = re.compile(r"[A-Za-z][\w.-]*$", re.ASCII)  # of '{space}name', and of 'prefix:name' where nobody declared it
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document: the name of its root, its tree, whether it breaks off before its end, where it was found."""

    kind: str
    root: Element
    broken_off: bool
    url: str

    def entries(self, tag: str) -> list[Element]:
        """Return the outermost elements of this name, without the last one of a document that breaks off in it.

        Raises:
            LoadError: there are more than `MAX_ENTRIES`.
        """
        found = outermost(self.root, tag, self.url)
        return found[:-1] if self.broken_off else found


def parse(data: bytes, url: str) -> Document | None:
    """Return the document, None where it is no feed in XML.

    Raises:
        LoadError: it is one, but too large, too deep or made to exhaust whoever reads it.
    """
    if not _LIKELY.search(data[:_HEAD].replace(b"\0", b"")):
        return None
    text = _text(data, url)
    found = next((match for match in _ROOT.finditer(text, 0, _HEAD) if match["page"] or match["root"]), None)
    if found is None or found["page"]:
        return None
    for entity in _ENTITY.finditer(text, 0, found.start()):
        if f"{entity['name']};" not in html5:
            raise LoadError(url, f"declares entities of its own ({entity['name'][:40]!r}), which are not expanded")
    body = text[found.start() :]
    if max(body.count("<"), body.count("&"), body.count('="') + body.count("='")) > MAX_TAGS:
        raise LoadError(url, f"has more than {MAX_TAGS:,} tags, attributes or entities; give a shorter feed")
    root, mismatched = _tree(_repaired(body), url)
    if mismatched:
        root, _ = _tree(_repaired(_wrapped(body)), url)
    return Document(found["name"].lower(), root, f"</{found['root']}" not in body, url)


class Fields:
    """The children of an element by name, which is read once for all of them."""

    __slots__ = ("_children", "element")

    def __init__(self, element: Element) -> None:
        self.element = element
        self._children: dict[str, list[Element]] = {}
        for child in element:
            self._children.setdefault(name(child), []).append(child)

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the children of these names, those of the first name first."""
        for wanted in names:
            yield from self._children.get(wanted, ())

    def first(self, *names: str) -> Element | None:
        """Return the first child of these names."""
        return next(self.all(*names), None)

    def text(self, *names: str) -> str | None:
        """Return the text of the first child of these names that has any."""
        return next(filter(None, map(text_of, self.all(*names))), None)


def name(element: Element) -> str:
    """Return an element's usual prefix and name: 'dc:creator'; no prefix in a default namespace that nobody knows."""
    return _name(element.tag, element.prefix)


@lru_cache(maxsize=1_000)
def _name(tag: str, prefix: str | None) -> str:
    if not tag.startswith("{"):
        return tag.lower()
    space, _, local = tag[1:].partition("}")
    unknown = f"{prefix}:" if prefix else ""
    return _NAMESPACES.get(space.lower().rstrip("/"), unknown) + local.lower()


def outermost(root: Element, tag: str, url: str) -> list[Element]:
    """Return the elements of this name in the order of the document, whatever prefix they have, none within another.

    Raises:
        LoadError: there are more than `MAX_ENTRIES`.
    """
    local = f"{{*}}{tag}"
    found = list(islice(root.iter(local), MAX_ENTRIES + 1))
    if len(found) > MAX_ENTRIES:
        raise LoadError(url, f"has more than {MAX_ENTRIES:,} entries; give a shorter feed")
    return [element for element in found if next(element.iterancestors(local), None) is None]


def text_of(element: Element | None) -> str | None:
    """Return all text of an element, None where there is none."""
    if element is None:
        return None
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return text.strip() or None


def markup_of(element: Element | None) -> str | None:
    """Return the HTML in an element, whether it was escaped or stands in it as elements, and take these out of it."""
    if element is None:
        return None
    if len(element) == 0:
        return text_of(element)
    for node in element.iter(etree.Element):
        local = _LOCAL.search(node.tag)
        node.tag = local[0] if local else "span"
    inner = etree.Element("div")  # outside of the feed's namespaces
    inner.extend(element[:])
    etree.cleanup_namespaces(inner)
    parts = [element.text or "", *(etree.tostring(child, method="html", encoding="unicode") for child in inner)]
    return "".join(parts).strip() or None


def base_of(element: Element) -> str | None:
    """Return what relative addresses in an element are relative to (xml:base)."""
    base: str | None = element.base
    return base


def lang_of(element: Element) -> str | None:
    """Return the language that an element names itself."""
    tag: str | None = element.get(_LANG)
    return tag


def _text(data: bytes, url: str) -> str:
    """Return the text: as UTF-8, slips and all, where that is what it is, else in the encoding that it declares."""
    encoding = _WIDE.get(data[:4], "utf-8-sig")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    # Bytes in another encoding hardly ever form characters in UTF-8, a text in UTF-8 has many for each slip.
    if text.count("\ufffd") * _GOOD_FOR_EACH_SLIP <= len(data) - len(text):
        return text
    if len(data) <= _GUESSED:
        return decode(data, url, markup=True)
    declared = _DECLARED.search(data[:_LONGEST_DECLARATION])
    try:
        return data.decode(declared[1].decode("ascii") if declared else "utf-8")
    except (UnicodeDecodeError, LookupError) as error:
        raise LoadError(url, "is in another encoding than it declares; save it as UTF-8") from error


def _tree(text: str, url: str) -> tuple[Element, bool]:
    """Return the tree, and whether an end tag did not belong to its start."""
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root = etree.fromstring(text.encode("utf-8", "replace"), parser, base_url=url or None)
    kinds = {entry.type_name for entry in parser.error_log}
    if root is None or "ERR_RESOURCE_LIMIT" in kinds:
        raise LoadError(url, "is nested deeper than 256 levels or holds one value of over 10 MB; give another feed")
    return root, "ERR_TAG_NAME_MISMATCH" in kinds


def _repaired(text: str) -> str:
    return _TO_REPAIR.sub(_repair, text)


def _repair(found: re.Match[str]) -> str:
    """Return what XML can read in place of an entity of HTML, a lone '&' or a control character."""
    text = found[0]
    if text.startswith("<"):
        return _CONTROLS.sub("", text)
    if not text.startswith("&"):
        return ""
    character = unescape(text)
    if character == text:
        return f"&amp;{text[1:]}"
    return f"&#{ord(character)};" if character in "<>&" and character else _CONTROLS.sub("", character)


def _wrapped(text: str) -> str:
    """Return the text with unescaped HTML marked as text (CDATA), for documents that it breaks."""
    for tag in _HTML_IN:
        parts: list[str] = []
        at = 0
        for opening in re.finditer(rf"<{tag}(?:\s[^<>]*)?(?<!/)>", text):
            if opening.start() < at:
                continue
            closing = text.find(f"</{tag}", opening.end())
            if closing < 0:
                break
            inner = text[opening.end() : closing]
            parts.append(text[at : opening.end()])
            parts.append(f"<![CDATA[{inner}]]>" if "<" in inner and "<![CDATA[" not in inner else inner)
            at = closing
        text = "".join((*parts, text[at:]))
    return text
