"""Who says what a cited sentence says, and how that is written: an article's sentence in, its teller and labels out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.answers import Citation, Teller
from ingest.attribution import agency_key, attributions
from ingest.corpus import Article, SourceKind

_SURE = (SourceKind.NAME, SourceKind.BODY)
_ARTICLES = ("The ", "A ", "An ")


def teller(article: Article, sentence: int) -> Teller | None:
    """Return whom a sentence names as its source, an outlet before all others; every name is the text's own."""
    kept = article.attributions
    # Versions stored before attributions were kept have none: 10 microseconds for one sentence.
    kept = attributions((article.sentences[sentence],), article.language) if kept is None else kept
    found = [one for one in kept if one.sentence == sentence]
    if not found:
        return None
    one = next((one for one in found if one.source is SourceKind.OUTLET), found[0])
    other = one.source is SourceKind.OUTLET and article.outlet and agency_key(one.name) != agency_key(article.outlet)
    return Teller(one.name, one.kind, one.source, one.told, article.outlet if other else None)


def read_teller(citation: Mapping[str, Any]) -> Teller | None:
    """Return the teller of a citation's JSON; answers kept from earlier have none, nor has an article."""
    row = citation.get("attribution")
    return Teller(**row) if row else None


def publisher(outlet: str | None, teller: Teller | None) -> str | None:
    """Return who published a sentence: 'Anadolu, as carried by TROIB News' where its outlet names another as source."""
    return f"{teller.name}, as carried by {teller.as_carried_by}" if teller and teller.as_carried_by else outlet


def publisher_of_all(citations: Sequence[Citation]) -> str | None:
    """Return who published what is cited of one article: its outlet, unless it has all of it from one other."""
    named = {publisher(citation.outlet, citation.attribution) for citation in citations}
    return named.pop() if len(named) == 1 else citations[0].outlet


def said_by(teller: Teller | None) -> str | None:
    """Return 'said by Ida Moss, to the BBC' where that is sure: of people and bodies that have a name."""
    if teller is None or teller.source not in _SURE:
        return None
    name = teller.name[0].lower() + teller.name[1:] if teller.name.startswith(_ARTICLES) else teller.name
    return f"said by {name}, to {teller.told}" if teller.told else f"said by {name}"


def told(teller: Teller | None) -> str | None:
    """Return what there is to tell of where a sentence comes from: another outlet, or who said it."""
    return publisher(None, teller) or said_by(teller)
