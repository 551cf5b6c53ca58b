"""A writer over any LangChain chat model: its chunks in, text or named trouble out, within limits.

What a server refuses (structured output, a parameter) is left out and remembered; what passes by itself (too many
requests, a failing server) is tried again after a pause. Both only before the first word: after it, someone is reading.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from app.model import Message, Trouble, estimate_tokens, trouble
from app.model_failure import Failure, read_failure
from app.model_http import FloodError, LateError, until

log = logging.getLogger(__name__)

_MESSAGES: dict[str, type[BaseMessage]] = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
# What passes by itself. A time-out does not, for a reader who has waited so long already.
_PASSING = (Trouble.RATE_LIMIT, Trouble.SERVER_ERROR, Trouble.UNREACHABLE)
# Statuses by which a server, or what stands before it, says that it is busy or down, whatever was asked.
_BUSY = (502, 503, 504)
_CAPS = ("max_completion_tokens", "max_tokens")
_FORMAT = "response_format"
_FORMAT_WORDS = re.compile(r"\b(?:response_format|json_schema|structured output|grammar)", re.IGNORECASE)
_THOUGHTS, _REPLY = "<think>", "</think>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long a reader waits, in seconds, and how much is read at most.

    An answer of 200 words with its markers is about 400 tokens and 1,500 characters; twice and eight times that is room
    enough for the wordiest. `patience` is the longest pause that a server may ask for before the call is given up.
    """

    total: float = 120.0
    between: float = 60.0
    connect: float = 10.0
    pause: float = 0.5
    patience: float = 20.0
    retries: int = 2
    tokens: int = 900
    characters: int = 12_000


class LangchainWriter:
    """A chat model as a `Writer`. Safe to share between threads.

    `parameters` are added to the body of every request, as OpenAI's protocol names them; without them, the messages
    alone are sent, which every package understands. `caps` are the names by which it may know the cap on tokens.
    """

    def __init__(
        self,
        model: BaseChatModel,
        name: str,
        *,
        parameters: Mapping[str, Any] | None = None,
        caps: Sequence[str] = _CAPS,
        limits: Limits | None = None,
        secrets: tuple[str, ...] = (),
        count: Callable[[str], int] = estimate_tokens,
    ) -> None:
        self.name = name
        self._model = model
        self._parameters = parameters
        self._caps = caps
        self._limits = limits or Limits()
        self._secrets = secrets
        self._count = count
        self._refused: frozenset[str] = frozenset()
        self._lock = threading.Lock()

    def count(self, text: str) -> int:
        """Return the number of tokens of a text."""
        return self._count(text)

    def write(self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None) -> Iterator[str]:
        """Yield the model's text as it comes; see `Writer`."""
        deadline = time.monotonic() + self._limits.total
        left_out: set[str] = set()
        lasting: set[str] = set()
        pauses = 0
        while True:
            sent = self._sent(schema, left_out)
            begun = False
            try:
                with closing(self._pieces(messages, sent, deadline)) as pieces:
                    for piece in pieces:
                        if not begun:
                            begun = True
                            self._remember(lasting)
                        yield piece
                return
            except _UnfitError as error:
                failure = error.failure
            except Exception as error:  # noqa: BLE001 - whatever a package raises, the reader is to get an answer
                failure = read_failure(error, secrets=self._secrets)
            # Raised here and not above: the exception of the package may hold the key, and must not hang on to ours.
            if begun:
                broken = failure.kind is Trouble.UNREACHABLE
                raise trouble(Trouble.CUT_OFF if broken else failure.kind, self.name, failure.detail)
            if refused := _refused(failure, sent):
                left_out |= refused
                lasting |= refused if failure.status not in _BUSY else set()
                continue
            pause = self._limits.pause * 2**pauses if failure.wait is None else failure.wait
            in_time = pause <= self._limits.patience and time.monotonic() + pause < deadline
            if failure.final or failure.kind not in _PASSING or pauses == self._limits.retries or not in_time:
                raise trouble(failure.kind, self.name, failure.detail)
            pauses += 1
            time.sleep(pause)

    def _sent(self, schema: Mapping[str, Any] | None, left_out: set[str]) -> dict[str, Any]:
        """Return the parameters of a request: all but those that the server is known to refuse."""
        if self._parameters is None:
            return {}
        refused = self._refused | left_out
        wanted = dict(self._parameters)
        wanted |= dict.fromkeys([name for name in self._caps if name not in refused][:1], self._limits.tokens)
        if schema is not None:
            form = {"name": "reply", "strict": True, "schema": dict(schema)}
            wanted[_FORMAT] = {"type": "json_schema", "json_schema": form}
        return {name: value for name, value in wanted.items() if name not in refused}

    def _remember(self, refused: set[str]) -> None:
        """Leave these parameters out from now on: without them, the server replies."""
        with self._lock:
            new = refused - self._refused
            self._refused |= new
        if new:
            log.warning("model %s: its server refuses %s; asked without from now on", self.name, ", ".join(sorted(new)))

    def _pieces(self, messages: Sequence[Message], sent: dict[str, Any], deadline: float) -> Generator[str, None, None]:
        """Yield the text of one reply; an exception where there is none, or not all of it."""
        call = _Call(self._model, messages, sent, deadline)
        length = 0
        with closing(_without_thoughts(call.texts())) as texts:
            for text in texts:
                length += len(text)
                if length > self._limits.characters:
                    raise FloodError
                yield text
        if call.reason == "length":
            raise _UnfitError(Trouble.TOO_LONG if length else Trouble.EMPTY, "all its tokens were spent", spent=True)
        if call.reason == "content_filter":
            raise _UnfitError(Trouble.CUT_OFF if length else Trouble.EMPTY, "its server filtered it")
        if not length:
            raise _UnfitError(Trouble.EMPTY)
        if self._parameters is not None and not call.reason:
            raise _UnfitError(Trouble.CUT_OFF)


class _Call:
    """One request and its reply: the texts of the chunks, and after them the reason why they ended."""

    def __init__(
        self, model: BaseChatModel, messages: Sequence[Message], sent: dict[str, Any], deadline: float
    ) -> None:
        extra: dict[str, Any] = {"extra_body": sent} if sent else {}
        self._chunks = model.stream([_MESSAGES[message.role](message.content) for message in messages], **extra)
        self._deadline = deadline
        self.reason = ""

    def texts(self) -> Generator[str, None, None]:
        """Yield the texts; what a model thinks, calls or shows beside them is no text."""
        try:
            with until(self._deadline):  # the request is sent with the first step
                chunk = next(self._chunks, None)
            while chunk is not None:
                self.reason = chunk.response_metadata.get("finish_reason") or self.reason
                if text := str(chunk.text):
                    yield text
                if time.monotonic() > self._deadline:
                    raise LateError
                chunk = next(self._chunks, None)
        finally:
            if isinstance(self._chunks, Generator):
                self._chunks.close()


class _UnfitError(Exception):
    """A reply came to an end and is none."""

    def __init__(self, kind: Trouble, detail: str = "", *, spent: bool = False) -> None:
        super().__init__(kind)
        self.failure = Failure(kind, detail, spent=spent)


def _refused(failure: Failure, sent: dict[str, Any]) -> set[str]:
    """Return the parameters without which the same request may do."""
    if failure.status in (400, 422):
        named = {name for name in sent if re.search(rf"\b{name}\b", failure.body)}
        if _FORMAT in sent and _FORMAT_WORDS.search(failure.body):
            named.add(_FORMAT)
        if named:
            return named
    if failure.spent:
        # All was spent on thoughts before the first word; the limits on time and characters hold on.
        return set(_CAPS) if sent.keys() & set(_CAPS) else set()
    odd = failure.status in (400, 404, 422) or failure.status >= 500
    if _FORMAT in sent and (odd or failure.kind in (Trouble.EMPTY, Trouble.UNREADABLE)):
        return {_FORMAT}
    return set()


def _without_thoughts(texts: Generator[str, None, None]) -> Generator[str, None, None]:
    """Yield the texts without what a model thinks aloud between its tags before it replies."""
    held, speaks = "", False
    with closing(texts):
        for text in texts:
            if speaks:
                yield text
                continue
            held += text
            start = held.lstrip()
            if start.startswith(_THOUGHTS):
                _, found, reply = start.partition(_REPLY)
                text, speaks = reply.lstrip(), bool(found)
            elif _THOUGHTS.startswith(start):
                continue
            else:
                text, speaks = held, True
            if speaks and text:
                yield text
    if not speaks and not held.lstrip().startswith(_THOUGHTS) and held.strip():
        yield held
