"""How much a call may send and how long it may take over it: a body beyond either is cut off, whoever reads it.

A declared length is refused before anything is read, one that grows is refused where it has grown too large. The
answer is ours also where another application reads the body, such as the page's uploads: what that says is dropped.
"""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import ProblemError, response

# Bytes a second that earn a body more time. Whoever has a slow line gets along with it; a byte a second does not.
SLOWEST = 20_000


class Bodies:
    """ASGI middleware; `seconds` are for any body, and it has one more for each `SLOWEST` bytes that it brought."""

    def __init__(self, app: ASGIApp, *, max_bytes: int, seconds: float) -> None:
        self._app = app
        self.max_bytes = max_bytes
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a call on, and answer it here where its body is too much."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "0")
        if length.isdecimal() and int(length) > self.max_bytes:
            await response(self.too_large(), instance=scope["path"])(scope, receive, send)
            return
        body = _Body(self, receive, send)
        try:
            await self._app(scope, body.receive, body.send)
        except Exception:
            if body.refusal is None or body.begun:
                raise
        if body.refusal is not None and not body.begun:
            await response(body.refusal, instance=scope["path"])(scope, receive, send)

    def allowed(self, size: int) -> float:
        """Return the seconds that a body may take which has brought so many bytes."""
        return self._seconds + size / SLOWEST

    def too_large(self) -> ProblemError:
        """Return what is wrong with a body of more bytes."""
        return ProblemError("too-large", f"the body is larger than {self.max_bytes:,} bytes; send it in several calls")

    def too_slow(self) -> ProblemError:
        """Return what is wrong with a body that takes longer."""
        return ProblemError(
            "too-slow",
            f"the body did not arrive within {self._seconds:g} seconds and one more for each {SLOWEST:,} bytes; "
            "send it again, or in several calls",
            headers={"Connection": "close"},
        )


class _CutOffError(Exception):
    """The body ended here, whatever its sender still had in mind."""


class _Body:
    """One call's body on its way in, and the answer on its way out."""

    def __init__(self, limits: Bodies, receive: Receive, send: Send) -> None:
        self._limits = limits
        self._receive = receive
        self._send = send
        self._size = 0
        self._waited = 0.0  # seconds for the sender; what the reader does between two pieces is not his fault
        self._over = False
        self.refusal: ProblemError | None = None
        self.begun = False

    async def receive(self) -> Message:
        if self.refusal is not None:
            raise _CutOffError
        if self._over:  # what follows is the word that the reader has gone, which may take as long as it likes
            return await self._receive()
        since = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(self._limits.allowed(self._size) - self._waited):
                message = await self._receive()
        except TimeoutError:
            self.refusal = self._limits.too_slow()
            raise _CutOffError from None
        self._waited += asyncio.get_running_loop().time() - since
        self._size += len(message.get("body", b""))
        if self._size > self._limits.max_bytes:
            self.refusal = self._limits.too_large()
            raise _CutOffError
        self._over = not message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        if self.refusal is not None and not self.begun:
            return  # the answer of whoever was reading it; ours follows
        self.begun = True
        await self._send(message)
