"""A document as JSON-LD in the words of schema.org, for archives and search engines. Pure."""

from __future__ import annotations

import json

from app.export_document import Document
from app.export_sources import Source


def json_ld(document: Document) -> str:
    """Return the document as a `CreativeWork`; its statements cite `Quotation`s, which are parts of articles."""
    body = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "headline": document.title,
        "dateCreated": document.made.isoformat(),
        "creator": {"@type": "SoftwareApplication", "name": "Corroborate"},
        "abstract": " ".join(filter(None, (document.line_of_origin, document.counts))),
        "hasPart": [
            {
                "@type": "Statement",
                "text": said.text,
                **({"description": said.doubt} if said.doubt else {}),
                "citation": [{"@id": f"#citation-{number}"} for number in said.citations],
            }
            for section in document.sections
            for said in section.statements
        ],
        **_beside(document),
        "citation": [
            {
                "@id": f"#citation-{number}",
                "@type": "Quotation",
                "position": number,
                "text": quote,
                **({"url": link} if link else {}),
                "isPartOf": _article(source),
            }
            for number, (source, quote, link) in document.footnotes.items()
        ],
    }
    # '<' is escaped so that the text may stand in a page's script element.
    return json.dumps(body, ensure_ascii=False, indent=1).replace("<", "\\u003c") + "\n"


def _beside(document: Document) -> dict[str, object]:
    """Return what differs and when it happened, of a summary; values are `Claim`s, dates those of `Event`s."""
    differing = [
        {
            "@type": "ItemList",
            "name": "Update" if row.update else "Disagreement",
            "itemListElement": [
                {
                    "@type": "Claim",
                    "text": value.text,
                    "appearance": [{"@id": f"#citation-{claim.citation}", "name": claim.by} for claim in value.claims],
                }
                for value in row.values
            ],
        }
        for row in document.differing
    ]
    dated = [
        {
            "@type": "Event",
            "startDate": one.date,
            "disambiguatingDescription": one.known,
            "description": one.said.text,
            "subjectOf": [{"@id": f"#citation-{number}"} for number in one.said.citations],
        }
        for one in document.timeline
    ]
    return ({"mentions": differing} if differing else {}) | ({"about": dated} if dated else {})


def _article(source: Source) -> dict[str, object]:
    row: dict[str, object] = {"@type": "NewsArticle", "identifier": source.key, "headline": source.name}
    if source.outlet:
        row["publisher"] = {"@type": "Organization", "name": source.outlet}
    if source.author:
        row["author"] = {"@type": "Person", "name": source.author}
    if source.published:
        row["datePublished"] = source.published.isoformat()
    if source.url:
        row["url"] = source.url
    return row
