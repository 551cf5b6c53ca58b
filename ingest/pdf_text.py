"""A PDF's bytes in, what stands on its pages out: its lines with their places, and what it says of itself.

Runs in a child process (`ingest.contained`), so it takes bytes and returns what JSON can say.
"""

from __future__ import annotations

import ctypes

MAX_PAGES = 1_000  # an article has a few; a book of more has more text than an article may
MAX_CHARACTERS = 2_000_000  # twice what an article may have, before headers and footers go

_LINE_ENDS = (0, 10, 13)
_BLANK = 32
_HYPHEN = 2  # as PDFium writes a hyphen at the end of a line, with no line end behind it

_ENCRYPTED = 4  # PDFium's error for a missing or wrong password


def read(data: bytes) -> dict[str, object]:
    """Return {'info': {...}, 'pages': [[[text, left, right, base, height], ...], ...]}, lines in reading order.

    Raises:
        ValueError: it is protected, broken, or too long.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _ENCRYPTED:
            raise ValueError("is protected by a password; save it without one") from error
        raise ValueError("is a broken PDF; export or download it again") from error
    if len(document) > MAX_PAGES:
        raise ValueError(f"has more than {MAX_PAGES:,} pages; give one article at a time")
    pages: list[list[list[object]]] = []
    total = 0
    for page in document:
        text_page = page.get_textpage()
        total += text_page.count_chars()
        if total > MAX_CHARACTERS:
            raise ValueError(f"has more than {MAX_CHARACTERS:,} characters; give one article at a time")
        pages.append(_lines(text_page))
        text_page.close()
        page.close()
    return {"info": document.get_metadata_dict(skip_empty=True), "pages": pages}


def _lines(text_page: object) -> list[list[object]]:
    """Return the lines of a page as the library parts them, with their edges in points."""
    import pypdfium2.raw as raw

    found: list[list[object]] = []
    codes: list[int] = []
    seen: list[int] = []  # which characters have a place on the page
    for index in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code not in _LINE_ENDS:
            codes.append(code)
            if code != _BLANK:
                seen.append(index)
        if code in _LINE_ENDS or code == _HYPHEN:
            found += _line(text_page, codes, seen)
            codes, seen = [], []
    return found + _line(text_page, codes, seen)


def _line(text_page: object, codes: list[int], seen: list[int]) -> list[list[object]]:
    """Return a line with its edges, nothing where nothing of it can be seen."""
    if not seen:
        return []
    # Some fonts give letters beyond the first 65,536 as halves.
    text = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return [[text.strip(), *_edges(text_page, seen)]]


def _edges(text_page: object, seen: list[int]) -> list[float]:
    """Return left, right, baseline and height of a line; the height is the font's, whatever scales it."""
    import pypdfium2.raw as raw

    edges: list[float] = []
    box = raw.FS_RECTF()
    for index in (seen[-1], seen[0]):
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        edges += (box.left, box.right)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, seen[0], x, y)
    return [round(value, 1) for value in (min(edges), max(edges), y.value, abs(box.top - box.bottom))]
