"""A document as one HTML file that needs nothing else and loads nothing. Pure; every word is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from app.export_document import Dated, Differing, Document, Said, Section
from app.export_sources import Source, written

_STYLE = Markup("""
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 Georgia, serif }
:root { color-scheme: light dark }
h1 { font-size: 1.5rem; line-height: 1.25 } h2 { font-size: 1.15rem; margin-top: 2rem }
sup a { text-decoration: none } .made, .doubt, .notes { font-size: .9rem } .doubt { font-style: italic }
.notes q { font-style: italic } a { color: LinkText }
table { border-collapse: collapse; margin: 1rem 0 }
th, td { border: 1px solid; padding: .3rem .6rem; text-align: start }
td { vertical-align: top; font-size: .9rem } li { margin: .4rem 0 }
""")


def html(document: Document) -> str:
    """Return the document as an HTML page."""
    return _page(document.title, _body(document))


def html_of(title: str, documents: Iterable[Document]) -> str:
    """Return documents as one HTML page, each under a heading of its own; their citations must have numbers apart."""
    head = Markup('<h1 dir="auto">{}</h1>\n').format(title)
    return _page(title, head + Markup("").join(_below(_body(document)) for document in documents))


def _page(title: str, body: Markup) -> str:
    return str(
        Markup(
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            '<meta name="viewport" content="width=device-width">\n<title>{}</title>\n<style>{}</style>\n</head>\n'
            "<body>\n{}</body>\n</html>\n"
        ).format(title, _STYLE, body)
    )


def _below(body: Markup) -> Markup:
    """Return a body with its headings one level down; every '<' in it is of a tag of ours, since words are escaped."""
    lower = str(body)
    for level in (2, 1):
        lower = lower.replace(f"<h{level}", f"<h{level + 1}").replace(f"</h{level}>", f"</h{level + 1}>")
    return Markup("<section>\n{}</section>\n").format(Markup(lower))  # noqa: S704 - it was markup before


def _body(document: Document) -> Markup:
    seen: set[int] = set()
    return Markup('<h1 dir="auto">{}</h1>\n<p class="made">{} {}</p>\n{}{}{}{}{}{}{}{}{}{}').format(
        document.title, document.line_of_origin, written(document.made),
        Markup("<p>{}</p>\n").format(document.counts) if document.counts else "",
        Markup("").join(_section(section, seen) for section in document.sections),
        _differing("Disagreements", document.disagreements, seen), _differing("Updates", document.updates, seen),
        _list("Timeline", (_dated(one, seen) for one in document.timeline)),
        Markup("").join(_section(section, seen) for section in document.further),
        Markup('<p dir="auto">{}</p>\n').format(document.refusal) if document.refusal else "",
        _list("Nearest articles", (_linked(near.name, near.url) for near in document.nearest)),
        _list("Notes", document.warnings), _notes(document),
    )  # fmt: skip


def _section(section: Section, seen: set[int]) -> Markup:
    head = Markup('<h2 dir="auto">{}</h2>\n').format(section.heading) if section.heading else Markup("")
    said = [_statement(one, seen) for one in section.statements]
    if section.listed:
        return head + Markup("<ul>\n{}</ul>\n").format(
            Markup("").join(Markup('<li dir="auto">{}</li>\n').format(one) for one in said)
        )
    return head + Markup('<p dir="auto">{}</p>\n').format(Markup(" ").join(said))


def _statement(said: Said, seen: set[int]) -> Markup:
    marks = Markup("").join(_mark(number, seen) for number in said.citations)
    doubt = Markup(' <span class="doubt">({})</span>').format(said.doubt) if said.doubt else ""
    return Markup("{}<sup>{}</sup>{}").format(said.text, marks, doubt)


def _differing(heading: str, rows: Sequence[Differing], seen: set[int]) -> Markup:
    """Return a table for each thing that differs, a column for each value."""
    made = Markup("").join(
        Markup("<table>\n<tr>{}</tr>\n<tr>{}</tr>\n</table>\n").format(
            Markup("").join(Markup('<th scope="col" dir="auto">{}</th>').format(value.text) for value in row.values),
            Markup("").join(
                Markup('<td dir="auto">{}</td>').format(
                    Markup("<br>").join(
                        Markup("{}<sup>{}</sup>").format(claim.by, _mark(claim.citation, seen))
                        for claim in value.claims
                    )
                )
                for value in row.values
            ),
        )
        for row in rows
    )
    return Markup("<h2>{}</h2>\n{}").format(heading, made) if made else made


def _dated(one: Dated, seen: set[int]) -> Markup:
    return Markup('<time datetime="{}">{}</time> ({}): {}').format(
        one.date, one.date, one.known, _statement(one.said, seen)
    )


def _mark(number: int, seen: set[int]) -> Markup:
    """Return the number that leads to a note; the first of each is where the note leads back to."""
    name = "" if number in seen else Markup(' id="ref-{}"').format(number)
    seen.add(number)
    return Markup('<a{} href="#note-{}">[{}]</a>').format(name, number, number)


def _list(heading: str, rows: Iterable[str | Markup]) -> Markup:
    items = Markup("").join(Markup('<li dir="auto">{}</li>\n').format(row) for row in rows)
    return Markup("<h2>{}</h2>\n<ul>\n{}</ul>\n").format(heading, items) if items else items


_NOTE = Markup(
    '<li id="note-{}" value="{}" dir="auto">{} <q>{}</q>{} <a href="#ref-{}" aria-label="Back to note {}">↩</a></li>\n'
)


def _notes(document: Document) -> Markup:
    read = f" Accessed {written(document.made)}."
    rows = Markup("").join(
        _NOTE.format(number, number, _source(source, link), quote, read if source.url else "", number, number)
        for number, (source, quote, link) in document.footnotes.items()
    )
    return Markup('<h2>Sources</h2>\n<ol class="notes">\n{}</ol>\n').format(rows) if rows else rows


def _source(source: Source, link: str | None) -> Markup:
    published = written(source.published) if source.published else None
    known = ", ".join(part for part in (source.publisher, source.author, source.title, published) if part)
    return _linked(known or "An article without outlet, title or date", link or source.url) + "."


def _linked(words: str, url: str | None) -> Markup:
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, words) if url else Markup("{}").format(words)
