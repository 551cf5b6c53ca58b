"""XML from anywhere, parsed so that it can do no harm: bytes in, the tree out, or a `ValueError` that says why.

Nothing is loaded from outside, no entity is expanded, nesting and size are limited.
"""

from __future__ import annotations

import html
from collections.abc import Collection
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
walk = etree.iterwalk

MAX_MARKS = 1_000_000  # of '<'; a document of 1,000,000 characters has some 200,000. This many elements take 250 MB.

# As `local` returns it of comments, processing instructions and entities, which have no name.
NO_ELEMENT = ""


def parse(data: bytes) -> Element:
    """Return the root element.

    Raises:
        ValueError: it is no XML, declares entities of its own, is nested deeper than 256 levels, or too large.
    """
    if data.count(b"<") > MAX_MARKS:
        raise ValueError(f"its XML has more than {MAX_MARKS:,} elements; give one article at a time")
    # Without `huge_tree` the parser itself stops at 256 levels and at 10 MB of one text.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"its XML is broken ({' '.join(str(error).split())[:200]}); export it again") from error
    except ValueError as error:  # text that names an encoding
        raise ValueError(f"its XML can't be read ({error}); export it again") from error
    table = root.getroottree().docinfo.internalDTD
    if table is not None and any(True for _ in table.iterentities()):
        raise ValueError("its XML declares entities of its own, which are never expanded; export it without them")
    return root


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else NO_ELEMENT


def text_of(element: Element, *, without: Collection[str] = ()) -> str:
    """Return all text inside an element with single blanks, but for that of elements of these names."""
    parts: list[str] = []
    walker = walk(element, events=("start", "end", "comment"))
    for event, node in walker:
        if event == "end" and node is not element:
            parts.append(node.tail or "")
        elif event == "start":
            if isinstance(node, etree._Entity):
                parts.append(html.unescape(node.text))
            elif local(node) in without:
                walker.skip_subtree()
            else:
                parts.append(node.text or "")
        elif event == "comment":
            parts.append(node.tail or "")
    return " ".join("".join(parts).split())


def first(element: Element, *names: str) -> Element | None:
    """Return the first element below with one of these names, the first name before the second."""
    return next((found for name in names for found in element.iterfind(f".//{{*}}{name}")), None)


def first_text(element: Element, *names: str) -> str | None:
    """Return the text of the first element below that has one of these names and says anything."""
    texts = (text_of(found) for name in names for found in element.iterfind(f".//{{*}}{name}"))
    return next(filter(None, texts), None)
