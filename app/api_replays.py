"""Calls that may come twice over HTTP: the `Idempotency-Key` that a caller sends with them.

The same key with the same body gets the same answer again, marked `Idempotent-Replayed: true`; with another body it is
refused (422), and so it is while the first call runs (409), as the IETF's draft on this header has it. A caller's keys
are its own: another one's are other keys. Of a body only its digest is kept, and refusals are not kept at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from app.api_gate import granted
from ingest.replays import Kept, Replays

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"

_Key = Annotated[
    str | None,
    Header(
        alias=HEADER,
        min_length=1,
        max_length=255,
        pattern=r"^[!-~]+( [!-~]+)*$",
        description="A name for this call, such as a UUID; sent again within a day, it gets the same answer.",
    ),
]


@dataclass(frozen=True, slots=True)
class NamedCall:
    """A call that its caller may send again; `name` is a digest, None where it has none."""

    name: str | None


async def _call(request: Request, key: _Key = None) -> NamedCall:
    if key is None:
        return NamedCall(None)
    # The draft has the key in quotation marks; most callers leave them out.
    parts = (request.method, request.url.path, granted(request).who, key.strip('"'))
    return NamedCall(_digest(part.encode("utf-8", "replace") for part in parts))


Call = Annotated[NamedCall, Depends(_call)]


def once(call: NamedCall, sent: Iterable[bytes], replays: Replays, make: Callable[[], Response]) -> Response:
    """Return what `make` makes of what was sent, or made of it when it came first.

    Raises:
        KeyInUseError, KeyReusedError
    """
    if call.name is None:
        return make()
    kept, again = replays.once(call.name, _digest(sent), lambda: _kept(make()))
    headers = {"Location": kept.location} if kept.location else {}
    headers |= {REPLAYED: "true"} if again else {}
    return Response(kept.body, status_code=kept.status, media_type="application/json", headers=headers)


def _kept(reply: Response) -> Kept:
    return Kept(reply.status_code, bytes(reply.body), reply.headers.get("location"))


def _digest(parts: Iterable[bytes]) -> str:
    """Return a digest of parts, each with its length, so that no two lists of parts are alike."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
