"""Who may call at all: refuses foreign hosts, foreign pages and bodies without end, before anything is read.

A browser lets any page send requests to a server on the same machine. Two checks keep such pages out. The `Host`
header of a server on a loopback address must name that address: a name that an attacker's DNS suddenly points to
127.0.0.1 (DNS rebinding) is refused. And a call that can change something must come from this server's own pages if it
comes from a page at all: browsers then send `Origin`, programs such as curl send none. No CORS header is ever sent.

Does not know who is asking: keys are another matter.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import ProblemError, response

# 1,000 articles have about 6 MB (the mean of 4,278 is 6.3 kB a row), 350 pages of raw HTML 64 MB (the mean of 90 news
# pages is 181 kB). Twice this is in memory while it is parsed.
MAX_BODY_BYTES = 64_000_000
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """ASGI middleware that refuses what no legitimate caller sends; `host` is the address that is served."""

    def __init__(self, app: ASGIApp, *, host: str, max_body_bytes: int = MAX_BODY_BYTES) -> None:
        self._app = app
        self._host = host.strip("[]").lower()
        self._loopback = is_loopback(self._host)
        self._max_body_bytes = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with a problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope["method"], headers)
        if refusal is not None:
            await response(refusal, instance=scope["path"])(scope, receive, send)
            return
        await self._app(scope, self._limited(receive), send)

    def _refusal(self, method: str, headers: Headers) -> ProblemError | None:
        host, origin = headers.get("host", ""), headers.get("origin")
        name = _hostname(f"//{host}")
        if self._loopback and name != self._host and not is_loopback(name):
            return ProblemError(
                "wrong-host", f"this server is not called {host!r}; call it as {self._host!r} or 'localhost'"
            )
        if method not in _READING and origin is not None and not _same(origin, host):
            return ProblemError(
                "foreign-origin", f"a page of {origin!r} may not change anything here; use this server's own pages"
            )
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self._max_body_bytes:
            return ProblemError("too-large", self._too_large)
        return None

    def _limited(self, receive: Receive) -> Receive:
        """Return `receive` that stops where a body without a declared length has become too large."""
        total = 0

        async def limited() -> Message:
            nonlocal total
            message = await receive()
            total += len(message.get("body", b""))
            if total > self._max_body_bytes:
                raise HTTPException(413, self._too_large)
            return message

        return limited

    @property
    def _too_large(self) -> str:
        return f"the body is larger than {self._max_body_bytes:,} bytes; send it in several calls"


def is_loopback(host: str) -> bool:
    """Whether a host name can only mean this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _same(origin: str, host: str) -> bool:
    return origin.lower().partition("://")[2] == host.lower()


def _hostname(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
