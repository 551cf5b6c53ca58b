"""The server as a process of its own, behind a front that lets the pages of one origin ask it, as a proxy would.

The origin is what CORROBORATE_ALLOWED_ORIGINS names.
"""

from __future__ import annotations

import os
from pathlib import Path

import uvicorn
from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api import create_app
from app.wire import open_services
from ingest.settings import Settings


class WithoutOrigin:
    """Middleware that has a request look as if no page had sent it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            del MutableHeaders(scope=scope)["origin"]
        await self._app(scope, receive, send)


def main() -> None:
    """Serve what the environment says, until the process is told to stop."""
    settings = Settings.from_env(os.environ, dotenv=Path("none"))
    services = open_services(settings)
    front = CORSMiddleware(
        WithoutOrigin(create_app(services)),
        allow_origins=[os.environ["CORROBORATE_ALLOWED_ORIGINS"]],
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type"],
    )
    try:
        uvicorn.run(front, port=settings.port, log_level="warning")
    finally:
        services.close()


if __name__ == "__main__":
    main()
