from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from app import problems
from ingest import errors
from ingest.errors import CorroborateError
from tests.api_server import assert_problem


def failing(error: Exception) -> TestClient:
    app = FastAPI()
    problems.install(app)

    def fail() -> None:
        raise error

    app.add_api_route("/fail", fail)
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.NotFoundError("no article has the id 'a'"), 404),
        (errors.GoneError("the article 'a' was deleted"), 410),
        (errors.FilterError("no such cursor 'a'"), 422),
        (errors.StoreHeldError("held", url=None), 409),
        (errors.EmbedderMismatchError("another embedder"), 409),
        (errors.StoreError("the disk is full"), 503),
        (errors.EmbedError("no weights"), 503),
        (HTTPException(404), 404),
        (HTTPException(405, headers={"Allow": "GET"}), 405),
        (HTTPException(413, "too much"), 413),
        (HTTPException(418, "a teapot"), 400),
        (HTTPException(500, "secret"), 500),
        (CorroborateError("secret"), 500),
        (KeyError("secret"), 500),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_every_error_is_a_problem_with_its_status(error: Exception, status: int) -> None:
    reply = failing(error).get("/fail")
    problem = assert_problem(reply, status)
    assert problem["instance"] == "/fail"
    assert "secret" not in reply.text
    if isinstance(error, CorroborateError) and status != 500:
        assert problem["title"] == str(error)


def test_a_kind_is_explained_at_its_address() -> None:
    client = failing(errors.GoneError("x"))
    explained = client.get(client.get("/fail").json()["type"])
    assert explained.headers["content-type"].startswith("text/plain")
    assert explained.text.startswith("410 gone\n")
    assert_problem(client.get("/problems/nothing"), 404, "'nothing'")


def test_a_long_value_is_not_repeated_in_full() -> None:
    assert problems.shown("short") == "'short'"
    assert len(problems.shown("x" * 10_000)) < 100
