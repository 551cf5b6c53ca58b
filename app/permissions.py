"""What a call needs: its method and path in, the scope of the key out, and whether it counts towards a rate.

Closed by default: whatever changes something and is not named here needs `admin`.
"""

from __future__ import annotations

import re

from ingest.keys import Scope

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
# A reader can be told that the server is there, why he was refused, and where to show a key. The widget's script says
# nothing of the corpus.
_OPEN = re.compile(r"/(healthz|widget\.js|login|logout|problems/.*)")
_RULES = tuple(
    (re.compile(methods), re.compile(paths), scope)
    for methods, paths, scope in (
        ("POST", r"/api/(ask|search|summarize|check)", Scope.READ),
        ("POST", r"/v1/.*|/mcp/?", Scope.READ),
        # Whoever knows the id of a conversation may change it; nobody guesses one.
        ("PATCH|DELETE", r"/api/conversations/[^/]+", Scope.READ),
        ("PUT|DELETE", r"/api/conversations/[^/]+/share", Scope.READ),
        ("POST", r"/api/articles", Scope.INGEST),
        (".*", r"/api/(jobs|subscriptions)(/.*)?", Scope.INGEST),
        # The page: its functions are called by one address, and those that add something ask for more themselves.
        ("POST", r"/gradio_api/upload", Scope.INGEST),
        ("POST", r"/gradio_api/.*", Scope.READ),
    )
)
# A page loads dozens of scripts and styles; what is counted is what makes the server work.
_COUNTED = re.compile(r"/(api|v1|mcp)(/.*)?|/gradio_api/(queue/join|upload|run/.*|call/.*)|/login|/openapi\.json")


def needed(method: str, path: str) -> Scope | None:
    """Return the scope that a call needs; None: anybody may make it."""
    if _OPEN.fullmatch(path):
        return None
    if method in _READING:
        return Scope.READ
    for methods, paths, scope in _RULES:
        if methods.fullmatch(method) and paths.fullmatch(path):
            return scope
    return Scope.ADMIN


def counted(method: str, path: str) -> bool:
    """Return whether a call counts towards its caller's rate."""
    return bool(_COUNTED.fullmatch(path)) and (path != "/login" or method == "POST")
