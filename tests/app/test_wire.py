"""Settings to services."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.wire import open_services
from ingest.errors import EmbedderMismatchError, EmbedError, StoreHeldError
from ingest.settings import Settings
from tests.builders import open_store


def test_services_work_on_the_store_of_the_settings(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    services = open_services(settings)
    with closing(services.store):
        assert services.settings is settings
        assert services.store.folder == tmp_path / "data"
        assert services.store.embedder_name == "all-MiniLM-L6-v2-int8"
        assert services.answerer.name == "quote"


def test_the_lock_names_where_it_serves(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    store = open_services(settings, url="http://127.0.0.1:7999").store
    with closing(store), pytest.raises(StoreHeldError, match="7999") as held:
        open_services(settings)
    assert held.value.url == "http://127.0.0.1:7999"


def test_what_fails_lets_go_of_the_store(tmp_path: Path) -> None:
    open_store(tmp_path).close()  # with another embedder
    for _ in range(2):
        with pytest.raises(EmbedderMismatchError, match="--rebuild"):
            open_services(Settings(data_dir=tmp_path))
    open_store(tmp_path).close()


def test_an_embedder_that_can_not_be_made_touches_nothing(tmp_path: Path) -> None:
    with pytest.raises(EmbedError, match="OPENAI_API_KEY"):
        open_services(Settings(data_dir=tmp_path / "data", embedder="openai:some-model"))
    assert not (tmp_path / "data").exists()
