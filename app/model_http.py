"""The HTTP client under a model: no proxy to this machine, and an end to every reply whatever the server sends.

Timeouts between two reads are the client's own; a server that keeps sending something would never meet them.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

import httpx2

# A reply of 12,000 characters, one character an event, is 4 MB with its wrapping; a thinking model's is twice that.
MOST_BYTES = 16_000_000

_STREAMS = ("text/event-stream", "text/plain")

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


class LateError(Exception):
    """The deadline passed while a reply came in."""


class FloodError(Exception):
    """A reply has more bytes than any reply should."""


class NoStreamError(Exception):
    """A reply is no stream of events, though one was asked for."""


@contextmanager
def until(deadline: float) -> Iterator[None]:
    """Hold the requests that are made inside, and their replies, to a deadline on the monotonic clock."""
    token = _deadline.set(deadline)
    try:
        yield
    finally:
        _deadline.reset(token)


def make_client(base_url: str, *, connect: float, between: float) -> httpx2.Client:
    """Return a client that waits `connect` seconds for a connection and `between` from one read to the next."""
    return httpx2.Client(
        timeout=httpx2.Timeout(between, connect=connect),
        # A connection is closed with its reply: the next question seldom comes within the seconds that servers wait.
        limits=httpx2.Limits(max_keepalive_connections=0),
        follow_redirects=True,
        trust_env=not is_loopback(base_url),
        event_hooks={"request": [_shorten], "response": [_bound]},
    )


def is_loopback(url: str) -> bool:
    """Return whether a URL is of this machine."""
    host = httpx2.URL(url).host
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


class _Bounded(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream, deadline: float | None) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for part in self._stream:
            size += len(part)
            if size > MOST_BYTES:
                raise FloodError
            if self._deadline is not None and monotonic() > self._deadline:
                raise LateError
            yield part

    def close(self) -> None:
        self._stream.close()


def _shorten(request: httpx2.Request) -> None:
    deadline = _deadline.get()
    if deadline is None:
        return
    left = max(deadline - monotonic(), 0.001)
    limits = request.extensions["timeout"].items()
    request.extensions["timeout"] = {name: left if limit is None else min(left, limit) for name, limit in limits}


def _bound(response: httpx2.Response) -> None:
    if isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = _Bounded(response.stream, _deadline.get())
    kind = response.headers.get("content-type", "text/event-stream")
    # Every POST here asks for a stream. Small servers send theirs as plain text; a page or a JSON text is none.
    if response.request.method == "POST" and response.is_success and not kind.startswith(_STREAMS):
        raise NoStreamError
