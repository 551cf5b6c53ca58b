"""Files that mean harm, made when they are asked for: a name, the bytes, and the words that refuse them.

Files whose harm is in one of the parts (a hostile header, a missing member) are as small as the harm allows; those that
are large are made of one piece repeated, so that making them costs nothing beside reading them.
"""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Callable

from tests.documents import docx, epub, odt, pdf, warc_record, zipped

TEXT = "The harbour bridge of Tolm stays closed until spring, the port office said on Monday."
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)
DOCX = docx(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>")
ESCAPING = '<container><rootfiles><rootfile full-path="../../etc/passwd"/></rootfiles></container>'


def page(body: str) -> bytes:
    return f"<!doctype html><html><head><title>Bridge</title></head><body>{body}</body></html>".encode()


def mail(*headers: str) -> bytes:
    return "\n".join((*headers, "", TEXT)).encode()


def nested_mail(depth: int) -> bytes:
    parts = (f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"{''.join(parts)}\n{TEXT}".encode()


def nested_zip(depth: int) -> bytes:
    data = zipped({"a.txt": TEXT})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def with_holes(name: str, size: int) -> bytes:
    """Return a tar archive of one file (GNU, sparse) that is said to be so large and holds one block."""
    info = tarfile.TarInfo(name)
    info.type, info.size = tarfile.GNUTYPE_SPARSE, 512
    head = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    head[386:410] = b"%011o\0%011o\0" % (0, 512)
    head[483:495] = b"\x80" + size.to_bytes(11, "big")
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + b"x" * 512 + bytes(1_024)


def long_header(megabytes: int) -> bytes:
    """Return a packed tar archive whose first member describes the next one in so many megabytes."""
    info = tarfile.TarInfo("described")
    info.type, info.size = tarfile.XHDTYPE, megabytes * 1_000_000
    piece = gzip.compress(bytes(range(256)) * 40 + bytes(989_760), 1)
    return gzip.compress(info.tobuf(tarfile.USTAR_FORMAT)) + piece * megabytes


def encrypted() -> bytes:
    data = bytearray(zipped({"a.txt": TEXT}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def hidden_directory() -> bytes:
    """Return a zip archive that says at its very end how short its list is, and before that how long."""
    large = b"PK\x06\x06" + (44).to_bytes(8, "little") + bytes(28) + (2_000_000_000).to_bytes(8, "little") + bytes(8)
    return zipped({"a.txt": TEXT})[:-22] + large + b"PK\x06\x07" + bytes(16) + b"PK\x05\x06" + bytes(18)


# One failed row each.
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "100,000 tags in tags": ("a.html", lambda: page("<div>" * 100_000 + TEXT), "no article text"),
    "600,000 attributes": (
        "a.html",
        lambda: page("<p " + " ".join(f"a{n}" for n in range(600_000)) + ">"),
        "2,000 attributes",
    ),
    "300,000 attributes with values": (
        "a.html",
        lambda: page("<p " + " ".join(f"a{n}='>'" for n in range(300_000)) + f">{TEXT}"),
        "2,000 attributes",
    ),
    "a million elements": ("a.html", lambda: page("<b>a</b>" * 600_000), "30,000 elements"),
    "a page of one word": ("a.html", lambda: page("a" * 4_900_000), "1,000,000 characters"),
    "a page that only leads on": ("a.html", lambda: page("<meta http-equiv=refresh content='0;url=/'>"), "no article"),
    "100,000 elements in elements": ("a.xml", lambda: b"<newsItem>" * 100_000, "depth"),
    "entities of entities": ("a.xml", lambda: f"{LAUGHS}<newsItem>&a9;</newsItem>".encode(), "its XML"),
    "an entity from outside": (
        "a.xml",
        lambda: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><newsItem>&a;</newsItem>',
        "entities of its own",
    ),
    "100,000 lists in lists": ("a.json", lambda: b"[" * 100_000, "nested too deeply"),
    "a number of five million digits": ("a.json", lambda: b'{"id": ' + b"9" * 5_000_000 + b"}", "is not JSON"),
    "a field of 100 MB": ("a.csv", lambda: b"title,text\na," + b"x" * 100_000_000, "20,000,000 characters"),
    "broken Parquet": ("a.parquet", lambda: b"PAR1" + bytes(999) + b"PAR1", "is a broken Parquet file"),
    "a broken PDF": ("a.pdf", lambda: pdf([[(60, 700, 10, TEXT)]])[:200], "PDF"),
    "a PDF whose pages hold each other": (
        "a.pdf",
        lambda: pdf([[(60, 700, 10, TEXT)]]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
        "PDF",
    ),
    "a bomb in DOCX": ("a.docx", lambda: docx("x" * 25_000_000), "larger than 20 MB"),
    "entities in DOCX": ("a.docx", lambda: zipped({"word/document.xml": f"{LAUGHS}<x>&a9;</x>"}), "its XML"),
    "ODT without its text": (
        "a.odt",
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "lacks a part",
    ),
    "a bomb in ODT": ("a.odt", lambda: odt("x" * 25_000_000), "larger than 20 MB"),
    "a book that leads out": ("a.epub", lambda: epub({}, **{"META-INF/container.xml": ESCAPING}), "package file"),
    "chapters that lie outside": ("a.epub", lambda: epub({"../../../etc/passwd": TEXT}), "no chapter with text"),
    "a million open links": ("a.epub", lambda: epub({"a.xhtml": "<a>" * 1_000_000 + "<h1>" * 500_000}), "no chapter"),
    "1,000 messages in messages": ("a.eml", lambda: nested_mail(1_000), "broken message"),
    "a web archive with a long line": ("a.warc", lambda: b"WARC/1.0\r\n" + b"a" * 30_000_000, "header of more than"),
    "a web archive with endless headers": (
        "a.warc",
        lambda: warc_record("response", "https://tolm.example/", b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 500_000),
        "header of more than",
    ),
    "archives in archives": ("a.zip", lambda: nested_zip(9), "archive in an archive"),
    "a name that leads out": ("a.zip", lambda: zipped({"../../a.txt": TEXT}), "leads out of the archive"),
    "an encrypted member": ("a.zip", encrypted, "protected by a password"),
    "a list that hides its length": ("a.zip", hidden_directory, "too many members"),
    "a file with holes": ("a.tar", lambda: with_holes("a.mbox", 1 << 60), "holes"),
    "a header of 300 MB": ("a.tar.gz", lambda: long_header(300), "header of more than 1 MB"),
    "zeros without end": ("a.txt.gz", lambda: gzip.compress(bytes(60_000_000)), "100 times"),
}

# One article each, in spite of what stands around it.
READ: dict[str, tuple[str, Callable[[], bytes]]] = {
    "100,000 groups in groups": ("a.rtf", lambda: b"{\\rtf1 " + b"{" * 100_000 + TEXT.encode() + b"}" * 100_001),
    "500,000 senders": ("a.eml", lambda: mail("From: " + "a," * 500_000)),
    "an id of a megabyte": ("a.eml", lambda: mail("Message-ID: <" + "a." * 500_000 + "@b>")),
    "200,000 parameters": (
        "a.eml",
        lambda: mail("Content-Type: text/plain; " + "; ".join(f"a{n}=b" for n in range(200_000))),
    ),
    "half-open encoded words": ("a.eml", lambda: mail("Subject: " + "=?utf-8?q?a?= " * 100_000)),
    "half a character and NUL": (
        "a.json",
        lambda: b'{"text": "' + TEXT.encode() + b'\\ud83d\\u0000", "title": "a\\udc00"}',
    ),
    "a length that lies": (
        "a.warc",
        lambda: warc_record(
            "response", "https://tolm.example/", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(TEXT)
        ).replace(b"Content-Length: ", b"Content-Length: 99999999", 1),
    ),
}


def shared_text(rows: int, characters: int) -> bytes:
    """Return a Parquet file whose rows share one text."""
    import pyarrow
    from pyarrow import parquet

    target = io.BytesIO()
    keys = pyarrow.array([0] * rows, pyarrow.int32())
    column = pyarrow.DictionaryArray.from_arrays(keys, pyarrow.array([(f"{TEXT} " * (characters // 80))[:characters]]))
    parquet.write_table(pyarrow.table({"text": column}), target, compression="zstd", store_schema=False)
    return target.getvalue()
