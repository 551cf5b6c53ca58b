from __future__ import annotations

from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse

from app.api import create_app
from app.wire import Services
from tests.api_server import BASE_URL, assert_problem

pytest_plugins = ["tests.api_fixtures"]


def test_health_says_what_is_held_and_how_it_works(stocked: TestClient) -> None:
    health = stocked.get("/healthz").json()
    embedder = health.pop("embedder")
    assert health == {"status": "ok", "articles": 3, "sentences": 7, "answerer": "quote"}
    assert embedder


def test_unknown_addresses_and_methods_are_problems(stocked: TestClient) -> None:
    assert_problem(stocked.get("/api/nothing"), 404, "'/api/nothing'", "/docs")
    assert_problem(stocked.get("/nothing"), 404, "'/nothing'")
    assert_problem(stocked.get("/api"), 404)
    assert_problem(stocked.get("/api/articles/"), 404)
    for method, path, allowed in (
        ("PUT", "/api/articles", "GET, POST"),
        ("PATCH", "/api/articles/art_1", "DELETE, GET"),
        ("GET", "/api/ask", "POST"),
        ("OPTIONS", "/api/search", "POST"),
        ("BREW", "/api/answers/ans_1", "GET"),
        ("POST", "/healthz", "GET"),
        ("OPTIONS", "/api/subscriptions/opml", "POST"),
    ):
        reply = stocked.request(method, path)
        assert_problem(reply, 405, method, allowed)
        assert reply.headers["allow"] == allowed


def test_a_page_mounted_at_the_root_takes_nothing_of_the_api(services: Services) -> None:
    app = create_app(services)
    app.mount("/", PlainTextResponse("the page"))
    client = TestClient(app, base_url=BASE_URL)
    assert client.get("/").text == "the page"
    assert client.get("/healthz").json()["articles"] == 0
    assert_problem(client.get("/api/nothing"), 404)
    assert_problem(client.put("/api/articles"), 405)
    assert_problem(client.post("/healthz"), 405)


def test_a_failure_of_the_server_tells_no_secrets(services: Services) -> None:
    app = create_app(services)

    def fail() -> None:
        raise RuntimeError("secret of /home/someone")

    app.router.routes.clear()
    app.add_api_route("/fail", fail)
    reply = TestClient(app, base_url=BASE_URL, raise_server_exceptions=False).get("/fail")
    assert_problem(reply, 500, "log")
    assert "secret" not in reply.text


def test_no_answer_lets_other_sites_read_it(stocked: TestClient) -> None:
    reply = stocked.get("/api/articles", headers={"origin": "https://evil.example"})
    assert not [name for name in reply.headers if name.startswith("access-control")]
