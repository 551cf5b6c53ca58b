"""News as agencies send it (ninjs, NewsML-G2, NITF), raw articles out.

ninjs is the IPTC's JSON, 1.x with 'body_xhtml' and 2.x with 'bodies'; NewsML-G2 is its XML, one or many news items in
a message, with their text as NITF or HTML; NITF stands alone, too. Pictures and packages are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from ingest.corpus import RawArticle
from ingest.page_people import names
from ingest.report import Failure
from ingest.safe_xml import Element, first, first_text, local, parse, text_of

ROOTS = ("newsMessage", "newsItem", "nitf")

_FEEDS = ("rss", "feed", "RDF", "opml", "urlset", "sitemapindex")  # which `ingest.load` reads from files
_NINJS = ('"body_xhtml"', '"body_text"', '"bodies"', '"body_html"')
_LEFT_OUT = ("canceled", "cancelled", "withheld", "stat:canceled", "stat:withheld")
_DATES = (  # of ninjs, the best first
    *("firstpublished", "firstcreated", "firstCreated", "contentcreated", "contentCreated"),
    *("versioncreated", "versionCreated"),
)
_BLOCKS = ("p", "hl2", "h1", "h2", "h3", "h4", "li", "blockquote", "tr", "pre")


def ninjs(text: str, source: str) -> Iterator[RawArticle | Failure] | None:
    """Return the articles of a ninjs document or a list of some, None where the JSON is not ninjs."""
    if not any(key in text for key in _NINJS):
        return None
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None  # `ingest.load_json` says what is wrong with it
    items = content if isinstance(content, list) else [content]
    if not items or not all(isinstance(item, dict) and "uri" in item for item in items):
        return None
    return _items(items, source)


def xml(data: bytes, source: str) -> Iterator[RawArticle | Failure]:
    """Yield the articles of NewsML-G2 or NITF.

    Raises:
        ValueError: it is broken or another kind of XML.
    """
    root = parse(data)
    kind = local(root)
    if kind in _FEEDS:
        raise ValueError("is a feed, which names pages; give it by itself, in no archive, or give its address")
    if kind not in ROOTS:
        raise ValueError(f"is XML of another kind (<{kind[:40]}>); feeds, NewsML-G2 and NITF can be read")
    items = [root] if kind != "newsMessage" else list(root.iterfind(".//{*}newsItem"))
    if not items:
        raise ValueError("is a message without news items; leave it out")
    for number, item in enumerate(items, start=1):
        name = source if len(items) == 1 else f"{source} (item {number})"
        yield _nitf(item, name) if kind == "nitf" else _news_item(item, name)


def _items(items: list[Mapping[str, object]], source: str) -> Iterator[RawArticle | Failure]:
    for number, item in enumerate(items, start=1):
        name = source if len(items) == 1 else f"{source} (item {number})"
        status = str(item.get("pubstatus") or item.get("pubStatus") or "usable").casefold()
        text, html = _ninjs_body(item)
        if status in _LEFT_OUT:
            yield Failure(name, f"is marked {status!r} by its agency; leave it out")
        elif not text and not html:
            yield Failure(name, "holds no text (a picture, or a head without its body); leave it out")
        else:
            yield RawArticle(
                source=name,
                text=None if html else text,
                html=html,
                title=_said(item, "headline", "title") or _listed(item.get("headlines")),
                outlet=_said(item, "copyrightholder", "copyrightHolder") or _sources(item) or _said(item, "source"),
                author=_names(_said(item, "byline", "by") or _listed(item.get("bylines"))),
                url=_address(item),
                published_at=_said(item, *_DATES),
                language=_said(item, "language"),
                external_id=_said(item, "uri"),
            )


def _ninjs_body(item: Mapping[str, object]) -> tuple[str | None, str | None]:
    """Return text and HTML; of the bodies of 2.x those that are the whole text."""
    html = _said(item, "body_xhtml", "body_html")
    text = _said(item, "body_text")
    bodies = item.get("bodies")
    for body in bodies if isinstance(bodies, list) else []:
        if isinstance(body, dict) and str(body.get("role", "main")) not in ("summary", "caption"):
            value = _said(body, "value")
            if "html" in str(body.get("contenttype") or body.get("contentType") or ""):
                html = html or value
            else:
                text = text or value
    return text, html


def _said(item: Mapping[str, object], *keys: str) -> str | None:
    values = (item.get(key) for key in keys)
    return next((value for value in values if isinstance(value, str) and value.strip()), None)


def _names(line: str | None) -> str | None:
    """Return the names of a line such as 'By Ada Lind and Bo Ek', the line itself where none are found in it."""
    return ", ".join(names([line])) or line if line else None


def _listed(values: object) -> str | None:
    """Return the first 'value' or 'name' of a list of objects."""
    found = (_said(value, "value", "name", "byline") for value in _mappings(values))
    return next(filter(None, found), None)


def _sources(item: Mapping[str, object]) -> str | None:
    return _listed(item.get("infosources") or item.get("infoSources"))


def _mappings(values: object) -> Iterable[Mapping[str, object]]:
    return (value for value in values if isinstance(value, dict)) if isinstance(values, list) else ()


def _address(item: Mapping[str, object]) -> str | None:
    """Return where the article is published; its 'uri' is a name and need not be an address of a page."""
    links = (_said(link, "href") for link in _mappings(item.get("altlocations") or item.get("links")))
    return next((link for link in (_said(item, "url", "canonicalurl"), *links) if link), None)


def _news_item(item: Element, name: str) -> RawArticle | Failure:
    status = first(item, "pubStatus")
    code = "" if status is None else status.get("qcode", "").casefold()
    if code in _LEFT_OUT:
        return Failure(name, f"is marked {code!r} by its agency; leave it out")
    content = first(item, "contentSet")
    text = "" if content is None else _body(content)
    if not text:
        return Failure(name, "holds no text (a picture, or a head without its body); leave it out")
    meta = first(item, "contentMeta")
    described = item if meta is None else meta
    language = first(described, "language")
    return RawArticle(
        source=name,
        text=text,
        title=first_text(described, "headline") or first_text(item, "title", "hl1"),
        outlet=_provider(item),
        author=_names(first_text(described, "by") or _named(described, "creator") or first_text(item, "byline")),
        published_at=first_text(item, "firstCreated", "contentCreated", "versionCreated"),
        language=language.get("tag") if language is not None else None,
        external_id=item.get("guid"),
    )


def _provider(item: Element) -> str | None:
    """Return who sends it by name; a code such as 'nprov:EX' is no name."""
    return _named(item, "copyrightHolder") or _named(item, "infoSource") or _named(item, "provider")


def _named(item: Element, kind: str) -> str | None:
    element = first(item, kind)
    return None if element is None else first_text(element, "name") or element.get("literal")


def _nitf(root: Element, name: str) -> RawArticle | Failure:
    text = _body(root)
    if not text:
        return Failure(name, "holds no text below its head; leave it out")
    issued, source, own = first(root, "date.issue"), first(root, "pubdata"), first(root, "doc-id")
    when = issued if issued is not None else first(root, "story.date")
    return RawArticle(
        source=name,
        text=text,
        title=first_text(root, "hl1", "headline", "title"),
        outlet=(source.get("name") if source is not None else None)
        or first_text(root, "distributor", "copyrite.holder"),
        author=_names(
            first_text(root, "byttl", "person") if first(root, "byline") is None else first_text(root, "byline")
        ),
        published_at=None if when is None else _moment(when.get("norm")),
        external_id=None if own is None else own.get("id-string"),
    )


def _moment(norm: str | None) -> str | None:
    """Return NITF's '20240130T101500Z' with the zone's colon, which dates need."""
    if norm and len(norm) > 5 and norm[-5] in "+-" and norm[-4:].isdigit():
        return f"{norm[:-2]}:{norm[-2:]}"
    return norm


def _body(root: Element) -> str:
    """Return the paragraphs of the text, one a line."""
    body = first(root, "body.content")
    body = body if body is not None else first(root, "body")
    if body is None:
        inline = first(root, "inlineData")
        return "" if inline is None else "\n".join(filter(None, map(str.strip, (inline.text or "").split("\n"))))
    blocks = [element for element in body.iter() if local(element) in _BLOCKS]
    outer = [element for element in blocks if not any(local(above) in _BLOCKS for above in element.iterancestors())]
    return "\n".join(filter(None, map(text_of, outer))) or text_of(body)
