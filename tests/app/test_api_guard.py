from __future__ import annotations

import pytest
from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

from app import problems
from app.api_guard import Guard
from tests.api_server import assert_problem


def guarded(host: str, origins: frozenset[str] = frozenset()) -> TestClient:
    app = FastAPI()
    problems.install(app)

    @app.api_route("/{path:path}", methods=["GET", "POST", "DELETE"])
    async def thing(path: str, response: Response) -> str:
        response.headers["Access-Control-Allow-Origin"] = "http://localhost:3000"  # as Gradio does
        return path

    app.add_middleware(Guard, host=host, origins=origins)
    return TestClient(app, base_url="http://127.0.0.1:7860")


@pytest.mark.parametrize(
    ("bound", "host", "passes"),
    [
        ("127.0.0.1", "127.0.0.1:7860", True),
        ("127.0.0.1", "localhost:7860", True),
        ("127.0.0.1", "LocalHost", True),
        ("127.0.0.1", "[::1]:7860", True),
        ("localhost", "127.0.0.1:7860", True),
        ("::1", "[::1]:7860", True),
        ("[::1]", "localhost", True),
        ("127.0.0.1", "evil.example", False),
        ("127.0.0.1", "127.0.0.1.evil.example:7860", False),
        ("127.0.0.1", "localhost.evil.example", False),
        ("127.0.0.1", "192.168.1.4:7860", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[::1", False),
        ("0.0.0.0", "news.example", True),  # noqa: S104 - reached under names that only its operator knows
        ("192.168.1.4", "192.168.1.4:7860", True),
    ],
)
def test_a_server_on_a_loopback_address_answers_to_no_other_name(bound: str, host: str, passes: bool) -> None:
    reply = guarded(bound).get("/thing", headers={"host": host})
    if passes:
        assert reply.status_code == 200
    else:
        assert_problem(reply, 421, repr(host), "localhost")


@pytest.mark.parametrize(
    ("method", "origin", "passes"),
    [
        ("POST", None, True),
        ("POST", "http://127.0.0.1:7860", True),
        ("GET", "https://evil.example", True),
        ("POST", "https://evil.example", False),
        ("DELETE", "https://evil.example", False),
        ("GET", "http://localhost:3000", True),
        ("POST", "http://127.0.0.1:9999", False),
        ("POST", "http://localhost:7860", False),
        ("POST", "null", False),
        ("POST", "", False),
    ],
)
def test_a_foreign_page_changes_nothing(method: str, origin: str | None, passes: bool) -> None:
    headers = {} if origin is None else {"origin": origin}
    reply = guarded("127.0.0.1").request(method, "/thing", headers=headers)
    if passes:
        assert reply.status_code == 200
        assert not [name for name in reply.headers if name.startswith("access-control")]
    else:
        assert_problem(reply, 403, repr(origin))


def test_a_foreign_page_changes_nothing_on_an_open_address_either() -> None:
    headers = {"host": "news.example", "origin": "https://evil.example"}
    assert_problem(guarded("0.0.0.0").post("/thing", headers=headers), 403)  # noqa: S104
    assert guarded("0.0.0.0").post("/thing", headers=headers | {"origin": "https://news.example"}).is_success  # noqa: S104


ALLOWED = "https://news.example"


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize(
    ("path", "origin", "passes"),
    [
        ("/api/thing", ALLOWED, True),
        ("/v1/thing", ALLOWED, True),
        ("/mcp", ALLOWED, True),
        ("/thing", ALLOWED, False),
        ("/apiary", ALLOWED, False),
        ("/gradio_api/queue/join", ALLOWED, False),
        ("/api/thing", "https://news.example.evil.example", False),
        ("/api/thing", "https://news.example:444", False),
        ("/api/thing", "http://news.example", False),
        ("/api/thing", "null", False),
        ("/api/thing", "", False),
    ],
)
def test_pages_of_allowed_origins_may_call_the_api_alone(method: str, path: str, origin: str, passes: bool) -> None:
    reply = guarded("127.0.0.1", frozenset({ALLOWED})).request(method, path, headers={"origin": origin})
    sent = {name: value for name, value in reply.headers.items() if name.startswith("access-control")}
    if passes:
        assert reply.status_code == 200
        assert sent.pop("access-control-allow-origin") == ALLOWED
        assert {"RateLimit", "Retry-After"} <= set(sent.pop("access-control-expose-headers").split(", "))
        assert reply.headers["vary"] == "Origin"
    elif method != "GET":
        assert_problem(reply, 403, repr(origin))
    assert sent == {}, "no cookie of a visitor may ever come along"


@pytest.mark.parametrize(("origin", "passes"), [(ALLOWED, True), ("https://evil.example", False)])
def test_a_browser_asks_first(origin: str, passes: bool) -> None:
    asked = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type,idempotency-key",
    }
    reply = guarded("127.0.0.1", frozenset({ALLOWED})).options("/api/thing", headers=asked)
    allowed = [name for name in reply.headers if name.startswith("access-control")]
    if passes:
        assert reply.status_code == 200
        assert "POST" in reply.headers["access-control-allow-methods"]
        assert reply.headers["access-control-allow-headers"] == asked["access-control-request-headers"]
        assert "access-control-allow-credentials" not in allowed
    else:
        assert_problem(reply, 403, repr(origin))
        assert allowed == []
