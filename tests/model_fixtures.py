"""A store of a few invented articles and a model that plays a script: `pytest_plugins = ["tests.model_fixtures"]`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.wire import Services, open_services
from ingest.corpus import RawArticle
from ingest.index import index
from ingest.settings import Settings
from tests.asked import ARTICLES, KEY, MODEL, Asked
from tests.scripted_model import ScriptedModel


@pytest.fixture(scope="session")
def model_server() -> Iterator[ScriptedModel]:
    with ScriptedModel() as running:
        yield running


@pytest.fixture(scope="session")
def opened(model_server: ScriptedModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = Path(tmp_path_factory.mktemp("model"))
    services = open_services(
        Settings(data_dir=folder, openai_base_url=model_server.url, openai_api_key=KEY, model=MODEL)
    )
    assert not index([RawArticle(source="test", language="en", **row) for row in ARTICLES], services.store).failed
    yield services
    services.close()


@pytest.fixture
def asked(opened: Services, model_server: ScriptedModel, caplog: pytest.LogCaptureFixture) -> Asked:
    return Asked(opened, model_server, caplog)
