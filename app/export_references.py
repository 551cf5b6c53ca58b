"""The sources of an answer for reference managers: CSL-JSON, BibTeX and RIS.

In: sources and the day on which they were read. Out: text. Pure. Authors are given as one name, as the article has
them: which of its words are a family name can't be known.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import rispy

from app.export_sources import Source


def csl_json(sources: Sequence[Source], accessed: date) -> str:
    """Return the sources as CSL-JSON 1.0, quotes in `note`, `URL` at the first of them."""
    rows = []
    for source in sources:
        row: dict[str, object] = {"id": source.key, "type": "article-newspaper", "title": source.name}
        if source.outlet:
            row["container-title"] = source.outlet
        if source.author:
            row["author"] = [{"literal": source.author}]
        if source.published:
            row["issued"] = _parts(source.published)
        if address := _address(source):
            row |= {"URL": address, "accessed": _parts(accessed)}
        rows.append(row | {"note": "\n".join(_quoted(source))})
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def bibtex(sources: Sequence[Source], accessed: date) -> str:
    """Return the sources as BibTeX; LaTeX's own signs are escaped, other scripts stay as they are (UTF-8)."""
    out = []
    for source in sources:
        fields = {
            "title": f"{{{_latex(source.name)}}}",  # doubly braced: its capitals are to stay
            "author": f"{{{_latex(source.author)}}}" if source.author else None,
            "journal": _latex(source.outlet) if source.outlet else None,
            "year": str(source.published.year) if source.published else None,
            "date": source.published.isoformat() if source.published else None,
            "url": _address(source),  # verbatim: programs take it as it stands
            "urldate": accessed.isoformat() if source.url else None,
            "note": _latex(" ".join(_quoted(source))),
        }
        rows = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items() if value)
        out.append(f"@article{{{source.key}{rows}\n}}\n")
    return "\n".join(out)


def ris(sources: Sequence[Source], accessed: date) -> str:
    """Return the sources as RIS."""
    rows = []
    for source in sources:
        row: dict[str, object] = {"type_of_reference": "NEWS", "id": source.key, "title": source.name}
        if source.outlet:
            row["secondary_title"] = source.outlet
        if source.author:
            row["authors"] = [source.author]
        if source.published:
            row |= {"year": str(source.published.year), "date": f"{source.published:%Y/%m/%d}"}
        if address := _address(source):
            row |= {"urls": [address], "access_date": f"{accessed:%Y/%m/%d}"}
        rows.append(row | {"notes": _quoted(source)})
    return str(rispy.dumps(rows))


def _address(source: Source) -> str | None:
    return source.quotes[0].link or source.url


def _quoted(source: Source) -> list[str]:
    return [
        f"[{quote.number}] “{quote.text}”" + (f" ({quote.carried})" if quote.carried else "") for quote in source.quotes
    ]


def _parts(moment: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[moment.year, moment.month, moment.day]]}


def _latex(text: str) -> str:
    """Return text with LaTeX's signs escaped; a lone brace would swallow the rest of the file."""
    return text.translate(_LATEX)


_LATEX = str.maketrans(
    {
        "\\": "{\\textbackslash}",
        "{": "{\\textbraceleft}",
        "}": "{\\textbraceright}",
        "~": "{\\textasciitilde}",
        "^": "{\\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)
