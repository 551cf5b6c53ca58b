"""Streams of the HTTP surface as they come: an address and a body in, events with the time of each out."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx


def streamed(url: str, body: dict[str, Any]) -> list[tuple[float, str, dict[str, Any]]]:
    """Return the events of a stream, each with when it came (seconds, monotonic)."""
    out: list[tuple[float, str, dict[str, Any]]] = []
    name = ""
    with httpx.stream("POST", url, json={**body, "stream": True}, timeout=20) as reply:
        for line in reply.iter_lines():
            kind, _, value = line.partition(": ")
            if kind == "event":
                name = value
            elif kind == "data":
                out.append((time.monotonic(), name, json.loads(value)))
    return out
