"""Verified statements to an answer: numbers, markers, text, JSON and the terminal's footnotes.

The only place where citations get their numbers and markers get into a text.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from app.answers import Answer, Checked, CheckedSentence, Citation, Label, Nearest, Statement, Support, Verified
from app.findings import Finding
from app.links import fragment_link
from app.told_by import publisher, read_teller, said_by, teller
from ingest.corpus import Article


@dataclass(frozen=True, slots=True)
class Place:
    """A part of one sentence of an article, or all of it: `article.text[start:end]`."""

    article: Article
    sentence: int
    start: int
    end: int

    def __post_init__(self) -> None:
        named = self.article.sentences[self.sentence]
        if not named.start <= self.start < self.end <= named.end:
            raise ValueError(f"[{self.start}:{self.end}] lies outside sentence {self.sentence}")


@dataclass(slots=True)
class Rendering:
    """An answer's text as it grows, one verified statement at a time."""

    text: str = ""
    statements: list[Statement] = field(default_factory=list)
    citations: dict[tuple[str, int, int], Citation] = field(default_factory=dict)

    def add(self, text: str, places: Iterable[Place], support: Support, findings: tuple[Finding, ...] = ()) -> Verified:
        """Append a statement with its markers; return it with the citations that it names."""
        cited = list(dict.fromkeys(self.cited(place) for place in places))
        start = len(self.text) + (1 if self.text else 0)
        numbers = tuple(citation.number for citation in cited)
        statement = Statement(text, start, start + len(text), numbers, support, findings)
        self.text += as_shown(statement)
        self.statements.append(statement)
        return Verified(statement, tuple(cited))

    def cited(self, place: Place) -> Citation:
        """Return the citation of a place, with a number of its own if it is new."""
        key = (place.article.id, place.start, place.end)
        if key not in self.citations:
            self.citations[key] = cite(place, len(self.citations) + 1)
        return self.citations[key]


def as_shown(statement: Statement) -> str:
    """Return a statement as it stands in its text: behind a blank if others stand before it, with its markers."""
    return f"{' ' if statement.start else ''}{statement.text} {''.join(map(_marker, statement.citations))}"


def markers(statement: Statement) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each marker of a statement with its start and its end in the text."""
    at = statement.end + 1
    for number in statement.citations:
        yield number, at, at + len(_marker(number))
        at += len(_marker(number))


def _marker(number: int) -> str:
    return f"[{number}]"


def cite(place: Place, number: int) -> Citation:
    """Return the citation of a place: every word of it is the store's."""
    article = place.article
    quoted = article.text[place.start : place.end]
    return Citation(
        number=number,
        article_id=article.id,
        version=article.version,
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        url=article.url,
        published_at=article.published_at,
        sentence=place.sentence,
        start=place.start,
        end=place.end,
        quote=quoted,
        link=fragment_link(article.url, quoted),
        attribution=teller(article, place.sentence),
    )


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return the contract's answer, with `version` in each citation and the `missing` words beside it."""
    return {
        "id": answer.id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "text": answer.text,
        "statements": [statement_json(statement) for statement in answer.statements],
        "citations": [citation_json(citation) for citation in answer.citations],
        "abstained": answer.abstained,
        "reason": answer.reason.value if answer.reason else None,
        "nearest": [nearest_json(article) for article in answer.nearest],
        "answerer": answer.answerer,
        "prompt": answer.prompt,
        "warnings": list(answer.warnings),
        "missing": list(answer.missing),
        "considered": [asdict(one) for one in answer.considered],
    }


def statement_json(statement: Statement | CheckedSentence) -> dict[str, Any]:
    """Return a statement as the contract has it."""
    return {
        "text": statement.text,
        "start": statement.start,
        "end": statement.end,
        "citations": list(statement.citations),
        "support": {"label": statement.support.label.value, "score": round(statement.support.score, 4)},
        "findings": [finding_json(finding) for finding in statement.findings],
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return what a statement says that its sources do not; places count from the statement's start."""
    return asdict(finding)


def checked_json(checked: Checked) -> dict[str, Any]:
    """Return a checked draft as the contract has it; the nearest sentences have no number."""
    return {
        "statements": [
            {
                **statement_json(row),
                "nearest": [
                    {key: value for key, value in citation_json(near).items() if key != "number"}
                    for near in row.nearest
                ],
                "differing": [asdict(one) for one in row.differing],
            }
            for row in checked.sentences
        ],
        "citations": [citation_json(citation) for citation in checked.citations],
        "warnings": list(checked.warnings),
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    """Return a citation as the contract has it."""
    return asdict(citation) | {"published_at": rfc3339(citation.published_at)}


def nearest_json(article: Nearest) -> dict[str, Any]:
    """Return an article that an abstention points to."""
    return asdict(article) | {"published_at": rfc3339(article.published_at)}


def rfc3339(moment: datetime | None) -> str | None:
    """Return a time in UTC as RFC 3339 with a 'Z', to the second."""
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def terminal(answer: Mapping[str, Any], *, width: int = 96) -> str:
    """Return an answer's JSON as lines for a terminal: the text, then its footnotes or the nearest articles."""
    lines = [*textwrap.wrap(_told(answer), width), *_doubts(answer, width), *footnotes(answer["citations"], width)]
    if answer["nearest"]:
        lines += ["", "Nearest articles:"]
    for article in answer["nearest"]:
        lines += textwrap.wrap(f"- {source_line(article)}", width, initial_indent="  ", subsequent_indent="    ")
    return "\n".join([*lines, *(f"! {warning}" for warning in answer["warnings"])])


def marked(row: Mapping[str, Any]) -> str:
    """Return a statement's text with »…« around what its sources do not carry."""
    text = str(row["text"])
    out, at = "", 0
    for finding in row["findings"]:
        start, end = max(finding["start"], at), finding["end"]
        if start < end:
            out += f"{text[at:start]}»{text[start:end]}«"
            at = end
    return out + text[at:]


def _told(answer: Mapping[str, Any]) -> str:
    """Return an answer's text with marks on what is carried in part only."""
    if not answer["statements"]:
        return str(answer["text"])
    said = []
    for row in answer["statements"]:
        text = row["text"] if row["support"]["label"] == Label.SUPPORTED else f"◐ {marked(row)}"
        said.append(f"{text} {''.join(f'[{number}]' for number in row['citations'])}")
    return " ".join(said)


def _doubts(answer: Mapping[str, Any], width: int) -> Iterator[str]:
    """Yield what the sources do not carry of the statements that they carry in part."""
    for row in answer["statements"]:
        if row["support"]["label"] != Label.SUPPORTED:
            yield f"◐ partly supported, {row['support']['score']:.2f}"
            for finding in row["findings"]:
                said = f"»{' '.join(finding['text'].split())}«: {finding['detail']}"
                yield from textwrap.wrap(said, width, initial_indent="    ", subsequent_indent="        ")


def footnotes(citations: Iterable[Mapping[str, Any]], width: int) -> list[str]:
    """Return citations as lines for a terminal: who, what and when, the words, and the address."""
    lines: list[str] = []
    for citation in citations:
        lines += [
            "",
            *textwrap.wrap(f"[{citation['number']}] {source_line(citation)}", width, subsequent_indent="    "),
        ]
        lines += textwrap.wrap(f"“{citation['quote']}”", width, initial_indent="    ", subsequent_indent="    ")
        lines += [f"    {citation['url']}"] if citation["url"] else []
    return lines


def source_line(article: Mapping[str, Any]) -> str:
    """Return who published what and when, and who said it, as far as it is known."""
    day = (article["published_at"] or "")[:10]
    told = read_teller(article)
    outlet = publisher(article["outlet"], told)
    known = ", ".join(part for part in (outlet, article["title"], day, said_by(told)) if part)
    return known or "An article without outlet, title or date"
