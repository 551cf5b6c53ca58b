from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from app import problems
from app.api_guard import Guard, is_loopback
from tests.api_server import assert_problem

LIMIT = 1_000


def guarded(host: str) -> TestClient:
    app = FastAPI()
    problems.install(app)

    @app.api_route("/thing", methods=["GET", "POST", "DELETE"])
    async def thing(request: Request) -> int:
        return len(await request.body())

    app.add_middleware(Guard, host=host, max_body_bytes=LIMIT)
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


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "in pieces"])
def test_a_body_has_a_limit(declared: bool) -> None:
    def pieces(size: int) -> Iterator[bytes]:
        yield from (b"x" * 100 for _ in range(size // 100))

    client = guarded("127.0.0.1")
    within, beyond = (b"x" * size if declared else pieces(size) for size in (LIMIT, LIMIT + 100))
    assert client.post("/thing", content=within).json() == LIMIT
    assert_problem(client.post("/thing", content=beyond), 413, "1,000", "several calls")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_these_hosts_mean_this_machine(host: str) -> None:
    assert is_loopback(host)
    assert not is_loopback(f"{host}.example")
