"""What a document's properties say in, what of it can be believed out: titles, authors and dates that programs left.

Programs fill in properties that nobody looks at: 'Microsoft Word - draft3.doc', 'Administrator', the date of a
template. What looks like that is taken for nothing.
"""

from __future__ import annotations

import re

from ingest.dates import parse_date
from ingest.language import normalise

_NO_TITLE = re.compile(
    r"\W*|\(?(?:unspecified|untitled|anonymous|none|title|document\d*|word document|layout \d+|unbenannt|sans titre)\)?"
    r"|(?:microsoft (?:word|powerpoint)|print|adobe\w*) - .*|.*\.(?:docx?|odt|rtf|pdf|indd|qxd|pptx?|txt|html?|tex|ps)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"\W*|\(?(?:unspecified|anonymous|unknown|none|author|admin(?:istrator)?|user|owner|root|python-docx|calibre"
    r"|windows[- ]user|microsoft(?: office)?(?: user)?|.*\(https?:.*)\)?",
    re.IGNORECASE,
)
_PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?.*", re.DOTALL)
_TEMPLATE = "2013-12-23T23:15:00"  # of the template of python-docx, in every document made with it


def title(value: str | None) -> str | None:
    """Return a title that somebody gave, None for one that a program did."""
    text = " ".join((value or "").split())
    coded = text.isascii() and " " not in text  # 'report_final_v2'
    return None if coded or _NO_TITLE.fullmatch(text) else text


def author(value: str | None) -> str | None:
    """Return an author's name, None for a program, an account or an address."""
    text = " ".join((value or "").split())
    account = text.isascii() and " " not in text and (text.islower() or "@" in text)
    return None if account or _NO_AUTHOR.fullmatch(text) else text


def date(value: str | None) -> str | None:
    """Return a date as `ingest.prepare` reads it, also one written as PDF does; None for what is no date."""
    text = (value or "").strip()
    if text.startswith(_TEMPLATE):
        return None
    found = _PDF_DATE.fullmatch(text)
    if found:
        day = "-".join(found.group(1, 2, 3))
        time = ":".join(part or "00" for part in found.group(4, 5, 6))
        zone = f"{found[8]}:{found[9] or '00'}" if found[8] else "Z"
        text = f"{day}T{time}{zone}"
    try:
        parse_date(text)
    except ValueError:
        return None
    return text


def language(value: str | None) -> str | None:
    """Return a language that is known, None for another."""
    try:
        return normalise(value) if value else None
    except ValueError:
        return None
