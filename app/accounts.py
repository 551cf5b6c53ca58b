"""What is written down of a request while it is served: its id, and what was answered. Counts and names, never texts.

The surface opens an account; answering fills it, in whatever thread it runs. Outside a request nothing is written down.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from app.answers import Answer

# What a caller may choose for an id: it stands in logs and headers, and must not be able to forge a line of them.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


@dataclass(slots=True)
class Account:
    """One request; what was not answered stays None. `key` is the id of the key that came with it, not the key."""

    request_id: str
    key: str | None = None
    answerer: str | None = None
    statements: int | None = None
    citations: int | None = None
    abstained: bool | None = None


_current: ContextVar[Account | None] = ContextVar("account", default=None)


def current() -> Account | None:
    """Return the account of the request that is served here, if one is."""
    return _current.get()


@contextmanager
def opened(request_id: str) -> Iterator[Account]:
    """Open the account of a request; threads that are started for it share it."""
    account = Account(request_id)
    token = _current.set(account)
    try:
        yield account
    finally:
        _current.reset(token)


def note_key(identity: str) -> None:
    """Write down with which key a request came."""
    account = current()
    if account is not None:
        account.key = identity


def note(*, statements: int, citations: int) -> None:
    """Write down how much a request was answered with."""
    account = current()
    if account is not None:
        account.statements, account.citations = statements, citations


def note_answer(answer: Answer) -> None:
    """Write down what an answer came to."""
    note(statements=len(answer.statements), citations=len(answer.citations))
    account = current()
    if account is not None:
        account.answerer, account.abstained = answer.answerer, answer.abstained


def request_id(given: str | None) -> str:
    """Return the id that a caller gave, if it is short and plain, else a new one."""
    return given if given is not None and _PLAIN.fullmatch(given) else f"req_{secrets.token_hex(12)}"
