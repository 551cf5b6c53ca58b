"""A store of `summed`'s articles and a model that plays a script: `pytest_plugins = ["tests.summary_fixtures"]`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.wire import Services, open_services
from ingest.corpus import RawArticle
from ingest.index import index
from ingest.settings import Settings
from tests.asked import KEY, MODEL
from tests.scripted_model import ScriptedModel
from tests.summed import ARTICLES, Summed

pytest_plugins = ["tests.model_fixtures"]


@pytest.fixture(scope="session")
def filled(model_server: ScriptedModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = Path(tmp_path_factory.mktemp("summed"))
    services = open_services(
        Settings(data_dir=folder, openai_base_url=model_server.url, openai_api_key=KEY, model=MODEL)
    )
    assert not index([RawArticle(source="test", language="en", **row) for row in ARTICLES], services.store).failed
    yield services
    services.store.close()


@pytest.fixture
def summed(filled: Services, model_server: ScriptedModel, caplog: pytest.LogCaptureFixture) -> Summed:
    return Summed(filled, model_server, caplog)
