"""The sources of an answer as an export names them: its JSON in, one value for each article version that it cites out.

Pure. Everything is as the citations froze it; lines are made one, since most formats give line breaks a meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.told_by import publisher, read_teller


@dataclass(frozen=True, slots=True)
class Quote:
    """Cited words: the number of their citation, and the address of the page at these words.

    `carried` says who published them first, where their article's outlet names another as its source.
    """

    number: int
    text: str
    link: str | None
    carried: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One version of an article with all that is cited of it; `key` is a name without blanks that is its own."""

    key: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published: date | None
    quotes: tuple[Quote, ...]
    carried: str | None = None  # in a note: as its quote has it

    @property
    def publisher(self) -> str | None:
        """Who published it: 'Anadolu, as carried by TROIB News' in a note on what its outlet has from another."""
        return self.carried or self.outlet

    @property
    def name(self) -> str:
        """What to call it: its title, else what it says first."""
        return self.title or self.quotes[0].text


def sources(citations: Iterable[Mapping[str, Any]]) -> tuple[Source, ...]:
    """Return the cited article versions, in the order in which they are first cited."""
    rows: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
    for citation in citations:
        rows.setdefault((citation["article_id"], citation["version"]), []).append(citation)
    return tuple(
        Source(
            key=f"{article_id}-{version}",
            title=line(group[0]["title"]),
            outlet=line(group[0]["outlet"]),
            author=line(group[0]["author"]),
            url=web(group[0]["url"]),
            published=day(group[0]["published_at"]),
            quotes=tuple(map(_quote, group)),
        )
        for (article_id, version), group in rows.items()
    )


def _quote(row: Mapping[str, Any]) -> Quote:
    told = read_teller(row)
    carried = line(publisher(None, told))
    return Quote(row["number"], line(row["quote"]) or "", web(row["link"]), carried)


def day(moment: str | None) -> date | None:
    """Return the day of an RFC 3339 time."""
    return date.fromisoformat(moment[:10]) if moment else None


def written(moment: date) -> str:
    """Return a day as a person writes it: 5 March 2026."""
    return f"{moment.day} {moment:%B} {moment.year}"


def line(text: str | None) -> str | None:
    """Return a text on one line, without control characters; None where nothing is left."""
    if text is None:
        return None
    return " ".join("".join(sign for sign in text if sign >= " " or sign.isspace()).split()) or None


def web(url: str | None) -> str | None:
    """Return an address that may become a link: on the web, and without what ends a link in some format."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    return "".join(f"%{ord(sign):02X}" if sign in _ENDS_A_LINK or sign < "!" else sign for sign in url)


_ENDS_A_LINK = frozenset("<>\"'`\\{}|^")
