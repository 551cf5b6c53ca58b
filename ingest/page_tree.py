"""A parsed page, changed in place: what no reader sees goes out, and what extraction would lose is put right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

# A `noscript` holds what the script beside it shows anyway, and calls to switch scripts on.
_UNSEEN = {"script", "style", "template", "noscript", "dialog"}
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)(?!\s*[\w-])", re.IGNORECASE)
# What opens beside a name when it is pointed at: in the markup it stands in the middle of the sentence.
_POPS_UP = re.compile(
    r"(?<![a-z])(?:roll-?over|hover|tool-?tip|pop-?over)[-_]?(?:\w+[-_])?(?:block|card|content|box|text)(?![a-z])",
    re.IGNORECASE,
)
_INLINE = {"a", "abbr", "b", "bdi", "cite", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"}
_PROSE = {"p", "li", "blockquote", "td", "dd"}
# Names that publishing systems give the container of the body, and nothing else.
_BODY = re.compile(
    r"(?:article|story|post|entry)[-_]{0,2}(?:body|content|text)|(?:body|content)[-_]{0,2}(?:article|story)|articlebody",
    re.IGNORECASE,
)
_MOST_PARTS = 40  # a body is cut into a dozen parts at most; a page of comments or cards into hundreds
_FEWEST_LINKS = 3  # a list of two links may be the article's sources
_LINKED = 0.9


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element itself says that it is not shown."""
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


def without_unseen(tree: HtmlElement) -> None:
    """Take out of a page what no reader sees, and what only pops up over a sentence."""
    for element in list(tree.iterdescendants()):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _UNSEEN or is_hidden(element) or (element.tag in _INLINE and _pops_up(element)):
            _drop(element)


def readied(tree: HtmlElement) -> None:
    """Make a page such that extraction leaves no hole in a sentence and takes the whole body.

    Extraction drops elements by the names of their classes, those too that hold words in the middle of a sentence; and
    of a body that advertising cuts into several containers it takes the first.
    """
    _name_nothing_inside_prose(tree)
    for parts in list(_cut_bodies(tree)):
        for part in parts[1:]:
            parts[0].extend(list(part))
            _drop(part)
    for links in list(tree.iter("ul", "ol")):
        if _is_only_links(links):
            _drop(links)


def _name_nothing_inside_prose(tree: HtmlElement) -> None:
    for block in tree.iter(*_PROSE):
        if next(block.iterancestors(*_PROSE), None) is not None:
            continue  # done with the outermost
        for element in block.iterdescendants(*_INLINE):
            for name in ("class", "id"):
                element.attrib.pop(name, None)
    for quotation in tree.iter("blockquote"):
        for element in (quotation, quotation.getparent()):
            if element.tag != "body":
                element.attrib.pop("class", None)


def _cut_bodies(tree: HtmlElement) -> Iterator[list[HtmlElement]]:
    """Yield the containers of one name that hold one body between them, in their order on the page."""
    found: dict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
    for element in tree.iter("div", "section"):
        name = element.get("class", "")
        if _BODY.search(name) and element.find("p") is not None:
            found[element.tag, name].append(element)
    yield from (parts for parts in found.values() if 1 < len(parts) <= _MOST_PARTS and _are_beside(parts))


def _are_beside(parts: Sequence[HtmlElement]) -> bool:
    """Whether none of the containers holds another, and all are of one article."""
    homes = {next(part.iterancestors("article", "main", "body"), None) for part in parts}
    return len(homes) == 1 and not any(holder in parts for part in parts for holder in part.iterancestors())


def _is_only_links(element: HtmlElement) -> bool:
    """Whether a list holds nothing but links, as 'Related' and 'Most read' do."""
    if next(element.iterdescendants("ul", "ol"), None) is not None:
        return False
    links = [_length(link) for link in element.iterdescendants("a")]
    return len(links) >= _FEWEST_LINKS and sum(links) >= _LINKED * _length(element)


def _length(element: HtmlElement) -> int:
    return len("".join(element.itertext()).strip())


def _pops_up(element: HtmlElement) -> bool:
    return _POPS_UP.search(element.get("class", "")) is not None


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
