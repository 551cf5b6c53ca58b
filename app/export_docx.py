"""A document as a Word file with real footnotes.

python-docx has no footnotes, so their part is written here (ECMA-376, part 1, 17.11): one `w:footnote` for each
citation, and the two separators that Word expects.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from markupsafe import escape

from app.export_document import Differing, Document, Said, Section
from app.export_sources import Source, written

_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_NOTE = (
    '<w:footnote w:id="{}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr>'
    '<w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {}</w:t></w:r>'
    "</w:p></w:footnote>"
)


def docx_file(document: Document) -> bytes:
    """Return the document as a Word file."""
    file = docx.Document()
    file.core_properties.title = document.title[:255]  # as long as Word lets it be
    file.core_properties.author = "Corroborate"
    style = file.styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = Pt(9)
    file.add_heading(document.title, 0)
    file.add_paragraph(f"{document.line_of_origin} {written(document.made)}").runs[0].italic = True
    if document.counts:
        file.add_paragraph(document.counts)
    notes: list[int] = []
    for section in document.sections:
        _section(file, section, notes)
    _differing(file, "Disagreements", document.disagreements, notes)
    _differing(file, "Updates", document.updates, notes)
    if document.timeline:
        file.add_heading("Timeline", 1)
    for one in document.timeline:
        paragraph = file.add_paragraph(style="List Bullet")
        paragraph.add_run(one.date).bold = True
        paragraph.add_run(f" ({one.known}): ")
        _say(paragraph, one.said, notes)
    for section in document.further:
        _section(file, section, notes)
    if document.refusal:
        file.add_paragraph(document.refusal)
    _listed(file, "Nearest articles", [f"{near.name} {near.url or ''}".strip() for near in document.nearest])
    _listed(file, "Notes", list(document.warnings))
    _add_notes(file, document, notes)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _section(file: File, section: Section, notes: list[int]) -> None:
    if section.heading:
        file.add_heading(section.heading, 1)
    paragraph = None if section.listed else file.add_paragraph()
    for said in section.statements:
        _say(paragraph or file.add_paragraph(style="List Bullet"), said, notes)


def _say(paragraph: Paragraph, said: Said, notes: list[int]) -> None:
    """Write a statement and its footnotes; a sentence that is cited again gets a note again, as printers do it."""
    paragraph.add_run(said.text)
    for place, number in enumerate(said.citations):
        if place:
            paragraph.add_run(",").font.superscript = True
        _refer(paragraph, number, notes)
    if said.doubt:
        paragraph.add_run(f" ({said.doubt})").italic = True
    paragraph.add_run(" ")


def _refer(paragraph: Paragraph, number: int, notes: list[int]) -> None:
    notes.append(number)
    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(len(notes)))
    run._r.append(reference)


def _differing(file: File, heading: str, rows: Sequence[Differing], notes: list[int]) -> None:
    """Write a table for each thing that differs, a column for each value."""
    if rows:
        file.add_heading(heading, 1)
    for row in rows:
        table = file.add_table(rows=2, cols=len(row.values), style="Table Grid")
        for column, value in enumerate(row.values):
            table.cell(0, column).paragraphs[0].add_run(value.text).bold = True
            for place, claim in enumerate(value.claims):
                cell = table.cell(1, column)
                paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
                paragraph.add_run(claim.by)
                _refer(paragraph, claim.citation, notes)
        file.add_paragraph()


def _listed(file: File, heading: str, rows: list[str]) -> None:
    if rows:
        file.add_heading(heading, 1)
    for row in rows:
        file.add_paragraph(row, style="List Bullet")


def _add_notes(file: File, document: Document, numbers: list[int]) -> None:
    if not numbers:
        return
    cited = document.footnotes
    rows = "".join(
        _NOTE.format(place, escape(_note(document, *cited[number]))) for place, number in enumerate(numbers, start=1)
    )
    body = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>{_SEPARATORS}{rows}'
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        f"{body}</w:footnotes>".encode("utf-8", "replace"),
        file.part.package,
    )
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(document: Document, source: Source, quote: str, link: str | None) -> str:
    published = written(source.published) if source.published else None
    known = ", ".join(part for part in (source.publisher, source.author, source.title, published) if part)
    address = link or source.url
    read = f" {address} (accessed {written(document.made)})" if address else ""
    return f"{known or 'An article without outlet, title or date'}. “{quote}”{read}"
