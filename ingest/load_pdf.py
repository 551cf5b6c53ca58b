"""A PDF in, one raw article out: its paragraphs, and what it says of itself where that can be believed."""

from __future__ import annotations

from typing import Any, cast

from ingest import contained, pdf_text, properties
from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.pdf_lines import headline, lines_of, paragraphs


def article(data: bytes, source: str) -> RawArticle:
    """Return the article of a PDF.

    Raises:
        LoadError: it is protected, broken, a scan without text, or takes too long or too much memory to read.
    """
    try:
        found = cast(dict[str, Any], contained.run(pdf_text.read, data))
    except contained.ContainedError as error:
        raise LoadError(source, f"{error}; print it to a new PDF or give its text") from error
    pages = [list(lines_of(page)) for page in found["pages"]]
    text = "\n".join(paragraphs(pages))
    if not any(map(str.isalnum, text)):
        raise LoadError(source, "holds no text, only pictures of it; recognise the text first (OCR), or give the text")
    info = found["info"]
    return RawArticle(
        source=source,
        text=text,
        title=properties.title(info.get("Title")) or headline(pages),
        author=properties.author(info.get("Author")),
        published_at=properties.date(info.get("CreationDate")),
    )
