"""Everything that goes wrong over HTTP, as RFC 9457 problem details.

In: an exception. Out: an `application/problem+json` response whose title says what was wrong, with what, and what to
do; below /v1 the same in the form of `v1_errors`. `type` is the address of a page that explains the kind. No trace,
path of a file or line of code ever leaves.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, Response
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from app import accounts, v1_errors
from ingest.errors import (
    BusyError,
    CorroborateError,
    EmbedderMismatchError,
    EmbedError,
    FilterError,
    GoneError,
    KeyInUseError,
    KeyReusedError,
    NotFoundError,
    StoreError,
    StoreHeldError,
)

MEDIA_TYPE = "application/problem+json"
_LONGEST_VALUE = 80  # characters of a refused value that a message repeats; enough to find it, too few to drown in


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its name in addresses, its HTTP status and what it means."""

    slug: str
    status: int
    meaning: str


KINDS = {
    kind.slug: kind
    for kind in (
        Kind("bad-request", 400, "The request could not be read; nothing was changed."),
        Kind("no-key", 401, "This server wants a key, and none that it knows came with the request."),
        Kind("foreign-origin", 403, "A page of another site may not change anything here; nothing was changed."),
        Kind("too-little-scope", 403, "The key is good, and does not reach so far; nothing was changed."),
        Kind("not-found", 404, "Nothing has this address or this id; nothing was changed."),
        Kind("method-not-allowed", 405, "This address exists but does not take this method."),
        Kind("too-slow", 408, "The body took longer to arrive than one may take; nothing was changed."),
        Kind("conflict", 409, "The store is not in a state that allows this; nothing was changed."),
        Kind("still-running", 409, "A call with this Idempotency-Key is under way; this one changed nothing."),
        Kind("gone", 410, "It was here and was deleted. It will not come back under this id."),
        Kind("too-large", 413, "The body is larger than one call may be. Send several smaller ones."),
        Kind("unsupported-media-type", 415, "The body's Content-Type is not one that this call takes."),
        Kind("wrong-host", 421, "The Host header names a host that this server does not serve."),
        Kind("invalid", 422, "The request was read, and a part of it is not allowed; nothing was changed."),
        Kind("not-supported", 422, "The request asks for something that this version can't do; nothing was changed."),
        Kind("key-reused", 422, "This Idempotency-Key stands for another body; nothing was changed."),
        Kind("too-many-jobs", 429, "Too many jobs are waiting. Send this one again when some have ended."),
        Kind(
            "too-often", 429, "Too many requests came from this caller. The header Retry-After says when to come back."
        ),
        Kind("internal", 500, "The server failed. The request may be right; the server's log has the cause."),
        Kind("unavailable", 503, "Something that the server needs can't be used at the moment. Try again later."),
    )
}
_BY_STATUS = {kind.status: kind for kind in reversed(KINDS.values())}
_BY_ERROR: tuple[tuple[type[CorroborateError], str], ...] = (
    (BusyError, "too-many-jobs"),
    (KeyInUseError, "still-running"),
    (KeyReusedError, "key-reused"),
    (NotFoundError, "not-found"),
    (GoneError, "gone"),
    (FilterError, "invalid"),
    (StoreHeldError, "conflict"),
    (EmbedderMismatchError, "conflict"),
    (StoreError, "unavailable"),
    (EmbedError, "unavailable"),
)
_INTERNAL_TITLE = "the server failed on this request; its log has the cause, report it if it comes again"


class ProblemError(Exception):
    """A request that is refused; `slug` names one of `KINDS`, `errors` the parts that were wrong."""

    def __init__(
        self,
        slug: str,
        title: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(title)
        self.kind = KINDS[slug]
        self.title = title
        self.errors = errors
        self.headers = headers


def as_problem(error: Exception, *, instance: str) -> dict[str, object]:
    """Return the members of the problem that an exception is, for a response or an event of a stream."""
    problem = _problem_error(error)
    details = "; ".join(part["detail"] for part in problem.errors)
    members: dict[str, object] = {
        "type": f"/problems/{problem.kind.slug}",
        "title": problem.title,
        "status": problem.kind.status,
        "detail": f"{problem.kind.meaning} {details}".strip(),
        "instance": instance,
    }
    if account := accounts.current():
        members["request_id"] = account.request_id
    return members | ({"errors": list(problem.errors)} if problem.errors else {})


def response(error: Exception, *, instance: str) -> Response:
    """Return the response that says what an exception says."""
    members = as_problem(error, instance=instance)
    status, media_type = KINDS[str(members["type"]).rpartition("/")[2]].status, MEDIA_TYPE
    if v1_errors.covers(instance):
        (status, members), media_type = v1_errors.refusal(members), "application/json"
    # A refused key may hold half a surrogate pair, which JSON can escape and UTF-8 can't write.
    body = json.dumps(members, ensure_ascii=False).encode("utf-8", "replace")
    headers = _problem_error(error).headers
    return Response(body, status_code=status, media_type=media_type, headers=dict(headers or {}))


def install(app: FastAPI) -> None:
    """Make the app answer every failure with a problem, and explain each kind at its address."""
    for error in (HTTPException, RequestValidationError, CorroborateError, ProblemError, Exception):
        app.add_exception_handler(error, _handle)
    app.add_api_route("/problems/{slug}", _explain, include_in_schema=False)


async def _handle(request: Request, error: Exception) -> Response:
    if isinstance(error, RequestValidationError):
        error = _invalid(error, content_type=request.headers.get("content-type", ""))
    elif isinstance(error, HTTPException):
        error = _http(error, method=request.method, path=request.url.path)
    return response(error, instance=request.url.path)


def _explain(slug: str) -> PlainTextResponse:
    if slug not in KINDS:
        raise ProblemError("not-found", f"no kind of problem is called {slug!r}; the calls are listed at /docs")
    kind = KINDS[slug]
    return PlainTextResponse(f"{kind.status} {kind.slug}\n\n{kind.meaning}\n")


def _problem_error(error: Exception) -> ProblemError:
    if isinstance(error, ProblemError):
        return error
    for family, slug in _BY_ERROR:
        if isinstance(error, family):
            return ProblemError(slug, str(error))
    return ProblemError("internal", _INTERNAL_TITLE)


def _http(error: HTTPException, *, method: str, path: str) -> ProblemError:
    """Say in our words what the framework refuses in its own."""
    kind = _BY_STATUS.get(error.status_code, KINDS["bad-request" if error.status_code < 500 else "internal"])
    if kind.slug == "not-found":
        title = f"nothing is at {path!r}; the calls are listed at /docs"
    elif kind.slug == "method-not-allowed":
        allowed = (error.headers or {}).get("Allow", "another method")
        title = f"{path!r} does not take {method}; use {allowed}"
    elif kind.slug == "internal":
        title = _INTERNAL_TITLE
    elif error.detail == "There was an error parsing the body":  # FastAPI's; not UTF-8, or nested beyond all reason
        title = "the body can't be read as JSON; send one JSON object in UTF-8"
    else:
        title = error.detail or HTTPStatus(kind.status).phrase
    return ProblemError(kind.slug, title, headers=error.headers)


def _invalid(error: RequestValidationError, *, content_type: str) -> ProblemError:
    parts = error.errors()
    whole = bool(parts) and tuple(parts[0]["loc"]) == ("body",) and parts[0]["type"] != "missing"
    if whole and "json" not in content_type:
        return unsupported(content_type, allowed="application/json")
    details = [_part(part) for part in parts]
    more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
    title = details[0]["detail"] if details else "the request is not valid"
    return ProblemError("invalid", f"{title}{more}; see /docs", errors=details)


def of_body(error: ValidationError) -> ProblemError:
    """Return the problem of a body that was checked elsewhere than in a route of the API."""
    parts = [{**part, "loc": ("body", *part["loc"])} for part in error.errors()]
    return _invalid(RequestValidationError(parts), content_type="application/json")


def unsupported(content_type: str, *, allowed: str) -> ProblemError:
    """Return the problem of a body that calls itself something that the call does not take."""
    given = f"not {content_type!r}" if content_type else "and this one has none"
    return ProblemError("unsupported-media-type", f"send the body with Content-Type {allowed}, {given}")


def _part(part: Mapping[str, Any]) -> dict[str, str]:
    """Return what was wrong with one part: where it is, and a sentence about it."""
    where, *path = part["loc"]
    if part["type"] == "json_invalid":
        reason = part.get("ctx", {}).get("error", "")
        return {"pointer": "#", "detail": f"the body is not JSON: {reason} at character {path[0]}"}
    name = repr(".".join(str(step) for step in path)) if path else f"the {where}"
    detail = f"{name} {_complaint(part)}"
    if where != "body":
        return {"parameter": ".".join(map(str, path)), "detail": detail}
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in path)
    return {"pointer": "#" + "".join(f"/{step}" for step in steps), "detail": detail}


def _complaint(part: Mapping[str, Any]) -> str:
    match part["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is not known to this call; leave it out"
        case "value_error":
            return str(part["msg"]).removeprefix("Value error, ")
        case "string_unicode":
            return "holds half of a surrogate pair, which is no character; leave it out"
        case "model_attributes_type" | "model_type" | "dict_type":
            return "must be a JSON object"
        case "string_too_short" | "too_short":
            return "must not be empty"
        case "string_too_long":
            return f"must have at most {part['ctx']['max_length']:,} characters, and has {len(part['input']):,}"
        case "too_long":
            return f"must have at most {part['ctx']['max_length']:,} entries, and has {len(part['input']):,}"
    wanted = str(part["msg"]).replace("Input should be", "must be").replace("should have", "must have")
    return f"{wanted}, not {shown(part.get('input'))}"


def shown(value: object) -> str:
    """Return a refused value as a message may repeat it."""
    text = json.dumps(value) if value is None or isinstance(value, bool) else repr(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}..."
