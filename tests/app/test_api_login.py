"""Signing in and out by a form, as a browser without scripts does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api_gate import COOKIE
from app.wire import Services
from ingest.access import Access
from ingest.keys import SESSION_DAYS, Scope
from tests.api_server import BASE_URL, FERRY, assert_problem, make_client, make_services

NOW = datetime.now(UTC)
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ALLOWED = "https://news.example"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = make_services(tmp_path / "data")
    access = Access(require_key=True, origins=frozenset({ALLOWED}))
    yield replace(opened, settings=replace(opened.settings, access=access))
    opened.keys.close()
    opened.store.close()


@pytest.fixture
def client(services: Services) -> TestClient:
    made = make_client(services)
    made.follow_redirects = False
    return made


def secret(services: Services, scope: Scope = Scope.READ) -> str:
    return services.keys.add(f"<b>{scope!s}</b>", scope, None, now=NOW)[1]


def sign_in(client: TestClient, key: str, **fields: str) -> Any:
    return client.post("/login", data={"key": key, "next": "/"} | fields, headers=BROWSER | {"Origin": BASE_URL})


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/", "login"),
        ("/docs", "login?next=/docs"),
        ("/?c=1&d=2", "login?next=/%3Fc%3D1%26d%3D2"),
        ("/shared/a/b", "../../login?next=/shared/a/b"),
    ],
)
def test_a_person_is_led_to_the_form(client: TestClient, asked: str, led: str) -> None:
    reply = client.get(asked, headers=BROWSER)
    assert (reply.status_code, reply.headers["location"]) == (303, led)


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/api/articles"), ("GET", "/v1/models"), ("POST", "/"), ("POST", "/mcp")]
)
def test_a_program_is_not(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path, headers=BROWSER).status_code == 401


def test_from_signing_in_to_signing_out(client: TestClient, services: Services) -> None:
    key = secret(services)
    assert 'name="key"' in client.get("/login").text
    entered = sign_in(client, key)
    assert (entered.status_code, entered.headers["location"]) == (303, "./")
    (cookie,) = client.cookies.jar
    said = entered.headers["set-cookie"].lower()
    assert all(word in said for word in ("httponly", "samesite=lax", "path=/", f"max-age={SESSION_DAYS * 86_400}"))
    assert "secure" not in said
    assert cookie.value is not None
    assert cookie.value not in key
    assert key not in said
    assert client.get("/api/articles").status_code == 200
    assert_problem(client.post("/api/articles", json={"articles": [FERRY]}, headers={"Origin": BASE_URL}), 403)
    shown = client.get("/login").text
    assert "&lt;b&gt;read&lt;/b&gt;" in shown
    assert "<b>read</b>" not in shown
    kept = {"Cookie": f"{COOKIE}={cookie.value}"}
    out = client.post("/logout", headers={"Origin": BASE_URL})
    assert (out.status_code, out.headers["location"]) == (303, "login")
    assert COOKIE not in client.cookies
    assert client.get("/api/articles", headers=kept).status_code == 401, "a copy of the cookie is worth nothing now"


def test_over_https_the_cookie_stays_there(services: Services) -> None:
    client = TestClient(make_client(services).app, base_url="https://127.0.0.1:7860", follow_redirects=False)
    reply = client.post("/login", data={"key": secret(services)})
    assert "secure" in reply.headers["set-cookie"].lower()


@pytest.mark.parametrize("key", ["", "cor_00000000_none", "x" * 5000, "cor_'; DROP TABLE key; --", "\x00"])
def test_a_wrong_key_is_told_and_not_repeated(client: TestClient, services: Services, key: str) -> None:
    secret(services)
    reply = sign_in(client, key)
    assert reply.status_code == 401
    assert "set-cookie" not in reply.headers
    assert 'role="alert"' in reply.text
    assert not key.strip("\x00") or key not in reply.text


def test_a_body_that_is_no_form_is_a_wrong_key(client: TestClient) -> None:
    for sent in ({"json": {"key": "x"}}, {"content": b"\xff\xfe"}, {"files": {"key": ("name", b"cor_x")}}):
        assert client.post("/login", **sent).status_code == 401  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("after", "led"),
    [
        ("/docs", "./docs"),
        ("/?c=cnv_1", "./?c=cnv_1"),
        ("//evil.example/", "./evil.example/"),
        ("https://evil.example/", "./https://evil.example/"),
        ("javascript:alert(1)", "./javascript:alert(1)"),
        ("/\\evil.example", "./%5Cevil.example"),
        ("", "./"),
        ("\r\nSet-Cookie: a=b", "./Set-Cookie:%20a=b"),
    ],
)
def test_one_goes_on_on_this_server_alone(client: TestClient, services: Services, after: str, led: str) -> None:
    assert sign_in(client, secret(services), next=after).headers["location"] == led


def test_where_to_go_on_is_no_markup(client: TestClient) -> None:
    page = client.get("/login", params={"next": '/"><script>alert(1)</script>'}).text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_cookie_is_of_no_use_to_another_page(client: TestClient, services: Services) -> None:
    sign_in(client, secret(services, Scope.ADMIN))
    for origin in (ALLOWED, "https://evil.example"):
        assert client.get("/api/articles", headers={"Origin": origin}).status_code == 401
        for method, path in (
            ("POST", "/api/articles"),
            ("DELETE", "/api/articles/art_none"),
            ("POST", "/v1/responses"),
        ):
            assert client.request(method, path, json={}, headers={"Origin": origin}).status_code in (401, 403)
    assert client.post("/logout", headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post("/login", data={"key": "x"}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post("/login", data={"key": "x"}, headers={"Origin": "null"}).status_code == 403
    assert client.get("/api/articles").status_code == 200


def test_a_session_ends_with_its_key_and_with_its_time(client: TestClient, services: Services) -> None:
    sign_in(client, secret(services))
    later = make_client(replace(services, clock=lambda: NOW + timedelta(days=SESSION_DAYS + 1)))
    later.cookies = client.cookies
    assert later.get("/api/articles").status_code == 401
    assert client.get("/api/articles").status_code == 200
    services.keys.revoke("<b>read</b>", now=NOW)
    assert client.get("/api/articles").status_code == 401


def test_on_an_open_server_nobody_has_to(services: Services) -> None:
    client = make_client(replace(services, settings=replace(services.settings, access=Access())))
    assert "Nobody needs a key on this address" in client.get("/login").text


class Loading(HTMLParser):
    """What a page would load, run or send, and where to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in ("script", "link", "img", "iframe"):
            self.found.append((tag, ""))
        self.found += [(tag, named[name] or "") for name in ("src", "href", "action") if name in named]


def test_the_page_needs_no_script_and_nothing_from_elsewhere(client: TestClient) -> None:
    reply = client.get("/login")
    reading = Loading()
    reading.feed(reply.text)
    assert reading.found == [("form", "login")]
    policy = reply.headers["content-security-policy"]
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        policy,
    )
    assert reply.headers["cache-control"] == "no-store"
