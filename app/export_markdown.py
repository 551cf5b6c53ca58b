"""A document as Markdown with footnotes (CommonMark, footnotes as GitHub and Pandoc read them). Pure.

What comes from articles is text: every sign that Markdown gives a meaning is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.export_document import Differing, Document, Said, Section
from app.export_sources import Source, written

_SIGNS = re.compile(r"([\\`*_\[\]<>~|&#!$^{}@:])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def markdown(document: Document) -> str:
    """Return the document as Markdown."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"# {text(document.title)}"
    yield ""
    yield f"*{text(document.line_of_origin)} {written(document.made)}*"
    if document.counts:
        yield from ("", text(document.counts))
    for section in document.sections:
        yield from _section(section)
    yield from _beside(document)
    if document.refusal:
        yield from ("", text(document.refusal))
    if document.nearest:
        yield from ("", "## Nearest articles", "")
        yield from (f"- {_link(near.name, near.url)}" for near in document.nearest)
    if document.warnings:
        yield from ("", "## Notes", "")
        yield from (f"- {text(warning)}" for warning in document.warnings)
    if document.sources:
        yield ""
    for number, (source, quote, link) in document.footnotes.items():
        yield f"[^{number}]: {_source(source, link)}. “{text(quote)}”{_accessed(document, source)}"


def _section(section: Section) -> Iterator[str]:
    yield ""
    if section.heading:
        yield from (f"## {text(section.heading)}", "")
    if section.listed:
        yield from (f"- {_statement(said)}" for said in section.statements)
    else:
        yield " ".join(map(_statement, section.statements))


def _beside(document: Document) -> Iterator[str]:
    """Yield what stands beside a summary: what differs, when it happened, who is quoted, what is not used."""
    yield from _differing("Disagreements", document.disagreements)
    yield from _differing("Updates", document.updates)
    if document.timeline:
        yield from ("", "## Timeline", "")
        yield from (f"- **{one.date}** ({text(one.known)}): {_statement(one.said)}" for one in document.timeline)
    for section in document.further:
        yield from _section(section)


def _differing(heading: str, rows: Sequence[Differing]) -> Iterator[str]:
    if rows:
        yield from ("", f"## {heading}")
    for row in rows:
        yield from ("", "| Value | Who says so |", "| --- | --- |")
        for value in row.values:
            who = "; ".join(f"{text(claim.by)}[^{claim.citation}]" for claim in value.claims)
            yield f"| {text(value.text)} | {who} |"


def text(words: str) -> str:
    """Return words as Markdown that shows them and nothing else."""
    escaped = _SIGNS.sub(r"\\\1", words)
    return _AT_START.sub(lambda match: f"{match[1]}{_escaped_start(match[2])}", escaped)


def _escaped_start(sign: str) -> str:
    # '1985. What a year' would be the 1985th item of a list; a backslash before a digit would be shown.
    return f"{sign}\u2060" if sign.isdigit() else f"\\{sign}"


def _statement(said: Said) -> str:
    notes = "".join(f"[^{number}]" for number in said.citations)
    doubt = f" *({text(said.doubt)})*" if said.doubt else ""
    return f"{text(said.text)}{notes}{doubt}"


def _source(source: Source, link: str | None) -> str:
    parts = [text(source.publisher)] if source.publisher else []
    parts += [text(source.author)] if source.author else []
    parts += [_link(source.title, link or source.url)] if source.title else []
    parts += [written(source.published)] if source.published else []
    if not source.title and (address := link or source.url):
        parts.append(_link("the article", address))
    return ", ".join(parts) or "An article without outlet, title or date"


def _accessed(document: Document, source: Source) -> str:
    return f" (accessed {written(document.made)})" if source.url else ""


def _link(words: str, url: str | None) -> str:
    return f"[{text(words)}](<{url}>)" if url else text(words)
