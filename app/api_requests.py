"""The outermost layer of the HTTP surface: each request gets an id, and is counted and written down when it has ended.

In: any ASGI application, with all its guards. Out: the same with `X-Request-ID` on every response; problems name it
too. A caller's own id is taken where it is short and plain. A stream is written down when its last byte was sent, with
the time to the first. What is written holds no header, no query and no body: see `logs`.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import accounts
from app.accounts import Account
from app.metrics import Metrics

log = logging.getLogger(__name__)

HEADER = "X-Request-ID"
OTHER = "other"  # what stands for a path or a method that is the caller's own: it stays out
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Requests:
    """ASGI middleware that gives requests their ids, counts them and writes them down.

    `paths` are addresses that are templates by themselves.
    """

    def __init__(self, app: ASGIApp, *, paths: frozenset[str], metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self._paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        course = _Course()
        with accounts.opened(accounts.request_id(Headers(scope=scope).get(HEADER))) as account:

            async def watched(message: Message) -> None:
                if message["type"] == "http.response.start":
                    course.status = message["status"]
                    MutableHeaders(scope=message)[HEADER] = account.request_id
                await send(message)
                if message["type"] == "http.response.body":
                    course.sent(message)

            try:
                await self._app(scope, receive, watched)
            finally:
                method, route, seconds = _method(scope), self._route(scope), course.seconds
                self._metrics.request(
                    method=method, route=route, status=course.status, seconds=seconds, first=course.first
                )
                _write_down(method, route, course, account)

    def _route(self, scope: Scope) -> str:
        """Return the template of the route that took a request, such as '/api/articles/{article_id}'."""
        path: str = scope["path"]
        return path if path in self._paths else str(getattr(scope.get("route"), "path", OTHER))


@dataclass(slots=True)
class _Course:
    """How far a response has come; one that never began counts as the server's failure."""

    status: int = 500
    size: int = 0  # bytes of the body
    first: float | None = None  # seconds until they began to be sent
    complete: bool = False
    began: float = field(default_factory=time.perf_counter)

    def sent(self, message: Message) -> None:
        """Count a piece of the body."""
        if self.first is None:
            self.first = self.seconds
        self.size += len(message.get("body", b""))
        self.complete = not message.get("more_body", False)

    @property
    def seconds(self) -> float:
        """How long it took so far."""
        return time.perf_counter() - self.began


def _write_down(method: str, route: str, course: _Course, account: Account) -> None:
    if not log.isEnabledFor(logging.INFO):
        return
    fields: dict[str, object] = {
        "method": method,
        "route": route,
        "status": course.status,
        "duration_ms": _milliseconds(course.seconds),
        "first_byte_ms": None if course.first is None else _milliseconds(course.first),
        "bytes": course.size,
        "complete": course.complete,
    }
    if account.key is not None:
        fields["key"] = account.key
    if account.statements is not None:
        fields |= {"answerer": account.answerer, "statements": account.statements, "citations": account.citations}
        fields["abstained"] = account.abstained
    level = logging.ERROR if course.status >= 500 else logging.INFO
    log.log(level, "request", extra={"fields": fields})


def _method(scope: Scope) -> str:
    """Return a request's method, or a word for those that are none."""
    method: str = scope["method"]
    return method if method in _METHODS else OTHER


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 1)
