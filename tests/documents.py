"""Documents and archives for tests, made in one line: PDF, office files, books, zip, tar and web archives."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterable, Sequence

from ingest import documents
from ingest.corpus import RawArticle
from ingest.report import Failure

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
DC = "http://purl.org/dc/elements/1.1/"


def read(data: bytes, name: str, content_type: str | None = None) -> list[RawArticle | Failure]:
    return list(documents.read_document(data, name, content_type))


def article(data: bytes, name: str, content_type: str | None = None) -> RawArticle:
    (found,) = read(data, name, content_type)
    assert isinstance(found, RawArticle), found
    return found


def failure(data: bytes, name: str, content_type: str | None = None) -> Failure:
    (found,) = read(data, name, content_type)
    assert isinstance(found, Failure), found
    return found


def zipped(files: dict[str, str | bytes], *, level: int = 6) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def tarred(files: dict[str, bytes | tarfile.TarInfo], mode: str = "w") -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            if isinstance(content, bytes):
                info = tarfile.TarInfo(name)
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
            else:
                archive.addfile(content)
    return target.getvalue()


def pdf(
    pages: Sequence[Iterable[tuple[float, float, float, str]]], info: dict[str, str] | None = None, trailer: str = ""
) -> bytes:
    """Return a PDF of pages of lines: where from the left and from below, how large, and which words."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        content = "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET" for x, y, size, text in lines
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append("<< " + " ".join(f"/{key} ({_escaped(value)})" for key, value in (info or {}).items()) + " >>")
    made, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    made += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    made += f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R {trailer} >>\nstartxref\n"
    return f"{made}{made.index('xref')}\n%%EOF".encode("latin-1")


def column(x: float, top: float, lines: Sequence[str], size: float = 10, step: float = 12) -> list[tuple[float, ...]]:
    return [(x, top - step * number, size, line) for number, line in enumerate(lines)]


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def docx(body: str, core: str = "", **more: str | bytes) -> bytes:
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": f'<c:core xmlns:c="core" xmlns:dc="{DC}" xmlns:t="terms">{core}</c:core>',
    }
    return zipped(files | more)


def odt(body: str, meta: str = "", **more: str | bytes) -> bytes:
    names = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table", "meta"))
    files: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:doc {names}><office:body><office:text>{body}</office:text></office:body></office:doc>",
        "meta.xml": f'<office:doc {names} xmlns:dc="{DC}"><office:meta>{meta}</office:meta></office:doc>',
    }
    return zipped(files | more)


def epub(chapters: dict[str, str], metadata: str = "", **more: str | bytes) -> bytes:
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in chapters)
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/p.opf"/></rootfiles></container>',
        "OPS/p.opf": f'<package xmlns:dc="{DC}"><metadata>{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
    }
    pages = {
        f"OPS/{name}": f"<html><head><title>x</title></head><body>{text}</body></html>"
        for name, text in chapters.items()
    }
    return zipped(files | pages | more)


def warc_record(
    kind: str, address: str, content: bytes, content_type: str = "application/http;msgtype=response"
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-01-30T10:15:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def response(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
