"""The Model Context Protocol at /mcp (Streamable HTTP), for assistants that call tools.

In: the requests of the protocol, by POST. Out: JSON. There is nothing that a server would say unasked, so there is no
stream to open with GET and no session to end with DELETE, which the protocol allows.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.wire import Services

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server

PATH = "/mcp"


def routes(services: Services, *, version: str) -> list[Route]:
    """Return the routes of the protocol; clients differ in whether they end the address with a slash."""
    endpoint = _Endpoint(services, version)
    return [Route(path, endpoint, include_in_schema=False) for path in (PATH, f"{PATH}/")]


class _Endpoint:
    """An ASGI application that answers one request after the other, each by itself."""

    def __init__(self, services: Services, version: str) -> None:
        self._services = services
        self._version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            raise HTTPException(405, headers={"Allow": "POST"})
        from app.mcp_server import exchange  # 0.3 s once, for those who call it

        manager = exchange(self._server)
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    @cached_property
    def _server(self) -> Server[Any]:
        from app.mcp_server import make_server

        return make_server(self._services, version=self._version)
