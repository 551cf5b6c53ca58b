"""What goes wrong below /v1, as clients of OpenAI's API expect it: a problem's members in, a status and a body out.

The words are the problem's own. `param` names the part of the body in OpenAI's way, such as 'messages[0].content'.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PREFIX = "/v1"
_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_CODES = {401: "invalid_api_key", 429: "rate_limit_exceeded"}


def covers(path: str) -> bool:
    """Return whether an address belongs to OpenAI's API."""
    return path == PREFIX or path.startswith(f"{PREFIX}/")


def refusal(problem: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
    """Return the HTTP status and the body that say what a problem says."""
    status = int(problem["status"])
    part = problem.get("errors", [{}])[0]
    error = {
        "message": problem["title"],
        "type": _TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error"),
        "param": part.get("parameter") or _param(part.get("pointer", "")),
        "code": part.get("code") or _CODES.get(status),
    }
    # A body that was read and is not allowed is a 400 at OpenAI's, and so a BadRequestError in its clients.
    return (400 if status == 422 else status), {"error": error}


def _param(pointer: str) -> str | None:
    """Return a JSON pointer in the way in which OpenAI names a part of a body; nothing for the whole of it."""
    named = ""
    for step in pointer.removeprefix("#").split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        named += f"[{name}]" if name.isdecimal() else f".{name}"
    return named.removeprefix(".") or None
