"""Bodies that are too large or too slow, before the whole server and before one that swallows every error."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from app import problems
from app.api_bodies import SLOWEST, Bodies
from app.wire import Services
from ingest.access import Access
from tests.api_server import assert_problem, make_client
from tests.v1_server import serving

pytest_plugins = ["tests.api_fixtures"]

LIMIT = 1_000


def limited() -> TestClient:
    app = FastAPI()
    problems.install(app)

    @app.post("/thing")
    async def thing(request: Request) -> int:
        return len(await request.body())

    @app.post("/swallowing")
    async def swallowing(request: Request) -> str:
        try:
            await request.body()
        except Exception:  # noqa: BLE001 - as others do
            return "nothing happened"
        return "all of it came"

    app.add_middleware(Bodies, max_bytes=LIMIT, seconds=1.0)
    return TestClient(app)


def pieces(size: int) -> Iterator[bytes]:
    yield from (b"x" * 100 for _ in range(size // 100))


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "in pieces"])
@pytest.mark.parametrize("path", ["/thing", "/swallowing"])
def test_a_body_has_a_limit(declared: bool, path: str) -> None:
    within, beyond = (b"x" * size if declared else pieces(size) for size in (LIMIT, LIMIT + 100))
    assert limited().post(path, content=within).json() in (LIMIT, "all of it came")
    assert_problem(limited().post(path, content=beyond), 413, "1,000", "several calls")


PATHS = [
    "/api/articles",
    "/api/search",
    "/api/ask",
    "/api/summarize",
    "/api/check",
    "/api/subscriptions",
    "/api/subscriptions/opml",
    "/v1/chat/completions",
    "/v1/responses",
    "/mcp",
    "/login",
    "/nowhere",
]

KINDS = {
    "/login": ("application/x-www-form-urlencoded", b"key="),
    "/api/subscriptions/opml": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="feeds.opml"\r\n\r\n',
    ),
}


@pytest.fixture
def small(services: Services) -> Services:
    """Services whose bodies may have `LIMIT` bytes and take a second."""
    access = Access(max_body_bytes=LIMIT, body_seconds=1)
    return replace(services, settings=replace(services.settings, access=access))


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "in pieces"])
@pytest.mark.parametrize("path", [path for path in PATHS if path != "/nowhere"])
def test_every_path_has_the_limit(small: Services, path: str, declared: bool) -> None:
    kind, head = KINDS.get(path, ("application/json", b""))
    sent = head + b" " * LIMIT + b" "
    reply = make_client(small).post(
        path, content=sent if declared else iter([head, *pieces(LIMIT), b" "]), headers={"content-type": kind}
    )
    assert reply.status_code == 413, reply.text
    assert "1,000" in reply.text


def test_every_path_of_the_document_that_takes_a_body_is_tried(services: Services) -> None:
    paths = make_client(services).get("/openapi.json").json()["paths"]
    assert {path for path, calls in paths.items() if "post" in calls} <= set(PATHS)


def trickled(address: str, path: str, *, every: float, seconds: float) -> tuple[str, float]:
    """Send a byte at a time; return what came back, and after how many seconds."""
    host, _, port = address.removeprefix("http://").partition(":")
    begun = time.monotonic()
    with socket.create_connection((host, int(port)), timeout=20) as line:
        fields = (
            f"POST {path} HTTP/1.1",
            f"Host: {host}",
            "Content-Type: application/json",
            "Content-Length: 900",
            "",
            "",
        )
        line.sendall("\r\n".join(fields).encode())
        line.settimeout(every)
        received = b""
        while time.monotonic() - begun < seconds:
            try:
                piece = line.recv(65_536)
                if not piece:
                    break
                received += piece
            except TimeoutError:
                if not received:
                    line.sendall(b" ")
    return received.decode(), time.monotonic() - begun


@pytest.mark.parametrize("path", ["/api/ask", "/v1/chat/completions", "/mcp"])
def test_a_byte_now_and_then_is_cut_off(small: Services, path: str) -> None:
    with serving(small) as address:
        received, took = trickled(address, path, every=0.1, seconds=60)
    assert received.startswith("HTTP/1.1 408 "), received
    assert "connection: close" in received.lower()
    assert f"within 1 seconds and one more for each {SLOWEST:,} bytes" in received
    assert took < 30  # all of it would take 90, also where this machine has other work


def test_a_reader_of_a_long_answer_is_not_cut_off(small: Services) -> None:
    """The limit is on what is sent here, not on how long the answer takes."""
    with serving(small) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=20) as line:
            ask = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            line.sendall(ask)
            assert line.recv(65_536).startswith(b"HTTP/1.1 200")
            time.sleep(1.5)
            line.sendall(ask)
            assert line.recv(65_536).startswith(b"HTTP/1.1 200")


def test_what_arrives_earns_more_time() -> None:
    bodies = Bodies(FastAPI(), max_bytes=LIMIT, seconds=2.0)
    assert bodies.allowed(0) == 2.0
    assert bodies.allowed(10 * SLOWEST) == 12.0
