"""Who reads, as far as that is kept: a cookie by which a browser finds its own conversations again.

It holds nothing but chance, goes to this server alone, and no script can read it. Whoever has the id of a conversation
may see it without; the cookie only says which ones to list.
"""

from __future__ import annotations

import re
import secrets
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "corroborate_reader"
_KEPT = 365 * 24 * 3600  # seconds
_FORM = re.compile(r"[A-Za-z0-9_-]{20,80}")


def known_reader(value: str) -> str:
    """Return what a cookie says, or nothing where it is none of ours."""
    return value if _FORM.fullmatch(value) else ""


async def _reader(request: Request) -> str:
    return known_reader(request.cookies.get(COOKIE, ""))


Reader = Annotated[str, Depends(_reader)]


class ReaderCookie:
    """Middleware that gives a browser without the cookie one with the page at '/', and leaves all else as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; give the cookie with its response if it is the page's."""
        if scope["type"] != "http" or scope["path"] != f"{scope.get('root_path', '')}/" or _has_one(scope):
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("Set-Cookie", _fresh(secure=scope["scheme"] == "https"))
            await send(message)

        await self.app(scope, receive, marked)


def _has_one(scope: Scope) -> bool:
    sent = [value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"]
    return any(known_reader(cookie_parser(one).get(COOKIE, "")) for one in sent)


def _fresh(*, secure: bool) -> str:
    ends = "; Secure" if secure else ""
    return f"{COOKIE}={secrets.token_urlsafe(24)}; Path=/; Max-Age={_KEPT}; HttpOnly; SameSite=Lax{ends}"
