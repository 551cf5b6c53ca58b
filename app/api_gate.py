"""Who is asking, whether he may, and how often: every call passes here before anything answers it.

A program shows a key as a bearer token, a browser the cookie of a session that was begun at /login. A server on the
loopback address stays open to the machine that it runs on, keys or none, unless it is told otherwise: keys are for
those who come from elsewhere. What a proxy forwards does, and needs a key as soon as there is one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from hmac import compare_digest
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope

from app import accounts, v1_errors
from app.api_guard import is_foreign
from app.permissions import counted, needed
from app.problems import ProblemError, response
from app.throttle import Standing, Throttle
from app.wire import Services
from ingest.errors import CorroborateError
from ingest.keys import PREFIX, Key, Scope
from ingest.rate import Rate

COOKIE = "corroborate_session"
STATE = "caller"  # where a call's state has its `Caller`
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
_HOW = (
    "send it as 'Authorization: Bearer cor_...'; whoever runs this server makes one with `python -m app keys add NAME`"
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever asks: what he is called in counts, what he may do (None: nothing), how often, and his key if any."""

    who: str
    scope: Scope | None
    rate: Rate | None
    key: Key | None = None


class Gate:
    """ASGI middleware that lets through who may come through."""

    def __init__(self, app: ASGIApp, *, services: Services) -> None:
        self._app = app
        self._services = services
        access, host = services.settings.access, services.settings.host
        self._closed = access.needs_key(host)
        self._rate = access.rate_at(host)
        self._throttle = Throttle()

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Pass a call on, or answer it with what it lacks."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":  # nothing here speaks it
            await send({"type": "websocket.close", "code": 1008})
            return
        method, path = scope["method"], scope["path"]
        headers = Headers(scope=scope)
        standing: Standing | None = None
        try:
            caller = self._caller(scope, headers)
            if caller.key is not None:
                accounts.note_key(caller.key.id)
            if caller.rate is not None and counted(method, path):
                standing = self._throttle.take(caller.who, caller.rate)
            refusal = _refusal(caller, standing, needed(method, path), shown="authorization" in headers)
        except CorroborateError as error:  # the keys can't be read: then nobody comes in
            await response(error, instance=path)(scope, receive, send)
            return
        if standing is not None:
            send = _telling(send, standing, path)
        if refusal is None:
            scope.setdefault("state", {})[STATE] = caller
            await self._app(scope, receive, send)
        elif refusal.kind.slug == "no-key" and _is_page(method, path, headers):
            await RedirectResponse(_login_from(scope), 303)(scope, receive, send)
        else:
            await response(refusal, instance=path)(scope, receive, send)

    def _caller(self, scope: AsgiScope, headers: Headers) -> Caller:
        keys, clock = self._services.keys, self._services.clock
        kind, _, secret = headers.get("authorization", "").partition(" ")
        secret = secret.strip() if kind.lower() == "bearer" else ""
        own = self._services.store.server_key
        if own and compare_digest(secret.encode(), own.encode()):
            return Caller("this machine", Scope.ADMIN, None)
        address = _address(scope)
        nobody = Caller(address, None, self._rate)
        if secret.startswith(PREFIX):
            key = keys.find(secret, now=clock())
            return nobody if key is None else self._with(key)
        foreign = is_foreign(headers)
        if not self._closed and not (any(name in headers for name in _FORWARDED) and keys.any_live()):
            # A page that may call from elsewhere is not the person at this machine, only someone he lets read.
            return Caller(address, Scope.READ if foreign else Scope.ADMIN, self._rate)
        session = HTTPConnection(scope).cookies.get(COOKIE, "")
        # Whichever page calls, a browser may add the cookie. It stands for its owner on this server's own pages alone.
        key = keys.in_session(session, now=clock()) if session and not secret and not foreign else None
        return nobody if key is None else self._with(key)

    def _with(self, key: Key) -> Caller:
        return Caller(f"key {key.id}", key.scope, key.rate or self._rate, key)


def granted(connection: Any) -> Caller:  # noqa: ANN401 - a request of Starlette, or what Gradio makes of one
    """Return who makes a request that has passed the gate."""
    caller: Caller = connection.scope["state"][STATE]
    return caller


def _refusal(caller: Caller, standing: Standing | None, need: Scope | None, *, shown: bool) -> ProblemError | None:
    if standing is not None and standing.wait:
        seconds = math.ceil(standing.wait)
        return ProblemError(
            "too-often",
            f"at most {standing.rate} requests are taken from you; come back in {seconds} seconds",
            headers={"Retry-After": str(seconds)},
        )
    if need is None:
        return None
    if caller.scope is None:
        title = f"the key is not known here, or was revoked; {_HOW}" if shown else f"this server wants a key; {_HOW}"
        challenge = 'Bearer realm="corroborate"' + (', error="invalid_token"' if shown else "")
        return ProblemError("no-key", title, headers={"WWW-Authenticate": challenge})
    if caller.scope < need:
        has = f"this one has '{caller.scope!s}'" if caller.key else "without one you may only read"
        return ProblemError(
            "too-little-scope",
            f"this needs a key of the scope '{need!s}', and {has}",
            headers={"WWW-Authenticate": f'Bearer realm="corroborate", error="insufficient_scope", scope="{need!s}"'},
        )
    return None


def _telling(send: Send, standing: Standing, path: str) -> Send:
    """Return `send` that also says where the caller stands: the IETF's header fields, below /v1 OpenAI's too."""
    rate = standing.rate
    told = {
        "RateLimit-Policy": f'"default";q={rate.quota};w={rate.seconds}',
        "RateLimit": f'"default";r={standing.left};t={math.ceil(standing.full_in)}',
    }
    if v1_errors.covers(path):
        told |= {
            "x-ratelimit-limit-requests": str(rate.quota),
            "x-ratelimit-remaining-requests": str(standing.left),
            "x-ratelimit-reset-requests": f"{math.ceil(standing.full_in)}s",
        }

    async def telling(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(told)
        await send(message)

    return telling


def _is_page(method: str, path: str, headers: Headers) -> bool:
    """Return whether a person is looking at an address, who can be sent to where a key is typed in."""
    api = path.startswith(("/api/", "/v1/", "/mcp", "/gradio_api/"))
    return method in ("GET", "HEAD") and not api and "text/html" in headers.get("accept", "")


def _login_from(scope: AsgiScope) -> str:
    """Return /login as seen from an address, relative, so that it is also right below a proxy's prefix."""
    path: str = scope["path"]
    query = f"?{scope['query_string'].decode('latin-1')}" if scope.get("query_string") else ""
    back = f"?next={quote(path + query, safe='/')}" if path != "/" or query else ""
    return "../" * (path.count("/") - 1) + "login" + back


def _address(scope: AsgiScope) -> str:
    """Return what stands for a caller without a key: his address, of IPv6 his network, since he has all of that."""
    host = (scope.get("client") or ("unknown",))[0]
    try:
        address = ip_address(host)
    except ValueError:
        return f"address {host}"
    return f"network {int(address) >> 64:x}" if isinstance(address, IPv6Address) else f"address {address}"
