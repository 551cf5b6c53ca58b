"""Who may call at all: refuses foreign hosts and foreign pages, before anything is read.

A browser lets any page send requests to a server on the same machine. Two checks keep such pages out. The `Host`
header of a server on a loopback address must name that address: a name that an attacker's DNS suddenly points to
127.0.0.1 (DNS rebinding) is refused. And a call that can change something must come from this server's own pages if it
comes from a page at all: browsers then send `Origin`, programs such as curl send none. The operator may name origins
whose pages may call the API; no others ever get a CORS header, and none from elsewhere may use a visitor's cookie.

Does not know who is asking: that is the business of `api_gate`.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import ProblemError, response
from ingest.access import is_loopback

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
# What pages of allowed origins may call. Never the chat page, which has a person's rights.
_OPENED = re.compile(r"/(api|v1|mcp)(/.*)?")
_TOLD = ("RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate", "X-Request-ID", "Idempotent-Replayed")


class Guard:
    """ASGI middleware that refuses what no legitimate caller sends.

    `host` is the address that is served; pages of `origins` may call the API.
    """

    def __init__(self, app: ASGIApp, *, host: str, origins: frozenset[str] = frozenset()) -> None:
        self._app = app
        self._host = host.strip("[]").lower()
        self._loopback = is_loopback(self._host)
        self._origins = origins
        self._shared = CORSMiddleware(
            app,
            allow_origins=origins,
            allow_methods=("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"),
            allow_headers=("*",),
            expose_headers=_TOLD,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with a problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        allowed = headers.get("origin") in self._origins and _OPENED.fullmatch(scope["path"]) is not None
        refusal = self._refusal(scope["method"], headers, allowed=allowed)
        if refusal is not None:
            await response(refusal, instance=scope["path"])(scope, receive, send)
            return
        if allowed:
            await self._shared(scope, receive, send)
        else:
            await self._app(scope, receive, _unshared(send))

    def _refusal(self, method: str, headers: Headers, *, allowed: bool) -> ProblemError | None:
        host = headers.get("host", "")
        name = _hostname(f"//{host}")
        if self._loopback and name != self._host and not is_loopback(name):
            return ProblemError(
                "wrong-host", f"this server is not called {host!r}; call it as {self._host!r} or 'localhost'"
            )
        changing = method not in _READING or "access-control-request-method" in headers
        if changing and is_foreign(headers) and not allowed:
            return ProblemError(
                "foreign-origin",
                f"a page of {headers['origin']!r} may not change anything here; use this server's own pages",
            )
        return None


def _unshared(send: Send) -> Send:
    """Return `send` that lets no page of another origin read the answer: Gradio would, if it comes from localhost."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [field for field in message["headers"] if not field[0].lower().startswith(b"access-control-")]
            message = {**message, "headers": kept}
        await send(message)

    return sending


def is_foreign(headers: Headers) -> bool:
    """Return whether a page of another origin makes a request."""
    origin = headers.get("origin")
    return origin is not None and origin.lower().partition("://")[2] != headers.get("host", "").lower()


def _hostname(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
