"""An answer or a summary as a file: its JSON in, the bytes of one of seven formats out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.export_document import Document, document
from app.export_docx import docx_file
from app.export_html import html
from app.export_json_ld import json_ld
from app.export_markdown import markdown
from app.export_references import bibtex, csl_json, ris


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its media type, the ending of its name, what it is called, and what writes it."""

    media_type: str
    ending: str
    title: str
    write: Callable[[Document], str | bytes]


FORMATS = {
    "markdown": Format("text/markdown; charset=utf-8", ".md", "Markdown", markdown),
    "html": Format("text/html; charset=utf-8", ".html", "HTML", html),
    "docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
        "Word, with footnotes",
        docx_file,
    ),
    "csl-json": Format(
        "application/vnd.citationstyles.csl+json",
        ".json",
        "CSL-JSON, for Zotero and Pandoc",
        lambda made: csl_json(made.sources, made.made),
    ),
    "bibtex": Format(
        "application/x-bibtex; charset=utf-8", ".bib", "BibTeX", lambda made: bibtex(made.sources, made.made)
    ),
    "ris": Format(
        "application/x-research-info-systems; charset=utf-8",
        ".ris",
        "RIS, for EndNote and Mendeley",
        lambda made: ris(made.sources, made.made),
    ),
    "json-ld": Format("application/ld+json", ".jsonld", "JSON-LD", json_ld),
}

_LONGEST_NAME = 60  # characters


def export(body: Mapping[str, Any], kind: str, made: date) -> bytes:
    """Return an answer's JSON as a file of a kind of `FORMATS`; `made` is the day of the answer."""
    out = FORMATS[kind].write(document(body, made))
    return out if isinstance(out, bytes) else out.encode("utf-8", "replace")


def file_name(body: Mapping[str, Any], kind: str) -> str:
    """Return a name for the file: the words of the question in ASCII, else the answer's id."""
    words = re.findall(r"[a-z0-9]+", str(body.get("question") or "").lower())
    return ("-".join(words)[:_LONGEST_NAME].strip("-") or str(body["id"])) + FORMATS[kind].ending
