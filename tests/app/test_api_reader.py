from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api_reader import COOKIE, Reader, ReaderCookie, known_reader


@pytest.fixture
def app() -> FastAPI:
    made = FastAPI()
    made.add_middleware(ReaderCookie)

    @made.get("/")
    def page(reader: Reader) -> dict[str, str]:
        return {"reader": reader}

    @made.get("/api/list")
    def listed(reader: Reader) -> dict[str, str]:
        return {"reader": reader}

    return made


def test_a_browser_gets_one_with_the_page_and_keeps_it(app: FastAPI) -> None:
    client = TestClient(app)
    assert client.get("/api/list").json() == {"reader": ""}
    assert not client.cookies
    given = client.get("/").headers["set-cookie"]
    assert re.fullmatch(rf"{COOKIE}=[\w-]{{32}}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", given)
    assert client.get("/api/list").json() == {"reader": client.cookies[COOKIE]}
    assert "set-cookie" not in client.get("/").headers
    assert TestClient(app).get("/").headers["set-cookie"] != given


def test_over_https_it_goes_nowhere_else(app: FastAPI) -> None:
    assert TestClient(app, base_url="https://news.example").get("/").headers["set-cookie"].endswith("; Secure")


@pytest.mark.parametrize("value", ["", "short", "x" * 81, "a b" * 10, "<script>" * 4, "..%2f" * 8])
def test_what_is_not_of_its_form_is_none(app: FastAPI, value: str) -> None:
    assert known_reader(value) == ""
    client = TestClient(app, cookies={COOKIE: value})
    assert client.get("/").headers["set-cookie"].startswith(COOKIE)
    assert client.get("/api/list", headers={"Cookie": f"{COOKIE}={value}"}).json() == {"reader": ""}
