"""What OpenAI's clients are shown of an answer: the events of `ask` in, pieces of a message with their citations out.

The message is the answer's text with its markers. A citation is annotated at its marker, as OpenAI does with the links
in its own answers: `content[start_index:end_index]` is '[1]'. A cap on tokens leaves out whole statements at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from app.answers import Answer, Citation, Event, Statement, Verified
from app.model import estimate_tokens
from app.render import as_shown, markers, nearest_json, rfc3339, statement_json


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a message, in its place behind the parts before it; `annotations` count from the message's start."""

    text: str
    annotations: tuple[dict[str, Any], ...] = ()


@dataclass(slots=True)
class Message:
    """A message as it grows.

    Args:
        server: the address of this server, under which an article stands that has no address of its own.
        cap: the most tokens that may be shown; None for any number.
    """

    server: str
    cap: int | None = None
    text: str = ""
    annotations: list[dict[str, Any]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    cut: bool = False

    @property
    def tokens(self) -> int:
        """About how many tokens the message has."""
        return estimate_tokens(self.text) if self.text else 0

    def pieces(self, events: Iterable[Event]) -> Iterator[Piece | Answer]:
        """Yield what is to be shown, a statement at a time, and at last the whole answer.

        What does not fit is read to the end all the same: the answer is kept under its id.
        """
        for event in events:
            match event:
                case Verified():
                    piece = Piece(as_shown(event.statement), self._annotated(event))
                    if self._takes(piece):
                        self.statements.append(event.statement)
                        yield piece
                case Answer():
                    piece = Piece(event.text)
                    if event.abstained and self._takes(piece):
                        yield piece
                    yield event

    def whole(self, events: Iterable[Event]) -> Answer:
        """Read the events to their end; return the whole answer."""
        *_, last = self.pieces(events)
        if not isinstance(last, Answer):
            raise TypeError(f"the last event is {last!r}")
        return last

    def extension(self, answer: Answer) -> dict[str, Any]:
        """Return what OpenAI's shapes have no place for: the verdicts, and why an answer abstains."""
        return {
            "answer_id": answer.id,
            "answerer": answer.answerer,
            "abstained": answer.abstained,
            "reason": answer.reason.value if answer.reason else None,
            "warnings": list(answer.warnings),
            "nearest": [nearest_json(article) for article in answer.nearest],
            "statements": [statement_json(statement) for statement in self.statements],
        }

    def _takes(self, piece: Piece) -> bool:
        longer = self.text + piece.text
        self.cut = self.cut or (self.cap is not None and estimate_tokens(longer) > self.cap)
        if self.cut:
            return False
        self.text = longer
        self.annotations += piece.annotations
        return True

    def _annotated(self, verified: Verified) -> tuple[dict[str, Any], ...]:
        cited = {citation.number: citation for citation in verified.citations}
        places = markers(verified.statement)
        return tuple(self._annotation(cited[number], start, end) for number, start, end in places)

    def _annotation(self, citation: Citation, start: int, end: int) -> dict[str, Any]:
        """Return a citation as OpenAI's `url_citation`; its clients expect an address and a title always."""
        url = citation.url or ""
        if not url.lower().startswith(("http://", "https://")):
            url = f"{self.server}/api/articles/{citation.article_id}?version={citation.version}"
        return {
            "start_index": start,
            "end_index": end,
            "url": url,
            "title": citation.title or citation.outlet or citation.article_id,
            "number": citation.number,
            "article_id": citation.article_id,
            "version": citation.version,
            "sentence": citation.sentence,
            "start_char_index": citation.start,
            "end_char_index": citation.end,
            "cited_text": citation.quote,
            "outlet": citation.outlet,
            "published_at": rfc3339(citation.published_at),
            "link": citation.link,
        }
