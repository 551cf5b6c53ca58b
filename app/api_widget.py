"""The chat for other people's pages: one script at /widget.js, loadable from any page.

The script and its style sheet are two files that go out as one, since a page's policy may forbid any sheet but its own
and lets a script construct one. Which pages may ask is for `api_guard` to say, whatever they have loaded.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import Response

_STATIC = Path(__file__).parent / "static"
_HEADERS = {
    "Cross-Origin-Resource-Policy": "cross-origin",  # else pages that isolate themselves could not load it
    "Cache-Control": "public, max-age=3600",
    "X-Content-Type-Options": "nosniff",
}


def install(app: FastAPI) -> None:
    """Serve the script."""
    app.add_api_route("/widget.js", widget, methods=["GET", "HEAD"], include_in_schema=False, response_class=Response)


def widget() -> Response:
    """Return the script with its sheet in it."""
    return Response(_script(), media_type="text/javascript", headers=_HEADERS)


@cache
def _script() -> str:
    sheet = json.dumps((_STATIC / "widget.css").read_text("utf-8"))
    return (_STATIC / "widget.js").read_text("utf-8").replace('"widget.css"', sheet, 1)
