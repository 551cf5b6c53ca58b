"""A web archive (WARC) in, raw articles out: one for each page in it, with the address and the moment of its capture.

The file is read as a stream; WACZ, which is WARC files in a zip archive, is taken apart by `ingest.documents`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BufferedReader

from ingest.corpus import RawArticle
from ingest.decode import decode
from ingest.errors import LoadError
from ingest.report import Failure

MAX_PAGE = 20_000_000  # bytes, as of a file
# Bytes of the lines of one record, and of one of them. Headers have a few thousand in all; warcio takes a time that
# grows with the square of a line's length, a minute for 60 MB.
MAX_HEADER = 1_000_000
_LONGEST_LINE = 65_536

_PAGES = re.compile(r"(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_FOUND = "200"


class _Pieces:
    """The stream as warcio reads it: in pieces as they come, so that what stands before a break is not lost with it."""

    def __init__(self, stream: BufferedReader) -> None:
        self.read = stream.read1


class _Lines:
    """The reader of lines that warcio has, held to what the headers of one record may be; `left` is set for each."""

    def __init__(self, readline: Callable[[int], bytes]) -> None:
        self._readline = readline
        self.left = MAX_HEADER

    def __call__(self, length: int | None = None) -> bytes:
        line = self._readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
        self.left -= len(line)
        if self.left < 0:
            raise ValueError(f"has a header of more than {MAX_HEADER // 1_000_000} MB; download or make it again")
        return line


def articles(stream: BufferedReader, source: str) -> Iterator[RawArticle | Failure]:
    """Yield the pages that were found when the archive was made; redirects, pictures and scripts are passed over.

    Raises:
        ValueError: the file breaks off or is broken; what stands before has been yielded.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    empty = True
    records = ArchiveIterator(_Pieces(stream))
    records.reader.readline = lines = _Lines(records.reader.readline)
    try:
        for record in records:
            lines.left = MAX_HEADER
            headers = record.rec_headers
            address = str(headers.get_header("WARC-Target-URI") or "").strip("<> ")
            if record.rec_type == "response" and record.http_headers:
                kind = record.http_headers.get_header("Content-Type") or ""
                found = record.http_headers.get_statuscode() == _FOUND
            else:
                kind, found = headers.get_header("Content-Type") or "", record.rec_type == "resource"
            if found and _PAGES.match(kind) and address.startswith(("http://", "https://")):
                empty = False
                data = record.content_stream().read(MAX_PAGE + 1)
                yield _article(data, address, f"{source} ({address})", headers.get_header("WARC-Date"))
    except (ArchiveLoadFailed, EOFError) as error:
        raise ValueError(f"is a broken web archive ({error}); download or make it again") from error
    if empty:
        raise ValueError("holds no pages that were found (HTML with status 200); give another archive")


def _article(data: bytes, address: str, name: str, captured: str | None) -> RawArticle | Failure:
    if len(data) > MAX_PAGE:
        return Failure(name, f"the page is larger than {MAX_PAGE // 1_000_000} MB; give the article's own page")
    try:
        html = decode(data, name, markup=True)
    except LoadError as error:
        return Failure(error.source, error.reason)
    if not html.strip():
        return Failure(name, "the page is empty; leave it out")
    return RawArticle(source=name, html=html, url=address, archived_at=captured)
