"""Word processors' documents in (DOCX, ODT, RTF), one raw article out: its paragraphs and its properties.

DOCX and ODT are zip archives of XML; what was struck out while changes were tracked, comments and footnotes are left
out. Rows of tables become lines. RTF is read in a child process, since its reader may take for ever.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from ingest import contained, properties, rtf_text
from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.inflate import MAX_MEMBER, zip_member
from ingest.safe_xml import Element, first_text, local, parse, walk

_EMPTY = "holds no text; give a document that does"
# Of DOCX: struck-out text, the old look of a drawing, notes, comments, codes of fields and properties.
_UNSEEN_DOCX = {
    "del",
    "moveFrom",
    "Fallback",
    "instrText",
    "delText",
    "pPr",
    "rPr",
    "sectPr",
    "tblPr",
    "footnoteReference",
}
_UNSEEN_ODT = {"tracked-changes", "annotation", "annotation-end", "note", "sequence-decls", "forms", "script"}
_BREAKS = {"br": "\n", "cr": "\n", "line-break": "\n", "tab": "\t", "noBreakHyphen": "-", "s": " "}
_ROWS = ("tr", "table-row")
_ENDS = {"p": "\n", "h": "\n", "tr": "\n", "table-row": "\n", "tc": "\x1f", "table-cell": "\x1f"}
_RTF_MEMBER = re.compile(rb"\{\\(title|author)\s([^{}]{1,500})\}")
_RTF_TIME = re.compile(rb"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})(?:\\hr(\d{1,2})\\min(\d{1,2}))?")


def docx(archive: zipfile.ZipFile, source: str) -> RawArticle:
    """Return the article of a DOCX document.

    Raises:
        ValueError: it is broken, too large, or holds no text.
    """
    body = parse(zip_member(archive, "word/document.xml"))
    names = archive.namelist()
    core = parse(zip_member(archive, "docProps/core.xml")) if "docProps/core.xml" in names else None
    return RawArticle(
        source=source,
        text=_text(body, _UNSEEN_DOCX, texts={"t"}),
        title=properties.title(_value(core, "title")) or _titled(body),
        author=properties.author(_value(core, "creator")),
        published_at=properties.date(_value(core, "created")),
        language=properties.language(_value(core, "language")),
    )


def odt(archive: zipfile.ZipFile, source: str) -> RawArticle:
    """Return the article of an ODT document; errors as those of `docx`."""
    names = archive.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in zip_member(archive, "META-INF/manifest.xml"):
        raise LoadError(source, "is protected by a password; save it without one")
    root = parse(zip_member(archive, "content.xml"))
    body = next(root.iterfind(".//{*}body"), root)
    meta = parse(zip_member(archive, "meta.xml")) if "meta.xml" in names else None
    return RawArticle(
        source=source,
        text=_text(body, _UNSEEN_ODT, texts=None),
        title=properties.title(_value(meta, "title")) or _headed(body),
        author=properties.author(_value(meta, "initial-creator", "creator")),
        published_at=properties.date(_value(meta, "creation-date")),
        language=properties.language(_value(meta, "language")),
    )


def rtf(data: bytes, source: str) -> RawArticle:
    """Return the article of an RTF document; errors as those of `docx`."""
    if len(data) > MAX_MEMBER:
        raise ValueError(f"is larger than {MAX_MEMBER // 1_000_000} MB; save it without pictures")
    text = str(contained.run(rtf_text.read, data))
    if not text.strip():
        raise ValueError(_EMPTY)
    own = {name: value.decode("cp1252", "replace") for name, value in reversed(_RTF_MEMBER.findall(data[:65_536]))}
    time = _RTF_TIME.search(data[:65_536])
    year, month, day, hour, minute = (int(part or 0) for part in time.groups()) if time else (0,) * 5
    coded = any("\\" in value for value in own.values())  # letters written as '\'e9'; the text shows them as well
    return RawArticle(
        source=source,
        text=text,
        title=None if coded else properties.title(own.get(b"title")),
        author=None if coded else properties.author(own.get(b"author")),
        published_at=properties.date(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00") if time else None,
    )


def _value(root: Element | None, *names: str) -> str | None:
    return None if root is None else first_text(root, *names)


def _titled(body: Element) -> str | None:
    """Return the first paragraph in the style 'Title' or 'Heading 1'."""
    for paragraph in body.iterfind(".//{*}p"):
        style = next(paragraph.iterfind("{*}pPr/{*}pStyle"), None)
        names = () if style is None else tuple(map(str, style.attrib.values()))
        if any(name in ("Title", "Heading1") for name in names):
            return "".join(_pieces(paragraph, _UNSEEN_DOCX, {"t"})).strip() or None
    return None


def _headed(body: Element) -> str | None:
    """Return the heading that an ODT document begins with."""
    parts = (part for part in body.iter() if local(part) in ("h", "p"))
    first = next(
        (part for part in parts if not any(local(above) in _UNSEEN_ODT for above in part.iterancestors())), None
    )
    if first is None or local(first) != "h":
        return None
    return " ".join("".join(_pieces(first, _UNSEEN_ODT, None)).split()) or None


def _text(body: Element, unseen: set[str], texts: set[str] | None) -> str:
    """Return the paragraphs below as lines, those of a row of a table as one.

    Raises:
        ValueError: there is nothing in them.
    """
    pieces = "".join(_pieces(body, unseen, texts))
    lines = (", ".join(filter(None, (cell.strip() for cell in line.split("\x1f")))) for line in pieces.split("\n"))
    text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
    if not text:
        raise ValueError(_EMPTY)
    return text


def _pieces(root: Element, unseen: set[str], texts: set[str] | None) -> Iterator[str]:
    """Yield what a reader sees, with a newline after each paragraph or row and a separator after each cell.

    `texts` names the elements that hold text; None means that all do, with their tails.
    """
    rows = 0
    walker = walk(root, events=("start", "end"))
    for event, node in walker:
        name = local(node)
        tail = (node.tail or "").replace("\n", " ") if texts is None and node is not root else ""
        if name in unseen or not name:
            if event == "start":
                walker.skip_subtree()
                yield tail
            continue
        if event == "start":
            rows += name in _ROWS
            yield _BREAKS.get(name, "").replace("\n", " " if rows else "\n")
            yield node.text or "" if texts is None or name in texts else ""
        else:
            rows -= name in _ROWS
            yield _ENDS.get(name, "").replace("\n", " " if rows else "\n") + tail
