"""Running servers and OpenAI's own client for them: `pytest_plugins = ["tests.v1_fixtures"]`.

`served` holds the articles of `api_server.py` and answers by itself; `modelled` holds those of `asked.py` and answers
with a model that plays a script.
"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from openai import OpenAI

from app.wire import Services
from tests.api_server import ARTICLES, make_services
from tests.asked import afresh
from tests.v1_server import client_of, serving

pytest_plugins = ["tests.model_fixtures"]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that answers by itself; to be read, never written."""
    services = make_services(tmp_path_factory.mktemp("served") / "data")
    with serving(services) as address:
        assert httpx.post(f"{address}/api/articles", json={"articles": ARTICLES}).json()["added"] == len(ARTICLES)
        yield address
    services.close()


@pytest.fixture
def modelled(opened: Services) -> Iterator[str]:
    """The address of a server whose model has replied to nothing yet."""
    with serving(afresh(opened)) as address:
        yield address


@pytest.fixture
def sdk(served: str) -> Iterator[OpenAI]:
    """OpenAI's client of `served`."""
    with client_of(served) as made:
        yield made
