"""The widget as it leaves the server; what it does in a browser is tested in tests/browser/test_widget.py."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.api_server import BASE_URL

pytest_plugins = ["tests.api_fixtures"]

STATIC = Path(__file__).resolve().parents[2] / "app" / "static"


@pytest.fixture(scope="module")
def script(stocked: TestClient) -> str:
    return stocked.get("/widget.js").text


def test_any_page_may_load_it(stocked: TestClient) -> None:
    reply = stocked.get("/widget.js", headers={"origin": "https://paper.example", "referer": "https://paper.example/"})
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "text/javascript; charset=utf-8"
    assert stocked.head("/widget.js").status_code == 200
    assert reply.headers["cross-origin-resource-policy"] == "cross-origin"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "max-age" in reply.headers["cache-control"]


def test_the_style_sheet_comes_with_it(script: str) -> None:
    sheet = (STATIC / "widget.css").read_text("utf-8")
    assert f"const SHEET = {json.dumps(sheet)};" in script


def test_it_does_nothing_that_a_strict_policy_forbids(script: str) -> None:
    """No markup is parsed, no text is run, nothing is styled in place and no address but the server's is in it."""
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(|\.style\b", script)
    assert not re.search(r"createElement\(.(?:style|script|link|img|iframe)", script)
    assert not re.search(r"localStorage|sessionStorage|cookie", script)
    assert re.findall(r"https?://[\w.]+", script) == ["https://HOST"]


def test_it_is_no_call_of_the_api(stocked: TestClient) -> None:
    assert "/widget.js" not in stocked.get("/openapi.json").json()["paths"]
    assert stocked.get(f"{BASE_URL}/widget.js", headers={"host": "evil.example"}).status_code == 421
