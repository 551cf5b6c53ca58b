from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.api_server import assert_problem

pytest_plugins = ["tests.api_fixtures"]


def test_the_page_asks_no_other_host(stocked: TestClient) -> None:
    page = stocked.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "//" not in re.sub(r"^\s*//.*|<!--.*?-->", "", page.text, flags=re.M)
    assert '"validatorUrl": null' in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for source in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert stocked.get(f"/{source}").is_success, source
    assert stocked.get("/openapi.json").json()["openapi"].startswith("3.1")


@pytest.mark.parametrize("path", ["/docs-files/../api_docs.py", "/docs-files/%2e%2e/core.py", "/docs-files/nothing"])
def test_nothing_but_its_files_is_served(stocked: TestClient, path: str) -> None:
    assert_problem(stocked.get(path), 404)
