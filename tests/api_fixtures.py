"""Servers for the tests of the HTTP surface: `pytest_plugins = ["tests.api_fixtures"]`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.wire import Services
from tests.api_server import ARTICLES, make_client, make_services, send


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """An empty store of one's own."""
    opened = make_services(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def client(services: Services) -> TestClient:
    """A server of an empty store of one's own."""
    return make_client(services)


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server of `ARTICLES` that all tests share: to be read, never written."""
    opened = make_services(tmp_path_factory.mktemp("stocked") / "data")
    client = make_client(opened)
    send(client, *ARTICLES)
    yield client
    opened.close()


@pytest.fixture(scope="session")
def ids(stocked: TestClient) -> dict[str, str]:
    """The ids of `ARTICLES` by their external ids."""
    rows = stocked.get("/api/articles").json()["articles"]
    return {row["external_id"]: row["id"] for row in rows}
