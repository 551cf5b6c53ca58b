"""What kind of file something is: its first bytes, name and content type in, an ending such as '.pdf' out.

The bytes win over the name: a '.pdf' that holds a page is a page.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ingest.errors import LoadError

HEAD = 4_096  # bytes to look at

TEXTS = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson"))
TABLES = frozenset((".csv", ".tsv", ".tab"))
MAILS = frozenset((".eml", ".mbox"))
NEWS = frozenset((".xml", ".newsml", ".nitf", ".g2"))
# Files that are told by their first bytes; with others they are not what their name says.
_BOUND = frozenset(
    (".pdf", ".docx", ".odt", ".rtf", ".epub", ".parquet", ".warc", ".doc", ".xls", ".xlsx", ".pptx", ".msg")
)
_PACKED = frozenset((".zip", ".tar", ".gz", ".tgz", ".wacz"))
SUFFIXES = _BOUND | _PACKED | TABLES | MAILS | NEWS

_MAGIC = (
    *((b"PK\x03\x04", ".zip"), (b"PK\x05\x06", ".zip"), (b"\x1f\x8b", ".gz"), (b"{\\rtf", ".rtf")),
    *((b"PAR1", ".parquet"), (b"WARC/", ".warc")),
)
_LETTERS = (".parquet", ".warc")  # whose marks are words that a text may begin with
_SAVE = "save it as .docx or PDF, without a password"
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", f"is an old Office file, or one that a password protects; {_SAVE}"),
    *(
        (mark, "is packed in a way that is not read; pack it as .zip or .tar.gz")
        for mark in (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
    ),
    *(
        (mark, "is a picture; recognise its text (OCR) and give that")
        for mark in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
    ),
    (b"\x7fELF", "is a program; leave it out"),
    (b"MZ", "is a program; leave it out"),
)
_TYPES = {
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/msword": ".doc",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/vnd.apache.parquet": ".parquet",
    "application/warc": ".warc",
    "application/zip": ".zip",
    "application/gzip": ".gz",
    "application/x-gzip": ".gz",
    "application/x-tar": ".tar",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/vnd.iptc.g2.newsitem+xml": ".xml",
    "application/vnd.iptc.g2.newsmessage+xml": ".xml",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
_MISC = rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\])?\s*>)*"
_ROOT = re.compile(_MISC + rb"<(?:[\w.-]+:)?([\w.-]+)", re.IGNORECASE | re.DOTALL)
_PAGE = (b"html", b"head", b"body", b"title", b"div", b"p", b"article", b"meta", b"h1", b"main", b"section")
_PLAIN = (".txt", ".text")
_WHOLE_PAGE = re.compile(rb"(?:<\?xml[^<>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)
_MARKS = b"\xef\xbb\xbf \t\r\n"


def kind(head: bytes, name: str, content_type: str | None = None) -> str:
    """Return the ending of the kind of file.

    Raises:
        LoadError: it can't be read, or its kind can't be told.
    """
    ending = _ending(name, content_type)
    if b"%PDF-" in head[:1024] and (ending == ".pdf" or head.lstrip(_MARKS).startswith(b"%PDF-")):
        return ".pdf"
    plain = ending in TEXTS | TABLES | MAILS and b"\0" not in head  # which may begin with any letters
    found = next((kind for mark, kind in _MAGIC if head.startswith(mark)), None)
    if found and not (plain and found in _LETTERS):
        return found
    if head[257:262] == b"ustar" or ending == ".tar":
        return ".tar"
    reason = next((reason for mark, reason in _REFUSED if head.startswith(mark)), None)
    if reason and not plain:
        raise LoadError(name, reason)
    if ending in _PLAIN and _WHOLE_PAGE.match(head.lstrip(_MARKS)):
        return ".html"  # whose marks nobody wants to read, and nobody should quote
    if ending in TEXTS | TABLES | MAILS:
        return ending
    if ending in NEWS and (b"\0" in head or not head.lstrip(_MARKS).startswith(b"<")):
        return ".xml"
    return _told(head, ending, name)


def _ending(name: str, content_type: str | None) -> str:
    ending = PurePosixPath(name).suffix.lower()
    if ending in SUFFIXES | TEXTS:
        return ending
    return _TYPES.get((content_type or "").partition(";")[0].strip().lower(), ending)


def _told(head: bytes, ending: str, name: str) -> str:
    """Return the kind of a text that its name does not tell."""
    text = head.lstrip(_MARKS)
    if text.startswith(b"<"):
        root = _ROOT.match(text)
        doctype = text[:14].lower() == b"<!doctype html"
        return ".html" if doctype or (root and root[1].lower() in _PAGE) else ".xml"
    if text.startswith((b"{", b"[")):
        return ".json"
    if text.startswith(b"From ") and b"\n" in text:
        return ".mbox"
    if ending in SUFFIXES:
        beginning = head[:16].decode("ascii", "replace").replace("\ufffd", "?")
        raise LoadError(name, f"is no {ending} file (it begins with {beginning!r}); download or export it again")
    known = " ".join(sorted(SUFFIXES | TEXTS))
    raise LoadError(name, f"is of an unknown kind ({ending or 'no ending'}); those that can be read are {known}")
