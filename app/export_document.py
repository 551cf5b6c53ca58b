"""An answer as a document: its JSON in, headings, statements with their notes, what differs and sources out. Pure.

Every format of an export is written from this, so that none of them can say more or less than the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.answers import Label
from app.export_sources import Source, day, line, sources, web, written
from app.render import marked, source_line
from app.summaries import Style
from app.summary_render import lacking


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: `text` (»…« around what its sources do not carry), citation numbers, and what is in doubt.

    `doubt` also says where a statement is only in one outlet.
    """

    text: str
    citations: tuple[int, ...]
    doubt: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """Statements under a heading; `listed` says that each is a point of its own."""

    heading: str | None
    statements: tuple[Said, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """Who gives a value: their name with the day, and the citation of the sentence."""

    by: str
    citation: int


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values of what differs, and all who give it."""

    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """The same thing with different values; of an `update` the last one stands now."""

    update: bool
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, how it is known ('“on Friday”', or that it is only that of the report), and what is told of it."""

    date: str
    known: str
    said: Said


@dataclass(frozen=True, slots=True)
class Near:
    """An article that an abstention points to."""

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """What is exported. Without statements, `refusal` says why there are none."""

    title: str
    made: date
    answerer: str | None  # none where a question was not answered
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    refusal: str | None
    nearest: tuple[Near, ...]
    warnings: tuple[str, ...]
    counts: str | None = None  # what a summary rests on
    differing: tuple[Differing, ...] = ()
    timeline: tuple[Dated, ...] = ()
    further: tuple[Section, ...] = ()  # who is quoted, what is left out, which articles are not cited

    @property
    def disagreements(self) -> tuple[Differing, ...]:
        """What sources say differently of the same thing."""
        return tuple(one for one in self.differing if not one.update)

    @property
    def updates(self) -> tuple[Differing, ...]:
        """What was told otherwise before."""
        return tuple(one for one in self.differing if one.update)

    @property
    def footnotes(self) -> dict[int, tuple[Source, str, str | None]]:
        """For each citation number its source, its words, and the address of the page at these words."""
        rows = {
            quote.number: (replace(source, carried=quote.carried), quote.text, quote.link)
            for source in self.sources
            for quote in source.quotes
        }
        return dict(sorted(rows.items()))

    @property
    def line_of_origin(self) -> str:
        """Who wrote this, on a line."""
        if self.answerer is None:
            return "Not answered."
        by = "from source sentences, without a language model" if self.answerer == "quote" else f"with {self.answerer}"
        return f"Answered by Corroborate {by}; each statement was checked against the sentences that it cites."


def document(body: Mapping[str, Any], made: date) -> Document:
    """Return the document of an answer's JSON; `made` is the day of the answer, on which its sources were read."""
    only = {row["statement"]: line(row["only_in"]) for row in body.get("carried") or ()}
    said = [_said(row, only.get(number)) for number, row in enumerate(body["statements"])]
    return Document(
        title=line(body.get("question")) or "Summary",
        made=made,
        answerer=line(body["answerer"]) or "quote",
        sections=tuple(_sections(body.get("sections") or (), said, listed=body.get("style") != Style.BRIEF)),
        sources=sources(body["citations"]),
        refusal=None if said else line(body["text"]),
        nearest=tuple(Near(line(source_line(row)) or "", web(row["url"])) for row in body["nearest"]),
        warnings=tuple(filter(None, map(line, body["warnings"]))),
        counts=line(body["counts"]["text"]) if said and "counts" in body else None,
        differing=tuple(
            Differing(kind == "updates", tuple(map(_value, row["sides"])))
            for kind in ("disagreements", "updates")
            for row in body.get(kind) or ()
        ),
        timeline=tuple(Dated(row["date"], _known(row), said[row["statement"]]) for row in body.get("timeline") or ()),
        further=tuple(_further(body)),
    )


def _further(body: Mapping[str, Any]) -> Iterator[Section]:
    """Yield what stands below a summary: who is quoted, what not every outlet has, which articles are not cited."""
    told = body.get("perspectives") or {}
    voices = [_cited(f"{row['name']}: {_outlets(row)}", row) for row in told.get("voices", ())]
    left_out = [
        _cited(f"“{row['claims'][0]['text']}” ({_outlets(row)}): {lacking(row['outlets'])}", row)
        for row in told.get("left_out", ())
        if row["claims"]
    ]
    unused = [Said(line(f"{source_line(row)}: {row['reason']}") or "", (), None) for row in body.get("unused") or ()]
    for heading, rows in (
        ("Who is quoted", voices), ("Not in every outlet's articles here", left_out), ("Not cited", unused),
    ):  # fmt: skip
        if rows:
            yield Section(heading, tuple(rows), listed=True)


def _cited(text: str, row: Mapping[str, Any]) -> Said:
    return Said(line(text) or "", tuple(dict.fromkeys(claim["citation"] for claim in row["claims"])), None)


def _outlets(row: Mapping[str, Any]) -> str:
    return ", ".join(dict.fromkeys(claim["outlet"] or "outlet not known" for claim in row["claims"]))


def _value(side: Mapping[str, Any]) -> Value:
    claims = {
        Claim(
            ", ".join(
                part for part in (line(row["speaker"]), line(row["outlet"]) or "outlet not known", _day(row)) if part
            ),
            row["citation"],
        ): None
        for row in side["claims"]
    }
    return Value(line(side["value"]) or "", tuple(claims))


def _day(row: Mapping[str, Any]) -> str | None:
    published = day(row["published_at"])
    return written(published) if published else None


def _known(row: Mapping[str, Any]) -> str:
    published = _day(row)
    if not row["stated"]:
        return "day of the report"
    return f"“{line(row['words'])}”, " + (f"published {published}" if published else "not dated")


def _said(row: Mapping[str, Any], only: str | None) -> Said:
    carried = row["support"]["label"] == Label.SUPPORTED
    details = [f"»{line(one['text'])}«: {line(one['detail'])}" for one in row["findings"]]
    noted = [] if carried else ["partly supported", *details]
    doubt = "; ".join([*noted, *([f"only in {only}"] if only else [])]) or None
    return Said(line(row["text"] if carried else marked(row)) or "", tuple(row["citations"]), doubt)


def _sections(named: Sequence[Mapping[str, Any]], said: Sequence[Said], *, listed: bool) -> Iterator[Section]:
    """Yield the sections of a summary, or one without a heading; no statement is left out."""
    if not said:
        return
    placed: set[int] = set()
    for row in named:
        numbers = [number for number in row["statements"] if number not in placed]
        placed.update(numbers)
        if numbers:
            yield Section(line(row["heading"]), tuple(said[number] for number in numbers), listed)
    rest = tuple(one for number, one in enumerate(said) if number not in placed)
    if rest:
        yield Section(None, rest)
