"""What a failed call to a model was: any package's exception in, its kind and the server's own words out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from langchain_core import exceptions

from app.model import Trouble
from app.model_http import FloodError, LateError, NoStreamError

# What is shown of a server's words: enough for OpenAI's longest, which names the model and the parameter.
MOST_SHOWN = 200

# First what the exception is, where its package says so; LangChain's are the bases of every package's own.
_KINDS: tuple[tuple[type[Exception], Trouble], ...] = (
    (LateError, Trouble.TIMEOUT),
    (FloodError, Trouble.TOO_LONG),
    (NoStreamError, Trouble.UNREADABLE),
    (exceptions.ContextOverflowError, Trouble.BAD_REQUEST),
    (exceptions.ModelTimeoutError, Trouble.TIMEOUT),
    (exceptions.ModelConnectionError, Trouble.UNREACHABLE),
)
# For packages whose exceptions have no status, which says more where it is.
_WITHOUT_STATUS: tuple[tuple[type[Exception], Trouble], ...] = (
    (exceptions.ModelAuthenticationError, Trouble.REFUSED_KEY),
    (exceptions.ModelPermissionDeniedError, Trouble.REFUSED_KEY),
    (exceptions.ModelNotFoundError, Trouble.UNKNOWN_MODEL),
    (exceptions.ModelRateLimitError, Trouble.RATE_LIMIT),
    (exceptions.ModelInvalidRequestError, Trouble.BAD_REQUEST),
    (exceptions.ModelAPIError, Trouble.SERVER_ERROR),
)
# How LangChain says that a stream ended before it began.
_NOTHING = "No generation chunks were returned"
_STATUSES = {
    401: Trouble.REFUSED_KEY,
    402: Trouble.RATE_LIMIT,
    403: Trouble.REFUSED_KEY,
    404: Trouble.UNKNOWN_MODEL,
    408: Trouble.TIMEOUT,
    429: Trouble.RATE_LIMIT,
}
_NO_MODEL = re.compile(r"model_not_found|not a valid model|model .{1,80} (?:not found|does not exist)", re.IGNORECASE)
_KEY = re.compile(r"\b(?:sk|pk|gsk|xai|lsv2)[-_][\w*.-]{4,}|\bBearer\s+\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed call.

    `detail` is for the reader, `body` all that the server said, `wait` the seconds that it asked for. `final` says that
    asking the same again is no use, `spent` that the reply ended with the last of its tokens.
    """

    kind: Trouble
    detail: str = ""
    body: str = ""
    status: int = 0
    wait: float | None = None
    final: bool = False
    spent: bool = False


def read_failure(error: Exception, *, secrets: tuple[str, ...] = ()) -> Failure:
    """Return what an exception from a model's package means; `secrets` are left out of every word of it."""
    if isinstance(error, ValueError) and str(error) == _NOTHING:
        return Failure(Trouble.EMPTY)
    status = getattr(error, "status_code", 0)
    body = getattr(error, "body", None)
    said = redact(str(body or ""), secrets)
    return Failure(
        _kind(error, status, said),
        detail=_words(body, secrets),
        body=said,
        status=status,
        wait=_wait(error),
        # What is spent does not come back by waiting.
        final="insufficient_quota" in said or status == 402,
    )


def _kind(error: Exception, status: int, said: str) -> Trouble:
    table = _KINDS if status else _KINDS + _WITHOUT_STATUS
    kind = next((kind for known, kind in table if isinstance(error, known)), None)
    if kind is not None:
        return kind
    if not status:
        # An error that comes as an event in mid-stream has words and no status; anything else is no reply at all.
        return Trouble.SERVER_ERROR if said else Trouble.UNREADABLE
    if status == 400 and _NO_MODEL.search(said):
        return Trouble.UNKNOWN_MODEL
    return _STATUSES.get(status, Trouble.SERVER_ERROR if status >= 500 else Trouble.BAD_REQUEST)


def redact(text: str, secrets: tuple[str, ...]) -> str:
    """Return a text without the secrets, and without whatever looks like a key."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "[key]")
    return _KEY.sub("[key]", text)


def _words(body: object, secrets: tuple[str, ...]) -> str:
    """Return what a server said, as one short line: the message of OpenAI's errors, or of others' like it."""
    while isinstance(body, dict):
        body = body.get("message") or body.get("detail") or body.get("error")
    if not isinstance(body, str) or body.lstrip().startswith("<"):
        return ""
    line = redact(" ".join("".join(char if char.isprintable() else " " for char in body).split()), secrets)
    return line if len(line) <= MOST_SHOWN else line[: MOST_SHOWN - 1] + "…"


def _wait(error: Exception) -> float | None:
    response = getattr(error, "response", None)
    value = getattr(response, "headers", {}).get("retry-after", "")
    try:
        return max(float(value), 0)
    except ValueError:
        return None
