"""Who may call what: with keys and without, on the loopback address and beyond it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.wire import Services
from ingest.access import Access
from ingest.keys import Keys, Scope
from ingest.rate import Rate
from tests.api_server import FERRY, assert_problem, make_client, make_services

OUTSIDE = "0.0.0.0"  # noqa: S104 - a setting, not bound
NOW = datetime(2026, 11, 25, tzinfo=UTC)
ASKING = {"question": "How many people were on board the ferry Solveig?"}

Make = Callable[..., TestClient]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Services]:
    made = make_services(tmp_path / "data")
    yield made
    made.keys.close()
    made.store.close()


@pytest.fixture
def server(opened: Services) -> Make:
    """What makes a client of a server with other settings over the same store."""

    def make(host: str = OUTSIDE, **access: Any) -> TestClient:
        return make_client(replace(opened, settings=replace(opened.settings, host=host, access=Access(**access))))

    return make


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def key(services: Services, scope: Scope = Scope.READ, rate: Rate | None = None) -> dict[str, str]:
    """Make a key; return the headers that show it."""
    return bearer(services.keys.add(f"{scope!s} {rate}", scope, rate, now=NOW)[1])


def test_on_the_loopback_address_nobody_needs_a_key(opened: Services, server: Make) -> None:
    client = server("127.0.0.1")
    for _ in range(2):
        assert client.get("/api/articles").status_code == 200
        assert client.post("/api/articles", json={"articles": [FERRY]}).status_code == 200
        assert client.get("/v1/models", headers=bearer("none")).status_code == 200  # what OpenAI's clients have to send
        if not opened.keys.any_live():
            key(opened, Scope.ADMIN)


@pytest.mark.parametrize("field", ["Forwarded", "Via", "X-Forwarded-For", "X-Real-IP"])
def test_what_a_proxy_brings_there_needs_one_as_soon_as_there_is_one(
    opened: Services, server: Make, field: str
) -> None:
    client = server("127.0.0.1")
    assert client.get("/api/articles", headers={field: "203.0.113.7"}).status_code == 200
    shown = key(opened)
    assert_problem(client.get("/api/articles", headers={field: "203.0.113.7"}), 401)
    assert client.get("/api/articles", headers={field: "203.0.113.7"} | shown).status_code == 200
    assert client.get("/api/articles").status_code == 200


def test_it_can_be_asked_for_there_too(opened: Services, server: Make) -> None:
    client = server("127.0.0.1", require_key=True)
    assert_problem(client.get("/api/articles"), 401)
    assert client.get("/api/articles", headers=key(opened)).status_code == 200


@pytest.mark.parametrize("path", ["/api/articles", "/api/nowhere", "/openapi.json", "/docs", "/", "/gradio_api/info"])
def test_without_a_key_nothing_is_told(server: Make, path: str) -> None:
    reply = server().get(path)
    problem = assert_problem(reply, 401, "Authorization: Bearer cor_", "python -m app keys add")
    assert problem["type"] == "/problems/no-key"
    assert reply.headers["www-authenticate"] == 'Bearer realm="corroborate"'


@pytest.mark.parametrize("path", ["/healthz", "/widget.js", "/login", "/problems/no-key"])
def test_this_is_open(server: Make, path: str) -> None:
    assert server().get(path).status_code == 200


@pytest.mark.parametrize("shown", ["none", "cor_", "cor_00000000_x", "", "cor_é"])
def test_an_unknown_key_is_none_and_is_not_repeated(server: Make, shown: str) -> None:
    reply = server().get("/api/articles", headers={"Authorization": f"Bearer {shown}".encode()})
    assert_problem(reply, 401, "not known here, or was revoked")
    assert 'error="invalid_token"' in reply.headers["www-authenticate"]
    assert len(shown) < 5 or shown not in reply.text


def test_an_unknown_key_is_refused_on_an_open_server_as_well(opened: Services, server: Make) -> None:
    shown = key(opened)
    opened.keys.revoke("read None", now=NOW)
    assert_problem(server("127.0.0.1").get("/api/articles", headers=shown), 401)


def test_other_ways_to_show_something_are_none(opened: Services, server: Make) -> None:
    secret = key(opened)["Authorization"].removeprefix("Bearer ")
    for headers in ({"Authorization": secret}, {"Authorization": f"Basic {secret}"}, {"X-API-Key": secret}):
        assert_problem(server().get("/api/articles", headers=headers), 401)
    assert_problem(server().get(f"/api/articles?key={secret}"), 401)
    assert server().get("/api/articles", headers={"authorization": f"bearer  {secret}"}).status_code == 200


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize(
    ("method", "path", "body", "needs"),
    [
        ("GET", "/api/articles", None, Scope.READ),
        ("POST", "/api/ask", ASKING, Scope.READ),
        ("POST", "/v1/chat/completions", {}, Scope.READ),
        ("POST", "/api/articles", {"articles": [FERRY]}, Scope.INGEST),
        ("POST", "/api/subscriptions", {}, Scope.INGEST),
        ("POST", "/gradio_api/upload", {}, Scope.INGEST),
        ("DELETE", "/api/articles/art_none", None, Scope.ADMIN),
    ],
)
def test_a_scope_reaches_so_far(
    opened: Services, server: Make, scope: Scope, method: str, path: str, body: Any, needs: Scope
) -> None:
    reply = server().request(method, path, json=body, headers=key(opened, scope))
    if scope >= needs:
        assert reply.status_code not in (401, 403)
    else:
        problem = assert_problem(reply, 403, f"the scope '{needs!s}'", f"this one has '{scope!s}'")
        assert problem["type"] == "/problems/too-little-scope"
        assert f'error="insufficient_scope", scope="{needs!s}"' in reply.headers["www-authenticate"]


def test_a_key_shown_to_an_open_server_counts_as_it_is(opened: Services, server: Make) -> None:
    reply = server("127.0.0.1").delete("/api/articles/art_none", headers=key(opened, Scope.INGEST))
    assert_problem(reply, 403, "'admin'")


def test_a_key_that_another_process_revokes_is_refused_from_the_next_call_on(opened: Services, server: Make) -> None:
    client, shown = server(), key(opened)
    assert client.get("/api/articles", headers=shown).status_code == 200
    elsewhere = Keys(opened.settings.data_dir)
    elsewhere.revoke("read None", now=NOW)
    elsewhere.close()
    assert_problem(client.get("/api/articles", headers=shown), 401, "revoked")


def test_keys_that_can_not_be_read_let_nobody_in(opened: Services, server: Make) -> None:
    shown = key(opened)
    opened.keys.close()
    for file in opened.settings.data_dir.glob("keys.sqlite3*"):
        file.write_bytes(b"no database " * 1000)
    assert_problem(server().get("/api/articles", headers=shown), 503, "keys.sqlite3")


def test_below_v1_it_is_said_in_openais_way(opened: Services, server: Make) -> None:
    client = server()
    refused = client.get("/v1/models")
    assert refused.status_code == 401
    assert refused.json()["error"]["code"] == "invalid_api_key"
    shown = key(opened, rate=Rate(1, 60))
    first, second = (client.get("/v1/models", headers=shown) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 429)
    assert first.headers["x-ratelimit-limit-requests"] == "1"
    assert first.headers["x-ratelimit-remaining-requests"] == "0"
    assert first.headers["x-ratelimit-reset-requests"] == "60s"
    assert second.json()["error"]["type"] == "rate_limit_error"
    assert 0 < int(second.headers["retry-after"]) <= 60


def test_a_key_has_its_own_rate_and_the_headers_say_where_it_stands(opened: Services, server: Make) -> None:
    client, slow, other = server(), key(opened, rate=Rate(2, 60)), key(opened)
    replies = [client.get("/api/articles", headers=slow) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    assert [reply.headers["ratelimit-policy"] for reply in replies] == ['"default";q=2;w=60'] * 3
    assert [reply.headers["ratelimit"] for reply in replies] == [
        '"default";r=1;t=30',
        '"default";r=0;t=60',
        '"default";r=0;t=60',
    ]
    assert_problem(replies[2], 429, "2/minute", "30 seconds")
    assert replies[2].headers["retry-after"] == "30"
    assert "x-ratelimit-limit-requests" not in replies[0].headers
    assert client.get("/api/articles", headers=other).headers["ratelimit-policy"] == '"default";q=600;w=60'
    assert "ratelimit" not in client.get("/healthz", headers=slow).headers


def test_whoever_has_no_key_is_counted_by_his_address(server: Make) -> None:
    client = server("127.0.0.1", rate=Rate(2, 60), usual_rate=False)
    assert [client.get("/api/articles").status_code for _ in range(3)] == [200, 200, 429]
    closed = server(rate=Rate(2, 60), usual_rate=False)
    assert [closed.get("/api/articles").status_code for _ in range(3)] == [401, 401, 429]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
    ],
)
def test_a_network_of_ipv6_is_one_caller(opened: Services, first: str, second: str, one: bool) -> None:
    settings = replace(opened.settings, access=Access(rate=Rate(1, 60), usual_rate=False))
    app = make_client(replace(opened, settings=settings)).app
    codes = [
        TestClient(app, base_url="http://127.0.0.1", client=(address, 50_000)).get("/api/articles").status_code
        for address in (first, second)
    ]
    assert codes == ([200, 429] if one else [200, 200])


def test_without_a_limit_nothing_is_counted(opened: Services, server: Make) -> None:
    client, shown = server(rate=None, usual_rate=False), key(opened)
    assert "ratelimit" not in client.get("/api/articles", headers=shown).headers


ALLOWED = "https://news.example"


def test_a_page_of_an_allowed_origin_may_read_without_a_key_and_more_with_one(opened: Services, server: Make) -> None:
    client = server("127.0.0.1", origins=frozenset({ALLOWED}))
    page = {"Origin": ALLOWED}
    assert client.post("/api/ask", json=ASKING, headers=page).status_code == 200
    refused = client.post("/api/articles", json={"articles": [FERRY]}, headers=page)
    assert_problem(refused, 403, "'ingest'", "without one you may only read")
    assert refused.headers["access-control-allow-origin"] == ALLOWED
    shown = page | key(opened, Scope.INGEST)
    assert client.post("/api/articles", json={"articles": [FERRY]}, headers=shown).status_code == 200


def test_a_browser_is_told_of_a_refusal_and_asks_first_without_a_key(opened: Services, server: Make) -> None:
    client = server(origins=frozenset({ALLOWED}))
    asked = {"Origin": ALLOWED, "Access-Control-Request-Method": "POST"}
    assert client.options("/api/ask", headers=asked).status_code == 200
    refused = client.post("/api/ask", json=ASKING, headers={"Origin": ALLOWED})
    assert_problem(refused, 401)
    assert refused.headers["access-control-allow-origin"] == ALLOWED
    assert client.post("/api/ask", json=ASKING, headers={"Origin": ALLOWED} | key(opened)).status_code == 200


def test_the_secret_of_this_machine_opens_everything(opened: Services) -> None:
    class Held:
        def __getattr__(self, name: str) -> Any:
            return "the secret" if name == "server_key" else getattr(opened.store, name)

    settings = replace(opened.settings, host=OUTSIDE)
    client = make_client(replace(opened, settings=settings, store=Held()))  # type: ignore[arg-type]
    assert client.delete("/api/articles/art_none", headers=bearer("the secret")).status_code == 404
    assert_problem(client.get("/api/articles", headers=bearer("the secre")), 401)
    assert_problem(client.get("/api/articles", headers=bearer("")), 401)


def test_no_secret_is_ever_logged(opened: Services, server: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client, shown = server(), key(opened)
    client.get("/api/articles", headers=shown)
    client.post("/login", data={"key": shown["Authorization"].removeprefix("Bearer ")})
    opened.keys.revoke("read None", now=NOW)
    client.get("/api/articles", headers=shown)
    secret = shown["Authorization"].split("_", 2)[2]
    assert secret not in caplog.text
    assert all(secret not in str(vars(record)) for record in caplog.records)


def test_the_log_says_which_key_came_and_shows_none(
    opened: Services, server: Make, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client, shown = server(), key(opened)
    client.get("/api/articles", headers=shown)
    client.get("/api/articles")
    told = [record.__dict__["fields"] for record in caplog.records if record.name == "app.api_requests"]
    assert [fields.get("key") for fields in told] == [opened.keys.every()[0].id, None]
    assert shown["Authorization"].split("_", 2)[2] not in str(told)
